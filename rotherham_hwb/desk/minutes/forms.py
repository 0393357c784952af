"""What an officer writes in a minute: its words, its parts, its limbs, and who may read it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from meetings.models.name_field import NameBox
from minutes.decisions.limbs import LimbDraft, word_differences
from minutes.models import Exclusion, Minute, Resolution, SubHeading
from rotherham_hwb.desk.common.class_fields import ClassFields
from rotherham_hwb.desk.common.clock_field import ClockField
from rotherham_hwb.form_types import Cleaned, Posted, choice_field, offer

SPARE = 1
LONGEST = 50_000
KINDS = [("", "Told from the wording"), *Resolution.Kind.choices]


def written(label: str, rows: int, *, help_text: str = "") -> forms.CharField:
    """A text that grows with what is written in it."""
    widget = forms.Textarea(attrs={"rows": rows, "class": "portal-grows"})
    return forms.CharField(
        label=label, widget=widget, max_length=LONGEST, required=False, help_text=help_text
    )


class MinuteForm(forms.Form):
    """A minute's own words; `revision` says which ones the officer had before them."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    title = NameBox(
        max_length=500,
        error_messages={
            "required": "Enter the minute’s title.",
            "max_length": "The title is longer than 500 characters: shorten it.",
        },
    )
    text = written(
        "Text", 8, help_text="Leave an empty line between paragraphs; begin points with “- ”."
    )
    urgent_reason = written(
        "Why was it held to be urgent?",
        3,
        help_text="The special circumstances, for business that was not open in time; printed.",
    )

    def __init__(self, data: Posted = None, *, minute: Minute) -> None:
        initial = {name: getattr(minute, name) for name in ("revision", "title", "text")}
        super().__init__(data, initial=initial | {"urgent_reason": minute.urgent_reason})
        on_time = minute.item is not None and not minute.item.late
        if on_time and not minute.urgent_reason:
            del self.fields["urgent_reason"]

    def words(self) -> dict[str, str]:
        return {name: said for name, said in self.cleaned_data.items() if name != "revision"}


class EntryForm(forms.Form):
    """Business that was not on the agenda."""

    title = NameBox(max_length=500, error_messages={"required": "Enter the minute’s title."})
    text = written("Text", 6)
    urgent_reason = written(
        "Why was it held to be urgent?",
        3,
        help_text="The special circumstances, where the board decided something.",
    )
    after = forms.ModelChoiceField(
        queryset=Minute.objects.none(), required=False, empty_label="At the end", label="Place"
    )

    def __init__(self, data: Posted = None, *, entries: QuerySet[Minute]) -> None:
        super().__init__(data)
        offer(self, "after", entries, label=lambda each: f"After “{each.title[:80]}”")


class PartForm(forms.Form):
    """A stretch of a minute under a heading of its own; left empty, none."""

    heading = NameBox(max_length=300, required=False)
    text = written("Text", 5)

    def clean(self) -> Cleaned:
        said = super().clean() or {}
        if said.get("text") and not said.get("heading"):
            self.add_error("heading", "Give this part a heading.")
        return said


class MinuteLimbForm(forms.Form):
    """One limb; `stored` is the one it stands for, with what was proposed."""

    key = forms.IntegerField(widget=forms.HiddenInput, required=False)
    text = written("What was resolved", 2)
    lost = forms.BooleanField(
        label="Lost: it was put to the meeting and not carried", required=False
    )
    under = forms.ChoiceField(label="Stands under", required=False)
    kind = forms.ChoiceField(label="Kind", choices=KINDS, required=False)
    left_out = forms.BooleanField(label="Leave this resolution out", required=False)

    def __init__(
        self,
        *args: Any,
        parts: Sequence[tuple[str, str]],
        stored: Mapping[int, Resolution],
        **named: Any,
    ) -> None:
        super().__init__(*args, **named)
        choice_field(self, "under").choices = [("", "The minute’s own text"), *parts]
        by_key = {str(pk): limb for pk, limb in stored.items()}
        self.stored = by_key.get(str(self["key"].value() or ""))
        if self.stored is None:
            del self.fields["left_out"]
        if self.stored is None or not self.stored.proposed:
            del self.fields["lost"]
        if not parts:
            del self.fields["under"]

    @property
    def difference(self) -> tuple[tuple[str, str], ...]:
        """What changed against the words proposed, of a limb that was amended."""
        if self.stored is None or self.stored.fate != Resolution.Fate.AMENDED:
            return ()
        return word_differences(self.stored.proposed, self.stored.text)

    @property
    def is_empty(self) -> bool:
        said = self.cleaned_data
        return bool(said.get("left_out")) or (self.stored is None and not said.get("text"))

    def clean(self) -> Cleaned:
        said = super().clean() or {}
        if self.stored and not said.get("text") and not said.get("left_out"):
            self.add_error(
                "text", "Write what was resolved, or choose to leave this resolution out."
            )
        return said

    def draft(self, headings: Mapping[str, SubHeading]) -> LimbDraft:
        said, stored = self.cleaned_data, self.stored
        return LimbDraft(
            said["text"],
            under=headings.get(said.get("under", "")),
            proposed=stored.proposed if stored else "",
            fate=Resolution.Fate.LOST if said.get("lost") else "",
            kind=said["kind"],
            addressee=stored.addressee if stored else "",
            pk=stored.pk if stored else None,
        )


