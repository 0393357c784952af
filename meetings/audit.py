"""House rule 3: the only writer of the append-only trail."""

from __future__ import annotations

from operator import attrgetter

from django.core.exceptions import ObjectDoesNotExist
from django.db import models, transaction

from meetings.models import AuditEvent, Board, User

Actor = User | str
ROADS_TO_BOARD = (
    "board_id",
    "meeting.board_id",
    "paper.board_id",
    "item.meeting.board_id",
    "minutes.meeting.board_id",
    "minute.board_id",
    "action.minute.board_id",
    "report.paper.board_id",
)
"""How a record leads to the board in whose log its events stand; the first that leads anywhere."""


def record(
    action: str,
    subject: models.Model,
    *,
    by: Actor,
    reason: str = "",
    board: Board | None = None,
    **detail: object,
) -> AuditEvent:
    """Add one event to the trail, in the transaction of the change it tells of.

    `by` is a user, or the name of a command that nobody signed in to run. `board` is whose log
    tells of it, where the subject itself does not lead to one.

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
        detail=detail | ({"board": board.name} if board else {}),
        board_id=board.pk if board else _board_of(subject),
    )


def _board_of(subject: models.Model) -> int | None:
    if isinstance(subject, Board):
        return subject.pk
    for road in ROADS_TO_BOARD:
        try:
            found = attrgetter(road)(subject)
        except (AttributeError, ObjectDoesNotExist):
            continue
        if isinstance(found, int):
            return found
    return None
