"""A member's own page: their meetings ahead with the packs they may open, and what is new."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils import timezone

from meetings.access import Viewer
from meetings.apologies import own_meetings, why_too_late
from meetings.models import Apology, Meeting, MeetingState
from meetings.timetable import timetables
from rotherham_hwb.packs.models import Audience, Kind, Layout, PackEdition
from rotherham_hwb.reader.actions import Mine, own_actions
from rotherham_hwb.reader.news import Bulletin, read_news
from rotherham_hwb.shown.calendar import agenda_line
from rotherham_hwb.shown.packs import edition_title

FIRST_LOOK = dt.timedelta(days=28)
"""How far back things are new to somebody who never looked before."""
YEAR = dt.timedelta(days=366)
"""How long after a meeting something about it may be news: minutes come late."""
KINDS = list(Kind)
RESTRICTED = Audience.RESTRICTED


@dataclass(frozen=True)
class Pack:
    """A published pack as its reader gets it; a restricted one bears their name on every page."""

    title: str
    href: str
    pages: int
    size: int
    published_at: dt.datetime
    restricted: bool


@dataclass(frozen=True)
class Ahead:
    """A meeting ahead, what there is to read of it, and whether one comes."""

    meeting: Meeting
    state: MeetingState
    agenda: str
    packs: tuple[Pack, ...]
    apology: Apology | None
    wants_answer: bool


@dataclass(frozen=True)
class MembersHome:
    ahead: tuple[Ahead, ...]
    news: Bulletin
    since: dt.datetime | None
    actions: tuple[Mine, ...]


def read_home(viewer: Viewer, since: dt.datetime | None) -> MembersHome:
    """Read a member's page; `since` is when they last looked, None where they never did."""
    new_from = since or timezone.now() - FIRST_LOOK
    recent = own_meetings(viewer).filter(date__gte=new_from.date() - YEAR)
    return MembersHome(
        ahead=_ahead(viewer, timezone.localdate()),
        news=read_news(recent, viewer, new_from),
        since=since,
        actions=own_actions(viewer, timezone.localdate()),
    )


def _ahead(viewer: Viewer, today: dt.date) -> tuple[Ahead, ...]:
    mine = Apology.objects.visible_to(viewer).filter(user=viewer.user_id)
    apologies = Prefetch("apologies", queryset=mine.select_related("deputy"), to_attr="mine")
    found = own_meetings(viewer).filter(date__gte=today).order_by("date", "time", "pk")
    meetings = list(found.prefetch_related(apologies))
    packs = packs_of(meetings, viewer)
    tables = timetables(each.board for each in meetings)
    return tuple(
        Ahead(
            meeting=each,
            state=each.state,
            agenda=agenda_line(each, today, tables[each.board_id]),
            packs=packs.get(each.pk, ()),
            apology=next(iter(each.mine), None),
            wants_answer=not why_too_late(each),
        )
        for each in meetings
    )


def packs_of(meetings: Sequence[Meeting], viewer: Viewer) -> dict[int, tuple[Pack, ...]]:
    """The published packs of these meetings by meeting, each as full as a viewer may have it."""
    editions = (
        PackEdition.objects.visible_to(viewer)
        .filter(meeting__in=meetings, published_at__isnull=False, superseded_at=None)
        .filter(layout=Layout.SCREEN)
        .defer("manifest", "page_map")
    )
    found: dict[int, dict[tuple[int, int], PackEdition]] = {}
    # The restricted one of a pack is met last and stays; so does the latest consolidated one.
    ordered = sorted(editions, key=lambda each: (each.supplement, each.audience == RESTRICTED))
    for each in ordered:
        number = 0 if each.kind == Kind.CONSOLIDATED else each.supplement
        found.setdefault(each.meeting_id, {})[KINDS.index(each.kind), number] = each
    return {
        pk: tuple(_pack(edition) for _, edition in sorted(kept.items(), key=lambda pair: pair[0]))
        for pk, kept in found.items()
    }


def _pack(edition: PackEdition) -> Pack:
    assert edition.published_at
    return Pack(
        title=edition_title(edition),
        href=edition.get_absolute_url(),
        pages=edition.page_count,
        size=edition.size,
        published_at=edition.published_at,
        restricted=edition.audience == RESTRICTED,
    )
