"""What an officer narrows the list of meetings by."""

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from meetings.access import RoleKind
from meetings.doors import Request
from meetings.models import Board, Meeting, MeetingState
from meetings.models.board import BoardQuerySet


def boards_of(request: Request) -> BoardQuerySet:
    return Board.objects.filter(pk__in=request.viewer.boards_as(RoleKind.OFFICER))


class DeskMeetingFilter(django_filters.FilterSet):
    """Meetings of the officer's boards, by board, state and time."""

    board = django_filters.ModelChoiceFilter(queryset=boards_of, empty_label="All boards")
    state = django_filters.ChoiceFilter(choices=MeetingState.choices, empty_label="Any state")
    when = django_filters.ChoiceFilter(
        label="When",
        choices=(("to_come", "To come"), ("past", "Past")),
        empty_label="Any time",
        method="filter_when",
    )

    class Meta:
        model = Meeting
        fields = ()
        form = forms.Form

    def filter_when(self, queryset: QuerySet[Meeting], name: str, value: str) -> QuerySet[Meeting]:
        today = timezone.localdate()
        return (
            queryset.filter(date__gte=today)
            if value == "to_come"
            else queryset.filter(date__lt=today)
        )
