"""What an officer says of a paper: its file, who may read it, and where it belongs."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from meetings.models import AgendaItem
from reports.files.converting import FILTERS, converter
from reports.files.incoming import new_paper
from reports.files.receiving import ReceivedFile
from reports.files.uploads import MAX_BYTES, TOO_LARGE
from reports.models import Paper, Placement, Upload
from reports.workflow import CLASS_FIELDS
from rotherham_hwb.desk.common.class_fields import WeighedClassFields
from rotherham_hwb.form_types import Cleaned, Files, Posted, offer

PLACES = ("under", "replaces")
ACCEPTED = (".pdf,application/pdf", *FILTERS)


class PdfField(forms.FileField):
    """A file for the worker to read: a PDF, or an office file of which it makes one."""

    def __init__(self, *, label: str) -> None:
        accept = ACCEPTED if converter() else ACCEPTED[:1]
        what = "A PDF, or a Word, Excel or PowerPoint file" if converter() else "A PDF"
        super().__init__(
            label=label,
            help_text=f"{what} of at most {MAX_BYTES // 1024**2} MB. It is checked at once.",
            widget=forms.FileInput(attrs={"accept": ",".join(accept)}),
        )

    def clean(self, data: Posted, initial: Any = None) -> ReceivedFile:
        if isinstance(data, ReceivedFile) and data.too_large:
            raise ValidationError(TOO_LARGE)
        received: ReceivedFile = super().clean(data, initial)
        return received


def say_why(form: forms.BaseForm, refused: Upload | None) -> None:
    """Show at the file's field of a form opened anew why the worker did not take the file in."""
    if refused is not None and not form.is_bound:
        form.full_clean()
        form.cleaned_data = {}
        form.add_error("file", refused.problem)


class FileForm(forms.Form):
    """A new file for a paper that is there."""

    file = PdfField(label="File")

    def __init__(
        self, data: Posted = None, files: Files = None, *, refused: Upload | None = None
    ) -> None:
        super().__init__(data, files)
        say_why(self, refused)


class PaperClassForm(WeighedClassFields, forms.ModelForm[Paper]):
    """Who may read a paper, and for an exempt one why and how long."""

    about = "papers"
    no_reason = "Say why keeping it exempt outweighs the public interest in disclosing it."

    class Meta:
        model = Paper
        fields = (
            "title",
            "restriction",
            "exempt_paragraphs",
            "public_interest",
            "review_on",
            "safe_title",
        )
        labels = {  # noqa: RUF012 - Django's own way
            "restriction": "Who may read it once it is published?",
            "public_interest": "Why is it in the public interest to keep it private?",
            "review_on": "When will this be looked at again?",
            "safe_title": "Title the public may read",
        }
        help_texts = {  # noqa: RUF012
            "public_interest": "For exempt papers only. The public never sees it.",
            "review_on": "",
            "safe_title": "For exempt and confidential papers only: the public sees nothing else.",
        }
        error_messages = {"title": {"required": "Enter the paper’s title."}}  # noqa: RUF012
        widgets = {  # noqa: RUF012
            "restriction": forms.RadioSelect,
            "public_interest": forms.Textarea(attrs={"rows": 3}),
            "review_on": forms.SelectDateWidget,
        }

    def __init__(self, data: Posted = None, files: Files = None, *, instance: Paper) -> None:
        super().__init__(data, files, instance=instance)


class PaperForm(PaperClassForm):
    """A new paper for an item; a paper of a restricted item starts as restricted as the item.

    After a file that was refused it holds what was said of its paper.
    """

    file = PdfField(label="File")
    under = forms.ModelChoiceField(
        label="Is it an appendix?",
        queryset=Placement.objects.none(),
        required=False,
        empty_label="No, a paper of its own",
    )
    field_order = ("title", "file", "under")

    def __init__(
        self,
        data: Posted = None,
        files: Files = None,
        *,
        item: AgendaItem,
        refused: Upload | None = None,
    ) -> None:
        paper = new_paper(refused) if refused else _as_restricted_as(item)
        super().__init__(data, files, instance=paper)
        self._offer_parents(item)
        if refused is not None:
            self.initial.update({name: refused.said.get(name) for name in PLACES})
        say_why(self, refused)

    def _offer_parents(self, item: AgendaItem) -> None:
        placed = item.placements.select_related("paper")
        if not placed.exists():
            del self.fields["under"]
            return
        offer(self, "under", placed, label=lambda placement: f"Yes, to “{placement.paper}”")

    def said(self) -> dict[str, object]:
        """What was said of the paper, to be kept until its file is read."""
        chosen = {name: self.cleaned_data.get(name) for name in PLACES}
        places = {name: place.pk for name, place in chosen.items() if place}
        review = self.instance.review_on
        said = {name: getattr(self.instance, name) for name in CLASS_FIELDS}
        return said | {"review_on": review.isoformat() if review else None} | places

    def clean(self) -> Cleaned:
        said = super().clean()
        if self.errors and "file" in said:
            # No browser keeps a file over an answer, and none says so.
            self.add_error("file", "Choose the file again when the rest is right.")
        return said


def _as_restricted_as(item: AgendaItem) -> Paper:
    paper = Paper(board=item.meeting.board, restriction=item.restriction)
    paper.safe_title = item.safe_title
    paper.exempt_paragraphs = list(item.exempt_paragraphs)
    paper.public_interest, paper.review_on = item.public_interest, item.review_on
    return paper
