"""What is new at a member's meetings: read once, in as many queries however much it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from meetings.access import Viewer
from meetings.models import AgendaItem, Meeting, MeetingNotice, Supplement
from minutes.models import Minutes
from reports.models import Paper, PaperState, Placement
from reports.permissions import placement_listed
from rotherham_hwb.packs.kinds import Layout
from rotherham_hwb.packs.models import PackEdition, Release
from rotherham_hwb.shown.packs import edition_title, fullest

SHOWN = 30


class NewsKind(models.TextChoices):
    """What happened."""

    CALLED = "called", "Meeting announced"
    AGENDA = "agenda", "Agenda"
    SUPPLEMENT = "supplement", "Supplement"
    PAPER = "paper", "New paper"
    REPLACED = "replaced", "Replaced paper"
    WITHDRAWN = "withdrawn", "Withdrawn paper"
    CORRECTED = "corrected", "Corrected pack"
    MINUTES = "minutes", "Minutes"
    NOTICE = "notice", "Notice"

    @property
    def colour(self) -> str:
        strong = {"replaced": "orange", "corrected": "orange", "notice": "orange"}
        return strong.get(self.value) or ("red" if self.value == "withdrawn" else "blue")


@dataclass(frozen=True)
class News:
    """One thing that happened at a meeting; `more` says it in a few more words."""

    kind: NewsKind
    at: dt.datetime
    meeting: Meeting
    text: str
    href: str
    more: str = ""


@dataclass(frozen=True)
class Bulletin:
    """The newest news, and how many older ones are not shown."""

    shown: tuple[News, ...]
    left_out: int


def shown_news(meetings: QuerySet[Meeting], viewer: Viewer, since: dt.datetime) -> Bulletin:
    """Read what was published for these meetings after a moment, as far as a viewer may know."""
    reader = _NewsReader({each.pk: each for each in meetings}, viewer, since)
    found = sorted(reader.all(), key=attrgetter("at"), reverse=True)
    return Bulletin(tuple(found[:SHOWN]), len(found[SHOWN:]))


class _NewsReader:
    """One query a kind; every one of records that the viewer may see."""

    def __init__(self, meetings: dict[int, Meeting], viewer: Viewer, since: dt.datetime) -> None:
        self.meetings = meetings
        self.viewer = viewer
        self.since = since

    def all(self) -> Iterator[News]:
        yield from self._meetings()
        yield from self._supplements()
        yield from self._papers()
        yield from self._corrected()
        yield from self._minutes()
        yield from self._notices()

    def _seen(self, model: Any) -> Any:
        return model.objects.visible_to(self.viewer).filter(meeting__in=list(self.meetings))

    def _meetings(self) -> Iterator[News]:
        """Called, or its agenda published; together they are one thing."""
        for each in self.meetings.values():
            agenda, called = each.agenda_published_at, each.called_at
            if agenda and agenda > self.since:
                text = "The agenda and its papers are published"
                yield self._news(NewsKind.AGENDA, agenda, each.pk, text)
            elif called and called > self.since:
                yield self._news(NewsKind.CALLED, called, each.pk, "A new meeting")

    def _supplements(self) -> Iterator[News]:
        for each in self._seen(Supplement).filter(published_at__gt=self.since):
            text = f"Supplement {each.number} is published"
            yield self._news(
                NewsKind.SUPPLEMENT, each.published_at, each.meeting_id, text, more=each.reason
            )

    def _papers(self) -> Iterator[News]:
        """What came after the agenda of its meeting, and what was taken back."""
        later = Q(paper__published_at__gt=self.since) & Q(
            paper__published_at__gt=F("item__meeting__agenda_published_at")
        )
        placements = (
            Placement.objects.filter(
                placement_listed(self.viewer), item__meeting__in=list(self.meetings)
            )
            .filter(paper__in=Paper.objects.visible_to(self.viewer))
            .filter(item__in=AgendaItem.objects.visible_to(self.viewer))
            .filter(later | Q(paper__withdrawn_at__gt=self.since))
        )
        for each in placements.select_related("paper", "item__parent", "replaces__paper"):
            yield self._paper(each)

    def _paper(self, placement: Placement) -> News:
        paper, item = placement.paper, placement.item
        where = f"Item {item.full_number}, {item.title}"
        kind, at = NewsKind.PAPER, paper.published_at
        if paper.state == PaperState.WITHDRAWN:
            kind, at = NewsKind.WITHDRAWN, paper.withdrawn_at
        elif placement.replaces:
            kind = NewsKind.REPLACED
        assert at
        return self._news(
            kind, at, item.meeting_id, paper.title, paper.get_absolute_url(), more=where
        )

    def _corrected(self) -> Iterator[News]:
        """Packs in the place of published ones; of two audiences' the fuller one."""
        same = {name: OuterRef(f"release__{name}") for name in ("meeting", "kind", "supplement")}
        out = OuterRef("release__published_at")
        before = Release.objects.filter(**same, superseded_at__lte=out)
        reason = before.order_by("-superseded_at").values("superseded_reason")[:1]
        editions = (
            PackEdition.objects.visible_to(self.viewer)
            .filter(release__meeting__in=list(self.meetings))
            .filter(Exists(before), release__published_at__gt=self.since, layout=Layout.SCREEN)
            .filter(release__superseded_at=None)
            .select_related("release")
            .annotate(why=Subquery(reason))
            .defer("manifest", "page_map")
        )
        for each in fullest(editions):
            assert each.published_at
            yield self._news(
                NewsKind.CORRECTED,
                each.published_at,
                each.release.meeting_id,
                edition_title(each),
                each.get_absolute_url(),
                more=getattr(each, "why", ""),
            )

    def _minutes(self) -> Iterator[News]:
        found = self._seen(Minutes).filter(published_at__isnull=False)
        new = Q(published_at__gt=self.since) | Q(approved_at__gt=self.since)
        for each in found.filter(new):
            approved = each.approved_at and each.approved_at > self.since
            text = "The minutes are approved" if approved else "The draft minutes are published"
            at = each.approved_at if approved else each.published_at
            yield self._news(NewsKind.MINUTES, at, each.meeting_id, text, each.get_absolute_url())

    def _notices(self) -> Iterator[News]:
        for each in self._seen(MeetingNotice).filter(at__gt=self.since):
            text = each.kind.label
            yield self._news(NewsKind.NOTICE, each.at, each.meeting_id, text, more=each.reason)

    def _news(
        self, kind: NewsKind, at: dt.datetime, pk: int, text: str, href: str = "", more: str = ""
    ) -> News:
        meeting = self.meetings[pk]
        return News(kind, at, meeting, text, href or meeting.get_absolute_url(), more)
