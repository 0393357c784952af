"""A member's own page: their meetings ahead with the packs they may open, and what is new."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils import timezone

from meetings.access import Viewer
from meetings.apologies import own_meetings, why_too_late
from meetings.models import Apology, Meeting, MeetingState
from meetings.timetable import timetables
from meetings.wording import plain_date
from rotherham_hwb.shown.actions.own_actions import Mine, shown_own_actions
from rotherham_hwb.shown.calendar import agenda_line
from rotherham_hwb.shown.news import Bulletin, shown_news
from rotherham_hwb.shown.opened_papers import OpenedPaper, shown_opened_papers
from rotherham_hwb.shown.packs import GonePack, MembersPack, members_packs, packs_taken_back

FIRST_LOOK = dt.timedelta(days=28)
"""How far back things are new to somebody who never looked before."""
YEAR = dt.timedelta(days=366)
"""How long after a meeting something about it may be news: minutes come late."""


@dataclass(frozen=True)
class Ahead:
    """A meeting ahead, what there is to read of it, and whether one comes."""

    meeting: Meeting
    state: MeetingState
    agenda: str
    packs: tuple[MembersPack, ...]
    gone: tuple[GonePack, ...]
    apology: Apology | None
    wants_answer: bool

    @property
    def named(self) -> str:
        """Which meeting a link leads to, for whoever hears it out of its place."""
        return f"{self.meeting.board_name}, {plain_date(self.meeting.date)}"


@dataclass(frozen=True)
class MembersHome:
    """The meetings ahead of a member, what is new to them, and what they owe."""

    ahead: tuple[Ahead, ...]
    news: Bulletin
    since: dt.datetime | None
    actions: tuple[Mine, ...]
    opened: tuple[OpenedPaper, ...]


def shown_members_home(viewer: Viewer, since: dt.datetime | None) -> MembersHome:
    """Read a member's page; `since` is when they last looked, None where they never did."""
    new_from = since or timezone.now() - FIRST_LOOK
    recent = own_meetings(viewer).filter(date__gte=new_from.date() - YEAR)
    return MembersHome(
        ahead=_ahead(viewer, timezone.localdate()),
        news=shown_news(recent, viewer, new_from),
        since=since,
        actions=shown_own_actions(viewer, timezone.localdate()),
        opened=shown_opened_papers(viewer),
    )


def _ahead(viewer: Viewer, today: dt.date) -> tuple[Ahead, ...]:
    mine = Apology.objects.visible_to(viewer).filter(user=viewer.user_id)
    apologies = Prefetch("apologies", queryset=mine.select_related("deputy"), to_attr="mine")
    found = own_meetings(viewer).filter(date__gte=today).order_by("date", "time", "pk")
    meetings = list(found.prefetch_related(apologies))
    packs = members_packs(meetings, viewer)
    gone = packs_taken_back(meetings, viewer)
    tables = timetables(each.board for each in meetings)
    return tuple(
        Ahead(
            meeting=each,
            state=each.state,
            agenda=agenda_line(each, today, tables[each.board_id]),
            packs=packs.get(each.pk, ()),
            gone=gone.get(each.pk, ()),
            apology=next(iter(each.mine), None),
            wants_answer=not why_too_late(each),
        )
        for each in meetings
    )
