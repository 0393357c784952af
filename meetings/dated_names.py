"""The verbs of the names of boards and persons: changed on a day, corrected, or remembered."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from meetings import audit
from meetings.audit import Actor
from meetings.lifecycle import Refused
from meetings.locking import lock
from meetings.models import Board, FormerName, Person
from meetings.names import validate_name
from meetings.wording import page_date, surname_first


def change_name(record: Board | Person, name: str, *, since: dt.date, by: Actor) -> None:
    """Give a board or a person another name from a day on; what is older keeps the old one.

    Raises Refused for a day to come, a day before an earlier change, and a name that cannot be.
    """
    with transaction.atomic():
        locked: Board | Person = lock(record)
        if since > timezone.localdate():
            raise Refused("Enter today or an earlier day: change the name on the day it changes.")
        if locked.name == name:
            raise Refused(f"{name} is the name already.")
        before = FormerName(locked.name, since - dt.timedelta(days=1))
        _add(locked, before)
        _call(locked, name)
        audit.record(
            "change the name of", locked, by=by, before=before.name, name=name, since=str(since)
        )
    record.refresh_from_db()


def correct_name(record: Board | Person, name: str, *, by: Actor) -> None:
    """Write a name otherwise that was never written so, such as one that was misspelt.

    Raises Refused for a name that cannot be.
    """
    with transaction.atomic():
        locked: Board | Person = lock(record)
        before = locked.name
        _call(locked, name)
        audit.record("correct the name of", locked, by=by, before=before, name=name)
    record.refresh_from_db()


def add_former_name(record: Board | Person, former: FormerName, *, by: Actor) -> None:
    """Remember a name of earlier days. Raises Refused where another is known to that day."""
    with transaction.atomic():
        locked: Board | Person = lock(record)
        if former.until >= timezone.localdate():
            raise Refused("Enter a last day that is past.")
        if any(each.until == former.until for each in locked.former_names):
            raise Refused(
                f"Another name is known until {page_date(former.until)}: remove it first."
            )
        locked.set_former_names([*locked.former_names, former])
        _store(locked)
        audit.record(
            "add a former name of", locked, by=by, name=former.name, until=str(former.until)
        )
    record.refresh_from_db()


def remove_former_name(record: Board | Person, former: FormerName, *, by: Actor) -> None:
    """Forget a former name; the days it stood for go to the name that followed it."""
    with transaction.atomic():
        locked: Board | Person = lock(record)
        if former not in locked.former_names:
            raise Refused("This name is gone already: look again.")
        locked.set_former_names([each for each in locked.former_names if each != former])
        _store(locked)
        audit.record(
            "remove a former name of", locked, by=by, name=former.name, until=str(former.until)
        )
    record.refresh_from_db()


def _add(record: Board | Person, former: FormerName) -> None:
    last = record.former_names[-1] if record.former_names else None
    if last and former.until <= last.until:
        raise Refused(
            f"“{last.name}” was the name until {page_date(last.until)}: enter a later day."
        )
    record.set_former_names([*record.former_names, former])


def _call(record: Board | Person, name: str) -> None:
    """Set the name; a person's place in a list follows it, where it followed the old one."""
    if isinstance(record, Person) and record.sort_name in ("", surname_first(record.name)):
        record.sort_name = surname_first(name)
    record.name = name
    _store(record)


def _store(record: Board | Person) -> None:
    try:
        for each in record.former_names:  # no field of theirs checks them
            validate_name(each.name)
        record.full_clean()
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error
    record.save()
