"""Reminders to approvers: who is asked, of what, since when; as messages that others send."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import groupby

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from meetings import audit
from meetings.access import RoleKind
from meetings.audit import Actor
from meetings.models import Role, User
from reports.models import SignOff, SignOffState

AFTER = timedelta(days=2)
BETWEEN = timedelta(days=2)


def due_sign_offs(now: datetime | None = None) -> list[SignOff]:
    """The sign-offs that wait two days, and of which nobody was reminded in the last two."""
    at = now or timezone.now()
    waiting = SignOff.objects.filter(
        state=SignOffState.ASKED, paper__state="sign_off", asked_at__lte=at - AFTER
    )
    fresh = waiting.filter(reminded_at__gt=at - BETWEEN).values("pk")
    return list(waiting.exclude(pk__in=fresh).select_related("approver", "paper__board"))


def reminders(
    sign_offs: Iterable[SignOff], *, by: Actor, now: datetime | None = None
) -> list[EmailMessage]:
    """One message to each approver, and each sign-off marked as reminded of.

    A restricted paper is named by its safe title: e-mail is not for secrets.
    """
    asked = [(user, sign_off) for sign_off in sign_offs for user in _approvers(sign_off)]
    asked.sort(key=lambda pair: pair[0].pk)
    with transaction.atomic():
        for sign_off in {pair[1].pk: pair[1] for pair in asked}.values():
            sign_off.reminded_at = now or timezone.now()
            sign_off.save(update_fields=["reminded_at"])
            audit.record("remind of", sign_off, by=by)
        people = groupby(asked, key=lambda pair: pair[0])
        return [_message(user, [each for _, each in held]) for user, held in people]


def _approvers(sign_off: SignOff) -> list[User]:
    if sign_off.approver is not None:
        return [sign_off.approver]
    roles = Role.objects.current().filter(board=sign_off.paper.board, kind=RoleKind.APPROVER)
    return [role.user for role in roles.select_related("user") if role.user.is_active]


def _message(user: User, sign_offs: list[SignOff]) -> EmailMessage:
    context = {
        "user": user,
        "sign_offs": sign_offs,
        "address": f"{settings.PUBLIC_URL}{reverse('approvals')}",
    }
    count = len(sign_offs)
    subject = f"{count} paper{'s' if count > 1 else ''} waiting for your sign-off"
    body = render_to_string("emails/sign_off_reminder.txt", context)
    return EmailMessage(subject=subject, body=body, to=[user.email])
