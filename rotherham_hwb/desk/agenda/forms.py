"""What an officer says of an agenda item: its words, who presents it, and who may read it."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db.models import QuerySet

from meetings.access import Restriction
from meetings.models import AgendaItem, AgendaSection, ItemKind, Meeting, Presenter
from meetings.models.name_field import NameBox
from meetings.wording import page_date
from meetings.workflow import section_of
from minutes.models import Minutes
from rotherham_hwb.desk.common.class_fields import WeighedClassFields
from rotherham_hwb.form_types import Cleaned, Posted, offer

SPARE_PRESENTERS = 2
LINK = URLValidator(schemes=["http", "https"], message="")
NO_LINK = (
    "Write each link on a line of its own, its words first and then its address, such as "
    "“Strategy 2025 https://example.org/strategy”."
)


class Lines(forms.CharField):
    """Paragraphs, one to a line; a list."""

    widget = forms.Textarea(attrs={"rows": 3})

    def prepare_value(self, value: object) -> object:
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: object) -> list[str]:
        text: str = super().clean(value)
        return [line.strip() for line in text.splitlines() if line.strip()]


class Links(Lines):
    """Words and an address on each line; a list of {"text", "href"}."""

    def prepare_value(self, value: object) -> object:
        if not isinstance(value, list):
            return value
        return "\n".join(f"{each['text']} {each['href']}".strip() for each in value)

    def clean(self, value: object) -> list[dict[str, str]]:  # type: ignore[override]
        return [self._link(line) for line in super().clean(value)]

    def _link(self, line: str) -> dict[str, str]:
        words, _, href = line.rpartition(" ")
        try:
            LINK(href)
        except ValidationError as error:
            raise ValidationError(NO_LINK) from error
        return {"text": words.strip() or href, "href": href}


GROUPS = {
    "awaited": ("awaited_reason", "awaited_on"),
    "minutes": ("minutes_of",),
    "section": ("section", "new_section"),
    "words": ("notes", "links"),
    "private": ("exempt_paragraphs", "public_interest", "review_on", "safe_title"),
}
"""The fields of an item that stand folded until they are needed."""
NEEDED = {
    ItemKind.TO_FOLLOW.value: "awaited",
    ItemKind.VERBAL.value: "presenters",
    ItemKind.PRESENTATION.value: "presenters",
    Restriction.EXEMPT.value: "private",
    Restriction.CONFIDENTIAL.value: "private",
}
"""What a kind of item or of restriction asks for."""


class ItemForm(WeighedClassFields, forms.ModelForm[AgendaItem]):
    """An agenda item; `revision` says which words the officer had before them."""

    about = "items"

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    notes = Lines(label="Notes", required=False, help_text="Printed below the title, one a line.")
    links = Links(
        label="Links", required=False, help_text="One a line: its words, then its address."
    )
    section = forms.ModelChoiceField(
        queryset=AgendaSection.objects.none(), required=False, empty_label="No section"
    )
    new_section = NameBox(
        label="Or a new section", required=False, max_length=200, help_text="Its heading."
    )

    class Meta:
        model = AgendaItem
        fields = (
            *("title", "kind", "awaited_reason", "awaited_on", "minutes_of", "notes", "links"),
            *("section", "new_section", "restriction", "exempt_paragraphs", "public_interest"),
            *("review_on", "safe_title"),
        )
        labels = {  # noqa: RUF012 - Django's own way
            "kind": "What will the board have before it?",
            "awaited_reason": "Why is the paper to follow?",
            "awaited_on": "When is the paper expected?",
            "minutes_of": "Does it put minutes to the board?",
            "restriction": "Who may know what it is about?",
            "public_interest": "Why is it in the public interest to keep it private?",
            "review_on": "When will this be looked at again?",
            "safe_title": "Title the public may read",
        }
        help_texts = {  # noqa: RUF012
            "awaited_reason": "For a paper to follow only; it is printed on the agenda.",
            "public_interest": "For exempt items only. Officers alone see it.",
            "safe_title": "For exempt and confidential items: the public sees nothing else.",
            "review_on": "",
            "awaited_on": "",
            "minutes_of": "The portal sets them into the pack.",
        }
        error_messages = {  # noqa: RUF012
            "title": {
                "required": "Enter the item’s title.",
                "max_length": "The title is longer than 500 characters: shorten it, and put the "
                "rest into the notes.",
            }
        }
        widgets = {  # noqa: RUF012
            "kind": forms.RadioSelect,
            "restriction": forms.RadioSelect,
            "awaited_reason": forms.Textarea(attrs={"rows": 2}),
            "public_interest": forms.Textarea(attrs={"rows": 3}),
            "awaited_on": forms.SelectDateWidget,
            "review_on": forms.SelectDateWidget,
        }

    def __init__(self, data: Posted = None, *, instance: AgendaItem) -> None:
        super().__init__(data, instance=instance, initial={"revision": instance.revision})
        self.fields["kind"].choices = KINDS  # type: ignore[attr-defined]
        offer(self, "section", AgendaSection.objects.filter(meeting=instance.meeting))
        offer(self, "minutes_of", _with_minutes(instance.meeting), label=_minutes_label)
        self.fields["minutes_of"].empty_label = "No"  # type: ignore[attr-defined]
        if instance.parent_id or instance.parent:
            del self.fields["section"], self.fields["new_section"]

    @property
    def unfolded(self) -> set[str]:
        """The groups that are needed, say something, or have something amiss."""
        chosen = {str(self[name].value()) for name in ("kind", "restriction")}
        said = {group for group, names in GROUPS.items() if any(map(self._says, names))}
        return said | {group for choice, group in NEEDED.items() if choice in chosen}

    def _says(self, name: str) -> bool:
        return name in self.fields and bool(self[name].value() or self[name].errors)

    def clean(self) -> Cleaned:
        said = super().clean()
        self._check_awaited(said)
        if said.get("restriction") != Restriction.EXEMPT:
            said["review_on"] = None
        return said

    def _check_awaited(self, said: Cleaned) -> None:
        if said.get("kind") != ItemKind.TO_FOLLOW:
            said["awaited_reason"], said["awaited_on"] = "", None
        elif not said.get("awaited_reason"):
            self.add_error("awaited_reason", "Enter why the paper is to follow.")

    def written(self) -> AgendaItem:
        """The item as the form has it, its new section stored."""
        item = self.instance
        if heading := self.cleaned_data.get("new_section"):
            item.section = section_of(item.meeting, heading)
        return item


class PresenterForm(forms.ModelForm[Presenter]):
    """Who speaks, and to what; left empty, nobody."""

    class Meta:
        model = Presenter
        fields = ("name", "role", "title")
        labels = {  # noqa: RUF012
            "role": "Job title or organisation",
            "title": "Title of a presentation",
        }
        help_texts = {"name": "", "title": ""}  # noqa: RUF012


class BasePresenters(forms.BaseFormSet[PresenterForm]):
    def says_something(self) -> bool:
        """Whether anybody is named, or something amiss."""
        values = (field.value() for form in self.forms for field in form)
        return any(values) or any(form.errors for form in self.forms)

    def given(self) -> list[Presenter]:
        """The presenters that say something, in order."""
        filled = [form for form in self.forms if any(form.cleaned_data.values())]
        return [form.save(commit=False) for form in filled]


_PresenterForms = forms.formset_factory(
    PresenterForm, formset=BasePresenters, extra=SPARE_PRESENTERS
)


def presenter_forms(
    data: Posted = None, initial: Sequence[dict[str, str]] | None = None
) -> BasePresenters:
    """A row for each presenter, and some to spare."""
    made = _PresenterForms(data, prefix="presenters", initial=initial)
    assert isinstance(made, BasePresenters)
    return made


class SectionForm(forms.ModelForm[AgendaSection]):
    class Meta:
        model = AgendaSection
        fields = ("heading", "introduction")
        widgets = {"introduction": forms.Textarea(attrs={"rows": 4})}  # noqa: RUF012
        help_texts = {"introduction": "Printed below the heading."}  # noqa: RUF012


KINDS = (
    (ItemKind.PAPER.value, "A paper"),
    (ItemKind.VERBAL.value, "A verbal report"),
    (ItemKind.PRESENTATION.value, "A presentation"),
    (ItemKind.TO_FOLLOW.value, "A paper that is to follow"),
    (ItemKind.STANDING.value, "Nothing: it is a standing item"),
    (ItemKind.EXCLUSION.value, "The resolution that excludes the press and public"),
    (ItemKind.ACTIONS.value, "The action log, which the portal sets into the pack"),
)


def _with_minutes(meeting: Meeting) -> QuerySet[Meeting]:
    held = Minutes.objects.filter(meeting__board=meeting.board_id, meeting__date__lt=meeting.date)
    return Meeting.objects.filter(minutes__in=held).order_by("-date")


def _minutes_label(meeting: Meeting) -> str:
    return f"Yes, those of {page_date(meeting.date)}"
