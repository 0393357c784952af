"""E-mails to approvers. A restricted paper is named there by its safe title alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from meetings.audit import Actor
from meetings.models import User
from reports.models import SignOff
from reports.reminders import due_sign_offs, mark_reminded
from rotherham_hwb.notifications.telling import address, tell
from rotherham_hwb.notifications.who_is_told import OVERDUE
from rotherham_hwb.shown.by_email import title_by_email

FROM_HOUR = 8  # London time: nobody is reminded at night


def remind_overdue(*, now: dt.datetime | None = None) -> int:
    """Write to the approvers who have not answered for two days; how many were written to."""
    if timezone.localtime(now).hour < FROM_HOUR:
        return 0
    with transaction.atomic():
        return remind_approvers(due_sign_offs(now), by="reminders", now=now)


def remind_approvers(
    sign_offs: Iterable[SignOff], *, by: Actor, now: dt.datetime | None = None
) -> int:
    """Write to each approver once of all that waits for them; how many were written to."""
    at = now or timezone.now()
    with transaction.atomic():
        people = mark_reminded(sign_offs, by=by, now=at)
        for user, asked in people.items():
            _remind(user, asked, key=f"sign-off reminder {at.isoformat()}")
    return len(people)


def _remind(user: User, sign_offs: Sequence[SignOff], *, key: str) -> None:
    count = len(sign_offs)
    context = {
        "user": user,
        "asked": [
            (title_by_email(each.paper), each.paper.board.name, each.post) for each in sign_offs
        ],
        "address": address(reverse("approvals")),
    }
    tell(
        OVERDUE,
        [user],
        key=key,
        subject=f"{count} paper{'s' if count > 1 else ''} waiting for your sign-off",
        write=lambda user: render_to_string("emails/sign_off_reminder.txt", context),
    )
