"""Constraints and triggers that several records share: what the database itself refuses."""

import pgtrigger
from django.db import models
from django.db.models import Q

STATE_GUARD = "state_moves_by_table"


def state_guard() -> tuple[pgtrigger.Trigger, ...]:
    """The trigger that closes a `state` column to everything but `lifecycle.move()`."""
    return (
        pgtrigger.Protect(
            name=STATE_GUARD,
            operation=pgtrigger.Update,
            condition=pgtrigger.Q(old__state__df=pgtrigger.F("new__state")),
        ),
    )


def stamped_pair(stamp: str, name: str) -> models.CheckConstraint:
    """The check that `<stamp>_at` and `<stamp>_by` are both there or both not."""
    both = Q(**{f"{stamp}_at__isnull": False, f"{stamp}_by__isnull": False})
    neither = Q(**{f"{stamp}_at__isnull": True, f"{stamp}_by__isnull": True})
    return models.CheckConstraint(condition=both | neither, name=name)


def restricted_needs_safe_title(name: str) -> models.CheckConstraint:
    """The check that an exempt or confidential record says what the public may read of it."""
    return models.CheckConstraint(
        condition=Q(restriction="open") | ~Q(safe_title=""),
        name=name,
        violation_error_message="Give a safe title: the words the public may see.",
    )


def exempt_needs_paragraph(name: str) -> models.CheckConstraint:
    """The check that an exempt record names its Schedule 12A paragraph."""
    return models.CheckConstraint(
        condition=~Q(restriction="exempt") | ~Q(exempt_paragraphs=[]),
        name=name,
        violation_error_message="Choose the Schedule 12A paragraph that makes it exempt.",
    )
