"""Keeping in mind when a member last looked, so that their page can say what is new."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from meetings.models import User
from rotherham_hwb.reader.models import LastLooked

VISIT = dt.timedelta(hours=1)
"""Opened again within it, the page shows the same news: they have just begun to read."""


def look(user: User) -> dt.datetime | None:
    """Note that a user opens their page; since when things are new, None at the first look."""
    now = timezone.now()
    with transaction.atomic():
        record = _record(user, now)
        if now - record.looked_at > VISIT:
            record.since = record.looked_at
        record.looked_at = now
        record.save(update_fields=["looked_at", "since"])
    return record.since


def mark_read(user: User) -> None:
    """Count nothing as new that is published by now."""
    now = timezone.now()
    with transaction.atomic():
        record = _record(user, now)
        record.looked_at = record.since = now
        record.save(update_fields=["looked_at", "since"])


def _record(user: User, now: dt.datetime) -> LastLooked:
    locked = LastLooked.objects.select_for_update()
    return locked.get_or_create(user=user, defaults={"looked_at": now})[0]
