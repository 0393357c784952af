"""What authors, approvers and officers say of a report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.utils.datastructures import MultiValueDict

from meetings.access import RoleKind
from meetings.models import AgendaItem, Board, User
from meetings.models.name_field import NameBox
from reports.authored.merging import Values
from reports.authored.richtext import clean_html, from_markup, to_markup
from reports.authored.snapshot import shown_fields
from reports.files.receiving import ReceivedFile
from reports.models import (
    BackgroundPaper,
    FieldKind,
    Report,
    ReportTemplate,
    SignOffState,
    TemplateField,
)
from rotherham_hwb.form_types import Cleaned, Posted, offer

FORMAT = "-format"
"""Behind a field's name: the editor sends "html" there, the bare text box nothing."""
PREFIX = "field_"


class RichText(forms.Textarea):
    """Formatted text: markup in a text box, which a script turns into an editor."""

    def __init__(self, pictures: Mapping[str, str]) -> None:
        super().__init__(attrs={"rows": 8})
        self.pictures = dict(pictures)

    def value_from_datadict(
        self, data: Mapping[str, object], files: MultiValueDict[str, UploadedFile[bytes]], name: str
    ) -> str | None:
        given: str | None = super().value_from_datadict(data, files, name)
        if given is None or data.get(f"{name}{FORMAT}") == "html":
            return given
        return from_markup(given)

    def format_value(self, value: object) -> str:
        return to_markup(self.cleaned(value), pictures=self.pictures)

    def get_context(
        self, name: str, value: object, attrs: dict[str, object] | None
    ) -> dict[str, object]:
        editor = {"data-report-editor": "", "data-html": self.cleaned(value)}
        return super().get_context(name, value, {**(attrs or {}), **editor})

    def cleaned(self, value: object) -> str:
        """The text as it may be shown, however it came to be stored."""
        return clean_html(str(value or ""), pictures=self.pictures).html


