"""The agenda as a meeting's page sets it: what is shown, with where the packs have it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from meetings.access import Viewer
from rotherham_hwb.shown.agenda.items import ShownAgenda, ShownItem, ShownSection
from rotherham_hwb.shown.agenda.minutes import (
    EarlierMinutes,
    ItemMinute,
    earlier_minutes,
    item_minutes,
)
from rotherham_hwb.shown.agenda.papers import ItemPaper
from rotherham_hwb.shown.packs import PackPages, Packs

LONG = 10
"""From so many items on, an agenda has a list of them beside it."""
KIND_NOTES = {
    "verbal": "Verbal report, without a paper",
    "presentation": "Presentation at the meeting",
    "to_follow": "Paper to follow",
}


@dataclass(frozen=True)
class PaperOnPage:
    """A paper, and the pages of the pack that have it."""

    paper: ItemPaper
    pack: PackPages | None


@dataclass(frozen=True)
class ItemOnPage:
    """An item, and what stands under it."""

    item: ShownItem
    kind: str
    """What the board is given instead of a paper."""
    papers: tuple[PaperOnPage, ...]
    minutes: tuple[ItemMinute, ...]
    earlier_minutes: EarlierMinutes | None

    @property
    def anchor(self) -> str:
        return f"item-{self.item.pk}"

    @property
    def presenters(self) -> str:
        return "; ".join(self.item.presenters)


@dataclass(frozen=True)
class SectionOnPage:
    """A section of the agenda, with its items as the page sets them."""

    section: ShownSection
    items: tuple[ItemOnPage, ...]


def sections_on_page(
    agenda: ShownAgenda, viewer: Viewer, packs: Packs
) -> tuple[SectionOnPage, ...]:
    """The agenda that a viewer is shown, with what came of its items and the pages of the packs."""
    minutes = item_minutes(agenda, viewer)
    earlier = earlier_minutes(agenda, viewer)
    on_page = partial(_item, packs=packs, minutes=minutes, earlier=earlier)
    return tuple(
        SectionOnPage(section, tuple(map(on_page, section.items))) for section in agenda.sections
    )


def is_long(sections: tuple[SectionOnPage, ...]) -> bool:
    """Whether a reader would have to look for an item."""
    return sum(len(each.items) for each in sections) >= LONG


def _item(
    item: ShownItem,
    *,
    packs: Packs,
    minutes: dict[int, tuple[ItemMinute, ...]],
    earlier: dict[int | None, EarlierMinutes],
) -> ItemOnPage:
    kind = KIND_NOTES.get(item.kind, "") if item.kind else ""
    return ItemOnPage(
        item=item,
        kind="" if item.papers else item.awaited or kind,
        papers=tuple(PaperOnPage(each, _pages(each, item, packs)) for each in item.papers),
        minutes=minutes.get(item.pk, ()),
        earlier_minutes=earlier.get(item.minutes_of),
    )


def _pages(paper: ItemPaper, item: ShownItem, packs: Packs) -> PackPages | None:
    """Where the pack has it; what the portal set itself goes by its title."""
    if paper.file:
        return packs.pages.get((item.number, paper.file.sha256))
    written_here = paper.written_here and not paper.draft
    return packs.pages.get((item.number, paper.title)) if written_here else None
