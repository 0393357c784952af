"""One paper's page: what it is, where it was tabled, and its text where that is all there is."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.text import slugify

from meetings.access import Restriction, Viewer
from meetings.exempt import withheld_sentence
from meetings.models import AgendaItem, Meeting
from reports.models import Paper, PaperState, PaperVersion
from reports.permissions import placement_listed
from rotherham_hwb.public.prose import Passage, passages


@dataclass(frozen=True)
class Place:
    """An agenda item the paper is on; of a withheld one, its safe title."""

    meeting: Meeting
    number: str
    title: str
    href: str


@dataclass(frozen=True)
class PaperPage:
    """A paper that its reader may see; a withdrawn one has neither file nor text."""

    version: PaperVersion | None
    file: str
    text: tuple[Passage, ...]
    places: tuple[Place, ...]
    state: PaperState
    why: str


def read_paper(paper: Paper, viewer: Viewer) -> PaperPage:
    """Read the newest version of a paper, and the items a viewer may know it is on."""
    version = None if paper.state == PaperState.WITHDRAWN else paper.latest
    has_file = bool(version and version.file)
    return PaperPage(
        version=version,
        file=reverse("paper_file", args=[paper.pk]) if has_file else "",
        text=passages(version.text) if version and version.text else (),
        places=_places(paper, viewer),
        state=PaperState(paper.state),
        why="" if paper.restriction == Restriction.OPEN else withheld_sentence(paper),
    )


def file_name(paper: Paper) -> str:
    """A name to save the file under, from the title anyone may read."""
    return f"{slugify(str(paper))[:80].strip('-') or f'paper-{paper.pk}'}.pdf"


def _places(paper: Paper, viewer: Viewer) -> tuple[Place, ...]:
    placed = paper.placements.filter(placement_listed(viewer)).values("item")
    items = (
        AgendaItem.objects.listed_for(viewer)
        .filter(pk__in=placed)
        .select_related("meeting__board")
        .order_by("-meeting__date", "position")
    )
    return tuple(
        Place(
            item.meeting,
            item.number,
            item.safe_title if item.withheld else item.title,
            item.get_absolute_url(),
        )
        for item in items
    )
