"""The fields of each kind of fact: how they are shown beside the source, and how they are put."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from meetings.models.name_field import NameBox
from meetings.wording import page_date, page_range, page_time
from rotherham_hwb.desk.common.clock_field import ClockField
from rotherham_hwb.form_types import Posted
from rotherham_hwb.legacy.models import ReadFact


class Shape(Enum):
    WORDS = "one line"
    TEXT = "running text"
    LINES = "one to a line"
    DATE = "a day"
    TIME = "a time of day"
    PAGES = "a page range"
    ROLL = "present or apologies"
    YES_NO = "yes or no"


@dataclass(frozen=True)
class FactField:
    name: str
    label: str
    shape: Shape = Shape.WORDS
    hint: str = ""
    required: bool = False


SERIES_HINT = (
    "The municipal year whose numbers these minutes bear, such as 2015/16. Empty: by date."
)
NUMBER = FactField("number", "Number", hint="As printed.", required=True)
TITLE = FactField("title", "Title", required=True)
WORDS = FactField("text", "Words", Shape.TEXT, required=True)
KINDS: dict[str, tuple[str, tuple[FactField, ...]]] = {
    "meeting": (
        "The meeting",
        (
            FactField("date", "Date", Shape.DATE, required=True),
            FactField("time", "Time", Shape.TIME),
            FactField("venue", "Place", Shape.TEXT),
        ),
    ),
    "item": (
        "Agenda item",
        (
            NUMBER,
            TITLE,
            FactField("section", "Under the heading"),
            FactField("introduction", "Words under the heading", Shape.LINES),
            FactField("pages", "Pages", Shape.PAGES, hint="Such as 5-21. Empty: none are printed."),
            FactField("presenters", "Presented by", Shape.LINES, hint="One to a line."),
            FactField("notes", "Notes", Shape.LINES, hint="One to a line."),
        ),
    ),
    "minutes": (
        "Minutes",
        (
            FactField("body", "Board", required=True),
            FactField("date", "Date of the meeting", Shape.DATE, required=True),
            FactField("chair", "Chair"),
            FactField("series", "Series of minute numbers", hint=SERIES_HINT),
        ),
    ),
    "person": (
        "Attendance",
        (
            FactField("kind", "List", Shape.ROLL, required=True),
            FactField("name", "Name", required=True),
            FactField("role", "Role at the meeting"),
            FactField("post", "Job title or organisation"),
            FactField("group", "Group"),
            FactField("representing", "In the place of"),
        ),
    ),
    "minute": (
        "Minute",
        (NUMBER, TITLE, FactField("text", "Words", Shape.TEXT)),
    ),
    "limb": ("Resolution", (FactField("label", "Label"), WORDS)),
    "action": ("Action", (WORDS,)),
    "reference": ("Reference", (FactField("text", "Words", required=True),)),
    "paper": (
        "Paper",
        (
            TITLE,
            FactField("item", "On agenda item"),
            FactField("attachment", "Goes with the paper before it", Shape.YES_NO),
        ),
    ),
    "field": ("Field of a paper", (FactField("text", "Words", Shape.TEXT),)),
    "line": (
        "Line of a paper",
        (FactField("text", "The line", hint="What the paper shall say in its place."),),
    ),
    "note": ("Also printed", (FactField("lines", "Words", Shape.LINES),)),
}
PAGE_RANGE = re.compile(r"\(?(?:pages?\s+)?(\d{1,5})(?:\s*(?:[-–]|to)\s*(\d{1,5}))?\)?", re.I)


def kind_label(fact: ReadFact) -> str:
    """What a fact is called: its kind, or the words printed before it."""
    label = str(fact.read.get("label") or "")
    return label if fact.kind in ("note", "field") and label else KINDS[fact.kind][0]


def in_words(field: FactField, value: Any) -> str:
    """A value as a page says it."""
    if not value and field.shape is not Shape.YES_NO:
        return ""
    match field.shape:
        case Shape.DATE:
            return page_date(dt.date.fromisoformat(value))
        case Shape.TIME:
            return page_time(dt.time.fromisoformat(value))
        case Shape.PAGES:
            return page_range(*value)
        case Shape.LINES:
            return "\n".join(value)
        case Shape.ROLL:
            return "Apologies" if value == "apologies" else "Present"
        case Shape.YES_NO:
            return "Yes" if value else ""
    return str(value)


class CorrectForm(forms.Form):
    """What an officer puts in the place of what was read; it opens as it stands."""

    def __init__(self, data: Posted = None, *, fact: ReadFact) -> None:
        self.shapes = KINDS[fact.kind][1]
        super().__init__(data, initial={f.name: _typed(f, fact) for f in self.shapes})
        for field in self.shapes:
            self.fields[field.name] = _form_field(field)

    def values(self) -> dict[str, object]:
        """The values as facts hold them."""
        return {field.name: _stored(field, self.cleaned_data[field.name]) for field in self.shapes}


class PagesField(forms.CharField):
    """A range such as “5-21”, or one page."""

    def clean(self, value: object) -> list[int]:
        text = super().clean(value)
        match = PAGE_RANGE.fullmatch(text)
        if text and not match:
            raise ValidationError("Enter the first and the last page, such as 5-21.")
        if not match:
            return []
        first, last = int(match[1]), int(match[2] or match[1])
        if not 1 <= first <= last:
            raise ValidationError("The last page cannot come before the first.")
        return [first, last]


def _form_field(field: FactField) -> forms.Field:
    told: dict[str, Any] = {
        "label": field.label,
        "help_text": field.hint,
        "required": field.required,
    }
    match field.shape:
        case Shape.DATE:
            return forms.DateField(**told, widget=forms.SelectDateWidget(years=range(1974, 2100)))
        case Shape.TIME:
            return ClockField(**told | {"help_text": "Such as 9:30 or 2.30 pm."})
        case Shape.PAGES:
            return PagesField(**told)
        case Shape.ROLL:
            choices = (("present", "Present"), ("apologies", "Apologies"))
            return forms.ChoiceField(**told, choices=choices, widget=forms.RadioSelect)
        case Shape.YES_NO:
            return forms.BooleanField(**told)
        case Shape.TEXT:
            return forms.CharField(**told, widget=forms.Textarea(attrs={"rows": 6}))
        case Shape.LINES:
            return forms.CharField(**told, widget=forms.Textarea(attrs={"rows": 3}))
    return NameBox(**told, max_length=500)


def _typed(field: FactField, fact: ReadFact) -> object:
    value: Any = fact.value.get(field.name) or ""
    match field.shape:
        case Shape.DATE:
            return dt.date.fromisoformat(value) if value else None
        case Shape.TIME:
            return value
        case Shape.LINES:
            return "\n".join(value)
        case Shape.PAGES:
            return "-".join(map(str, value))
    return value


def _stored(field: FactField, value: Any) -> object:
    match field.shape:
        case Shape.DATE:
            return value.isoformat() if value else ""
        case Shape.TIME:
            return value.strftime("%H:%M") if value else ""
        case Shape.LINES:
            return [line.strip() for line in value.splitlines() if line.strip()]
        case Shape.YES_NO:
            return int(value)
        case Shape.TEXT:
            return value.replace("\r\n", "\n")
    return value
