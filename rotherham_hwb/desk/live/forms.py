"""What an officer says at a meeting, beyond what one press tells."""

from __future__ import annotations

import datetime as dt

from django import forms
from django.utils import timezone

from meetings.models import Person
from meetings.models.name_field import NameBox
from minutes.decisions.voters import name_apart
from minutes.models import Attendance, Capacity, Declaration, Minutes
from minutes.writing.notes import MOST_LETTERS
from rotherham_hwb.desk.common.clock_field import ClockField
from rotherham_hwb.form_types import Cleaned, Posted, choice_field

HALF_A_DAY = dt.timedelta(hours=12)
NOW = "Such as 9:40. Leave it empty for this very minute."
THEN = "Such as 9:40, on the day of the meeting."
SOMEBODY_ELSE = "Somebody else, named below"


def moment(minutes: Minutes, time: dt.time | None) -> dt.datetime | None:
    """A time of the day of the meeting, in London; after midnight where it began before."""
    if time is None:
        return None
    found = timezone.make_aware(dt.datetime.combine(minutes.meeting.date, time))
    began = minutes.opened_at
    late = began is not None and began - found > HALF_A_DAY
    return found + dt.timedelta(days=1) if late else found


class TimeForm(forms.Form):
    """A time, or now: which can only be meant on the day of the meeting."""

    def __init__(
        self, data: Posted = None, *, initial: Cleaned | None = None, today: bool = True
    ) -> None:
        super().__init__(data, initial=initial)
        self.fields["time"] = ClockField(help_text=NOW if today else THEN)


class AddForm(forms.Form):
    """Somebody whom the roll does not expect."""

    name = NameBox(label="Name, as printed", max_length=200)
    organisation_or_post = NameBox(
        label="Job title or organisation", max_length=300, required=False
    )
    capacity = forms.ChoiceField(
        label="There as",
        choices=[each for each in Capacity.choices if each[0] != Capacity.DEPUTY],
        widget=forms.RadioSelect,
        initial=Capacity.OBSERVER,
    )
    votes = forms.BooleanField(label="Votes at this meeting", required=False)
    mode = forms.ChoiceField(
        label="How",
        choices=Attendance.Mode.choices,
        widget=forms.RadioSelect,
        initial=Attendance.Mode.IN_ROOM,
    )


class StandInForm(forms.Form):
    """Who sits in somebody's place."""

    person = forms.ChoiceField(label="Deputy", widget=forms.RadioSelect, required=False)
    name = NameBox(label="Name, as printed", max_length=200, required=False)
    organisation_or_post = NameBox(
        label="Job title or organisation", max_length=300, required=False
    )
    mode = AddForm.base_fields["mode"]

    def __init__(self, data: Posted = None, *, deputies: list[Person]) -> None:
        super().__init__(data)
        self.deputies = {str(each.pk): each for each in deputies}
        choice_field(self, "person").choices = [
            *((pk, each.name) for pk, each in self.deputies.items()),
            ("", SOMEBODY_ELSE),
        ]
        if not deputies:
            del self.fields["person"]

    def said(self) -> Cleaned:
        """What the verb is given; a deputy chosen from the list is named as there."""
        data = dict(self.cleaned_data)
        person = self.deputies.get(data.pop("person", ""))
        return {**data, "person": person, "name": person.name if person else data["name"]}


class PublicForm(forms.Form):
    """How many of the public were there, and words of their own below those present."""

    count = forms.IntegerField(
        label="Members of the public", min_value=0, max_value=30_000, required=False
    )
    note = forms.CharField(
        label="Words printed below those present",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, data: Posted = None, *, initial: Cleaned | None = None) -> None:
        super().__init__(data, initial=initial)
        self.fields["count"].widget.attrs["class"] = "govuk-input--width-5"


class InterestForm(forms.Form):
    """An interest somebody declares."""

    who = forms.ChoiceField(label="Who declares it")
    kind = forms.ChoiceField(
        label="What kind of interest",
        choices=Declaration.Kind.choices,
        widget=forms.RadioSelect,
    )
    nature = forms.CharField(
        label="What the interest is",
        help_text="In the words they used; the minutes print them.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    leaves_room = forms.BooleanField(label="Leaves the room for this item", required=False)
    dispensation = forms.CharField(
        label="Dispensation",
        help_text="Who allowed them to take part, and when.",
        required=False,
        max_length=500,
    )

    def __init__(self, data: Posted = None, *, present: list[Attendance], at_large: bool) -> None:
        super().__init__(data)
        self.present = {str(each.pk): each for each in present}
        names = ((pk, name_apart(each, present)) for pk, each in self.present.items())
        choice_field(self, "who").choices = [("", "Choose who"), *names]
        if at_large:
            del self.fields["leaves_room"]

    def said(self) -> Cleaned:
        data = dict(self.cleaned_data)
        del data["who"]
        return data

    def attendance(self) -> Attendance:
        return self.present[self.cleaned_data["who"]]


class NoteForm(forms.Form):
    """The notes at an item; `revision` tells a stale form."""

    text = forms.CharField(
        label="Notes",
        required=False,
        strip=False,
        max_length=2 * MOST_LETTERS,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    revision = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
