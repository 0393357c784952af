"""What is told beside a record out of which words were taken: when, and why; never which."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db import models
from django.utils import timezone

from meetings.wording import page_date
from rotherham_hwb.redactions.models import RedactedPlace


def removals(model: type[models.Model], pks: Iterable[int]) -> Mapping[int, tuple[str, ...]]:
    """“Words removed on 3 December 2026 because …”, by the record they stand beside."""
    places = (
        RedactedPlace.objects.filter(
            noted_type=model._meta.label, noted_id__in=list(pks), redaction__done_at__isnull=False
        )
        .order_by("redaction__done_at", "redaction")
        .values_list("noted_id", "redaction__done_at", "redaction__reason", "redaction")
        .distinct()
    )
    told: dict[int, tuple[str, ...]] = {}
    for record, done_at, reason, _ in places:
        day = page_date(timezone.localdate(done_at))
        told[record] = (*told.get(record, ()), f"Words removed on {day} because: {reason}")
    return told
