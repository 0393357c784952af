"""The fields an officer has for one file of many."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.core.exceptions import ValidationError

from meetings.access import Restriction
from meetings.models import AgendaItem
from meetings.models.name_field import NameBox
from reports.files.converting import FILTERS, converter
from reports.files.receiving import ReceivedFile
from reports.files.uploads import MAX_BYTES
from rotherham_hwb.desk.common.class_fields import NUMBERED
from rotherham_hwb.desk.papers.bulk.receiving import MOST_FILES
from rotherham_hwb.form_types import Cleaned, Files, Posted

LEFT_OUT = "out"
PARTS = ("item", "title", "under", "restriction", "safe_title", "paragraph", "public_interest")
CLOSED_PARTS = PARTS[4:]
Choices = list[tuple[str, str]]


class ManyFilesInput(forms.FileInput):
    allow_multiple_selected = True  # and so its value is a list


class ManyFilesField(forms.FileField):
    """Any number of files; what is wrong with one is told of that one later."""

    widget = ManyFilesInput

    def clean(
        self, data: Iterable[ReceivedFile] | None, initial: object = None
    ) -> list[ReceivedFile]:
        files: list[ReceivedFile] = [each for each in data or [] if each]
        if not files:
            raise ValidationError("Choose the files to upload.")
        return files


class UploadForm(forms.Form):
    """The files of a meeting."""

    files = ManyFilesField(label="Files")  # type: ignore[assignment] # Django's own name too

    def __init__(self, data: Posted = None, files: Files = None) -> None:
        super().__init__(data, files)
        accept = (".pdf", "application/pdf", *(FILTERS if converter() else ()))
        what = "PDFs, and Word, Excel or PowerPoint files" if converter() else "PDFs"
        field = self.fields["files"]
        field.widget.attrs["accept"] = ",".join(accept)
        field.help_text = (
            f"{what}, at most {MAX_BYTES // 1024**2} MB each. Choose them all together, or drop "
            f"them here: up to {MOST_FILES} at a time, and more after that."
        )


def fields_for(items: Choices, parents: Choices) -> dict[str, forms.Field]:
    """The fields of one file, by part; whether they must be filled in depends on one another."""
    numbered = [(str(number), words) for number, words in NUMBERED]
    return {
        "item": _select("Item", [("", "Choose an item"), *items, (LEFT_OUT, "Leave it out")]),
        "title": _line("Title of the paper"),
        "under": _select("Is it an appendix?", [("", "No, a paper of its own"), *parents]),
        "restriction": _select("Who may read it once it is published?", CLASSES),
        "safe_title": _line("Title the public may read"),
        "paragraph": _select("Why is it exempt?", [("", "It is not exempt"), *numbered]),
        "public_interest": forms.CharField(
            label="Why is it in the public interest to keep it private?",
            widget=forms.Textarea(attrs={"rows": 2}),
            required=False,
        ),
    }


CLASSES = [
    (Restriction.OPEN.value, "Everyone"),
    (Restriction.EXEMPT.value, "Members and officers: exempt"),
    (Restriction.CONFIDENTIAL.value, "Officers alone: confidential"),
]


def _select(label: str, choices: Choices) -> forms.Field:
    return forms.ChoiceField(label=label, choices=choices, required=False)


def _line(label: str) -> forms.Field:
    too_long = f"{label} is longer than 500 characters: shorten it."
    return NameBox(
        label=label, max_length=500, required=False, error_messages={"max_length": too_long}
    )


def item_words(item: AgendaItem) -> str:
    """An item as a choice: “8(a) Vaccination uptake (Exempt)”."""
    mark = "" if item.restriction == Restriction.OPEN else f" ({item.restriction.label})"
    return f"{item.full_number} {item.title}"[:120] + mark


def as_closed_as(item: AgendaItem) -> Cleaned:
    """What a paper takes from its restricted item, by part."""
    return {
        "restriction": item.restriction,
        "safe_title": item.safe_title,
        "paragraph": str(item.exempt_paragraphs[0]) if item.exempt_paragraphs else "",
        "public_interest": item.public_interest,
    }
