"""What may be kept from the public: an item, a paper, a minute."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from meetings.access import Restriction
from meetings.models.enum_field import EnumField
from meetings.models.name_field import NameField


class Restricted(models.Model):
    """A record with a class; one that is not open has a safe title, all that the public may read.

    Source: LGA 1972 s.100A(2)-(5) and Schedule 12A. Each model adds `class_is_told` to its
    constraints; a test sees to it.
    """

    restriction = EnumField(Restriction, max_length=15, default=Restriction.OPEN)
    safe_title = NameField(max_length=500, blank=True)
    exempt_paragraphs = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)

    class Meta:
        abstract = True


def class_is_told(noun: str) -> tuple[models.CheckConstraint, models.CheckConstraint]:
    """The checks that a record which is not open says what the public may read, and why."""
    return (
        models.CheckConstraint(
            condition=Q(restriction="open") | ~Q(safe_title=""),
            name=f"restricted_{noun}_has_safe_title",
            violation_error_message="Give a safe title: the words the public may see.",
        ),
        models.CheckConstraint(
            condition=~Q(restriction="exempt") | ~Q(exempt_paragraphs=[]),
            name=f"exempt_{noun}_names_paragraph",
            violation_error_message="Choose the Schedule 12A paragraph that makes it exempt.",
        ),
    )
