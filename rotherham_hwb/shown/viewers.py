"""Who a paper is made for, as a viewer: the audience of a pack, and the officers of a board."""

from __future__ import annotations

from meetings.access import PUBLIC, RoleKind, Viewer
from meetings.models import Board
from rotherham_hwb.packs.models import Audience


def member_of(board: Board) -> Viewer:
    """Somebody who sits on a board and nowhere else."""
    return Viewer(name="a member", boards={RoleKind.MEMBER: frozenset({board.pk})})


def officer_of(board: Board) -> Viewer:
    """Somebody who serves a board and no other."""
    return Viewer(name="an officer", boards={RoleKind.OFFICER: frozenset({board.pk})})


def viewer_of(audience: str, board: Board) -> Viewer:
    """Whom an edition of a board's pack is made for."""
    return PUBLIC if audience == Audience.PUBLIC else member_of(board)
