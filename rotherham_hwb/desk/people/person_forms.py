"""What an officer says of a person: where they stand in lists, and which account is theirs."""

from __future__ import annotations

from django import forms

from meetings.access import RoleKind
from meetings.models import Board, CouncilTerm, Person, User
from meetings.models.name_field import NameBox
from rotherham_hwb.desk.meetings.forms import DayField
from rotherham_hwb.form_types import Posted, offer

ROLES = ((RoleKind.MEMBER.value, "Board member"), (RoleKind.PARTNER.value, "Co-opted partner"))


class SortNameForm(forms.Form):
    """Under which letters a person stands in lists."""

    sort_name = NameBox(
        label="Name in lists", max_length=200, help_text="Surname first, such as “Byron, Ada”."
    )


class TermForm(forms.ModelForm[CouncilTerm]):
    """The ward a councillor sits for and the group they are in, from a day on."""

    group = NameBox(
        label="Political group", required=False, max_length=100, help_text="Such as “Labour”."
    )
    started_on = DayField(label="From")
    ended_on = DayField(label="Last day", required=False, help_text="Empty where none is known.")

    class Meta:
        model = CouncilTerm
        fields = ("ward", "started_on", "ended_on")

    field_order = ("ward", "group")

    def __init__(self, data: Posted = None, *, instance: CouncilTerm) -> None:
        super().__init__(data, instance=instance)
        if instance.group:
            self.initial["group"] = instance.group.name


class AccountForm(forms.Form):
    """The address a person signs in with, and what they are to a board."""

    email = forms.EmailField(
        label="E-mail address",
        max_length=254,
        help_text="Their own. Where it has an account, that account is joined to them at once; "
        "where not, they are invited, and joined when they accept.",
    )
    board = forms.ModelChoiceField(queryset=Board.objects.none(), empty_label=None)
    kind = forms.ChoiceField(label="What are they there?", choices=ROLES, widget=forms.RadioSelect)

    def __init__(self, data: Posted = None, *, boards: list[Board], kind: RoleKind) -> None:
        super().__init__(data, initial={"kind": kind})
        offer(self, "board", Board.objects.filter(pk__in=[each.pk for each in boards]))
        if len(boards) == 1:
            self.fields["board"].widget = forms.HiddenInput()
            self.initial["board"] = boards[0].pk


class KnownAccountForm(forms.Form):
    """One of the accounts that act for the person's boards."""

    user = forms.ModelChoiceField(
        label="Account", queryset=User.objects.none(), empty_label="Choose an account"
    )

    def __init__(self, data: Posted = None, *, person: Person, boards: list[Board]) -> None:
        super().__init__(data)
        acting = User.objects.filter(roles__board__in=boards, person=None, is_active=True)
        offer(self, "user", acting.distinct().order_by("name", "pk"), label=_name_and_address)


def _name_and_address(user: User) -> str:
    return f"{user.name} ({user.email})"
