"""The papers under an agenda item as one viewer may know them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Prefetch
from django.urls import reverse

from meetings.access import Restriction, Viewer
from meetings.exempt import marking, withheld_sentence
from meetings.models import AgendaItem, Meeting
from meetings.models.restricted import Restricted
from reports.models import UNPUBLISHED, Paper, PaperState, PaperVersion, Placement
from reports.private import STRICTNESS
from rotherham_hwb.shown.agenda.issue import Issue
from rotherham_hwb.shown.removals import Removals, with_removals


@dataclass(frozen=True)
class ItemFile:
    """The newest file of a paper: the SHA-256 of its bytes, its name in the storage, its size."""

    sha256: str
    name: str
    pages: int | None
    size: int


@dataclass(frozen=True)
class ItemPaper:
    """A paper as it stands under an item.

    Of a withheld one there is the safe title and why, and nothing else.
    """

    title: str
    level: int = 0
    """0: a paper of the item, 1: an appendix to it, and so on."""
    why: str = ""
    """Why it is not for the public; empty of an open one."""
    withheld: bool = False
    placement: int = 0
    address: str = ""
    file_address: str = ""
    """Empty where there is no file to give."""
    file: ItemFile | None = None
    written_here: bool = False
    """A report written in the portal, which is set when it is asked for."""
    restriction: Restriction = Restriction.OPEN
    """The stricter of its own and its item's."""
    marking: str = ""
    """The lines to stamp below "Not for publication" on its pages."""
    draft: bool = False
    withdrawn: bool = False
    withdrawn_reason: str = ""
    removed: tuple[str, ...] = ()
    """When words were taken out of it, and why."""


def why_restricted(record: Restricted) -> str:
    """Why a record is not for the public, in a sentence; empty of an open one."""
    return "" if record.restriction == Restriction.OPEN else withheld_sentence(record)


def read_papers(
    meeting: Meeting, items: Iterable[AgendaItem], viewer: Viewer, issue: Issue | None
) -> dict[int, Paper]:
    """The papers placed on some items, and those they replace, by their key."""
    placed = [each for item in items for each in item.placements.all()]
    wanted = {each.paper_id for each in placed}
    wanted |= {each.replaces.paper_id for each in placed if each.replaces}
    if issue is None:
        papers = Paper.objects.listed_for(viewer)
    else:
        papers = Paper.objects.once_out_for(viewer, meeting)
    versions = Prefetch(
        "versions", PaperVersion.objects.defer("text", "page_sizes").order_by("number")
    )
    found = with_removals(papers.filter(pk__in=wanted)).prefetch_related(versions)
    return {each.pk: each for each in found}


def item_papers(
    item: AgendaItem, papers: dict[int, Paper], *, once_out: bool, removed: Removals
) -> tuple[ItemPaper, ...]:
    """What may be known of the papers of an item, every appendix after what it belongs to."""
    return tuple(
        _paper(placement, item, papers[placement.paper_id], once_out=once_out, removed=removed)
        for placement in _in_order(item.placements.all())
        if placement.paper_id in papers and _has_a_title(item, papers[placement.paper_id])
    )


def replaced_titles(item: AgendaItem, papers: dict[int, Paper]) -> tuple[str, ...]:
    """What papers of an item replace; what is withheld is not named."""
    replaced = (each.replaces.paper_id for each in item.placements.all() if each.replaces)
    known = (papers[pk] for pk in replaced if pk in papers)
    return tuple(paper.title for paper in known if not paper.withheld)


def _has_a_title(item: AgendaItem, paper: Paper) -> bool:
    """An open paper has no safe title; its title could tell what its withheld item may not."""
    if item.withheld and paper.withheld:
        return False
    return paper.restriction != Restriction.OPEN or not (item.withheld or paper.withheld)


def _paper(
    placement: Placement, item: AgendaItem, paper: Paper, *, once_out: bool, removed: Removals
) -> ItemPaper:
    level, why = _level(placement), why_restricted(paper)
    told = removed.beside(paper.pk, withheld=paper.withheld)
    if paper.withheld:
        return ItemPaper(paper.safe_title, level, why, withheld=True, removed=told)
    withdrawn, version = paper.state == PaperState.WITHDRAWN, paper.latest
    file = None if withdrawn else _file(version)
    return ItemPaper(
        title=paper.title,
        level=level,
        why=why,
        placement=placement.pk,
        address=paper.get_absolute_url(),
        file_address=reverse("paper_file", args=[paper.pk]) if file else "",
        file=file,
        written_here=bool(version and version.authored and not withdrawn),
        restriction=max(paper.restriction, item.restriction, key=STRICTNESS.index),
        marking=marking(paper, item),
        draft=not once_out and paper.state in UNPUBLISHED,
        withdrawn=withdrawn,
        withdrawn_reason=paper.withdrawn_reason if withdrawn else "",
        removed=told,
    )


def _file(version: PaperVersion | None) -> ItemFile | None:
    if version is None or not version.file:
        return None
    return ItemFile(version.sha256, str(version.file.name), version.page_count, version.size)


def _level(placement: Placement) -> int:
    level, above = 0, placement.parent
    while above is not None:
        level, above = level + 1, above.parent
    return level


def _in_order(placements: Iterable[Placement]) -> Iterator[Placement]:
    """Every appendix after the paper it belongs to, where that is among them."""
    held = list(placements)
    known = {each.pk for each in held}
    below: dict[int | None, list[Placement]] = {}
    for each in held:
        below.setdefault(each.parent_id if each.parent_id in known else None, []).append(each)
    waiting = below.get(None, [])[::-1]
    while waiting:
        placement = waiting.pop()
        yield placement
        waiting += below.get(placement.pk, [])[::-1]
