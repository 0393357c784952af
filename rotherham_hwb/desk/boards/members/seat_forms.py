"""What an officer says of a seat, and of somebody's place on a board."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from meetings.models import Board, Membership, MembershipKind, Person, Seat
from meetings.models.name_field import NameBox
from meetings.people import organisation_called, people_called, post_called, who_is
from rotherham_hwb.desk.meetings.forms import DayField
from rotherham_hwb.form_types import Cleaned, Posted, choice_field, offer

SOMEBODY_NEW = "new"
NO_END = "Leave it empty where none is known."


class SeatForm(forms.ModelForm[Seat]):
    """A place on a board."""

    organisation = NameBox(
        required=False, max_length=200, help_text="Whose seat it is, such as an NHS body."
    )

    class Meta:
        model = Seat
        fields = ("title", "legal_basis", "votes", "started_on", "ended_on")
        labels = {  # noqa: RUF012 - Django's own way
            "votes": "Its holder votes",
            "started_on": "First day",
            "ended_on": "Last day",
        }
        help_texts = {  # noqa: RUF012
            "title": "What the seat is for, such as “Healthwatch”.",
            "legal_basis": "Where the law asks for it, such as “Health and Social Care Act 2012 "
            "s.194(2)(f)”.",
            "started_on": "Leave it empty where it is as old as the board.",
            "ended_on": NO_END,
        }
        widgets = {  # noqa: RUF012
            "started_on": forms.SelectDateWidget,
            "ended_on": forms.SelectDateWidget,
        }

    field_order = ("title", "organisation")

    def __init__(self, data: Posted = None, *, instance: Seat) -> None:
        super().__init__(data, instance=instance)
        if instance.organisation:
            self.initial["organisation"] = instance.organisation.name

    def clean(self) -> Cleaned:
        said = super().clean() or {}
        first, last = said.get("started_on"), said.get("ended_on")
        if first and last and last < first:
            self.add_error("ended_on", "Enter a last day that is not before the first.")
        return said

    def seat(self) -> Seat:
        """The seat as a valid form has it."""
        seat: Seat = self.instance
        seat.organisation = organisation_called(self.cleaned_data["organisation"])
        return seat


class MembershipForm(forms.ModelForm[Membership]):
    """What somebody is on a board, and for how long."""

    post = NameBox(required=False, max_length=200, help_text="Such as “Director of Public Health”.")
    post_organisation = NameBox(label="Employed by", required=False, max_length=200)
    started_on = DayField(label="From")
    ended_on = DayField(label="Last day", required=False, help_text=NO_END)

    class Meta:
        model = Membership
        fields = ("kind", "seat", "votes", "started_on", "ended_on")
        labels = {"kind": "Role", "votes": "They vote"}  # noqa: RUF012 - Django's own way
        widgets = {"kind": forms.RadioSelect}  # noqa: RUF012

    field_order = ("name", "which", "kind", "seat", "follows", "votes", "post", "post_organisation")

    def __init__(self, data: Posted = None, *, instance: Membership) -> None:
        super().__init__(data, instance=instance)
        offer(self, "seat", instance.board.seats.current(), label=lambda seat: seat.title)
        self.fields["seat"].empty_label = "No seat"  # type: ignore[attr-defined]
        if instance.post:
            self.initial["post"] = instance.post.title
            if instance.post.organisation:
                self.initial["post_organisation"] = instance.post.organisation.name

    def _get_validation_exclusions(self) -> set[str]:
        """Two in one place are the verb's to find: it knows who follows whom, and names both."""
        ours = {"board", "person", "seat", "kind", "ended_on"}
        return super()._get_validation_exclusions() | ours  # type: ignore[misc, no-any-return]

    def clean(self) -> Cleaned:
        said = super().clean() or {}
        if said.get("kind") == MembershipKind.OBSERVER:
            said["votes"] = False
        return said

    def membership(self) -> Membership:
        """The place as a valid form has it."""
        said, membership = self.cleaned_data, self.instance
        membership.post = post_called(said["post"], said["post_organisation"])
        return membership


class NewMemberForm(MembershipForm):
    """Somebody who comes onto a board; who has a name that is known is asked for."""

    name = NameBox(max_length=200, help_text="As printed, such as “Councillor Ada Byron”.")
    which = forms.ChoiceField(
        label="Who is it?", choices=(), required=False, widget=forms.RadioSelect
    )
    follows = forms.BooleanField(
        label="They follow whoever holds the seat, whose place ends the day before",
        required=False,
    )

    def __init__(self, data: Posted = None, *, board: Board, seat: Seat | None) -> None:
        place = Membership(board=board, seat=seat, started_on=timezone.localdate())
        place.votes = seat is None or seat.votes
        super().__init__(data, instance=place)
        found = list(people_called(str((data or {}).get("name", "")).strip())) if data else []
        self.known: dict[str, Person] = {str(each.pk): each for each in found}
        if not found:
            del self.fields["which"]
            return
        choices = [(key, f"{each}: {who_is(each)}") for key, each in self.known.items()]
        field = choice_field(self, "which")
        field.choices = [*choices, (SOMEBODY_NEW, "Somebody else of that name")]

    def clean(self) -> Cleaned:
        said = super().clean()
        if self.known and not said.get("which") and "which" not in self.errors:
            words = f"Somebody is called {said.get('name')} already: say who it is."
            self.add_error("which", words)
        return said

    def person(self) -> Person | None:
        """Who it is of those known; None for somebody new."""
        return self.known.get(str(self.cleaned_data.get("which", "")))


class EndForm(forms.Form):
    """The last day of somebody's place on a board."""

    last_day = DayField(label="Last day")

    def __init__(self, data: Posted = None, **options: Any) -> None:
        options.setdefault("initial", {"last_day": timezone.localdate()})
        super().__init__(data, **options)
