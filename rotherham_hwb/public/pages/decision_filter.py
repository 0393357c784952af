"""How the register of decisions is narrowed: by board, meeting, days, kind and words."""

from __future__ import annotations

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from meetings.access import Viewer
from meetings.models import Board, Meeting
from minutes.models import Minute, Resolution
from rotherham_hwb.form_types import Cleaned, Posted


class NarrowForm(forms.Form):
    """The days must run forward."""

    def clean(self) -> Cleaned:
        said = super().clean() or {}
        first, last = said.get("since"), said.get("until")
        if first and last and last < first:
            self.add_error("until", "Enter a last day that is not before the first one.")
        return said


class DecisionFilter(django_filters.FilterSet):
    """Minutes that resolved something, each with the limbs asked for as `matching`.

    Of a minute that is withheld only its safe title and public summary are compared with the
    words, and it is of no kind: what it resolved must not be found out by asking.
    """

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

    def __init__(self, data: Posted, viewer: Viewer) -> None:
        listed = Minute.objects.listed_for(viewer).filter(minutes__published_at__isnull=False)
        super().__init__(data, queryset=listed)
        self.filters["meeting"].queryset = Meeting.objects.visible_to(viewer)

    def filter_queryset(self, queryset: QuerySet[Minute]) -> QuerySet[Minute]:
        said = self.form.cleaned_data
        limbs = _limbs(said)
        decided = Q(withheld=False) & Q(Exists(limbs.filter(minute=OuterRef("pk"))))
        found = queryset.filter(_place(said), decided | _withheld(said))
        return found.prefetch_related(
            Prefetch("resolutions", queryset=limbs.order_by("position"), to_attr="matching")
        ).order_by("-minutes__meeting__date", "-minutes__meeting__time", "minutes", "position")


def _place(said: Cleaned) -> Q:
    """The board, the meeting and the days."""
    wanted = Q()
    if board := said.get("board"):
        joint = board.joint_meetings.values("pk")
        wanted &= Q(board=board) | Q(minutes__meeting__in=joint)
    if meeting := said.get("meeting"):
        wanted &= Q(minutes__meeting=meeting)
    if since := said.get("since"):
        wanted &= Q(minutes__meeting__date__gte=since)
    if until := said.get("until"):
        wanted &= Q(minutes__meeting__date__lte=until)
    return wanted


def _limbs(said: Cleaned) -> QuerySet[Resolution]:
    """The limbs of the kind asked for, each word in them or in their minute's title."""
    limbs = Resolution.objects.exclude(fate=Resolution.Fate.LOST)
    if kind := said.get("kind"):
        limbs = limbs.filter(kind=kind)
    for word in (said.get("words") or "").split():
        limbs = limbs.filter(Q(text__icontains=word) | Q(minute__title__icontains=word))
    return limbs


def _withheld(said: Cleaned) -> Q:
    if said.get("kind"):
        return Q(pk__in=[])
    wanted = Q(withheld=True)
    for word in (said.get("words") or "").split():
        wanted &= Q(safe_title__icontains=word) | Q(public_summary__icontains=word)
    return wanted