class DraftForm(forms.Form):
    """The text of a report, a box for each field of its template; nothing must be filled in yet."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)

    def __init__(
        self, data: Posted = None, *, report: Report, values: Values | None = None
    ) -> None:
        self.report = report
        values = report.values if values is None else values
        super().__init__(data, initial={"revision": report.revision})
        pictures = {each.address: each.alt for each in report.pictures.all()}
        for field in shown_fields(report):
            if field.kind in (FieldKind.PLAIN, FieldKind.RICH):
                box = _box(field, pictures)
                box.initial = values.get(field.key, "")
                self.fields[PREFIX + field.key] = box

    def values(self) -> Values:
        """What was written, by field key."""
        return {
            name.removeprefix(PREFIX): text
            for name, text in self.cleaned_data.items()
            if name.startswith(PREFIX)
        }


def _box(field: TemplateField, pictures: Mapping[str, str]) -> forms.CharField:
    label = field.label if field.required else f"{field.label} (optional)"
    widget = RichText(pictures) if field.kind == FieldKind.RICH else forms.Textarea({"rows": 2})
    return forms.CharField(
        label=label, help_text=field.help, required=False, widget=widget, strip=False
    )


class StartForm(forms.Form):
    """A new report for an item: its title, the template, and who writes it."""

    title = NameBox(
        label="Title of the report",
        max_length=500,
        help_text="As the agenda and the report print it.",
    )
    template = forms.ModelChoiceField(
        label="Template", queryset=ReportTemplate.objects.none(), empty_label=None
    )
    author = forms.ModelChoiceField(
        label="Who writes it?", queryset=User.objects.none(), empty_label=None
    )

    def __init__(self, data: Posted = None, *, item: AgendaItem, by: User, officer: bool) -> None:
        super().__init__(data, initial={"title": item.title, "author": by.pk})
        board = item.meeting.board
        offer(self, "template", board.report_templates.filter(in_use=True))
        offer(self, "author", people(board, RoleKind.AUTHOR, RoleKind.OFFICER))
        if not officer:
            del self.fields["author"]


def people(board: Board, *kinds: RoleKind) -> QuerySet[User]:
    """Users who hold one of these roles on a board today."""
    from meetings.models import Role  # noqa: PLC0415 - only for the query below

    held = Role.objects.current().filter(board=board, kind__in=kinds).values("user")
    return User.objects.filter(pk__in=held, is_active=True).order_by("name")


class RecommendationForm(forms.Form):
    """One limb of the recommendations."""

    text = forms.CharField(
        label="Recommendation", required=False, widget=forms.Textarea({"rows": 2})
    )
    addressee = NameBox(label="To whom", required=False, max_length=200)


LimbFormSet = forms.formset_factory(RecommendationForm, extra=2, max_num=50)


class SourceForm(forms.ModelForm[BackgroundPaper]):
    """One background paper."""

    title = NameBox(label="Title", required=False, max_length=300)
    link = forms.URLField(label="Link", required=False, max_length=500, assume_scheme="https")

    class Meta:
        model = BackgroundPaper
        fields = ("title", "link", "where_to_see", "restricted")
        labels = {  # noqa: RUF012 - Django's own way
            "where_to_see": "Where a copy can be seen",
            "restricted": "It is exempt or confidential",
        }

    def clean(self) -> Cleaned:
        said = super().clean() or {}
        if said.get("title") and not (said.get("link") or said.get("where_to_see")):
            self.add_error("where_to_see", "Give a link, or say where a copy can be seen.")
        if not said.get("title") and (said.get("link") or said.get("where_to_see")):
            self.add_error("title", "Enter the title of the background paper.")
        return said


SourceFormSet = forms.modelformset_factory(BackgroundPaper, form=SourceForm, extra=2, max_num=60)


class NoSourcesForm(forms.Form):
    none = forms.BooleanField(label="There are no background papers", required=False)


class AppendixListForm(forms.Form):
    """The titles of the appendices, a line for each."""

    titles = forms.CharField(
        label="Appendices",
        required=False,
        widget=forms.Textarea({"rows": 6}),
        help_text="A title on each line, as printed. A title that stays keeps its file.",
    )

    def clean_titles(self) -> Sequence[str]:
        lines = [" ".join(line.split()) for line in self.cleaned_data["titles"].splitlines()]
        titles = [line[:300] for line in lines if line]
        if len(set(titles)) < len(titles):
            raise ValidationError("Give each appendix a title of its own.")
        return titles


class PictureForm(forms.Form):
    """A picture and what it shows."""

    file = forms.FileField(
        label="Picture",
        help_text="PNG or JPEG, at most 10 MB. What the camera wrote into it is taken out.",
        widget=forms.FileInput(attrs={"accept": ".png,.jpg,.jpeg,image/png,image/jpeg"}),
    )
    alt = forms.CharField(
        label="What it shows",
        max_length=500,
        help_text="For people who cannot see it: what they should know from it.",
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": "Describe the picture for people who cannot see it."},
    )

    def path(self) -> Path:
        """Where the received file lies until the answer is sent."""
        received: ReceivedFile = self.cleaned_data["file"]
        return Path(received.temporary_file_path())


class AnswerForm(forms.Form):
    """An approver's answer about a paper."""

    answer = forms.ChoiceField(
        label="What do you say?",
        widget=forms.RadioSelect,
        choices=(
            (SignOffState.APPROVED.value, "Approved"),
            (SignOffState.NOT_APPLICABLE.value, "Not applicable: it does not concern us"),
            (SignOffState.RETURNED.value, "Returned to its author, with comments"),
        ),
    )
    comment = forms.CharField(
        label="Comments",
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text="Needed unless you approve it. Only the author, officers and approvers see them.",
    )
    officer = NameBox(
        label="Who decided it?",
        max_length=200,
        help_text="The name the report prints beside the job title.",
    )

    def clean(self) -> Cleaned:
        said = super().clean() or {}
        needs = said.get("answer") in (SignOffState.NOT_APPLICABLE, SignOffState.RETURNED)
        if needs and not said.get("comment", "").strip():
            self.add_error("comment", "Say why, so that the author knows what to do.")
        return said


class AskForm(forms.Form):
    """Which posts sign off an uploaded paper: those of a template of the board."""

    template = forms.ModelChoiceField(
        label="Who is asked?",
        queryset=ReportTemplate.objects.none(),
        empty_label=None,
        help_text="Everybody whom the template names is asked.",
    )

    def __init__(self, data: Posted = None, *, board: Board) -> None:
        super().__init__(data)
        templates = board.report_templates.filter(in_use=True, roles__isnull=False)
        offer(self, "template", templates.distinct())


class PlaceForm(forms.Form):
    """Another agenda item that a paper is put on."""

    item = forms.ModelChoiceField(
        label="Which item?",
        queryset=AgendaItem.objects.none(),
        empty_label=None,
        help_text="Items of agendas that are not published yet.",
    )

    def __init__(self, data: Posted = None, *, items: QuerySet[AgendaItem]) -> None:
        super().__init__(data)
        offer(self, "item", items, label=lambda each: f"{each.meeting}: {each.title}")
