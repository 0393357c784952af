"""Who is told of what on a board: the one table that writes the e-mails, with today's people."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from meetings.doors import Request, officers
from meetings.models import Board, User
from rotherham_hwb.desk.meetings.filters import boards_of
from rotherham_hwb.notifications.groups import ToldGroup, people_on
from rotherham_hwb.notifications.who_is_told import EVENTS, SILENT, ToldEvent
from rotherham_hwb.outbox.choices import who_want_one_a_day


@dataclass(frozen=True)
class ToldRow:
    """One line of the table, with those of the board whom it may mean today."""

    event: ToldEvent
    people: tuple[str, ...]


@officers
@require_GET
def who_is_told(request: Request, slug: str) -> HttpResponse:
    board = get_object_or_404(boards_of(request), slug=slug)
    people = people_on(board)
    daily = who_want_one_a_day(people)
    context = {
        "board": board,
        "rows": rows_of(board),
        "people": [(user, user.pk in daily) for user in people],
        "silent": [
            (f"{model._meta.verbose_name}: {step.name}".capitalize(), why)
            for (model, step), why in SILENT.items()
        ],
    }
    return render(request, "desk/people/who_is_told.html", context)


def rows_of(board: Board) -> list[ToldRow]:
    """Every line of the table; each group of people is looked up once."""
    known: dict[ToldGroup, list[User]] = {}
    for event in EVENTS:
        if event.who not in known:
            known[event.who] = event.who.of_board(board)
    return [ToldRow(each, tuple(user.name for user in known[each.who])) for each in EVENTS]
