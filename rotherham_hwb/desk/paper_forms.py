"""What an officer says of a paper: its file, who may read it, and where it belongs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from meetings.access import Restriction
from meetings.exempt import PARAGRAPHS
from meetings.models import AgendaItem
from reports.inspecting import inspect_upload
from reports.models import Paper, Placement
from reports.receiving import ReceivedFile
from reports.uploads import MAX_BYTES, TOO_LARGE, PdfFacts, Unusable


@dataclass(frozen=True)
class Upload:
    """A file that has come in and passed inspection; it lies at `path` until the answer is sent."""

    path: Path
    file_name: str
    facts: PdfFacts


class PdfField(forms.FileField):
    """A PDF that a pack can hold, inspected as it comes in."""

    widget = forms.FileInput(attrs={"accept": ".pdf,application/pdf"})

    def __init__(self, *, label: str) -> None:
        super().__init__(
            label=label,
            help_text=f"A PDF of at most {MAX_BYTES // 1024**2} MB. It is checked at once.",
        )

    def clean(self, data: Any, initial: Any = None) -> Upload:
        if isinstance(data, ReceivedFile) and data.too_large:
            raise ValidationError(TOO_LARGE)
        received: ReceivedFile = super().clean(data, initial)
        path = Path(received.temporary_file_path())
        try:
            return Upload(path, _pdf_name(received.name or ""), inspect_upload(path))
        except Unusable as reason:
            raise ValidationError(str(reason)) from reason


def _pdf_name(name: str) -> str:
    """A PDF by another name gets the right ending."""
    return name if name.lower().endswith(".pdf") else f"{name[:250]}.pdf"


class FileForm(forms.Form):
    """A new file for a paper that is there."""

    file = PdfField(label="File")


class PaperForm(forms.ModelForm[Paper]):
    """A new paper for an item; a paper of a restricted item starts as restricted as the item."""

    file = PdfField(label="File")
    exempt_paragraphs = forms.TypedMultipleChoiceField(
        label="Why is it exempt?",
        help_text="For exempt papers only: the paragraphs of Schedule 12A.",
        choices=[(number, f"{number}: {words}") for number, words in PARAGRAPHS.items()],
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    under = forms.ModelChoiceField(
        label="Is it an appendix?",
        queryset=Placement.objects.none(),
        required=False,
        empty_label="No, a paper of its own",
    )

    class Meta:
        model = Paper
        fields = ("title", "file", "under", "restriction", "exempt_paragraphs", "safe_title")
        labels = {  # noqa: RUF012 - Django's own way
            "restriction": "Who may read it once it is published?",
            "safe_title": "Title the public may read",
        }
        help_texts = {  # noqa: RUF012
            "safe_title": "For exempt and confidential papers only: the public sees nothing else."
        }
        error_messages = {"title": {"required": "Enter the paper’s title."}}  # noqa: RUF012
        widgets = {"restriction": forms.RadioSelect}  # noqa: RUF012

    def __init__(self, data: Any = None, files: Any = None, *, item: AgendaItem) -> None:
        paper = Paper(board=item.meeting.board, restriction=item.restriction)
        paper.exempt_paragraphs = list(item.exempt_paragraphs)
        super().__init__(data, files, instance=paper)
        choices = (
            (Restriction.OPEN.value, "Everyone"),
            (Restriction.EXEMPT.value, "Board members and officers: it is exempt"),
            (Restriction.CONFIDENTIAL.value, "Officers alone: it is confidential"),
        )
        self.fields["restriction"].choices = choices  # type: ignore[attr-defined]
        self._offer_parents(item)

    def _offer_parents(self, item: AgendaItem) -> None:
        placed = item.placements.select_related("paper")
        if not placed.exists():
            del self.fields["under"]
            return
        under: Any = self.fields["under"]
        under.queryset = placed
        under.label_from_instance = lambda placement: f"Yes, to “{placement.paper.title}”"

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        restriction = said.get("restriction")
        if restriction == Restriction.OPEN:
            said["safe_title"] = ""
        elif restriction and not said.get("safe_title"):
            self.add_error("safe_title", "Enter the title the public may read.")
        if restriction != Restriction.EXEMPT:
            said["exempt_paragraphs"] = []
        elif not said.get("exempt_paragraphs"):
            self.add_error("exempt_paragraphs", "Select the paragraphs that make it exempt.")
        if self.errors and "file" in said:
            # No browser keeps a file over an answer, and none says so.
            self.add_error("file", "Choose the file again when the rest is right.")
        return said
