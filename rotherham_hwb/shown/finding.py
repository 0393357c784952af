"""Finding the record that an address names, for one viewer.

What is not there and what this viewer may not know of are the same to them: Http404.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import Prefetch, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from meetings.access import Viewer
from meetings.models import Board, Meeting, MeetingState
from meetings.models.board import BoardQuerySet
from minutes.models import DecisionNotice, Minute, Minutes, MinutesState
from reports.models import Paper, PaperVersion
from rotherham_hwb.shown.decisions.notice import find_notice
from rotherham_hwb.shown.removals import with_removals


def all_boards() -> BoardQuerySet:
    """Every board: that there is one is public."""
    return Board.objects.all()


def named_on(boards: Iterable[Board], day: dt.date) -> list[tuple[Board, str]]:
    """Boards, each with what it was called on a day."""
    return [(each, each.name_on(day)) for each in boards]


def find_board(slug: str) -> Board:
    return get_object_or_404(Board, slug=slug)


def visible_meetings(viewer: Viewer) -> QuerySet[Meeting]:
    """The meetings a viewer may know of, boards fetched, to be narrowed."""
    found: QuerySet[Meeting] = Meeting.objects.visible_to(viewer).select_related("board")
    return found


def find_meeting(pk: int, viewer: Viewer) -> Meeting:
    return get_object_or_404(with_removals(visible_meetings(viewer)), pk=pk)


def find_minutes_of(meeting_id: int, viewer: Viewer) -> Minutes:
    """The minutes of a meeting, by the number of the meeting."""
    visible = Minutes.objects.visible_to(viewer).select_related("meeting__board")
    told = with_removals(visible, beside=Meeting, key="meeting")
    found: Minutes = get_object_or_404(told, meeting=meeting_id)
    return found


def find_minute(meeting_id: int, number: str, viewer: Viewer) -> Minute:
    """A minute by the number printed; one withheld may be known by its safe title."""
    if "\0" in number:  # PostgreSQL takes no text that holds one
        raise Http404
    listed = Minute.objects.listed_for(viewer).select_related("minutes__meeting__board")
    return get_object_or_404(listed, minutes__meeting=meeting_id, number=number)


def find_paper(pk: int, viewer: Viewer) -> Paper:
    visible = Paper.objects.visible_to(viewer).select_related("board")
    versions = Prefetch("versions", PaperVersion.objects.order_by("number"))
    found: Paper = get_object_or_404(with_removals(visible).prefetch_related(versions), pk=pk)
    return found


def find_decision_notice(minute: int, viewer: Viewer) -> DecisionNotice:
    """The notice of the decision that a minute records, where a viewer may read both."""
    found = find_notice(minute, viewer)
    if found is None:
        raise Http404
    return found


def state_of(record: Meeting | Minutes) -> MeetingState | MinutesState:
    """How far a meeting or its minutes have come, with its word and its colour."""
    if isinstance(record, Meeting):
        return MeetingState(record.state)
    return MinutesState(record.state)
