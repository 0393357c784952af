"""Every text of the record that somebody outside the office may read, and how it hangs together.

A test holds this table against the models: each of their texts is either here or below, with why
not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models

ON_ITEM = "items__meeting"
OF_PAPER = f"paper__{ON_ITEM}"
OF_REPORT = f"report__{OF_PAPER}"
IN_MINUTE = "minute__minutes__meeting"


@dataclass(frozen=True)
class RecordTexts:
    """The texts of one model that readers are given."""

    label: str
    """Of the model: “minutes.Minute”."""
    meeting: str
    """The road to the meeting whose record it is."""
    fields: tuple[str, ...]
    noted_at: str = ""
    """The road to the record beside which it is told; empty: itself."""

    @property
    def model(self) -> type[models.Model]:
        found: type[models.Model] = apps.get_model(self.label)
        return found

    @property
    def is_of_minutes(self) -> bool:
        return self.label.startswith("minutes.")


def field_label(model: type[models.Model], field: str) -> str:
    """“Agenda item: title”, for the officer."""
    names = model._meta
    label = names.get_field(field).verbose_name  # type: ignore[union-attr]
    return f"{str(names.verbose_name).capitalize()}: {label}"


def every_text(value: Any) -> Iterator[str]:
    """The texts of a value: itself, or those in a list or a record of them."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for each in value.values() if isinstance(value, dict) else value:
            yield from every_text(each)


FIELDS = (
    RecordTexts("meetings.Meeting", "pk", ("venue", "note", "shorter_notice")),
    RecordTexts(
        "meetings.AgendaSection", "meeting", ("heading", "introduction"), noted_at="meeting"
    ),
    RecordTexts(
        "meetings.AgendaItem",
        "meeting",
        ("title", "safe_title", "notes", "links", "late_reason", "awaited_reason"),
    ),
    RecordTexts("meetings.Presenter", "item__meeting", ("title", "name", "role"), "item"),
    RecordTexts("meetings.PublicNotice", "meeting", ("venue", "shorter_notice"), "meeting"),
    RecordTexts("meetings.MeetingNotice", "meeting", ("before", "reason"), "meeting"),
    RecordTexts("meetings.Supplement", "meeting", ("reason", "urgency", "urgency_by"), "meeting"),
    RecordTexts("reports.Paper", ON_ITEM, ("title", "safe_title", "withdrawn_reason")),
    RecordTexts("reports.PaperVersion", OF_PAPER, ("file_name", "text", "authored"), "paper"),
    RecordTexts("reports.Report", OF_PAPER, ("values",), "paper"),
    RecordTexts(
        "reports.Recommendation",
        "placement__item__meeting",
        ("addressee", "text"),
        "placement.paper",
    ),
    RecordTexts(
        "reports.BackgroundPaper", OF_REPORT, ("title", "link", "where_to_see"), "report.paper"
    ),
    RecordTexts("reports.ListedAppendix", OF_REPORT, ("title",), "report.paper"),
    RecordTexts("reports.ReportPicture", OF_REPORT, ("alt",), "report.paper"),
    RecordTexts("minutes.Minutes", "meeting", ("chair_name", "note"), "meeting"),
    RecordTexts(
        "minutes.Minute",
        "minutes__meeting",
        ("title", "text", "safe_title", "public_summary", "urgent_reason"),
    ),
    RecordTexts("minutes.SubHeading", IN_MINUTE, ("heading", "text"), "minute"),
    RecordTexts("minutes.Resolution", IN_MINUTE, ("text", "proposed", "addressee"), "minute"),
    RecordTexts("minutes.Vote", IN_MINUTE, ("motion", "moved_by", "seconded_by"), "minute"),
    RecordTexts(
        "minutes.Action", IN_MINUTE, ("text", "owner", "due_when", "revised_when"), "minute"
    ),
    RecordTexts("minutes.ActionOwner", f"action__{IN_MINUTE}", ("name",), "action.minute"),
    RecordTexts(
        "minutes.ActionReport",
        f"action__{IN_MINUTE}",
        ("by_name", "text", "taken_by_name"),
        "action.minute",
    ),
    RecordTexts("minutes.Reference", IN_MINUTE, ("text",), "minute"),
    RecordTexts("minutes.Correction", "minutes__meeting", ("old", "new"), "minute"),
    RecordTexts(
        "minutes.Attendance",
        "minutes__meeting",
        ("group", "name", "role", "organisation_or_post", "representing"),
        "minutes.meeting",
    ),
    RecordTexts(
        "minutes.Declaration",
        "attendance__minutes__meeting",
        ("nature", "dispensation"),
        "attendance.minutes.meeting",
    ),
    RecordTexts(
        "minutes.DecisionNotice",
        IN_MINUTE,
        ("reasons", "options_rejected", "conflicts", "dispensations", "takes_effect"),
    ),
    RecordTexts("packs.FrozenLog", "item__meeting", ("html", "marking"), "item"),
)

