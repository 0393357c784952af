"""How long papers stay, and the verbs that delete them when nothing keeps them any more.

Source: LGA 1972 s.100C(1): an open report stays open to the public until the expiration of the
period of six years beginning with the date of the meeting. A paper of several meetings stays for
the last of them. Background papers (s.100D(2): four years) are deleted with their report alone; the
database keeps them by itself (`models/keeping.py`).
"""

from __future__ import annotations

import datetime as dt
from functools import partial

from django.db import transaction
from django.db.models import Max, ProtectedError
from django.utils import timezone

from meetings import audit
from meetings.access import Restriction
from meetings.audit import Actor
from meetings.deadlines import years_after
from meetings.lifecycle import Refused
from meetings.locking import lock
from meetings.models.guards import opened
from meetings.wording import plain_date
from reports.models import Paper, PaperState, Placement
from reports.models.keeping import YEARS

LAW = "Local Government Act 1972 section 100C(1), six years from the meeting"
DELETABLE = (PaperState.DRAFT, PaperState.PUBLISHED, PaperState.WITHDRAWN)


def open_until(day: dt.date) -> dt.date:
    """The first day on which an open report to a meeting on that day may go."""
    return years_after(day, YEARS)


def last_meeting(paper: Paper) -> dt.date | None:
    """The day of the last meeting with whose agenda an open paper was published; None: of none."""
    if paper.state != PaperState.PUBLISHED or paper.restriction != Restriction.OPEN:
        return None
    out = paper.placements.filter(item__published_at__isnull=False)
    found: dt.date | None = out.aggregate(last=Max("item__meeting__date"))["last"]
    return found


def why_kept(paper: Paper, *, today: dt.date) -> str:
    """What forbids deleting a paper on a day, in a sentence; empty where nothing does."""
    if paper.state not in DELETABLE:
        return f"“{paper}” is {paper.state.label.lower()}: return it to its author first."
    day = last_meeting(paper)
    if day is None or today >= open_until(day):
        return ""
    return f"“{paper}” must stay open to the public until {plain_date(open_until(day))} ({LAW})."


def delete_paper(paper: Paper, *, by: Actor, reason: str) -> None:
    """Delete a paper with its versions and their files: a draft, or what the law keeps no longer.

    Raises Refused, with the rule, while something keeps it.
    """
    with transaction.atomic():
        locked = lock(paper)
        if why := why_kept(locked, today=timezone.localdate()):
            raise Refused(why)
        if not reason.strip():
            raise Refused(f"Give a reason to delete “{paper}”.")
        files = [
            (file.name, file.storage)
            for version in locked.versions.all()
            for file in (version.file, version.original)
            if file.name
        ]
        audit.record("delete", locked, by=by, reason=reason, state=locked.state)
        try:
            with opened(Placement):
                locked.delete()
        except ProtectedError as error:
            raise Refused(f"“{paper}” cannot be deleted: other records rest on it.") from error
        for name, storage in files:
            transaction.on_commit(partial(storage.delete, name))
