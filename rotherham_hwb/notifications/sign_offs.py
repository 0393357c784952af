"""E-mails to approvers. A restricted paper is named there by its safe title alone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from meetings.audit import Actor
from meetings.models import User
from reports.models import SignOff
from reports.reminders import mark_reminded
from rotherham_hwb.outbox.models import Message
from rotherham_hwb.outbox.sending import post


def remind_approvers(
    sign_offs: Iterable[SignOff], *, by: Actor, now: datetime | None = None
) -> int:
    """Write to each approver once of all that waits for them; how many were written to."""
    at = now or timezone.now()
    with transaction.atomic():
        people = mark_reminded(sign_offs, by=by, now=at)
        key = f"sign-off reminder {at.isoformat()}"
        post(_message(key, user, asked) for user, asked in people.items())
    return len(people)


def _message(key: str, user: User, sign_offs: list[SignOff]) -> Message:
    context = {
        "user": user,
        "sign_offs": sign_offs,
        "address": f"{settings.PUBLIC_URL}{reverse('approvals')}",
    }
    count = len(sign_offs)
    return Message(
        key=key,
        recipient=user.email,
        name=user.name,
        subject=f"{count} paper{'s' if count > 1 else ''} waiting for your sign-off",
        text=render_to_string("emails/sign_off_reminder.txt", context),
    )
