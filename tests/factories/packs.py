"""Meetings with PDFs to bind."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from meetings.models import AgendaItem, Meeting, Supplement
from reports import workflow as reports
from reports.models import Paper, Placement
from rotherham_hwb.packs.compiling.compile import CompileProgress
from rotherham_hwb.packs.editions.compile_edition import compile_edition
from rotherham_hwb.packs.kinds import Stage
from rotherham_hwb.packs.models import PackEdition
from rotherham_hwb.packs.plan.pack_plan import Axes
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
    **fields: Any,
) -> Paper:
    """A draft paper with a PDF, placed on the item; its title is the PDF's own title too."""
    paper = reports.add_paper(Paper(board=item.meeting.board, title=title, **fields), by="a test")
    with tempfile.TemporaryDirectory() as folder:
        path = plain_pdf(Path(folder) / "paper.pdf", pages=pages, title=title)
        reports.add_version(paper, taken_in(path), by="a test")
    reports.place_paper(paper, item, supplement=supplement, replaces=replaces, by="a test")
    return paper


def meeting_with_papers(*pages: int, **fields: Any) -> Meeting:
    """A draft meeting with one item and one paper for each count of pages."""
    meeting = factories.meeting(fields.pop("board", None) or factories.board(), items=0, **fields)
    for count in pages:
        item = factories.item(meeting)
        pdf_paper(item, f"Report {item.number}", pages=count)
    return meeting


def edition(meeting: Meeting, **axes: Any) -> PackEdition:
    """A pack of the meeting, compiled for publication."""
    by = factories.officer(meeting.board)
    wanted = Axes(**{"stage": Stage.PUBLISHED} | axes)
    return compile_edition(meeting, axes=wanted, by=by, report=no_report)


def no_report(progress: CompileProgress) -> None:
    """Nobody listens."""
