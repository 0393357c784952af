"""House rule 2: state moves only through one table per record and `move()`.

A table is a tuple of `Transition`s kept in the room's `workflow.py`; the model's `state` column
is closed by a database trigger (`models.guards.state_guard`) that only `move()` passes (ADR 0002).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

import pgtrigger
from django.db import models, transaction
from django.dispatch import Signal
from django.utils import timezone

from meetings import audit
from meetings.locking import lock
from meetings.models.guards import STATE_GUARD

if TYPE_CHECKING:
    from meetings.models import User

Record = TypeVar("Record", bound=models.Model)

moved = Signal()
"""Sent once for each move, inside its transaction: what a listener stores stands or falls with it.

sender=model, record, transition, reason, event (the audit event of the move).
"""


class Refused(Exception):
    """A change that the rules do not allow; its text is a sentence for the person who asked."""


class Stale(Refused):
    """Somebody stored other words first, and nothing was stored over them.

    `theirs` is the record as it stands, `mine` what was given; a page shows both.
    """

    def __init__(self, sentence: str, *, theirs: Any = None, mine: Any = None) -> None:
        super().__init__(sentence)
        self.theirs, self.mine = theirs, mine


@dataclass(frozen=True)
class Transition:
    """One allowed step of a record's table.

    One with an empty `target` changes what the record says and leaves it in its state. `stamps`
    names a pair of columns, `<stamps>_at` and `<stamps>_by`, that record when and by whom; each
    of `checks` raises Refused when the record is not ready.
    """

    name: str
    sources: tuple[str, ...]
    target: str
    stamps: str = ""
    needs_reason: bool = False
    checks: tuple[Callable[[Any], None], ...] = ()


def move(
    record: Record,
    step: Transition,
    *,
    by: User,
    reason: str = "",
    at: datetime | None = None,
    also: Mapping[str, object] | None = None,
    **detail: Any,
) -> Record:
    """Take one step: lock, check, save, write the trail, ask the listener; all or nothing.

    `at` is when it happened (aware; default now); `also` are columns that change with the
    state, such as the day something was done; `detail` is for the trail. The given record is
    brought up to date.

    Raises Refused when the step does not start at the record's present state, wants a reason,
    or one of its checks says no.
    """
    model: Any = type(record)
    with transaction.atomic(), pgtrigger.ignore(f"{model._meta.label}:{STATE_GUARD}"):
        locked: Any = lock(record)
        _check(locked, step, reason)
        source = locked.state
        target = locked.state = step.target or source
        if step.stamps:
            setattr(locked, f"{step.stamps}_at", at or timezone.now())
            setattr(locked, f"{step.stamps}_by", by)
        for name, value in (also or {}).items():
            setattr(locked, name, value)
        locked.save()
        event = audit.record(
            step.name, locked, by=by, reason=reason, source=source, target=target, **detail
        )
        moved.send(sender=model, record=locked, transition=step, reason=reason, event=event)
    record.refresh_from_db()
    return record


def _check(record: Any, step: Transition, reason: str) -> None:
    if record.state not in step.sources:
        shown = record.state.label.lower()
        raise Refused(f"You cannot {step.name} {record}: it is {shown}.")
    if step.needs_reason and not reason.strip():
        raise Refused(f"Give a reason to {step.name} {record}.")
    for check in step.checks:
        check(record)