OFFICE = "read by officers alone"
FIGURE = "a number, a hash or a word of the portal's own"
BEFORE_IT_IS_OUT = "between the chair and the officers, while the minutes are a draft"
NOT_TAKEN_OUT = {
    "meetings.AgendaItem.number": FIGURE,
    "meetings.AgendaItem.public_interest": OFFICE,
    "reports.Paper.public_interest": OFFICE,
    "reports.PaperVersion.sha256": FIGURE,
    "reports.PaperVersion.page_sizes": FIGURE,
    "reports.PaperVersion.notes": FIGURE,
    "reports.PaperVersion.unseen": OFFICE,
    "reports.PaperVersion.original_name": OFFICE,
    "reports.PaperVersion.original_sha256": FIGURE,
    "reports.ReportDraft.values": "its author's own, until it is sent",
    "reports.PaperGrant.reason": OFFICE,
    "reports.ReportTemplate.name": "a form, not the record",
    "reports.TemplateField.label": "a form, not the record",
    "reports.TemplateField.help": "a form, not the record",
    "reports.SignOffRole.post": "a form, not the record",
    "reports.SignOff.post": OFFICE,
    "reports.SignOff.officer": OFFICE,
    "reports.SignOff.comment": OFFICE,
    "reports.ReportPicture.kind": FIGURE,
    "reports.ReportPicture.sha256": FIGURE,
    "reports.SafeCopy.problem": OFFICE,
    "reports.StagedFile.name": OFFICE,
    "reports.StagedFile.sha256": FIGURE,
    "reports.StagedFile.problem": OFFICE,
    "reports.StagedFile.facts": OFFICE,
    "reports.Upload.said": OFFICE,
    "reports.Upload.name": OFFICE,
    "reports.Upload.problem": OFFICE,
    "minutes.Minutes.decision_word": FIGURE,
    "minutes.Minute.series": FIGURE,
    "minutes.Minute.number": FIGURE,
    "minutes.Resolution.label": FIGURE,
    "minutes.ActionOwner.email": OFFICE,
    "minutes.ChairLink.name": OFFICE,
    "minutes.ChairLink.email": OFFICE,
    "minutes.ChairLink.draft": FIGURE,
    "minutes.ChairProposal.old": BEFORE_IT_IS_OUT,
    "minutes.ChairProposal.new": BEFORE_IT_IS_OUT,
    "minutes.ChairProposal.answered_by_name": BEFORE_IT_IS_OUT,
    "minutes.ChairProposal.reason": BEFORE_IT_IS_OUT,
    "minutes.Note.text": OFFICE,
    "minutes.Note.saved_by_name": OFFICE,
    "minutes.SignedMinutes.presided_by": "of the signed file, for officers alone",
    "minutes.SignedMinutes.leaf_series": FIGURE,
    "minutes.SignedMinutes.sha256": FIGURE,
}
"""The other texts of the models above and of their rooms, each with why it is let stand."""
OUTSIDE = {
    "accounts and roles": (
        *("User", "Role", "Person", "Membership", "Invitation"),
        *("CouncilTerm", "PoliticalGroup"),
    ),
    "settings of a board or the council, changed at any time": (
        *("Organisation", "Post", "Board", "Seat", "StandingItem"),
        *("BoardDeadline", "ClosureDay", "CouncilIdentity"),
    ),
    "read by officers alone": ("Apology", "AuditEvent"),
}
"""Models of the room `meetings` that are no part of a meeting's record."""
