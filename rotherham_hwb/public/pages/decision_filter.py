"""How the register of decisions is narrowed: by board, meeting, days, kind and words."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet

from meetings.access import Viewer
from meetings.models import Board, Meeting
from minutes.models import Minute, Resolution
from rotherham_hwb.shown.find_decisions import narrowed, published_minutes


class NarrowForm(forms.Form):
    """The days must run forward."""

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        first, last = said.get("since"), said.get("until")
        if first and last and last < first:
            self.add_error("until", "Enter a last day that is not before the first one.")
        return said


class DecisionFilter(django_filters.FilterSet):
    """Minutes that resolved something, each with the limbs asked for as `matching`."""

    words = django_filters.CharFilter(label="Words in the decision or its title", max_length=200)
    board = django_filters.ModelChoiceFilter(
        label="Board",
        queryset=Board.objects.all(),
        to_field_name="slug",
        empty_label="All boards",
        error_messages={"invalid_choice": "Select a board from the list."},
    )
    kind = django_filters.ChoiceFilter(
        label="Kind",
        choices=Resolution.Kind.choices,
        empty_label="All kinds",
        error_messages={"invalid_choice": "Select a kind from the list."},
    )
    since = django_filters.DateFilter(label="First day", widget=forms.SelectDateWidget)
    until = django_filters.DateFilter(label="Last day", widget=forms.SelectDateWidget)
    meeting = django_filters.ModelChoiceFilter(
        queryset=Meeting.objects.none(),
        widget=forms.HiddenInput,
        error_messages={
            "invalid_choice": "There is no such meeting: choose it on its board’s page."
        },
    )

    class Meta:
        form = NarrowForm

    def __init__(self, data: Any, viewer: Viewer) -> None:
        super().__init__(data, queryset=published_minutes(viewer))
        self.filters["meeting"].queryset = Meeting.objects.visible_to(viewer)

    def filter_queryset(self, queryset: QuerySet[Minute]) -> QuerySet[Minute]:
        return narrowed(queryset, self.form.cleaned_data)
