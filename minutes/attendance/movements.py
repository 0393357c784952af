"""Comings and goings of those recorded as present."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from itertools import pairwise

from django.db import transaction
from django.utils import timezone

from meetings import audit
from meetings.audit import Actor
from meetings.lifecycle import Refused
from meetings.models import AgendaItem
from meetings.wording import page_time, plain_date
from minutes.models import Attendance, Minutes, Movement
from minutes.writing.drafts import locked_draft

NIGHT = dt.timedelta(days=1)
"""A meeting may go on beyond midnight."""


def record_movement(
    attendance: Attendance,
    *,
    arrives: bool,
    at: dt.datetime | None = None,
    item: AgendaItem | None = None,
    by: Actor,
) -> Movement:
    """Record that somebody present came or went at a time (aware; default now).

    `item` is the one left for an interest in it.

    Raises Refused for somebody not recorded as present, a time outside the meeting, or one at
    which they were there, or away, already.
    """
    with transaction.atomic():
        minutes = locked_draft(attendance.minutes)
        if not Attendance.objects.filter(pk=attendance.pk, kind=Attendance.Kind.PRESENT).exists():
            raise Refused(f"{attendance} is not recorded as present: record that first.")
        when = at or timezone.now()
        check_time(minutes, when)
        movement = Movement(attendance=attendance, at=when, arrives=arrives, item=item)
        others = list(Movement.objects.filter(attendance=attendance))
        _check_turn(movement, others)
        movement.save(force_insert=True)
        audit.record(_verb(movement), attendance, by=by, at=page_time(when))
    return movement


def take_back_movement(movement: Movement, *, by: Actor) -> None:
    """Strike out a coming or going that was recorded by mistake."""
    with transaction.atomic():
        locked_draft(movement.attendance.minutes)
        others = Movement.objects.filter(attendance=movement.attendance).exclude(pk=movement.pk)
        if not in_turn(others):
            raise Refused("Take back the later times first: this one stands between them.")
        audit.record("take back a time of", movement.attendance, by=by, at=page_time(movement.at))
        movement.delete()


def check_time(minutes: Minutes, at: dt.datetime) -> None:
    """Refuse a time at which the meeting cannot have been."""
    day = minutes.meeting.date
    if at > timezone.now():
        said = f"{page_time(at)} on {plain_date(timezone.localtime(at))}"
        raise Refused(f"{said} is still to come: record it when it has happened.")
    if not day <= timezone.localdate(at) <= day + NIGHT:
        raise Refused(f"Enter a time of {plain_date(day)}, the day of the meeting.")
    if minutes.opened_at and at < minutes.opened_at:
        raise Refused(f"The meeting began at {page_time(minutes.opened_at)}: enter a later time.")
    if minutes.ended_at and at > minutes.ended_at:
        raise Refused(f"The meeting ended at {page_time(minutes.ended_at)}: enter an earlier time.")


def in_turn(movements: Iterable[Movement]) -> bool:
    """Whether comings and goings follow each other by turns."""
    ordered = sorted(movements, key=lambda each: each.at)
    return all(one.arrives != other.arrives for one, other in pairwise(ordered))


def _check_turn(movement: Movement, others: list[Movement]) -> None:
    if any(each.at == movement.at for each in others):
        raise Refused(f"{movement.attendance} came or went at that time already.")
    if not in_turn([*others, movement]):
        state = "there" if movement.arrives else "away"
        raise Refused(f"{movement.attendance} was {state} already at {page_time(movement.at)}.")


def _verb(movement: Movement) -> str:
    return "arrive" if movement.arrives else "leave"
