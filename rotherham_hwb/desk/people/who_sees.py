"""Who may see what of a board: the house rules asked, for everybody who acts for it.

No table is kept by hand. Each question is a record that might be, put to the same rule that
filters the stored ones; the answer is the rule's.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.db.models import DateTimeField, Q, Value
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from meetings.access import PUBLIC, Restriction, RoleKind, Viewer, item_visible
from meetings.doors import Request, officers, viewer_without_step
from meetings.models import Board, User
from reports.models import PaperGrant
from rotherham_hwb.desk.meetings.filters import boards_of
from rotherham_hwb.desk.people.roles import current_roles

QUESTIONS = ("Draft agenda", "Open papers", "Exempt papers", "Confidential papers")


@dataclass(frozen=True)
class WhoSeesRow:
    """One person, what they are on the board, and an answer to each question."""

    name: str
    email: str
    roles: tuple[str, ...]
    waits: bool
    answers: tuple[tuple[str, bool], ...]


@officers
@require_GET
def who_sees(request: Request, slug: str) -> HttpResponse:
    board = get_object_or_404(boards_of(request), slug=slug)
    grants = PaperGrant.objects.filter(paper__board=board).select_related(
        "user", "paper", "ended_by"
    )
    context = {
        "board": board,
        "questions": QUESTIONS,
        "rows": rows_of(board),
        "grants": grants.order_by("user__name", "paper__title", "-granted_at"),
    }
    return render(request, "desk/people/who_sees.html", context)


def rows_of(board: Board) -> list[WhoSeesRow]:
    """The public, then everybody with a role, each asked with the roles they hold."""
    asked: dict[frozenset[RoleKind], tuple[tuple[str, bool], ...]] = {}
    rows = [WhoSeesRow("Everyone", "", (), False, answers(PUBLIC, board))]
    for user, kinds, lacks in people_of(board):
        at_the_door = viewer_without_step(_viewer(board, kinds)) if lacks else _viewer(board, kinds)
        open_now = frozenset(kind for kind in RoleKind if at_the_door.has_role(kind))
        if open_now not in asked:
            asked[open_now] = answers(at_the_door, board)
        names = tuple(kind.label for kind in RoleKind if kind in kinds)
        waits = open_now != kinds
        rows.append(WhoSeesRow(user.name, user.email, names, waits, asked[open_now]))
    return rows


def people_of(board: Board) -> list[tuple[User, frozenset[RoleKind], bool]]:
    """Each person, their roles, and whether they lack a second step that is asked for."""
    held: dict[User, set[RoleKind]] = {}
    lacking: set[User] = set()
    for role in current_roles(board):
        held.setdefault(role.user, set()).add(role.kind)
        if settings.REQUIRE_SECOND_STEP and not role.has_second_step:  # type: ignore[attr-defined]
            lacking.add(role.user)
    return [(user, frozenset(kinds), user in lacking) for user, kinds in held.items()]


def answers(viewer: Viewer, board: Board) -> tuple[tuple[str, bool], ...]:
    """What the rule says of a draft item, and of a published one of each class."""
    now = timezone.now()
    draft = allows(item_visible(viewer), _item(board, Restriction.OPEN, published_at=None))
    out = (
        allows(item_visible(viewer), _item(board, restriction, published_at=now))
        for restriction in Restriction
    )
    return tuple(zip(QUESTIONS, (draft, *out), strict=True))


def allows(rule: Q, record: Mapping[str, object]) -> bool:
    """Whether a record with these values would pass the rule; the database is asked, and no row."""
    return rule.check(dict(record))


def _item(
    board: Board, restriction: Restriction, *, published_at: dt.datetime | None
) -> dict[str, object]:
    moment = Value(published_at, output_field=DateTimeField())
    return {
        "pk": 0,  # an item of no record: a rule may ask for the key, to say that nobody passes
        "published_at": moment,
        "meeting__called_at": moment,
        "meeting__board_id": board.pk,
        "restriction": restriction.value,
    }


def _viewer(board: Board, kinds: frozenset[RoleKind]) -> Viewer:
    own = frozenset({board.pk})
    after_step = own if board.members_need_second_step else frozenset()
    return Viewer(user_id=0, boards=dict.fromkeys(kinds, own), exempt_after_step=after_step)
