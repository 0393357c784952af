"""House rule 3: the only writer of the append-only trail."""

from __future__ import annotations

from typing import Any

from django.db import models, transaction

from meetings.models import AuditEvent, User

Actor = User | str


def record(
    action: str, subject: models.Model, *, by: Actor, reason: str = "", **detail: Any
) -> AuditEvent:
    """Add one event to the trail, in the transaction of the change it tells of.

    `by` is a user, or the name of a command that nobody signed in to run.

    Raises TransactionManagementError when no transaction is open: a change and its event
    stand or fall together.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError(
            "An audit event is written inside the transaction of the change it records."
        )
    return AuditEvent.objects.create(
        actor_id=None if isinstance(by, str) else by.pk,
        actor_name=by if isinstance(by, str) else by.name,
        action=action,
        record_type=subject._meta.label,
        record_id=str(subject.pk),
        record_name=str(subject)[:400],
        reason=reason,
        detail=detail,
    )
