"""The verbs that plan meetings, one or a year's series, before anybody else sees them."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError

from meetings import audit
from meetings.audit import Actor
from meetings.lifecycle import Refused
from meetings.locking import lock
from meetings.models import Board, Meeting

LAST = 5
"""The last such weekday of a month, be it the fourth or the fifth."""
DETAILS = ("date", "time", "venue", "extraordinary", "note")


def plan_meeting(meeting: Meeting, *, joint_boards: Iterable[Board] = (), by: Actor) -> Meeting:
    """Store a draft meeting, held jointly with these boards.

    Raises Refused where the board meets then already, or details are missing.
    """
    with transaction.atomic():
        _store(meeting)
        names = _join(meeting, joint_boards)
        audit.record("create", meeting, by=by, joint_boards=names)
    return meeting


def plan_series(meetings: Sequence[Meeting], *, by: Actor) -> None:
    """Store a series of draft meetings, all of them or none. Raises Refused as for one."""
    with transaction.atomic():
        for meeting in meetings:
            plan_meeting(meeting, by=by)


def change_plan(meeting: Meeting, *, joint_boards: Iterable[Board], by: Actor) -> Meeting:
    """Store the changed details of a draft meeting; nobody is told, for nobody knew of it.

    Raises Refused once the meeting is public, or where the board meets then already.
    """
    with transaction.atomic():
        before = lock(meeting)
        if before.state != "draft":
            raise Refused("The meeting is public by now: move it instead, and say why.")
        changes = {
            name: [str(getattr(before, name)), str(getattr(meeting, name))]
            for name in DETAILS
            if getattr(before, name) != getattr(meeting, name)
        }
        _store(meeting, update_fields=DETAILS)
        names = _join(meeting, joint_boards)
        audit.record("change", meeting, by=by, joint_boards=names, changes=changes)
    return meeting


def delete_plan(meeting: Meeting, *, by: Actor) -> None:
    """Delete a meeting that was never public, with its agenda; its board keeps the log of it.

    Raises Refused once it was public, or where papers, packs or other records belong to it.
    """
    with transaction.atomic():
        before = lock(meeting)
        if before.state != "draft" or before.called_at:
            raise Refused("The meeting was public: cancel it instead, and its page says why.")
        audit.record("delete", before, by=by, board=before.board)
        try:
            before.delete()
        except ProtectedError as error:
            raise Refused(
                "Papers, packs or other records belong to the meeting: take the papers off its "
                "agenda first, or cancel the meeting."
            ) from error


def series_days(
    first: dt.date, last: dt.date, *, week: int, weekday: int, every: int
) -> Iterator[dt.date]:
    """The n-th such weekday of every so many months; `week` 1 to 4, or LAST; Monday is 0."""
    year, month = first.year, first.month
    while (year, month) <= (last.year, last.month):
        days = _weekdays(year, month, weekday)
        day = days[-1] if week == LAST else days[week - 1]
        if first <= day <= last:
            yield day
        year, month = year + (month + every - 1) // 12, (month + every - 1) % 12 + 1


def _weekdays(year: int, month: int, weekday: int) -> list[dt.date]:
    length = calendar.monthrange(year, month)[1]
    days = (dt.date(year, month, day) for day in range(1, length + 1))
    return [day for day in days if day.weekday() == weekday]


def _store(meeting: Meeting, update_fields: Sequence[str] = ()) -> None:
    try:
        meeting.full_clean()
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error
    if update_fields:
        meeting.save(update_fields=update_fields)
    else:
        meeting.save(force_insert=True)


def _join(meeting: Meeting, boards: Iterable[Board]) -> list[str]:
    joined = [board for board in boards if board.pk != meeting.board_id]
    meeting.joint_boards.set(joined)
    return [board.name for board in joined]
