"""The home page: what comes next, what is new, which boards there are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Case, When

from meetings.access import Viewer
from meetings.models import Board, Meeting
from minutes.models import Minutes, MinutesState
from reports.models import Paper, PaperState
from rotherham_hwb.shown.calendar import OFF, OVER, MeetingLine, shown_lines
from rotherham_hwb.shown.opened_papers import OpenedPaper, shown_opened_papers

SHOWN = 5


@dataclass(frozen=True)
class NewMinutes:
    """Minutes that came out lately, and how far they have come."""

    minutes: Minutes
    state: MinutesState


@dataclass(frozen=True)
class HomePage:
    """What comes next, what is new, and which boards there are."""

    opened: tuple[OpenedPaper, ...]
    coming: tuple[MeetingLine, ...]
    papers: Sequence[Paper]
    minutes: Sequence[NewMinutes]
    boards: Sequence[Board]


def shown_home(viewer: Viewer, today: dt.date) -> HomePage:
    """Read the next meetings, and the latest papers and minutes that are published."""
    ahead = Meeting.objects.visible_to(viewer).filter(date__gte=today).exclude(state__in=OVER)
    is_off = Case(When(state__in=OFF, then=1), default=0)  # last, so that none of these is next
    ordered = ahead.select_related("board").order_by(is_off, "date", "time", "pk")
    return HomePage(
        opened=shown_opened_papers(viewer),
        coming=shown_lines(list(ordered[:SHOWN]), viewer, today),
        papers=_papers(viewer),
        minutes=_minutes(viewer),
        boards=list(Board.objects.current()),
    )


def _papers(viewer: Viewer) -> list[Paper]:
    published = Paper.objects.visible_to(viewer).filter(state=PaperState.PUBLISHED)
    return list(published.select_related("board").order_by("-published_at", "-pk")[:SHOWN])


def _minutes(viewer: Viewer) -> list[NewMinutes]:
    published = Minutes.objects.visible_to(viewer).filter(published_at__isnull=False)
    newest = published.select_related("meeting__board").order_by("-published_at", "-pk")[:SHOWN]
    return [NewMinutes(each, MinutesState(each.state)) for each in newest]
