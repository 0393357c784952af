"""What an officer says of a meeting: when and where, with whom, and why it changes."""

from __future__ import annotations

import calendar
import datetime as dt

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from meetings.access import Viewer
from meetings.models import Board, Meeting
from meetings.planning import LAST
from rotherham_hwb.desk.common.clock_field import ClockField
from rotherham_hwb.desk.meetings.concerns import day_concerns, place_concerns
from rotherham_hwb.form_types import Cleaned, Posted, offer

WEEKS = ((1, "First"), (2, "Second"), (3, "Third"), (4, "Fourth"), (LAST, "Last"))
EVERY = ((1, "Every month"), (2, "Every two months"), (3, "Every three months"))
TO_BE_CONFIRMED = "Leave it empty while it is still to be confirmed."
WHEN = f"Such as 9:30 or 2:00 pm. {TO_BE_CONFIRMED}"


class DayField(forms.DateField):
    """A day in three boxes."""

    widget = forms.SelectDateWidget


class PlaceField(forms.CharField):
    """Where a meeting is held, line by line."""

    def __init__(self) -> None:
        super().__init__(
            label="Place",
            required=False,
            max_length=1000,
            help_text=TO_BE_CONFIRMED,
            widget=forms.Textarea(attrs={"rows": 3}),
        )

    def clean(self, value: object) -> str:
        said: str = super().clean(value)
        return said.replace("\r\n", "\n").strip()


class WhenForm(forms.Form):
    """The new date, time and place of a meeting that was postponed."""

    date = DayField(label="Date")
    time = ClockField(help_text=WHEN)
    venue = PlaceField()

    def when(self) -> Cleaned:
        """What the verbs ask for."""
        return {name: self.cleaned_data[name] for name in ("date", "time", "venue")}


class MoveForm(WhenForm):
    """The date, time and place of a public meeting; once its agenda is out the date stays."""

    reason = forms.CharField(
        label="Reason for the change",
        help_text="Everyone reads this on the meeting’s page. Not needed for what was to be "
        "confirmed.",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )

    def __init__(self, data: Posted = None, *, meeting: Meeting) -> None:
        now = {"date": meeting.date, "time": meeting.time, "venue": meeting.venue}
        super().__init__(data, initial=now)
        self.meeting = meeting
        if meeting.agenda_published_at is not None:
            del self.fields["date"]

    def when(self) -> Cleaned:
        """What the verbs ask for."""
        self.cleaned_data.setdefault("date", self.meeting.date)
        return super().when() | {"reason": self.cleaned_data["reason"]}


class MeetingForm(forms.ModelForm[Meeting]):
    """A meeting nobody else knows of yet."""

    date = DayField(label="Date")
    time = ClockField(help_text=WHEN)
    venue = PlaceField()
    on_purpose = forms.BooleanField(
        label="Plan it for then all the same", required=False, widget=forms.HiddenInput
    )

    class Meta:
        model = Meeting
        fields = ("board", "date", "time", "venue", "extraordinary", "joint_boards", "note")
        labels = {  # noqa: RUF012 - Django's own way
            "extraordinary": "It is an extraordinary meeting",
            "joint_boards": "Held jointly with",
            "note": "Note at the head of its page",
        }
        help_texts = {  # noqa: RUF012
            "joint_boards": "Their members and officers see what yours see of this meeting.",
            "note": "",
        }
        widgets = {  # noqa: RUF012
            "joint_boards": forms.CheckboxSelectMultiple,
            "note": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(
        self, data: Posted = None, *, boards: QuerySet[Board], viewer: Viewer, instance: Meeting
    ) -> None:
        super().__init__(data, instance=instance)
        self.viewer = viewer
        self.was = instance.date, instance.venue
        offer(self, "board", boards)
        self.fields["board"].empty_label = None  # type: ignore[attr-defined]
        others = Board.objects.exclude(pk=instance.board_id)
        offer(self, "joint_boards", others)
        if instance.pk:
            del self.fields["board"]
        leads = not instance.pk or boards.filter(pk=instance.board_id).exists()
        if not leads or not others.exists():
            del self.fields["joint_boards"]

    def clean(self) -> Cleaned:
        """Ask about a day or a place that something speaks against."""
        said = super().clean() or {}
        day, board = said.get("date"), said.get("board") or self.instance.board
        if not day or not board or (day, said.get("venue")) == self.was:
            return said
        asked = Meeting(pk=self.instance.pk, date=day, venue=said.get("venue", ""))
        concerns = [*day_concerns(board, day), *place_concerns(asked, self.viewer)]
        if concerns:
            self.fields["on_purpose"].widget = forms.CheckboxInput()
        if concerns and not said.get("on_purpose"):
            why = "; ".join(concerns)
            self.add_error("on_purpose", f"{why}. Tick the box, or change the date or the place.")
        return said

    def joint_boards(self) -> list[Board]:
        """The boards it is held with; only officers of the board that leads it change them."""
        if "joint_boards" not in self.fields:
            return list(self.instance.joint_boards.all()) if self.instance.pk else []
        return list(self.cleaned_data["joint_boards"] or ())


class SeriesForm(forms.Form):
    """A board's meetings for a year: the same weekday of the month, at the same time and place."""

    board = forms.ModelChoiceField(queryset=Board.objects.none(), empty_label=None)
    week = forms.TypedChoiceField(label="Which week of the month", choices=WEEKS, coerce=int)
    weekday = forms.TypedChoiceField(
        label="Day of the week", choices=tuple(enumerate(calendar.day_name))[:5], coerce=int
    )
    every = forms.TypedChoiceField(label="How often", choices=EVERY, coerce=int)
    first = DayField(label="From")
    last = DayField(label="To")
    time = ClockField(help_text=WHEN)
    venue = PlaceField()

    def __init__(self, data: Posted = None, *, boards: QuerySet[Board]) -> None:
        start = timezone.localdate()
        super().__init__(data, initial={"first": start, "last": start + dt.timedelta(days=364)})
        offer(self, "board", boards)

    def clean(self) -> Cleaned:
        said = super().clean() or {}
        first, last = said.get("first"), said.get("last")
        if first and last and not first <= last <= first + dt.timedelta(days=731):
            self.add_error("last", "Enter a day after the first one, at most two years on.")
        return said
