"""What an officer says of people, and what they look for in the log."""

from __future__ import annotations

import django_filters
from django import forms
from django.db.models import Q, QuerySet

from meetings.access import RoleKind
from meetings.models import AuditEvent, Board, Person, User
from meetings.models.name_field import NameBox
from rotherham_hwb.desk.people.log_sentences import deed
from rotherham_hwb.form_types import Posted, offer


class InviteForm(forms.Form):
    """Who is to act for the board, and as what."""

    name = NameBox(max_length=200, help_text="As colleagues write it, such as “Jo Marsh”.")
    email = forms.EmailField(
        label="E-mail address", max_length=254, help_text="Their own: they sign in with it."
    )
    kind = forms.ChoiceField(
        label="What will they do?", choices=RoleKind.choices, widget=forms.RadioSelect
    )
    person = forms.ModelChoiceField(
        label="Who are they on the board?",
        queryset=Person.objects.none(),
        required=False,
        empty_label="Nobody on the board",
        help_text="Then apologies, deputies and actions of that member are theirs.",
    )

    def __init__(self, data: Posted = None, *, people: QuerySet[Person]) -> None:
        super().__init__(data)
        offer(self, "person", people)
        if not people.exists():
            self.fields["person"].widget = forms.HiddenInput()


def events_of(board: Board) -> QuerySet[AuditEvent]:
    """What was done for a board, and by and to the accounts of its people."""
    people = User.objects.filter(roles__board=board).values_list("pk", flat=True)
    own_accounts = Q(
        board_id__isnull=True,
        record_type=User._meta.label,
        record_id__in=[str(pk) for pk in people],
    )
    return AuditEvent.objects.filter(Q(board_id=board.pk) | own_accounts)


class LogFilter(django_filters.FilterSet):
    """Events by person, by what was done and by day."""

    actor = django_filters.ChoiceFilter(
        field_name="actor_name", label="Who", empty_label="Anybody", choices=()
    )
    action = django_filters.ChoiceFilter(label="Did what", empty_label="Anything", choices=())
    since = django_filters.DateFilter(
        label="From",
        field_name="recorded_at",
        lookup_expr="date__gte",
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    until = django_filters.DateFilter(
        label="To",
        field_name="recorded_at",
        lookup_expr="date__lte",
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    class Meta:
        model = AuditEvent
        fields = ()
        form = forms.Form

    def __init__(self, *args: object, queryset: QuerySet[AuditEvent], **kwargs: object) -> None:
        super().__init__(*args, queryset=queryset, **kwargs)
        said = (("actor", "actor_name", str), ("action", "action", deed))
        for name, column, words in said:
            found = queryset.order_by(column).values_list(column, flat=True).distinct()
            self.filters[name].extra["choices"] = [(each, words(each)) for each in found]
