"""How long minutes stay, and the verb that deletes them when nothing keeps them any more.

Source: LGA 1972 s.100C(1): open to the public until the expiration of the period of six years
beginning with the date of the meeting. For boards outside Part VA the same period is kept.
"""

from __future__ import annotations

import datetime as dt
from functools import partial

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone

from meetings import audit
from meetings.audit import Actor
from meetings.deadlines import years_after
from meetings.lifecycle import Refused
from meetings.locking import lock
from meetings.wording import plain_date
from minutes.models import Minutes, MinutesState, SignedMinutes, Vote
from minutes.models.keeping import YEARS

LAW = "Local Government Act 1972 section 100C(1), six years from the meeting"


def open_until(day: dt.date) -> dt.date:
    """The first day on which the minutes of a meeting on that day may go."""
    return years_after(day, YEARS)


def why_kept(minutes: Minutes, *, today: dt.date) -> str:
    """What forbids deleting these minutes on a day, in a sentence; empty where nothing does."""
    if minutes.state == MinutesState.WITH_CHAIR:
        return f"The minutes of {minutes.meeting} are with the chair: return them to draft first."
    if minutes.state == MinutesState.DRAFT:
        return _numbers_taken(minutes)
    until = open_until(minutes.meeting.date)
    if today >= until:
        return ""
    return (
        f"The minutes of {minutes.meeting} must stay open to the public until {plain_date(until)} "
        f"({LAW})."
    )


def delete_minutes(minutes: Minutes, *, by: Actor, reason: str) -> None:
    """Delete minutes with all that hangs on them: a draft, or what the law keeps no longer.

    Raises Refused, with the rule, while something keeps them.
    """
    with transaction.atomic():
        locked = lock(minutes)
        if why := why_kept(locked, today=timezone.localdate()):
            raise Refused(why)
        if not reason.strip():
            raise Refused(f"Give a reason to delete the minutes of {minutes.meeting}.")
        audit.record("delete", locked, by=by, reason=reason, state=locked.state)
        try:
            _delete(locked)
        except ProtectedError as error:
            raise Refused(
                f"The minutes of {minutes.meeting} cannot be deleted: later minutes approve, "
                "correct or rest on them, or they approve others."
            ) from error


def _delete(minutes: Minutes) -> None:
    """The parts that hold on to others first; the signed file once the rest is gone."""
    Vote.objects.filter(minute__minutes=minutes).delete()
    minutes.corrections.all().delete()
    for signed in SignedMinutes.objects.filter(minutes=minutes):
        name, storage = str(signed.file.name), signed.file.storage
        signed.delete()
        transaction.on_commit(partial(storage.delete, name))
    minutes.delete()


def _numbers_taken(minutes: Minutes) -> str:
    """Numbers once given are not given again, and a series written here has no gap."""
    numbered = minutes.entries.filter(source_line__isnull=True).exclude(number="")
    if not numbered.exists():
        return ""
    return (
        f"The minutes of {minutes.meeting} have their numbers, and the series must have "
        "no gap: change what they say instead."
    )
