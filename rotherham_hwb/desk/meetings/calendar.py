"""A month of an officer's boards: their meetings, what is due, and the days that do not count."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from meetings.deadlines import HolidaysUnknown, bank_holidays
from meetings.doors import Request, officers
from meetings.models import ClosureDay, DeadlineKind, Meeting
from meetings.timetable import Timetable, timetables
from meetings.workflow import OFF
from rotherham_hwb.desk.common.ask_verb import own_meetings
from rotherham_hwb.desk.meetings.filters import boards_of
from rotherham_hwb.desk.publication.clear_days import how_far

AHEAD = dt.timedelta(days=120)
"""How long before a meeting its first deadline can be, for what a month is asked of."""
FIRST_YEAR, LAST_YEAR = 1974, 2100


class DueLine(NamedTuple):
    """Something due on a day, for one meeting."""

    kind: DeadlineKind
    meeting: Meeting


@dataclass(frozen=True)
class Day:
    date: dt.date
    in_month: bool
    today: bool
    shut: str
    meetings: tuple[Meeting, ...]
    due: tuple[DueLine, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.meetings or self.due or self.shut)


@dataclass(frozen=True)
class Coming:
    """A meeting in the list, with the last day to publish and the next thing due."""

    meeting: Meeting
    publish_by: dt.date | None
    word: str
    colour: str
    next_due: str


@officers
@require_GET
def month(request: Request) -> HttpResponse:
    first = _asked(request.GET.get("month", "")) or timezone.localdate().replace(day=1)
    after = (first + dt.timedelta(days=32)).replace(day=1)
    context = {
        "first": first,
        "before": (first - dt.timedelta(days=1)).replace(day=1),
        "after": after,
        "weeks": read_month(request, first, after),
        "weekdays": list(calendar.day_name),
        "boards": boards_of(request).current(),
    }
    return render(request, "desk/meetings/calendar.html", context)


@officers
@require_GET
def coming(request: Request) -> HttpResponse:
    """The meetings to come as a list, with what is due next for each."""
    context = {"lines": read_coming(request, timezone.localdate())}
    return render(request, "desk/meetings/calendar_list.html", context)


def read_coming(request: Request, today: dt.date) -> list[Coming]:
    """Read the meetings to come of an officer's boards, the nearest first."""
    ahead = own_meetings(request).filter(date__gte=today).exclude(state__in=OFF)
    meetings = list(ahead.order_by("date", "time", "pk")[:100])
    tables = timetables(each.board for each in meetings)
    return [_coming(each, tables[each.board_id], today) for each in meetings]


def read_month(request: Request, first: dt.date, after: dt.date) -> list[list[Day]]:
    """Read the weeks of a month, in as many queries whatever they hold."""
    weeks = calendar.Calendar().monthdatescalendar(first.year, first.month)
    start, end = weeks[0][0], weeks[-1][-1]
    meetings = list(
        own_meetings(request)
        .filter(date__range=(start, end + AHEAD))
        .order_by("date", "time", "pk")
    )
    due, shut, today = _due(meetings), _shut(start, end), timezone.localdate()

    def read(day: dt.date) -> Day:
        return Day(
            date=day,
            in_month=first <= day < after,
            today=day == today,
            shut=shut.get(day, ""),
            meetings=tuple(each for each in meetings if each.date == day),
            due=tuple(due.get(day, ())),
        )

    return [list(map(read, week)) for week in weeks]


def _shut(start: dt.date, end: dt.date) -> dict[dt.date, str]:
    """Why days do not count: bank holidays, and days on which the council is closed."""
    closed = ClosureDay.objects.filter(date__range=(start, end)).values_list("date", "name")
    return dict(bank_holidays()) | dict(closed)


def _due(meetings: Iterable[Meeting]) -> dict[dt.date, list[DueLine]]:
    """What is due on each day for meetings that are not off."""
    ahead = [each for each in meetings if each.state not in OFF]
    tables = timetables(each.board for each in ahead)
    found: dict[dt.date, list[DueLine]] = {}
    for meeting in ahead:
        for deadline in tables[meeting.board_id].deadlines(meeting.date):
            if deadline.due is not None:
                found.setdefault(deadline.due, []).append(DueLine(deadline.kind, meeting))
    return found


def _coming(meeting: Meeting, table: Timetable, today: dt.date) -> Coming:
    try:
        last = table.publish_by(meeting.date)
    except HolidaysUnknown:
        last = None
    done = meeting.agenda_published_at is not None
    left = [each for each in table.deadlines(meeting.date) if each.due and each.due >= today]
    following = next(iter(sorted(left, key=lambda each: each.due or today)), None)
    next_due = following.kind.label if following and not done else ""
    return Coming(meeting, last, *how_far(last, today, done=done), next_due)


def _asked(month: str) -> dt.date | None:
    """The first day of a month written as “2025-01”; None for anything else."""
    try:
        year, number = month.split("-")
        first = dt.date(int(year), int(number), 1)
    except ValueError:
        return None
    return first if FIRST_YEAR <= first.year <= LAST_YEAR else None
