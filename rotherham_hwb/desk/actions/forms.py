"""What an officer writes of actions: owners, due days, how one stands."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import QuerySet
from django.utils import timezone

from meetings.models import Meeting
from meetings.models.name_field import NameBox
from meetings.wording import page_date
from minutes.actions import ActionDraft, OwnerDraft, owner_called
from minutes.models import Action, ActionOwner, Minute, Resolution
from rotherham_hwb.form_types import Cleaned, Posted, offer
from rotherham_hwb.public.actions.forms import ProgressForm

OFF = ("cancelled", "postponed")


class Owners(forms.CharField):
    """Who owes an action: one a line, with an e-mail address in angle brackets if there is one."""

    widget = forms.Textarea(attrs={"rows": 2})

    def prepare_value(self, value: object) -> object:
        if not isinstance(value, list | tuple):
            return value
        return "\n".join(
            f"{owner.name} <{owner.email}>" if owner.email else owner.name for owner in value
        )

    def clean(self, value: object) -> tuple[OwnerDraft, ...]:
        said: str = super().clean(value)
        lines = [line.strip() for line in said.splitlines()]
        return tuple(_owner(line) for line in lines if line)


def _owner(line: str) -> OwnerDraft:
    name, _, email = (part.strip() for part in line.rstrip(">").partition("<"))
    if not name:
        raise ValidationError(f"“{line}” names nobody: write a name before the address.")
    if "@" in name:
        raise ValidationError(f"Put the address of “{line}” behind the name, as in <ann@nhs.uk>.")
    if email:
        try:
            validate_email(email)
        except ValidationError as error:
            raise ValidationError(f"“{email}” is no e-mail address: look at it again.") from error
    if len(email) > (ActionOwner._meta.get_field("email").max_length or 0):
        raise ValidationError("An owner’s e-mail address is longer than 254 letters: shorten it.")
    if len(name) > (ActionOwner._meta.get_field("name").max_length or 0):
        raise ValidationError("An owner’s name is longer than 200 letters: shorten it.")
    return owner_called(name, email=email)


class DueFields(forms.Form):
    """The three ways to be due; at most one is filled in."""

    due_on = forms.DateField(
        label="Due on a day", required=False, widget=forms.SelectDateWidget, help_text=""
    )
    due_at = forms.ModelChoiceField(
        label="Or at a meeting",
        required=False,
        queryset=Meeting.objects.none(),
        empty_label="No meeting",
    )
    due_when = NameBox(
        label="Or when something holds",
        required=False,
        max_length=300,
        help_text="For example: when the lease is signed.",
    )

    def offer(self, meetings: QuerySet[Meeting]) -> None:
        """The meetings at which it can be due."""
        offer(self, "due_at", meetings, label=lambda meeting: page_date(meeting.date))


class ActionForm(DueFields):
    """One action of a draft minute; without words it is none."""

    text = forms.CharField(
        label="What is to be done", required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    limb = forms.ModelChoiceField(
        label="From which resolution",
        required=False,
        queryset=Resolution.objects.none(),
        empty_label="None: from the minute as a whole",
    )
    owners = Owners(
        label="Who owes it",
        required=False,
        help_text="One a line. Add an e-mail address in angle brackets to send the owner a link: "
        "Ann Example <ann@trust.example>. Leave it empty where nobody was named.",
    )

    key = forms.IntegerField(widget=forms.HiddenInput, required=False)

    field_order = ("text", "limb", "owners", "due_on", "due_at", "due_when")

    def clean(self) -> Cleaned:
        said = super().clean() or {}
        removed = said.get("DELETE")
        if (
            not removed
            and not said.get("text")
            and any(said.get(name) for name in ("limb", "owners", "due_on", "due_at", "due_when"))
        ):
            self.add_error("text", "Write what is to be done, or empty the other fields too.")
        return said

    def draft(self) -> ActionDraft | None:
        """The action as written; None for an empty row or one that is removed."""
        said = dict(self.cleaned_data)
        if said.pop("DELETE", False) or not said.get("text"):
            return None
        key = said.pop("key")
        return ActionDraft(pk=key, **said)


class BaseActions(forms.BaseFormSet[ActionForm]):
    """The actions of a minute in order, and room for two more."""

    def __init__(self, data: Posted = None, *, minute: Minute) -> None:
        self.minute = minute
        self.limbs = minute.resolutions.exclude(fate=Resolution.Fate.LOST)
        self.later = later_meetings(minute)
        stored = [initial_of(each) for each in minute.actions.prefetch_related("owners")]
        super().__init__(data, prefix="actions", initial=stored)

    def add_fields(self, form: ActionForm, index: int | None) -> None:
        super().add_fields(form, index)
        form.offer(self.later)
        offer(form, "limb", self.limbs)
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = "Remove this action"

    def drafts(self) -> list[ActionDraft]:
        return [draft for form in self.forms if (draft := form.draft())]


def initial_of(action: Action) -> dict[str, object]:
    """An action as its form begins."""
    return {
        "key": action.pk,
        "text": action.text,
        "limb": action.limb_id,
        "owners": list(action.owners.all()) or action.owner,
        "due_on": action.due_on,
        "due_at": action.due_at_id,
        "due_when": action.due_when,
    }


def later_meetings(minute: Minute) -> QuerySet[Meeting]:
    """The meetings of the board after a minute's own, so far as they take place."""
    later = Meeting.objects.filter(board=minute.board, date__gt=minute.minutes.meeting.date)
    return later.exclude(state__in=OFF).order_by("date", "time")


_ActionForms = forms.formset_factory(
    ActionForm, formset=BaseActions, extra=2, can_delete=True, can_delete_extra=False
)


def action_forms(minute: Minute, data: Posted = None) -> BaseActions:
    made = _ActionForms(data, minute=minute)  # type: ignore[call-arg]
    assert isinstance(made, BaseActions)
    return made


class RevisionForm(forms.Form):
    """Which words of the minute the officer had before them."""

    revision = forms.IntegerField(widget=forms.HiddenInput)


class StepForm(forms.Form):
    """A form of one step of an action's life."""

    def __init__(self, data: Posted = None, *, action: Action) -> None:
        super().__init__(data)
        self.prepare(action)

    def prepare(self, action: Action) -> None:
        """Fill in what is known of the action."""


class FinishForm(StepForm):
    done_on = forms.DateField(
        label="When was it done?", widget=forms.SelectDateWidget, initial=timezone.localdate
    )


class CarryForm(StepForm):
    reason = forms.CharField(label="Why is it not done yet?", required=False, max_length=1000)


class ReasonStepForm(StepForm):
    reason = forms.CharField(
        label="Why?", max_length=1000, error_messages={"required": "Give the reason."}
    )


class OwnersForm(StepForm):
    owners = Owners(
        label="Who owes it now",
        help_text="One a line, with an e-mail address in angle brackets if the owner is to be "
        "sent a link: Ann Example <ann@trust.example>.",
        error_messages={"required": "Name at least one owner."},
    )

    def prepare(self, action: Action) -> None:
        self.initial["owners"] = list(action.owners.all()) or action.owner


class DueForm(StepForm, DueFields):
    def prepare(self, action: Action) -> None:
        on, at, when = action.due_now
        self.initial.update(due_on=on, due_at=at, due_when=when)
        self.offer(later_meetings(action.minute))


class ToldForm(StepForm, ProgressForm):
    """What an officer was told, by whom."""

    by_name = NameBox(label="Who told you?", max_length=200)
    field_order = ("by_name", "text", "says_done")

    def prepare(self, action: Action) -> None:
        self.initial["by_name"] = action.owners_line
