"""The verbs of a board's settings, and of the days on which the council is shut."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from django.core.exceptions import ValidationError
from django.db import transaction

from meetings import audit
from meetings.audit import Actor
from meetings.lifecycle import Refused
from meetings.models import Board, BoardDeadline, ClosureDay, DeadlineKind, StandingItem


def change_board(board: Board, changed: Iterable[str], *, by: Actor) -> Board:
    """Store the changed settings of a board, by the names of their fields."""
    names = list(changed)
    with transaction.atomic():
        _check(board)
        if names:
            board.save(update_fields=names)
            changes = {each: str(getattr(board, each)) for each in names}
            audit.record("change", board, by=by, changes=changes)
    return board


def set_deadlines(
    board: Board, days: Mapping[DeadlineKind, int], *, holds_from: dt.date, by: Actor
) -> None:
    """Count a board's deadlines by these days, for the meetings from a day on."""
    with transaction.atomic():
        for kind, number in days.items():
            BoardDeadline.objects.update_or_create(
                board=board, kind=kind, holds_from=holds_from, defaults={"days": number}
            )
        said = {str(kind): number for kind, number in days.items()}
        audit.record("set the deadlines of", board, by=by, holds_from=str(holds_from), days=said)


def put_standing_item(item: StandingItem, *, by: Actor) -> StandingItem:
    """Add a standing item last of its place, or store a changed one."""
    with transaction.atomic():
        before = StandingItem.objects.filter(pk=item.pk).first()
        if before is None or before.place != item.place:
            last = item.board.standing_items.filter(place=item.place).order_by("position").last()
            item.position = last.position + 1 if last else 1
        _check(item)
        item.save()
        audit.record("change" if before else "add", item, by=by)
    return item


def remove_standing_item(item: StandingItem, *, by: Actor) -> None:
    """Take a standing item off the board's template; agendas that have it keep it."""
    with transaction.atomic():
        audit.record("remove", item, by=by)
        item.delete()


def shift_standing_item(item: StandingItem, *, up: bool, by: Actor) -> None:
    """Change places with the item above or below. Raises Refused where there is none."""
    with transaction.atomic():
        others = list(
            item.board.standing_items.select_for_update()
            .filter(place=item.place)
            .order_by("position")
        )
        here = next(place for place, each in enumerate(others) if each.pk == item.pk)
        there = here - 1 if up else here + 1
        if not 0 <= there < len(others):
            raise Refused(f"“{item.title}” is the {'first' if up else 'last'} already.")
        others[here], others[there] = others[there], others[here]
        _number(others)
        audit.record("move up" if up else "move down", item, by=by)


def add_closure_days(days: Iterable[ClosureDay], *, by: Actor) -> None:
    """Store days on which the council is shut, all of them or none."""
    with transaction.atomic():
        for day in days:
            _check(day)
            day.save(force_insert=True)
            audit.record("add", day, by=by)


def remove_closure_day(day: ClosureDay, *, by: Actor) -> None:
    """Let a day count again."""
    with transaction.atomic():
        audit.record("remove", day, by=by)
        day.delete()


def _number(items: list[StandingItem]) -> None:
    """Number items from 1; by a detour, as no two may share a number even for a moment."""
    beyond = max(item.position for item in items)
    for start in (beyond, 0):
        for place, item in enumerate(items, start=start + 1):
            item.position = place
            item.save(update_fields=["position"])


def _check(record: Board | StandingItem | ClosureDay) -> None:
    try:
        record.full_clean()
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error
