"""What the checks know of an agenda: its items, papers and their words, read once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db.models import Q

from meetings.access import Restriction
from meetings.models import AgendaItem, Meeting, Supplement
from reports.models import Paper, PaperState, PaperVersion, Placement
from rotherham_hwb.checks.texts import PaperText, read_papers
from rotherham_hwb.packs.typesetting.cache import Cache


@dataclass(frozen=True)
class PlacedPaper:
    """One paper on one item, its newest version, and what that says; None: no words are known."""

    item: AgendaItem
    placement: Placement
    paper: Paper
    version: PaperVersion | None
    read: PaperText | None

    @property
    def where(self) -> str:
        return f"Item {self.item.full_number}, {self.paper.title}"

    @property
    def is_open(self) -> bool:
        return {self.paper.restriction, self.item.restriction} == {Restriction.OPEN}


@dataclass(frozen=True)
class KnownAgenda:
    meeting: Meeting
    supplement: Supplement | None
    items: tuple[AgendaItem, ...]
    papers: tuple[PlacedPaper, ...]
    private_items: tuple[AgendaItem, ...] = ()
    private_papers: tuple[PlacedPaper, ...] = ()
    """What is restricted in the whole meeting, whichever issue it comes with."""

    def on(self, item: AgendaItem) -> Iterator[PlacedPaper]:
        return (each for each in self.papers if each.item.pk == item.pk)


def know(meeting: Meeting, supplement: Supplement | None = None) -> KnownAgenda:
    """Read what the agenda, or one supplement of it, is to publish."""
    every = list(
        meeting.items.select_related("section", "minutes_of", "parent")
        .prefetch_related("presenters", "sub_items", "placements__paper")
        .order_by("position")
    )
    wanted = set(meeting.items.filter(_items_of(supplement)).values_list("pk", flat=True))
    placements = list(
        Placement.objects.filter(item__meeting=meeting)
        .exclude(paper__state__in=[PaperState.WITHDRAWN, PaperState.DEFERRED])
        .select_related("paper")
        .prefetch_related("paper__versions", "recommendations")
        .order_by("item__position", "position")
    )
    read = _read(placements)
    by_pk = {item.pk: item for item in every}
    placed = [_placed(each, by_pk[each.item_id], read) for each in placements]
    issue = supplement.pk if supplement else None
    return KnownAgenda(
        meeting,
        supplement,
        tuple(item for item in every if item.pk in wanted),
        tuple(each for each in placed if each.placement.supplement_id == issue),
        tuple(item for item in every if item.restriction != Restriction.OPEN),
        tuple(each for each in placed if not each.is_open),
    )


def _items_of(supplement: Supplement | None) -> Q:
    if supplement is None:
        return Q(supplement=None)
    return Q(supplement=supplement) | Q(placements__supplement=supplement)


def _placed(placement: Placement, item: AgendaItem, read: dict[str, PaperText]) -> PlacedPaper:
    version = placement.paper.latest
    said = read.get(version.sha256) if version else None
    if said is None and version is not None and version.text:
        said = PaperText((version.text,))
    return PlacedPaper(item, placement, placement.paper, version, said)


def _read(placements: list[Placement]) -> dict[str, PaperText]:
    versions = [each.paper.latest for each in placements]
    files = {
        version.sha256: Path(version.file.path) for version in versions if version and version.file
    }
    return read_papers(files, Cache(Path(settings.MEDIA_ROOT) / "cache"))
