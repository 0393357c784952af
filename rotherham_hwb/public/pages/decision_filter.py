"""How the register of decisions is narrowed: by board, meeting, days, kind and words."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet

from meetings.access import Viewer
from rotherham_hwb.form_types import Cleaned, Posted
from rotherham_hwb.shown.decisions.register import KINDS, Wanted, narrowed, whole_register
from rotherham_hwb.shown.finding import all_boards, visible_meetings


class NarrowForm(forms.Form):
    """The days must run forward."""

    def clean(self) -> Cleaned:
        said = super().clean() or {}
        first, last = said.get("since"), said.get("until")
        if first and last and last < first:
            self.add_error("until", "Enter a last day that is not before the first one.")
        return said


class DecisionFilter(django_filters.FilterSet):
    """The form over the register, and what it found."""

    words = django_filters.CharFilter(label="Words in the decision or its title", max_length=200)
    board = django_filters.ModelChoiceFilter(
        label="Board",
        queryset=lambda request: all_boards(),
        to_field_name="slug",
        empty_label="All boards",
        error_messages={"invalid_choice": "Select a board from the list."},
    )
    kind = django_filters.ChoiceFilter(
        label="Kind",
        choices=KINDS,
        empty_label="All kinds",
        error_messages={"invalid_choice": "Select a kind from the list."},
    )
    since = django_filters.DateFilter(label="First day", widget=forms.SelectDateWidget)
    until = django_filters.DateFilter(label="Last day", widget=forms.SelectDateWidget)
    meeting = django_filters.ModelChoiceFilter(
        queryset=None,
        widget=forms.HiddenInput,
        error_messages={
            "invalid_choice": "There is no such meeting: choose it on its board’s page."
        },
    )

    class Meta:
        form = NarrowForm

    def __init__(self, data: Posted, viewer: Viewer) -> None:
        super().__init__(data, queryset=whole_register(viewer))
        self.filters["meeting"].queryset = visible_meetings(viewer)

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        said = {name: value for name, value in self.form.cleaned_data.items() if value}
        return narrowed(queryset, Wanted(**said))
