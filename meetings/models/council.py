"""Councillors: the ward each sits for and the political group each is in, for a time."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from meetings.models.name_field import NameField
from meetings.models.people import DatedQuerySet, Person, held_days


class PoliticalGroup(models.Model):
    """A political group of the council, such as a party's."""

    name = NameField(max_length=100, unique=True)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class CouncilTerm(models.Model):
    """A councillor's time for one ward in one group; who changes either begins another."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="council_terms")
    ward = NameField(max_length=100, blank=True)
    group = models.ForeignKey(
        PoliticalGroup, null=True, blank=True, on_delete=models.PROTECT, related_name="terms"
    )
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ("-started_on",)
        constraints = (
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                name="council_term_ends_after_it_starts",
            ),
            ExclusionConstraint(
                name="one_council_term_at_a_time",
                expressions=(
                    ("person", RangeOperators.EQUAL),
                    (held_days(), RangeOperators.OVERLAPS),
                ),
            ),
        )

    def __str__(self) -> str:
        return ", ".join(filter(None, (str(self.group or ""), self.ward))) or "No group, no ward"

    def clean(self) -> None:
        if self.started_on and self.ended_on and self.ended_on < self.started_on:
            words = "The last day is before the first: change one of them."
            raise ValidationError({"ended_on": words})
