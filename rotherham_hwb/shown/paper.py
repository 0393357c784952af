"""One paper's page: what it is, where it was tabled, and its text where that is all there is."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from meetings.access import Restriction, Viewer
from meetings.exempt import withheld_sentence
from meetings.models import AgendaItem, Meeting
from meetings.wording import page_date
from reports.models import UNPUBLISHED, Paper, PaperState, PaperVersion, Placement, Report
from reports.permissions import placement_listed
from reports.snapshot import sent_report
from rotherham_hwb.packs.contents.authored import PREFETCH, authored_html, blocks
from rotherham_hwb.packs.contents.page_counts import pdf_of
from rotherham_hwb.packs.sections.authored import Block
from rotherham_hwb.shown.prose import Passage, passages


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
    report: tuple[Block, ...]
    places: tuple[Place, ...]
    state: PaperState
    why: str

    @property
    def size(self) -> int | None:
        """Bytes of its file; unknown of a report, which is set when somebody asks for it."""
        return self.version.size if self.version and self.version.file else None

    @property
    def is_draft(self) -> bool:
        return self.state in UNPUBLISHED


def read_paper(paper: Paper, viewer: Viewer) -> PaperPage:
    """Read the newest version of a paper, and the items a viewer may know it is on."""
    version = None if paper.state == PaperState.WITHDRAWN else paper.latest
    places = _places(paper, viewer)
    has_file = bool(version and (version.file or (version.authored and places)))
    is_text = version is not None and not version.authored and version.text
    return PaperPage(
        version=version,
        file=reverse("paper_file", args=[paper.pk]) if has_file else "",
        text=passages(version.text) if version and is_text else (),
        report=_report(paper, version, viewer) if version and version.authored else (),
        places=places,
        state=PaperState(paper.state),
        why="" if paper.restriction == Restriction.OPEN else withheld_sentence(paper),
    )


def report_pdf(paper: Paper, version: PaperVersion, viewer: Viewer) -> bytes:
    """A report written here as a PDF, with what it asks at the newest meeting a viewer may know.

    Raises LookupError where the viewer may know of none.
    """
    placement = next(iter(_placements(paper, viewer)), None)
    if placement is None:
        raise LookupError
    return pdf_of(authored_html(placement, version, placement.item), str(paper))


def _report(paper: Paper, version: PaperVersion, viewer: Viewer) -> tuple[Block, ...]:
    sent = sent_report(version)
    held = _placements(paper, viewer)
    told = len(held) > 1
    places = [
        (each, f"{each.item.meeting.board}, {page_date(each.item.meeting.date)}" if told else "")
        for each in held
    ]
    return tuple(blocks(sent, places)) if sent else ()


def _placements(paper: Paper, viewer: Viewer) -> list[Placement]:
    """Where a viewer may read that the paper stands, the newest meeting first.

    What a published paper asks a meeting to come is for those who write it.
    """
    items = AgendaItem.objects.visible_to(viewer).filter(papers=paper)
    writes = Report.objects.visible_to(viewer).filter(paper=paper).exists()
    if not writes and paper.state not in UNPUBLISHED:
        items = items.filter(published_at__isnull=False)
    placed = paper.placements.filter(placement_listed(viewer), item__in=items.values("pk"))
    return list(
        placed.select_related("item__meeting__board", "paper__report")
        .prefetch_related(*PREFETCH)
        .order_by("-item__meeting__date", "position")
    )


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
