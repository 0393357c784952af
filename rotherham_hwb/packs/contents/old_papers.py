"""A paper of which an old pack left the text alone, as it is printed."""

from __future__ import annotations

from meetings.models import AgendaItem
from reports.models import Paper, PaperVersion
from rotherham_hwb.packs.sections import old_paper as printed
from rotherham_hwb.packs.sections.old_paper import OldPaperSection
from rotherham_hwb.shown.old_text import old_passages


def old_paper_html(paper: Paper, version: PaperVersion, item: AgendaItem) -> str:
    """The words of the paper in house style, every field escaped; the same for every audience."""
    section = OldPaperSection(
        board=item.meeting.board_name,
        date=item.meeting.date,
        title=paper.title,
        passages=old_passages(version.text),
    )
    return printed.old_paper_html(section)
