"""A name that changes: the forms and the one view that boards and people share."""

from __future__ import annotations

import datetime as dt
from functools import partial

from django import forms

from meetings.dated_names import add_former_name, change_name, correct_name, remove_former_name
from meetings.doors import Request
from meetings.models import Board, FormerName, Person
from meetings.models.name_field import NameBox
from rotherham_hwb.desk.common.ask_verb import ask, ask_in_form
from rotherham_hwb.desk.meetings.forms import DayField
from rotherham_hwb.form_types import Cleaned, Posted

CHANGED, MISSPELT = "changed", "misspelt"


class NewNameForm(forms.Form):
    """Another name, and whether it is a new one or the old one was wrong."""

    name = NameBox(label="Name", max_length=200)
    why = forms.ChoiceField(
        label="Why?",
        choices=((CHANGED, "It changed"), (MISSPELT, "It was written wrongly here")),
        widget=forms.RadioSelect,
        help_text="What is older than a change keeps the old name. A name that was written wrongly "
        "is put right everywhere, but for minutes and packs that are stored.",
    )
    since = DayField(label="Since when?", required=False, help_text="Only where it changed.")

    def __init__(self, data: Posted = None, *, record: Board | Person) -> None:
        super().__init__(data, initial={"name": record.name})

    def clean(self) -> Cleaned:
        said = super().clean() or {}
        if said.get("why") == CHANGED and not said.get("since") and "since" not in self.errors:
            self.add_error("since", "Enter the first day of the new name.")
        return said


class FormerNameForm(forms.Form):
    """A name of earlier days and its last day."""

    former_name = NameBox(label="Former name", max_length=200)
    until = DayField(label="Last day of that name")


def name_is_changed(request: Request, form: NewNameForm, record: Board | Person) -> bool:
    """Change or correct a name as a valid form says; whether it was done."""
    said = form.cleaned_data
    if said["why"] == CHANGED:
        verb = partial(change_name, record, said["name"], since=said["since"], by=request.user)
        return ask_in_form(request, form, verb, done=f"The name is {said['name']} now.")
    verb = partial(correct_name, record, said["name"], by=request.user)
    return ask_in_form(request, form, verb, done=f"The name is put right: {said['name']}.")


def former_name_is_added(request: Request, form: FormerNameForm, record: Board | Person) -> bool:
    former = FormerName(form.cleaned_data["former_name"], form.cleaned_data["until"])
    add = partial(add_former_name, record, former, by=request.user)
    return ask_in_form(request, form, add, done=f"“{former.name}” is kept as a former name.")


def remove_name_as_asked(request: Request, record: Board | Person) -> None:
    """Forget the former name whose last day was sent."""
    try:
        until = dt.date.fromisoformat(request.POST.get("until", ""))
    except ValueError:
        return
    for former in record.former_names:
        if former.until == until:
            remove = partial(remove_former_name, record, former, by=request.user)
            ask(request, remove, done=f"“{former.name}” is no former name any more.")
