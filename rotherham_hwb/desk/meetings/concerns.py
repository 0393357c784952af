"""What speaks against a day for a meeting: the council is shut, or somebody else meets."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from meetings.access import Viewer
from meetings.deadlines import HolidaysUnknown
from meetings.models import Board, Meeting
from meetings.timetable import timetable
from meetings.wording import page_time
from meetings.workflow import OFF


def day_concerns(board: Board, day: dt.date) -> Iterator[str]:
    """Why the council is shut that day; or that its bank holidays are not known yet."""
    try:
        if why := timetable(board).working_days.why_not(day):
            yield why
    except HolidaysUnknown:
        yield f"The bank holidays of {day.year} are not all known yet"


def place_concerns(meeting: Meeting, viewer: Viewer) -> Iterator[str]:
    """Who else meets in the same place that day, as far as a viewer may know."""
    place = _plain(meeting.venue)
    if not place:
        return
    others = meetings_on([meeting.date], viewer).get(meeting.date, [])
    for each in others:
        if each.pk != meeting.pk and _plain(each.venue) == place:
            at = f" at {page_time(each.time)}" if each.time else ""
            yield f"{each.board} meets in the same place that day{at}"


def meetings_on(days: Iterable[dt.date], viewer: Viewer) -> dict[dt.date, list[Meeting]]:
    """The meetings of these days that go ahead, as far as a viewer may know."""
    met: dict[dt.date, list[Meeting]] = {}
    known = Meeting.objects.visible_to(viewer).filter(date__in=days).exclude(state__in=OFF)
    for each in known.select_related("board").order_by("time", "pk"):
        met.setdefault(each.date, []).append(each)
    return met


def _plain(place: str) -> str:
    return " ".join(place.casefold().replace(",", " ").split())
