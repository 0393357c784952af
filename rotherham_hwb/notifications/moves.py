"""The one listener of `moved`: it writes to those whom the table names."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.dispatch import receiver
from django.template.loader import render_to_string

from meetings.lifecycle import Transition, moved
from meetings.models import AuditEvent, User
from rotherham_hwb.notifications.telling import address, tell
from rotherham_hwb.notifications.who_is_told import BY_STEP


@receiver(moved)
def tell_of_move(
    sender: type[models.Model],
    record: Any,
    transition: Transition,
    reason: str,
    event: AuditEvent,
    **_: object,
) -> None:
    """Put the e-mails about a move into the outbox, in its transaction.

    Of a step that has no words here its verb writes.
    """
    told = BY_STEP.get((sender, transition))
    if told is None or told.mail is None:
        return
    mail, users = told.mail, told.who.of_record(record)
    if not users:
        return
    context = mail.context(record, event, reason.strip())
    subject = f"{mail.subject}: {context['name']}"

    def write(user: User) -> str:
        own = {"subject": subject, "user": user, "url": address(mail.page(record, user))}
        return render_to_string(mail.template, context | own)

    tell(told, users, key=mail.key(record, event), subject=subject, write=write)
