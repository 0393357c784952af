"""How the list of meetings is narrowed, and what the search is asked."""

from __future__ import annotations

import django_filters
from django.db.models import Model, QuerySet
from django.utils import timezone

from rotherham_hwb.shown.calendar import municipal_year, year_days, year_name
from rotherham_hwb.shown.finding import all_boards

COMING, PAST = "coming", "past"


class BoardMeetingFilter(django_filters.FilterSet):
    """Meetings of one board, ahead, past or of one municipal year; ahead unless asked."""

    board = django_filters.ModelChoiceFilter(
        queryset=lambda request: all_boards(), to_field_name="slug", empty_label="All boards"
    )
    when = django_filters.ChoiceFilter(method="in_time", label="When", empty_label="All dates")

    def __init__(self, data: dict[str, str], queryset: QuerySet[Model]) -> None:
        super().__init__({"when": COMING, **data}, queryset=queryset)
        days = queryset.order_by().dates("date", "month", order="DESC")
        years = dict.fromkeys(municipal_year(day) for day in days)
        self.filters["when"].extra["choices"] = [
            (COMING, "Coming meetings"),
            (PAST, "Past meetings"),
            *((str(year), year_name(year)) for year in years),
        ]

    def in_time(self, queryset: QuerySet[Model], name: str, value: str) -> QuerySet[Model]:
        today = timezone.localdate()
        if value == COMING:
            return queryset.filter(date__gte=today).order_by("date", "time", "pk")
        if value == PAST:
            return queryset.filter(date__lt=today)
        return queryset.filter(date__range=year_days(int(value)))
