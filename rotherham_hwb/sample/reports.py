"""Reports on their way: one that is being written, one with its approver, one returned."""

from __future__ import annotations

from collections.abc import Mapping

from meetings.models import AgendaItem, Meeting, User
from meetings.workflow import add_item
from reports.authored.snapshot import shown_fields
from reports.authored.templates import set_posts
from reports.authored.writing import (
    TEXTS,
    list_background_papers,
    save_draft,
    send_report,
    set_recommendations,
    start_report,
)
from reports.models import Report, ReportTemplate
from reports.signing import return_with_comments

SIGNED_OFF_BY = "Assistant Director of Adult Care"
SUMMARY = {
    "Getting about in later life": "<p>Six in ten people over 80 no longer drive. This report says "
    "what would help them to get to their doctor, their shops and each other.</p>",
    "School nursing": "<p>Two of nine posts are vacant. The report asks the board to support a "
    "plan for filling them by the summer.</p>",
    "A year of befriending": "<p>The scheme has reached 380 people.</p>",
}
OTHERS = {
    "Introduction and background": "<p>The board asked for this report in the spring.</p>",
    "Current progress": "<p>Two workshops were held, with 64 people.</p>",
    "Conclusion and next steps": "<p>A plan with dates comes to the board in the summer.</p>",
}
RETURNED = "Say what the plan costs, and who pays for it, before this goes to the board."


def write_reports(meeting: Meeting, *, users: Mapping[str, User]) -> None:
    """Put three items on a meeting, each with a report of the author or the partner."""
    template = meeting.board.report_templates.order_by("pk").first()
    assert template is not None, "the board was given its forms before"
    set_posts(template, [(SIGNED_OFF_BY, users["approver"])], by=users["officer"])
    waiting, returned, begun = (
        _item(meeting, number, title, users["officer"])
        for number, title in enumerate(SUMMARY, start=1)
    )
    send_report(_written(waiting, template, users["author"]), by=users["author"])
    back = _written(returned, template, users["author"])
    send_report(back, by=users["author"])
    asked = back.paper.sign_offs.get()
    return_with_comments(asked, by=users["approver"], comments=RETURNED)
    _begun(begun, template, users["partner"])


def _item(meeting: Meeting, number: int, title: str, by: User) -> AgendaItem:
    item = AgendaItem(meeting=meeting, number=str(number), position=number, title=title)
    return add_item(item, by=by)


def _begun(item: AgendaItem, template: ReportTemplate, author: User) -> Report:
    """A report with nothing but its summary."""
    report = start_report(template, item, title=item.title, author=author, by=author)
    summary = template.fields.get(label="Summary")
    return save_draft(report, {summary.key: SUMMARY[item.title]}, revision=0, by=author).report


def _written(item: AgendaItem, template: ReportTemplate, author: User) -> Report:
    """A report with all that its template wants."""
    report = _begun(item, template, author)
    wanted = [each for each in shown_fields(report) if each.required and each.kind in TEXTS]
    others = [each for each in wanted if each.label != "Summary"]
    values = report.values | {each.key: OTHERS.get(each.label, author.name) for each in others}
    report = save_draft(report, values, revision=report.revision, by=author).report
    for placement in report.paper.placements.all():
        set_recommendations(placement, [("", "That the report be supported.")], by=author)
    list_background_papers(report, [], none=True, by=author)
    report.refresh_from_db()
    return report
