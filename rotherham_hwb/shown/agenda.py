"""One meeting's agenda as one viewer may see it, read once: its template asks no further.

Entries are built from an allow-list: of what is withheld they hold its number, its safe title
and the reason, and nothing else was copied into them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from django.db import models
from django.db.models import Prefetch
from django.urls import reverse
from django.utils import timezone

from meetings.access import Restriction, Viewer
from meetings.agenda import awaited
from meetings.exempt import exclusion_resolution, withheld_sentence
from meetings.models import AgendaItem, ItemKind, Meeting, Presenter
from meetings.wording import page_date
from minutes.models import Minute, Minutes
from reports.models import UNPUBLISHED, Paper, PaperState, PaperVersion, Placement
from reports.permissions import placement_listed
from reports.private import private_parts
from rotherham_hwb.shown.minutes import Limb, Listed, limbs_of
from rotherham_hwb.shown.packs import PackPages

KIND_NOTES = {
    ItemKind.VERBAL: "Verbal report, without a paper",
    ItemKind.PRESENTATION: "Presentation at the meeting",
    ItemKind.TO_FOLLOW: "Paper to follow",
}


class Mark(models.TextChoices):
    """What a reader should know of an item before reading its title."""

    DRAFT = "draft", "Draft: only officers see this"
    WITHHELD = "withheld", "Withheld"
    EXEMPT = "exempt", "Exempt: not public"
    CONFIDENTIAL = "confidential", "Confidential: not public"
    LATE = "late", "Late item"

    @property
    def colour(self) -> str:
        return {"draft": "yellow", "confidential": "red", "late": "purple"}.get(
            self.value, "orange"
        )


@dataclass(frozen=True)
class PaperLine:
    """A paper under its item; `file` is empty where there is none to give."""

    title: str
    level: int = 0
    why: str = ""
    withheld: bool = False
    about: str = ""
    file: str = ""
    pages: int | None = None
    size: int | None = None
    pack: PackPages | None = None
    draft: bool = False
    withdrawn: bool = False


@dataclass(frozen=True)
class MinuteLine:
    """What was recorded of the item, and what was resolved."""

    number: str
    href: str
    limbs: tuple[Limb, ...]
    word: str
    """What stands over them: Resolved."""


@dataclass(frozen=True)
class Link:
    text: str
    href: str


@dataclass(frozen=True)
class Entry:
    """One agenda item, as far as its reader may know it."""

    anchor: str
    number: str
    title: str
    mark: Mark | None
    why: str = ""
    presenters: str = ""
    presentations: tuple[Presenter, ...] = ()
    notes: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    kind: str = ""
    late: str = ""
    added: str = ""
    first_page: int | None = None
    last_page: int | None = None
    earlier_minutes: Link | None = None
    papers: tuple[PaperLine, ...] = ()
    minutes: tuple[MinuteLine, ...] = ()


@dataclass(frozen=True)
class Section:
    """Items under one heading; the heading is empty where the agenda has none."""

    heading: str
    introduction: str
    entries: tuple[Entry, ...]


def read_agenda(
    meeting: Meeting, viewer: Viewer, pack_pages: dict[tuple[str, str], PackPages]
) -> tuple[Section, ...]:
    """Read the items, papers and minutes of a meeting that a viewer may know of."""
    items = list(
        AgendaItem.objects.listed_for(viewer)
        .filter(meeting=meeting)
        .select_related("section")
        .prefetch_related("presenters")
    )
    reader = _Reader(meeting, viewer, items, pack_pages)
    sections = groupby(items, key=lambda item: item.section)
    return tuple(
        Section(
            section.heading if section else "",
            section.introduction if section else "",
            tuple(map(reader.entry, group)),
        )
        for section, group in sections
    )


class _Reader:
    """Holds what belongs to all items of one agenda, fetched in one query a kind."""

    def __init__(
        self,
        meeting: Meeting,
        viewer: Viewer,
        items: list[Listed],
        pack_pages: dict[tuple[str, str], PackPages],
    ) -> None:
        self.word = meeting.board.decision_word
        self.agenda_day = _day(meeting.agenda_published_at)
        self.pack_pages = pack_pages
        self.placements = _placements(items, viewer)
        self.papers = _papers(items, viewer)
        self.minutes = _minutes(items, viewer)
        self.earlier = _earlier_minutes(items, viewer)
        self.silent = {each.supplement_id for each in items if each.late and each.withheld}

    def entry(self, item: Listed) -> Entry:
        why = withheld_sentence(item) if item.restriction != Restriction.OPEN else ""
        anchor = f"item-{item.pk}"
        if item.withheld:
            return Entry(
                anchor=anchor,
                number=item.number,
                title=item.safe_title,
                mark=Mark.WITHHELD,
                why=why,
                papers=self._papers(item),
                minutes=self._minutes(item),
            )
        presenters = list(item.presenters.all())
        return Entry(
            anchor=anchor,
            number=item.number,
            title=item.title,
            mark=_mark(item),
            why=why,
            presenters="; ".join(each.line for each in presenters if not each.title),
            presentations=tuple(each for each in presenters if each.title),
            notes=(*item.notes, *self._exclusion(item)),
            links=tuple(Link(each["text"], each["href"]) for each in item.links),
            kind=awaited(item) or KIND_NOTES.get(ItemKind(item.kind), ""),
            late=self._late(item),
            added=self._added(item),
            first_page=item.first_page,
            last_page=item.last_page,
            earlier_minutes=self.earlier.get(item.minutes_of_id),
            papers=self._papers(item),
            minutes=self._minutes(item),
        )

    def _late(self, item: AgendaItem) -> str:
        """Why it is late; not where a withheld item of the same supplement shares the words."""
        if not item.late:
            return ""
        return "" if item.supplement_id in self.silent else item.late_reason

    def _exclusion(self, item: AgendaItem) -> tuple[str, ...]:
        """What the board is asked to resolve; it names items and paragraphs alone."""
        if item.kind != ItemKind.EXCLUSION:
            return ()
        whole = item.meeting.items.prefetch_related("placements__paper").order_by("position")
        words = exclusion_resolution(private_parts(whole))
        return (words,) if words else ()

    def _added(self, item: AgendaItem) -> str:
        """The day the item was published, where that was after its agenda.

        Source: LGA 1972 s.100B(3): what is added later is open from when it was added.
        """
        day = _day(item.published_at)
        if day is None or self.agenda_day is None or day <= self.agenda_day:
            return ""
        return page_date(day)

    def _papers(self, item: AgendaItem) -> tuple[PaperLine, ...]:
        lines = (
            self._paper(item, self.papers[placement.paper_id], level)
            for placement, level in _tree(self.placements.get(item.pk, []))
            if placement.paper_id in self.papers
        )
        return tuple(line for line in lines if line)

    def _paper(self, item: Listed, paper: Listed, level: int) -> PaperLine | None:
        restricted = paper.restriction != Restriction.OPEN
        # The title of an open paper could tell what its withheld item may not.
        if item.withheld and (paper.withheld or not restricted):
            return None
        why = withheld_sentence(paper) if restricted else ""
        if paper.withheld:
            return PaperLine(title=paper.safe_title, level=level, why=why, withheld=True)
        return self._readable(item, paper, level, why)

    def _readable(self, item: AgendaItem, paper: Paper, level: int, why: str) -> PaperLine:
        version = paper.latest
        gone = paper.state == PaperState.WITHDRAWN
        given = version if version and version.file and not gone else None
        return PaperLine(
            title=paper.title,
            level=level,
            why=why,
            about=paper.get_absolute_url(),
            file=reverse("paper_file", args=[paper.pk]) if given else "",
            pages=given.page_count if given else None,
            size=given.size if given else None,
            pack=self._pack(item, paper, given),
            draft=paper.state in UNPUBLISHED,
            withdrawn=gone,
        )

    def _pack(self, item: AgendaItem, paper: Paper, given: PaperVersion | None) -> PackPages | None:
        """Where the pack has it; what the portal set itself goes by its title."""
        written_here = paper.latest and paper.latest.authored and paper.state == "published"
        key = given.sha256 if given else paper.title if written_here else None
        return self.pack_pages.get((item.number, key)) if key else None

    def _minutes(self, item: AgendaItem) -> tuple[MinuteLine, ...]:
        return tuple(
            MinuteLine(
                minute.number,
                minute.get_absolute_url(),
                limbs_of(minute),
                minute.minutes.decision_word or self.word,
            )
            for minute in self.minutes.get(item.pk, [])
        )


def _mark(item: AgendaItem) -> Mark | None:
    if item.published_at is None:
        return Mark.DRAFT
    if item.restriction != Restriction.OPEN:
        return Mark(item.restriction)
    return Mark.LATE if item.late else None


def _day(moment: dt.datetime | None) -> dt.date | None:
    return timezone.localtime(moment).date() if moment else None


def _placements(items: list[AgendaItem], viewer: Viewer) -> dict[int, list[Placement]]:
    listed = Placement.objects.filter(placement_listed(viewer), item__in=items)
    ordered = listed.order_by("item_id", "position")
    return {pk: list(group) for pk, group in groupby(ordered, key=lambda each: each.item_id)}


def _papers(items: list[AgendaItem], viewer: Viewer) -> dict[int, Paper]:
    versions = PaperVersion.objects.defer("text", "page_sizes")
    papers = (
        Paper.objects.listed_for(viewer)
        .filter(pk__in=Placement.objects.filter(item__in=items).values("paper"))
        .prefetch_related(Prefetch("versions", queryset=versions))
    )
    return {paper.pk: paper for paper in papers}


def _minutes(items: list[AgendaItem], viewer: Viewer) -> dict[int, list[Minute]]:
    minutes = (
        Minute.objects.listed_for(viewer)
        .filter(item__in=items)
        .exclude(number="")
        .select_related("minutes")
        .prefetch_related("resolutions", "sub_headings")
        .order_by("item_id", "position")
    )
    return {pk: list(group) for pk, group in groupby(minutes, key=lambda each: each.item_id)}


def _earlier_minutes(items: list[AgendaItem], viewer: Viewer) -> dict[int | None, Link]:
    meetings = [item.minutes_of_id for item in items if item.minutes_of_id]
    found = Minutes.objects.visible_to(viewer).filter(meeting__in=meetings)
    return {
        each.meeting_id: Link(
            f"Minutes of the meeting of {page_date(each.meeting.date)}", each.get_absolute_url()
        )
        for each in found.select_related("meeting")
    }


def _tree(placements: Iterable[Placement]) -> Iterator[tuple[Placement, int]]:
    """Each placement with its level, every appendix after the paper it belongs to."""
    children: dict[int | None, list[Placement]] = {}
    for placement in placements:
        children.setdefault(placement.parent_id, []).append(placement)
    waiting = [(placement, 0) for placement in reversed(children.get(None, []))]
    while waiting:
        placement, level = waiting.pop()
        yield placement, level
        below = reversed(children.get(placement.pk, []))
        waiting += [(each, level + 1) for each in below]
