"""Meetings in time: their municipal year, when an agenda is due, and what each has to read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from meetings.access import Viewer
from meetings.deadlines import HolidaysUnknown
from meetings.models import Meeting, MeetingState
from meetings.timetable import Timetable, timetable, timetables
from meetings.wording import page_date, plain_date
from minutes.models import Minutes
from rotherham_hwb.shown.minutes import MinutesLink, minutes_link
from rotherham_hwb.shown.packs import Download, main_packs

OFF = (MeetingState.CANCELLED, MeetingState.POSTPONED)
OVER = (MeetingState.HELD, MeetingState.CLOSED)
FIRST_MONTH = 5
"""A municipal year runs from May to May."""


@dataclass(frozen=True)
class MeetingLine:
    """A meeting in a list, with what a viewer may read of it."""

    meeting: Meeting
    state: MeetingState
    place: str
    agenda: str
    pack: Download | None
    minutes: MinutesLink | None
    past: bool

    @property
    def named(self) -> str:
        """Which meeting a link leads to, for whoever hears it out of its place."""
        return f"{self.meeting.board_name}, {plain_date(self.meeting.date)}"


def municipal_year(day: dt.date) -> int:
    """The calendar year in which the municipal year of this day began."""
    return day.year - (day.month < FIRST_MONTH)


def year_name(year: int) -> str:
    """A municipal year by the year it began in: “May 2024 to April 2025”."""
    return f"May {year} to April {year + 1}"


def year_days(year: int) -> tuple[dt.date, dt.date]:
    """The first and the last day of a municipal year."""
    return dt.date(year, FIRST_MONTH, 1), dt.date(year + 1, FIRST_MONTH - 1, 30)


def shown_lines(
    meetings: Sequence[Meeting], viewer: Viewer, today: dt.date
) -> tuple[MeetingLine, ...]:
    """Read, in one query a kind, what there is to read of these meetings, boards fetched."""
    found = Minutes.objects.visible_to(viewer).filter(meeting__in=meetings)
    minutes = {each.meeting_id: minutes_link(each) for each in found}
    packs = main_packs(meetings, viewer)
    tables = timetables(each.board for each in meetings)
    return tuple(
        MeetingLine(
            meeting=each,
            state=MeetingState(each.state),
            place=each.venue_line,
            agenda=agenda_line(each, today, tables[each.board_id]),
            pack=packs.get(each.pk),
            minutes=minutes.get(each.pk),
            past=each.date < today or each.state in OVER,
        )
        for each in meetings
    )


def is_ahead(meeting: Meeting, today: dt.date) -> bool:
    """Whether one may still come to it: neither past, nor over, nor off."""
    return meeting.date >= today and meeting.state not in (*OFF, *OVER)


def agenda_line(meeting: Meeting, today: dt.date, table: Timetable | None = None) -> str:
    """Whether the agenda is out, or when it is due; empty where neither can be said.

    A list hands over the board's timetable, so that it is not read for every line.
    """
    if meeting.agenda_published_at:
        return "Agenda published"
    if meeting.state in OFF or meeting.date < today:
        return ""
    try:
        due = (table or timetable(meeting.board)).publish_by(meeting.date)
    except HolidaysUnknown:
        return "Agenda not published yet"
    return f"Agenda {'was due' if due < today else 'due'} {page_date(due)}"
