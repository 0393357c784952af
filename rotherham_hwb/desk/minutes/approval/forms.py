"""What an officer says of the approval, the correction and the signing of minutes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from meetings.models.name_field import NameBox
from meetings.wording import page_date
from minutes.correcting import CorrectionDraft
from minutes.models import Minute, Minutes
from rotherham_hwb.desk.meetings.forms import DayField
from rotherham_hwb.form_types import Cleaned, Posted, choice_field, offer

Choices = list[tuple[str, list[tuple[str, str]]]]


def _overruling() -> forms.CharField:
    """Asked for beside every correction: what the checks say is known once it is written."""
    return forms.CharField(
        label="If the checks stop it: why may it be published all the same?",
        help_text="Corrections are checked for personal data and restricted words.",
        required=False,
        max_length=2000,
    )


class MinutesChoice(forms.ModelMultipleChoiceField[Minutes]):
    """Minutes by the day of their meeting."""

    def label_from_instance(self, obj: Minutes) -> str:
        return f"{obj.meeting.board}, {page_date(obj.meeting.date)}"


class EntryChoice(forms.ModelChoiceField[Minute]):
    """Minutes of one meeting by number and title."""

    days = False

    def label_from_instance(self, obj: Minute) -> str:
        named = f"{obj.number or 'No number yet'}: {obj.title}"
        return f"{page_date(obj.minutes.meeting.date)}, {named}" if self.days else named


class DatedEntryChoice(EntryChoice):
    """The same of several meetings."""

    days = True


class ApprovalForm(forms.Form):
    """Which earlier minutes a meeting approved, and in which of its own minutes."""

    approved = MinutesChoice(
        label="Which minutes did the meeting approve?",
        queryset=Minutes.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )
    in_minute = EntryChoice(
        label="In which minute of this meeting?", queryset=Minute.objects.none()
    )
    overruling = _overruling()
    write = forms.BooleanField(
        label="Make these words the resolution of that minute",
        required=False,
        help_text="They take the place of its resolution that approves minutes, if it has one.",
    )

    def __init__(
        self, data: Posted, *, minutes: Minutes, candidates: Sequence[Minutes], entry: Minute | None
    ) -> None:
        on_agenda = {each.item.minutes_of_id for each in _with_items(minutes) if each.item}
        chosen = [each.pk for each in candidates if each.meeting_id in on_agenda]
        initial = {"approved": chosen or [each.pk for each in candidates], "in_minute": entry}
        super().__init__(data, initial={**initial, "write": True})
        found = Minutes.objects.filter(pk__in=[each.pk for each in candidates])
        offer(self, "approved", found.select_related("meeting__board").order_by("meeting__date"))
        offer(self, "in_minute", minutes.entries.select_related("minutes__meeting"))
        if minutes.state != "draft":
            del self.fields["write"]


def approving_entry(minutes: Minutes) -> Minute | None:
    """The minute of a meeting under whose item earlier minutes were put to the board."""
    entries = _with_items(minutes)
    by_item = (each for each in entries if each.item and each.item.minutes_of_id)
    by_title = (each for each in entries if each.title.casefold().startswith("minutes"))
    return next(by_item, None) or next(by_title, None)


def _with_items(minutes: Minutes) -> list[Minute]:
    return list(minutes.entries.select_related("item").order_by("position"))


class CorrectionForm(forms.Form):
    """The old words and the new; one left empty says nothing."""

    place = forms.ChoiceField(label="Where the words stand", required=False)
    old = forms.CharField(
        label="The words as they are printed",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Copy them. In no numbered minute: the words, or where they stand.",
    )
    new = forms.CharField(
        label="What they should read",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Leave it empty to strike the words out.",
    )

    def __init__(self, *args: Any, records: Sequence[Minutes] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.records = records
        choice_field(self, "place").choices = [("", "Choose a minute"), *places(records)]

    def clean(self) -> Cleaned:
        said: Cleaned = super().clean() or {}
        if said.get("new") or said.get("old") or said.get("place"):
            if not said.get("place"):
                self.add_error("place", "Choose where the words stand.")
            if not said.get("old"):
                self.add_error("old", "Copy the words to correct, as they are printed.")
        return said

    def draft(self) -> CorrectionDraft | None:
        """The correction it tells of; none where it was left empty."""
        said = self.cleaned_data
        if not said.get("old"):
            return None
        kind, pk = said["place"][0], int(said["place"][1:])
        minutes = [each for each in self.records if kind == "w" and each.pk == pk]
        minute = None if minutes else Minute.objects.select_related("minutes__meeting").get(pk=pk)
        return CorrectionDraft(minute, said["old"], said["new"], minutes[0] if minutes else None)


CORRECTION = "correction"
CorrectionFormSet = forms.formset_factory(CorrectionForm, extra=2, max_num=40)


def with_room(
    given: forms.BaseFormSet[CorrectionForm], records: Sequence[Minutes]
) -> forms.BaseFormSet[CorrectionForm]:
    """The same corrections again, with room for more below them."""
    said = [each.cleaned_data for each in given if each.cleaned_data.get("old")]
    return CorrectionFormSet(initial=said, prefix=CORRECTION, form_kwargs={"records": records})


def drafts(forms_: Iterable[CorrectionForm]) -> list[CorrectionDraft]:
    """The corrections of all the forms that say something."""
    return [draft for form in forms_ if form.cleaned_data and (draft := form.draft())]


def places(records: Iterable[Minutes]) -> Choices:
    """Where words may stand: each minute by its number, and none of them, by meeting."""
    return [
        (
            f"{each.meeting.board}, {page_date(each.meeting.date)}",
            [
                *(
                    (f"m{entry.pk}", f"{entry.number}: {entry.title}")
                    for entry in each.entries.all()
                ),
                (f"w{each.pk}", "In no numbered minute, such as the list of those present"),
            ],
        )
        for each in records
    ]


class LaterCorrectionForm(CorrectionForm):
    """A correction of minutes that are out, and the meeting that made it."""

    made_in = DatedEntryChoice(
        label="Which minute of a later meeting made it?",
        queryset=Minute.objects.none(),
        required=False,
        empty_label="None: a slip of the pen, put right by the officer",
    )
    overruling = _overruling()

    def __init__(self, *args: Any, later: QuerySet[Minute], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "made_in", later)
        for name in ("place", "old"):
            self.fields[name].required = True


class SignatureForm(forms.Form):
    """Who presided and signed, and at the meeting of which day."""

    presided_by = NameBox(
        label="Who presided and signed?",
        max_length=200,
        help_text="As the minutes print the name.",
    )
    signed_on = DayField(
        label="At the meeting of which day?",
        help_text="The same or the next suitable meeting; an extraordinary one is not.",
        initial=timezone.localdate,
    )


class LeavesForm(forms.Form):
    """What the leaves to print say of the signature; left empty, room to write it."""

    presided_by = NameBox(max_length=200, required=False)
    signed_on = forms.DateField(required=False, input_formats=["%Y-%m-%d"])

    def clean(self) -> Cleaned:
        if not self.data:
            raise forms.ValidationError("Nothing is said of it.")
        return super().clean() or {}
