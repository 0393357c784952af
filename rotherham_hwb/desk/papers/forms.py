"""What an officer says of a paper: its file, who may read it, and where it belongs."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from meetings.models import AgendaItem
from reports.files.converting import FILTERS, converter
from reports.files.receiving import ReceivedFile
from reports.files.taking_in import TakenIn, take_in
from reports.files.uploads import MAX_BYTES, TOO_LARGE, Unusable
from reports.models import Paper, Placement
from reports.office.clean import HoldsMore
from rotherham_hwb.desk.common.class_fields import WeighedClassFields
from rotherham_hwb.form_types import Cleaned, Files, Posted, offer

HOLDS_MORE = "holds_more"
ACCEPTED = (".pdf,application/pdf", *FILTERS)


class PdfField(forms.FileField):
    """A PDF that a pack can hold, taken in as it comes; an office file is made into one."""

    without = False  # its tracked changes and comments, where it is an office file

    def __init__(self, *, label: str) -> None:
        accept = ACCEPTED if converter() else ACCEPTED[:1]
        what = "A PDF, or a Word, Excel or PowerPoint file" if converter() else "A PDF"
        super().__init__(
            label=label,
            help_text=f"{what} of at most {MAX_BYTES // 1024**2} MB. It is checked at once.",
            widget=forms.FileInput(attrs={"accept": ",".join(accept)}),
        )

    def clean(self, data: Posted, initial: Any = None) -> TakenIn:
        if isinstance(data, ReceivedFile) and data.too_large:
            raise ValidationError(TOO_LARGE)
        received: ReceivedFile = super().clean(data, initial)
        path, name = Path(received.temporary_file_path()), received.name or ""
        self.shop = TemporaryDirectory(prefix="taken-in-")  # goes with this field's form
        try:
            return take_in(path, name, into=Path(self.shop.name), without=self.without)
        except HoldsMore as reason:
            raise ValidationError(str(reason), code=HOLDS_MORE) from reason
        except Unusable as reason:
            raise ValidationError(str(reason)) from reason


class WithoutField(forms.BooleanField):
    """Whether an office file goes on without its changes and comments: asked where it has some."""

    def __init__(self) -> None:
        super().__init__(
            label="Convert without them",
            required=False,
            help_text="All changes are accepted, and comments left out. Choose the file again.",
        )


class AsksWithoutMixin(forms.BaseForm):
    """Tells the file's field of the answer, and asks only where the file was refused for it."""

    def full_clean(self) -> None:
        file = self.fields["file"]
        if isinstance(file, PdfField):
            file.without = bool(self.data.get("without"))
        super().full_clean()
        if not self.has_error("file", HOLDS_MORE):
            self.fields.pop("without", None)


class FileForm(AsksWithoutMixin, forms.Form):
    """A new file for a paper that is there."""

    file = PdfField(label="File")
    without = WithoutField()


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


class PaperForm(AsksWithoutMixin, PaperClassForm):
    """A new paper for an item; a paper of a restricted item starts as restricted as the item."""

    file = PdfField(label="File")
    under = forms.ModelChoiceField(
        label="Is it an appendix?",
        queryset=Placement.objects.none(),
        required=False,
        empty_label="No, a paper of its own",
    )
    without = WithoutField()
    field_order = ("title", "file", "without", "under")

    def __init__(self, data: Posted = None, files: Files = None, *, item: AgendaItem) -> None:
        paper = Paper(board=item.meeting.board, restriction=item.restriction)
        paper.safe_title = item.safe_title
        paper.exempt_paragraphs = list(item.exempt_paragraphs)
        paper.public_interest, paper.review_on = item.public_interest, item.review_on
        super().__init__(data, files, instance=paper)
        self._offer_parents(item)

    def _offer_parents(self, item: AgendaItem) -> None:
        placed = item.placements.select_related("paper")
        if not placed.exists():
            del self.fields["under"]
            return
        offer(self, "under", placed, label=lambda placement: f"Yes, to “{placement.paper}”")

    def clean(self) -> Cleaned:
        said = super().clean()
        if self.errors and "file" in said:
            # No browser keeps a file over an answer, and none says so.
            self.add_error("file", "Choose the file again when the rest is right.")
        return said
