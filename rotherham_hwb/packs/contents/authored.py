"""A report written here, as it is printed."""

from __future__ import annotations

import base64

from django.core.files.storage import storages

from meetings.access import Viewer
from meetings.models import AgendaItem
from reports.authored.snapshot import SentReport, sent_report
from reports.models import Paper, PaperVersion, Placement, ReportPicture
from rotherham_hwb.packs.contents.page_counts import pdf_of
from rotherham_hwb.packs.sections import authored as printed
from rotherham_hwb.packs.sections.authored import AuthoredSection
from rotherham_hwb.shown.paper import placements_shown
from rotherham_hwb.shown.report import report_blocks


def authored_html(placement: Placement, version: PaperVersion, item: AgendaItem) -> str:
    """The report as one meeting gets it, with what it asks there; fields were sanitised on saving.

    The same for every audience: it names restricted appendices by their safe titles.
    """
    sent = sent_report(version)
    assert sent is not None
    section = AuthoredSection(
        board=item.meeting.board_name,
        date=item.meeting.date,
        title=placement.paper.title,
        blocks=tuple(report_blocks(sent, [(placement, "")])),
    )
    return printed.authored_html(_with_pictures(section, version, sent))


def report_pdf(paper: Paper, version: PaperVersion, viewer: Viewer) -> bytes:
    """A report written here as a PDF, with what it asks at the newest meeting a viewer may know.

    Raises LookupError where the viewer may know of none.
    """
    placement = next(iter(placements_shown(paper, viewer)), None)
    if placement is None:
        raise LookupError
    return pdf_of(authored_html(placement, version, placement.item), str(paper))


def _with_pictures(
    section: AuthoredSection, version: PaperVersion, sent: SentReport
) -> AuthoredSection:
    """The pictures put into the words themselves: what sets the pack fetches nothing."""
    if not sent.pictures:
        return section
    pictures = ReportPicture.objects.filter(
        report__paper=version.paper_id, number__in=sent.pictures
    ).select_related("report__paper")
    return section.with_pictures({each.address: _data(each) for each in pictures})


def _data(picture: ReportPicture) -> str:
    with storages["default"].open(str(picture.file.name)) as file:
        return f"data:{picture.kind};base64,{base64.b64encode(file.read()).decode()}"
