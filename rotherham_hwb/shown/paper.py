"""One paper as one viewer may see it: what it is, where it was tabled, its file or its text."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse

from meetings.access import Viewer
from meetings.models import AgendaItem
from meetings.wording import page_date
from reports.authored.snapshot import sent_report
from reports.models import UNPUBLISHED, Paper, PaperState, PaperVersion, Placement, Report
from reports.permissions import placement_listed
from rotherham_hwb.shown.agenda.papers import why_restricted
from rotherham_hwb.shown.old_text import old_passages
from rotherham_hwb.shown.prose import Passage
from rotherham_hwb.shown.removals import removals
from rotherham_hwb.shown.report import PREFETCH, ReportBlock, report_blocks

PLACE = (
    *("title", "safe_title", "number", "parent__number"),
    *("meeting__date", "meeting__board__name", "meeting__board__former"),
)
"""What is told of an item that a paper is on."""


@dataclass(frozen=True)
class PaperPlace:
    """An agenda item the paper is on; of a withheld one, its safe title."""

    board: str
    date: dt.date
    number: str
    title: str
    href: str


@dataclass(frozen=True)
class ShownVersion:
    """The newest version; of a report, which is set when somebody asks for it, few facts."""

    number: int
    added_at: dt.datetime
    pages: int | None
    size: int | None
    """Bytes of its file."""
    tagged: bool | None


@dataclass(frozen=True)
class ShownPaper:
    """A paper that its viewer may see; a withdrawn one has neither file nor text."""

    title: str
    why: str
    """Why it is not for the public; empty of an open one."""
    state: PaperState
    published_at: dt.datetime | None
    withdrawn_at: dt.datetime | None
    withdrawn_reason: str
    version: ShownVersion | None
    file_address: str
    text: tuple[Passage, ...]
    report: tuple[ReportBlock, ...]
    places: tuple[PaperPlace, ...]
    removed: tuple[str, ...] = ()
    """When words were taken out of it, and why."""

    @property
    def is_draft(self) -> bool:
        return self.state in UNPUBLISHED


def shown_paper(paper: Paper, viewer: Viewer) -> ShownPaper:
    """The newest version of a paper a viewer may see, and the items they may know it is on."""
    version = None if paper.state == PaperState.WITHDRAWN else paper.latest
    places = _places(paper, viewer)
    has_file = bool(version and (version.file or (version.authored and places)))
    is_text = version is not None and not version.authored and version.text
    return ShownPaper(
        title=paper.title,
        why=why_restricted(paper),
        state=PaperState(paper.state),
        published_at=paper.published_at,
        withdrawn_at=paper.withdrawn_at,
        withdrawn_reason=paper.withdrawn_reason,
        version=_version(version) if version else None,
        file_address=reverse("paper_file", args=[paper.pk]) if has_file else "",
        text=old_passages(version.text) if version and is_text else (),
        report=_report(paper, version, viewer) if version and version.authored else (),
        places=places,
        removed=removals(Paper, [paper]).beside(paper.pk),
    )


def placements_shown(paper: Paper, viewer: Viewer) -> list[Placement]:
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


def _version(version: PaperVersion) -> ShownVersion:
    size = version.size if version.file else None
    added, pages = version.uploaded_at, version.page_count
    return ShownVersion(version.number, added, pages, size, version.tagged)


def _report(paper: Paper, version: PaperVersion, viewer: Viewer) -> tuple[ReportBlock, ...]:
    sent = sent_report(version)
    held = placements_shown(paper, viewer)
    told = len(held) > 1
    places = [
        (
            each,
            f"{each.item.meeting.board_name}, {page_date(each.item.meeting.date)}" if told else "",
        )
        for each in held
    ]
    return tuple(report_blocks(sent, places)) if sent else ()


def _places(paper: Paper, viewer: Viewer) -> tuple[PaperPlace, ...]:
    placed = paper.placements.filter(placement_listed(viewer)).values("item")
    items = (
        AgendaItem.objects.listed_for(viewer)
        .filter(pk__in=placed)
        .select_related("meeting__board", "parent")
        .only(*PLACE)
        .order_by("-meeting__date", "position")
    )
    return tuple(
        PaperPlace(
            board=item.meeting.board_name,
            date=item.meeting.date,
            number=item.full_number,
            title=item.safe_title if item.withheld else item.title,
            href=item.get_absolute_url(),
        )
        for item in items
    )
