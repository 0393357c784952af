"""One meeting's agenda as one viewer may know it, read once: every outlet dresses this.

It is built from an allow-list: of what is withheld it holds the number, the safe title and the
reason, and nothing else was copied into it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from django.db import models
from django.db.models import Prefetch
from django.utils import timezone

from meetings.access import Restriction, Viewer
from meetings.agenda import awaited
from meetings.exempt import exclusion_resolution
from meetings.models import AgendaItem, ItemKind, Meeting, Presenter, Supplement
from reports.models import Paper, PaperState, Placement
from reports.permissions import placement_listed
from reports.private import private_parts
from rotherham_hwb.shown.agenda.issue import Issue
from rotherham_hwb.shown.agenda.papers import (
    ItemPaper,
    item_papers,
    read_papers,
    replaced_titles,
    why_restricted,
)
from rotherham_hwb.shown.removals import Removals, removals, with_removals

PLACED = (
    *("item", "position", "supplement", "parent__parent__parent", "replaces__paper"),
    *("paper__restriction", "paper__exempt_paragraphs"),
)
"""What is read of where a paper stands; the paper itself is read for its viewer, by itself."""


class ItemMark(models.TextChoices):
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
class Speaker:
    """Who presents an item; with a title it is one of several presentations."""

    title: str
    line: str
    """Name and role as printed."""


@dataclass(frozen=True)
class ItemLink:
    """A link that the agenda prints under an item."""

    text: str
    href: str


@dataclass(frozen=True)
class ShownItem:
    """One agenda item, as far as its viewer may know it."""

    pk: int
    number: str
    title: str
    mark: ItemMark | None
    why: str = ""
    """Why it is not for the public; empty of an open one."""
    withheld: bool = False
    is_sub_item: bool = False
    papers: tuple[ItemPaper, ...] = ()
    restriction: Restriction | None = None
    """From here on, nothing is told of a withheld item, but that words were taken back."""
    kind: ItemKind | None = None
    speakers: tuple[Speaker, ...] = ()
    notes: tuple[str, ...] = ()
    exclusion: str = ""
    """What the board is asked to resolve; it names items and paragraphs alone."""
    awaited: str = ""
    replaces: tuple[str, ...] = ()
    """The titles of earlier papers in whose place others came."""
    links: tuple[ItemLink, ...] = ()
    is_late: bool = False
    late_reason: str = ""
    """Empty of a late item too, where another, withheld one shares the words."""
    added_on: dt.date | None = None
    """The day it was published, where that was after its agenda."""
    first_page: int | None = None
    last_page: int | None = None
    minutes_of: int | None = None
    """The earlier meeting whose minutes it puts to the board."""

    @property
    def presenters(self) -> tuple[str, ...]:
        return tuple(each.line for each in self.speakers if not each.title)

    @property
    def presentations(self) -> tuple[Speaker, ...]:
        return tuple(each for each in self.speakers if each.title)


@dataclass(frozen=True)
class ShownSection:
    """Items under one heading; the heading is empty where the agenda has none."""

    heading: str
    introduction: str
    items: tuple[ShownItem, ...]


@dataclass(frozen=True)
class ShownSupplement:
    """A supplement: why its papers come late, and since when they are out."""

    number: int
    reason: str
    urgency: str
    """Empty too where a late item of it is withheld: it may tell what that is about."""
    published_at: dt.datetime | None


@dataclass(frozen=True)
class ShownAgenda:
    """The agenda of one meeting."""

    sections: tuple[ShownSection, ...]
    decision_word: str
    """What stands over a resolution of the board."""

    @property
    def items(self) -> tuple[ShownItem, ...]:
        return tuple(item for section in self.sections for item in section.items)

    @property
    def is_private(self) -> bool:
        """Whether it tells anything that is not for the public."""
        papers = (paper for item in self.items for paper in item.papers)
        return any(map(_is_private, self.items)) or any(map(_is_private, papers))


def shown_agenda(meeting: Meeting, viewer: Viewer, *, issue: Issue | None = None) -> ShownAgenda:
    """What a viewer is shown now, or what an issue will tell them once it is out.

    Packs are made before they are published: there the issue chooses the records, and the class
    of each record alone decides what a viewer is told of it.
    """
    items = _items(meeting, viewer, issue)
    papers = read_papers(meeting, items, viewer, issue)
    shown = partial(
        _item,
        papers=papers,
        exclusion=exclusion_resolution(private_parts(items)),
        agenda_day=_day(meeting.agenda_published_at),
        once_out=issue is not None,
        removed=removals(AgendaItem, items),
        removed_of_papers=removals(Paper, papers.values()),
    )
    return ShownAgenda(
        tuple(
            ShownSection(
                section.heading if section else "",
                section.introduction if section else "",
                tuple(map(shown, held)),
            )
            for section, held in groupby(items, key=lambda item: item.section)
        ),
        meeting.board.decision_word,
    )


def _items(meeting: Meeting, viewer: Viewer, issue: Issue | None) -> list[AgendaItem]:
    """The items in order, each with the papers that came with it and whether it is withheld."""
    if issue is None:
        listed = AgendaItem.objects.listed_for(viewer).filter(meeting=meeting)
        placed = Placement.objects.filter(placement_listed(viewer))
    else:
        listed, placed = issue.items(meeting).once_out_for(viewer), issue.placements()
    current = placed.exclude(paper__state=PaperState.DEFERRED)
    placements = current.select_related("paper", "parent__parent", "replaces").only(*PLACED)
    return list(
        with_removals(listed.with_late_reasons_for(viewer))
        .select_related("section", "parent")
        .prefetch_related(
            Prefetch("presenters", Presenter.objects.order_by("position")),
            Prefetch("placements", placements.order_by("position")),
        )
    )


def _item(
    item: AgendaItem,
    *,
    papers: dict[int, Paper],
    exclusion: str,
    agenda_day: dt.date | None,
    once_out: bool,
    removed: Removals,
    removed_of_papers: Removals,
) -> ShownItem:
    shown = item_papers(item, papers, once_out=once_out, removed=removed_of_papers)
    own = removed.beside(item.pk, withheld=item.withheld)
    told = tuple(dict.fromkeys((*own, *(each for paper in shown for each in paper.removed))))
    known = partial(
        ShownItem,
        pk=item.pk,
        number=item.full_number,
        why=why_restricted(item),
        is_sub_item=item.parent_id is not None,
        papers=shown,
    )
    if item.withheld:
        return known(title=item.safe_title, mark=ItemMark.WITHHELD, withheld=True, notes=told)
    return known(
        title=item.title,
        mark=_mark(item, once_out=once_out),
        restriction=Restriction(item.restriction),
        kind=ItemKind(item.kind),
        speakers=tuple(Speaker(each.title, each.line) for each in item.presenters.all()),
        notes=(*item.notes, *told),
        exclusion=exclusion if item.kind == ItemKind.EXCLUSION else "",
        awaited=awaited(item),
        replaces=replaced_titles(item, papers),
        links=tuple(ItemLink(each["text"], each["href"]) for each in item.links),
        is_late=item.late,
        late_reason=item.late_reason if item.late and not item.keeps_late_reason else "",
        added_on=_added_on(item, agenda_day),
        first_page=item.first_page,
        last_page=item.last_page,
        minutes_of=item.minutes_of_id,
    )


def _is_private(shown: ShownItem | ItemPaper) -> bool:
    return bool(shown.why) and not shown.withheld


def _mark(item: AgendaItem, *, once_out: bool) -> ItemMark | None:
    if item.published_at is None and not once_out:
        return ItemMark.DRAFT
    if item.restriction != Restriction.OPEN:
        return ItemMark(item.restriction)
    return ItemMark.LATE if item.late else None


def _added_on(item: AgendaItem, agenda_day: dt.date | None) -> dt.date | None:
    """Source: LGA 1972 s.100B(3): what is added later is open from when it was added."""
    day = _day(item.published_at)
    return day if day and agenda_day and day > agenda_day else None


def _day(moment: dt.datetime | None) -> dt.date | None:
    return timezone.localtime(moment).date() if moment else None


def shown_supplement(meeting: Meeting, viewer: Viewer, number: int) -> ShownSupplement | None:
    """What a viewer is told of a supplement itself; 0 is the agenda, which is none."""
    found = Supplement.objects.filter(meeting=meeting, number=number).first() if number else None
    if found is None:
        return None
    late = AgendaItem.objects.filter(supplement=found).with_late_reasons_for(viewer)
    kept = any(each.keeps_late_reason for each in late)
    opinion = "" if kept else _opinion(found)
    return ShownSupplement(found.number, found.reason, opinion, found.published_at)


def _opinion(supplement: Supplement) -> str:
    """Why it is urgent, and whose opinion that is. Source: LGA 1972 s.100B(4)(b)."""
    if not (supplement.urgency and supplement.urgency_by):
        return supplement.urgency
    held = "is of the opinion that it should be considered as a matter of urgency"
    return f"{supplement.urgency_by} {held}: {supplement.urgency}"
