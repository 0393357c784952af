"""Meetings with PDFs to bind."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from meetings.models import AgendaItem, Meeting, Supplement
from reports import workflow as reports
from reports.models import Paper, Placement
from rotherham_hwb.packs.compiling.compile import CompileProgress
from rotherham_hwb.packs.editions.compile_release import compile_release
from rotherham_hwb.packs.editions.releases import is_up_to_date
from rotherham_hwb.packs.kinds import Audience, Kind, Layout, Stage
from rotherham_hwb.packs.models import PackEdition, Release
from tests import factories
from tests.factories.files import taken_in
from tests.packs.fixtures import plain_pdf


def pdf_paper(
    item: AgendaItem,
    title: str = "A report",
    *,
    pages: int = 1,
    supplement: Supplement | None = None,
    replaces: Placement | None = None,
    cleared: bool = True,
    **fields: Any,
) -> Paper:
    """A cleared paper with a PDF, placed on the item; its title is the PDF's own title too."""
    paper = reports.add_paper(Paper(board=item.meeting.board, title=title, **fields), by="a test")
    with tempfile.TemporaryDirectory() as folder:
        path = plain_pdf(Path(folder) / "paper.pdf", pages=pages, title=title)
        reports.add_version(paper, taken_in(path), by="a test")
    reports.place_paper(paper, item, supplement=supplement, replaces=replaces, by="a test")
    return factories.cleared(paper) if cleared else paper


def meeting_with_papers(*pages: int, **fields: Any) -> Meeting:
    """A draft meeting with one item and one paper for each count of pages."""
    meeting = factories.meeting(fields.pop("board", None) or factories.board(), items=0, **fields)
    for count in pages:
        item = factories.item(meeting)
        pdf_paper(item, f"Report {item.number}", pages=count)
    return meeting


def release(
    meeting: Meeting,
    *,
    kind: Kind = Kind.MAIN,
    supplement: int = 0,
    stage: Stage = Stage.PUBLISHED,
) -> Release:
    """A pack of the meeting in every edition, compiled for publication; the newest if it is so."""
    found = meeting.releases.filter(
        kind=kind, supplement=supplement, stage=stage, superseded_at=None
    ).first()
    if found is not None and is_up_to_date(found):
        return found
    by = factories.officer(meeting.board)
    given: dict[str, Any] = {"kind": kind, "supplement": supplement, "stage": stage}
    return compile_release(meeting, **given, by=by, report=no_report)


def edition(
    meeting: Meeting,
    *,
    audience: Audience = Audience.PUBLIC,
    layout: Layout = Layout.SCREEN,
    **axes: Any,
) -> PackEdition:
    """One edition of `release`: the public one for the screen."""
    return release(meeting, **axes).editions.get(audience=audience, layout=layout)


def no_report(progress: CompileProgress) -> None:
    """Nobody listens."""
