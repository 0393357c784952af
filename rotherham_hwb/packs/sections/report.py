"""A report on a board's cover-sheet template: fields, recommendations, numbered sections."""

import datetime as dt
from dataclasses import dataclass

from django.template.loader import render_to_string

from meetings.wording import printed_date
from rotherham_hwb.packs.sections.table import Table, shown
from rotherham_hwb.packs.sections.text import Limb, Notice, Paragraph, numbered


@dataclass(frozen=True)
class Field:
    """One row of the cover sheet, such as "Report author(s)" and its lines."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Recommendations:
    """What the report asks of one addressee."""

    lead: str  # such as "That the Health and Wellbeing Board:"; may be empty
    limbs: tuple[Limb, ...]


@dataclass(frozen=True)
class Part:
    """One section of the report; numbers are printed exactly as given."""

    number: str
    heading: str
    paragraphs: tuple[Paragraph, ...] = ()
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True)
class Approval:
    """Who approved the report, and for which post."""

    post: str
    officer: str
    date: dt.date | None = None

    @property
    def day(self) -> str:
        """The day of the approval, as printed."""
        return printed_date(self.date) if self.date else "Not dated"


@dataclass(frozen=True)
class Report:
    """A report as printed."""

    board: str
    date: dt.date
    title: str
    fields: tuple[Field, ...] = ()
    summary: tuple[Paragraph, ...] = ()
    recommendations: tuple[Recommendations, ...] = ()
    appendices: tuple[str, ...] = ()
    background_papers: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    approvals: tuple[Approval, ...] = ()
    notices: tuple[Notice, ...] = ()
    language: str = "en-GB"


def report_html(report: Report) -> str:
    """The report as HTML, every field escaped; empty lists say "None".

    Source: the cover sheets in use; for background papers Local Government Act 1972, s.100D.
    """
    context = {
        "report": report,
        "language": report.language,
        "title": report.title,
        "date": printed_date(report.date),
        "recommendations": [
            Recommendations(each.lead, numbered(each.limbs, start=1, of=len(each.limbs)))
            for each in report.recommendations
        ],
        "lists": [
            ("List of appendices included", report.appendices),
            ("Background papers", report.background_papers),
        ],
        "parts": [(part, [shown(table) for table in part.tables]) for part in report.parts],
    }
    return render_to_string("packs/sections/report.html", context)
