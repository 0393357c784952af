"""Reports written here, for tests."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from meetings.models import AgendaItem, Board, User
from reports.authored.templates import add_template, set_posts
from reports.authored.writing import (
    list_background_papers,
    save_draft,
    send_report,
    set_recommendations,
    start_report,
)
from reports.models import Report, ReportTemplate, TemplateField
from tests import factories

LATER = dt.date(2025, 3, 5)
FINANCE, LEGAL = "Director of Finance", "Director of Legal Services"


def template(
    board: Board, *, posts: tuple[tuple[str, User | None], ...] = ((FINANCE, None), (LEGAL, None))
) -> ReportTemplate:
    """A small template: authors, summary, recommendations, background papers, background."""
    made = add_template(board, name=f"Template {board.report_templates.count() + 1}", by="a test")
    fields = (
        ("Report author(s)", "plain", "cover", True),
        ("Summary", "rich", "cover", True),
        ("Recommendations", "recommendations", "cover", True),
        ("List of appendices", "appendices", "cover", False),
        ("Background papers", "background", "cover", True),
        ("Background", "rich", "body", False),
        ("Approvals", "approvals", "body", False),
    )
    for position, (label, kind, place, required) in enumerate(fields, start=1):
        TemplateField.objects.create(
            template=made,
            position=position,
            label=label,
            kind=kind,
            place=place,
            required=required,
        )
    set_posts(made, posts, by="a test")
    return made


def report(
    item: AgendaItem,
    *,
    title: str = "Warm homes",
    author: User | None = None,
    template: ReportTemplate | None = None,
) -> Report:
    """A report on an item, with nothing written in it yet."""
    board = item.meeting.board
    author = author or factories.user("Arthur Author", board=board, role="author")
    template = template or globals()["template"](board)
    return start_report(template, item, title=title, author=author, by=author)


def written(item: AgendaItem, **fields: object) -> Report:
    """A report with everything filled in that its template wants."""
    made = report(item, **fields)  # type: ignore[arg-type]
    summary = "<p>Fewer <strong>cold</strong> homes.</p>"
    made = write(made, texts={"Report author(s)": "Arthur Author"}, Summary=summary)
    for placement in made.paper.placements.all():
        set_recommendations(
            placement, [("", "Note the report."), ("NHS", "Send data.")], by=made.author
        )
    list_background_papers(made, [], none=True, by=made.author)
    made.refresh_from_db()
    return made


def write(
    report: Report, *, by: User | None = None, texts: Mapping[str, str] | None = None, **more: str
) -> Report:
    """Save the given fields, by their labels; those that are no names are in `texts`."""
    texts = {**(texts or {}), **more}
    keys = {field.label: field.key for field in report.template.fields.all()}
    report.refresh_from_db()
    values = {keys[label]: text for label, text in texts.items()}
    return save_draft(report, values, revision=report.revision, by=by or report.author).report


def sent(item: AgendaItem, **fields: object) -> Report:
    """A report with its approvers."""
    made = written(item, **fields)
    send_report(made, by=made.author)
    made.refresh_from_db()
    return made
