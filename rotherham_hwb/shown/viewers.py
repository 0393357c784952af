"""Viewers who are nobody in particular: the audience of a pack, the role of a preview."""

from __future__ import annotations

import datetime as dt

from meetings.access import PUBLIC, RoleKind, Viewer
from meetings.models import Board
from meetings.wording import page_moment
from rotherham_hwb.packs.kinds import Audience

NOBODY_IN_PARTICULAR = 0


def viewer_of(audience: str, board: Board) -> Viewer:
    """Whoever may read a pack of this audience, and no more than that.

    Confidential papers are in no pack at all. Source: LGA 1972 s.100A(2)-(3).
    """
    return holder_of(RoleKind.MEMBER, board) if audience == Audience.RESTRICTED else PUBLIC


def officer_of(board: Board) -> Viewer:
    return holder_of(RoleKind.OFFICER, board)


def copy_of(viewer: Viewer, at: dt.datetime) -> str:
    """What stands across every page of a reader's own copy: their account, and when they got it.

    A name may be borne by two; an account's e-mail address is not.
    """
    account = f"{viewer.name} ({viewer.email})" if viewer.email else viewer.name
    return f"Copy of {account}, {page_moment(at)}"


def holder_of(role: RoleKind, board: Board) -> Viewer:
    """Somebody with one role on one board, whom no paper was opened to by name."""
    boards = {str(role): frozenset({board.pk})}
    return Viewer(user_id=NOBODY_IN_PARTICULAR, name=role.label, boards=boards)
