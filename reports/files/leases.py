"""Taking work that waits, holding it while it lasts, and taking over what a killed worker left."""

from __future__ import annotations

from datetime import datetime
from typing import TypeVar

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from reports.models.leased import Leased

WAITING = "waiting"
Work = TypeVar("Work", bound=Leased)


def lease(model: type[Leased]) -> datetime:
    """Until when work of this kind is waited for."""
    return timezone.now() + model.LEASE


def claim(model: type[Work], pk: int) -> Work | None:
    """Take what waits for this worker alone; None when it is no longer waiting."""
    every = model._default_manager
    claimed = every.filter(pk=pk, status=WAITING).update(
        status=model.AT_WORK, attempts=F("attempts") + 1, lease_until=lease(model)
    )
    return every.get(pk=pk) if claimed else None


def held(work: Work) -> QuerySet[Work]:
    """The work as it is stored, while this worker is still the one that holds it; else none."""
    every = type(work)._default_manager
    return every.filter(pk=work.pk, status=work.AT_WORK, attempts=work.attempts)


def taken_over(every: QuerySet[Work], *, given_up: str) -> tuple[list[Work], list[Work]]:
    """What waits again of the work whose lease ran out, and what is given up after three attempts.

    `given_up` is the sentence that tells of it; “{name}” in it becomes the record's name.
    """
    model = every.model
    late = Q(lease_until__lt=timezone.now()) | Q(lease_until=None)
    still = every.filter(late, status__in=[WAITING, model.AT_WORK])
    with transaction.atomic():
        found = list(still.select_for_update(skip_locked=True, of=("self",)))
        spent = [each for each in found if each.attempts >= model.MOST_ATTEMPTS]
        for each in spent:
            each.status, each.problem = model.GIVEN_UP, given_up.format(name=each)
            each.lease_until = None
            each.save(update_fields=["status", "problem", "lease_until"])
        again = [each for each in found if each not in spent]
        waiting = model._default_manager.filter(pk__in=[each.pk for each in again])
        waiting.update(status=WAITING, lease_until=lease(model))
    return again, spent
