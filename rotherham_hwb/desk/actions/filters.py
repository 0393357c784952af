"""What an officer narrows the list of actions by."""

from __future__ import annotations

import django_filters
from django import forms
from django.db.models import Q
from django.utils import timezone

from minutes.models import Action, ActionState
from minutes.models.action import ActionQuerySet
from rotherham_hwb.desk.meetings.filters import boards_of

LIVE_ONES = "live"


class ActionFilter(django_filters.FilterSet):
    """Actions by board, state and owner, and those that wait for an officer."""

    board = django_filters.ModelChoiceFilter(
        field_name="minute__board", label="Board", queryset=boards_of, empty_label="All boards"
    )
    state = django_filters.ChoiceFilter(
        label="State",
        choices=((LIVE_ONES, "To be done"), *ActionState.choices),
        empty_label="Any state",
        method="in_state",
    )
    which = django_filters.ChoiceFilter(
        label="Which",
        choices=(
            ("unowned", "Without an owner"),
            ("overdue", "Overdue"),
            ("reported", "With a report to read"),
        ),
        empty_label="All",
        method="that_wait",
    )
    owner = django_filters.CharFilter(label="Owner", method="owed_by")

    class Meta:
        model = Action
        fields = ()
        form = forms.Form

    def __init__(self, data: dict[str, str], **kwargs: object) -> None:
        super().__init__({"state": LIVE_ONES, **data}, **kwargs)

    def in_state(self, actions: ActionQuerySet, name: str, value: str) -> ActionQuerySet:
        return actions.live() if value == LIVE_ONES else actions.filter(state=value)

    def that_wait(self, actions: ActionQuerySet, name: str, value: str) -> ActionQuerySet:
        if value == "overdue":
            return actions.overdue(timezone.localdate())
        return actions.filter(**{value: True})

    def owed_by(self, actions: ActionQuerySet, name: str, value: str) -> ActionQuerySet:
        said = Q(owner__icontains=value, owners__isnull=True) | Q(owners__name__icontains=value)
        return actions.filter(pk__in=Action.objects.filter(said).values("pk"))