class BaseParts(forms.BaseFormSet[PartForm]):
    def given(self) -> dict[str, tuple[str, str]]:
        """The parts with words, by their place in the form."""
        said = [(str(at), each.cleaned_data) for at, each in enumerate(self.forms)]
        return {at: (each["heading"], each["text"]) for at, each in said if each.get("heading")}

    def choices(self) -> list[tuple[str, str]]:
        """What a limb may stand under: each part by its place and heading, and the spare one."""
        headings = [str(each["heading"].value() or "") for each in self.forms]
        if not any(headings):
            return []
        return [(str(at), heading or "The new part") for at, heading in enumerate(headings)]


class BaseLimbs(forms.BaseFormSet[MinuteLimbForm]):
    def given(self, headings: Mapping[str, SubHeading]) -> list[LimbDraft]:
        return [each.draft(headings) for each in self.forms if not each.is_empty]


_Parts = forms.formset_factory(PartForm, formset=BaseParts, extra=SPARE, max_num=100)
_Limbs = forms.formset_factory(MinuteLimbForm, formset=BaseLimbs, extra=SPARE, max_num=100)


def part_forms(data: Posted, headings: Sequence[SubHeading]) -> BaseParts:
    initial = [{"heading": each.heading, "text": each.text} for each in headings]
    made = _Parts(data, prefix="parts", initial=initial)
    assert isinstance(made, BaseParts)
    return made


def limb_forms(
    data: Posted,
    limbs: Sequence[Resolution],
    headings: Sequence[SubHeading],
    parts: Sequence[tuple[str, str]],
) -> BaseLimbs:
    places = {each.pk: str(at) for at, each in enumerate(headings)}
    initial = [
        {
            "key": each.pk,
            "text": each.text,
            "lost": each.fate == Resolution.Fate.LOST,
            "under": places.get(each.under_id or 0, ""),
            "kind": each.kind,
        }
        for each in limbs
    ]
    stored = {each.pk: each for each in limbs}
    made = _Limbs(
        data, prefix="limbs", initial=initial, form_kwargs={"parts": parts, "stored": stored}
    )
    assert isinstance(made, BaseLimbs)
    return made


class MinuteClassForm(ClassFields):
    """Who may read a minute, and what the public reads of one that is restricted.

    `revision` says which minute the officer had before them.
    """

    about = "minutes"
    field_order = ("restriction", "exempt_paragraphs")

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    restriction = forms.ChoiceField(label="Who may read it?", widget=forms.RadioSelect)
    safe_title = NameBox(
        label="Title the public may read",
        max_length=500,
        required=False,
        help_text="For exempt and confidential minutes.",
    )
    public_summary = written(
        "Summary the public may read",
        4,
        help_text="What was done, without what is private. The law asks for it before the "
        "minutes are published.",
    )

    def __init__(self, data: Posted = None, *, minute: Minute) -> None:
        super().__init__(data, initial={name: getattr(minute, name) for name in self.base_fields})

    def clean(self) -> Cleaned:
        said = super().clean()
        return said | {"revision": said.get("revision") or 0}


class ExclusionForm(forms.Form):
    """How long the public was shut out behind a minute."""

    last = forms.ModelChoiceField(
        queryset=Minute.objects.none(),
        required=False,
        label="Last minute taken in private",
        empty_label="To the end of the meeting",
    )
    readmitted = ClockField(
        label="When was the public let in again?",
        help_text="Such as 2:30 pm; leave it empty where it was not, or nobody noted when.",
    )

    def __init__(self, data: Posted = None, *, minute: Minute, span: Exclusion | None) -> None:
        at = span.readmitted_at if span else None
        shown = f"{timezone.localtime(at):%H:%M}" if at else ""
        super().__init__(data, initial={"last": span and span.last_id, "readmitted": shown})
        later = minute.minutes.entries.filter(position__gt=minute.position)
        offer(self, "last", later, label=lambda each: f"{each.number} {each.title[:80]}".strip())
        self.day = minute.minutes.meeting.date

    def moment(self) -> dt.datetime | None:
        time = self.cleaned_data["readmitted"]
        return timezone.make_aware(dt.datetime.combine(self.day, time)) if time else None
