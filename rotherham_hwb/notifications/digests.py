"""The daily e-mail: all that was held for somebody who wants one a day of what may wait."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import groupby
from operator import attrgetter

from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from meetings.identity import council_name
from meetings.models import User
from rotherham_hwb.notifications.telling import address
from rotherham_hwb.outbox.models import Message
from rotherham_hwb.outbox.sending import post

AT = dt.time(7)  # London


def send_digests(*, now: dt.datetime | None = None) -> int:
    """Gather what was held before the last seven o'clock, one e-mail a person; how many.

    Each message is locked and gathered once, so that two workers send nothing twice. To whoever
    has no account any more nothing is sent.
    """
    last = _last_time(now or timezone.now())
    with transaction.atomic():
        due = Message.objects.select_for_update().filter(status=Message.Status.HELD)
        held = list(due.filter(created_at__lt=last).order_by("recipient", "created_at", "pk"))
        active = User.objects.filter(is_active=True, email__in={each.recipient for each in held})
        emails = set(active.values_list("email", flat=True))
        digests = [
            _digest(list(own))
            for recipient, own in groupby(held, key=attrgetter("recipient"))
            if recipient in emails
        ]
        post(digests)
        gathered = Message.objects.filter(pk__in=[each.pk for each in held])
        gathered.update(status=Message.Status.GATHERED, text="")
    return len(digests)


def _last_time(now: dt.datetime) -> dt.datetime:
    today = timezone.make_aware(dt.datetime.combine(timezone.localdate(now), AT))
    return today if today <= now else today - dt.timedelta(days=1)


def _digest(held: Sequence[Message]) -> Message:
    """One e-mail of several, named by the first: no message is in two."""
    first = held[0]
    context = {
        "name": first.name,
        "council": council_name(),
        "held": [(each.subject, each.text.strip()) for each in held],
        "choice_url": address(reverse("own_mail")),
    }
    count = len(held)
    return Message(
        key=f"daily {first.pk}",
        recipient=first.recipient,
        name=first.name,
        subject=f"{count} message{'' if count == 1 else 's'} from {council_name()}"[:300],
        text=render_to_string("emails/daily.txt", context),
    )
