"""The verbs of named grants: one restricted paper opened to one person, for a time."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from meetings import audit
from meetings.access import PUBLIC, can_see, viewer_for
from meetings.lifecycle import Refused
from meetings.locking import lock
from meetings.models import User
from meetings.wording import page_date
from reports.models import Paper, PaperGrant, PaperState


def grant_paper(paper: Paper, *, to: User, reason: str, ends_on: date, by: User) -> PaperGrant:
    """Open a published restricted paper to one person, to the end of a day.

    Raises Refused when there is nothing to open, or when they may read it already.
    Source: LGA 1972 s.100A(2)-(5): what is restricted is open to nobody but by office or leave.
    """
    with transaction.atomic():
        locked = lock(paper)
        if why := _why_not(locked, to, reason, ends_on):
            raise Refused(why)
        _end_lapsed(locked, to, by=by)
        made = PaperGrant.objects.create(
            paper=locked, user=to, granted_by=by, reason=reason.strip(), ends_on=ends_on
        )
        told: dict[str, Any] = {"to": to.name, "email": to.email, "until": ends_on.isoformat()}
        audit.record("open to one person", locked, by=by, reason=made.reason, **told)
    return made


def end_grant(grant: PaperGrant, *, by: User) -> None:
    """Close the paper to that person again, at once.

    Raises Refused when it was closed before.
    """
    with transaction.atomic():
        locked = lock(grant, "user", "paper")
        if not locked.is_live:
            raise Refused(f"This is over already: {locked.user} reads the paper no more by it.")
        _end(locked, by=by)


def _why_not(paper: Paper, to: User, reason: str, ends_on: date) -> str:
    if paper.state != PaperState.PUBLISHED:
        return "Only a published paper can be opened to somebody: publish it first."
    if can_see(PUBLIC, paper):
        return "Everyone may read this paper: there is nothing to open."
    if not to.is_active:
        return f"The account of {to} is closed: they cannot sign in."
    if can_see(viewer_for(to), paper):
        return f"{to} may read this paper already."
    if ends_on < timezone.localdate():
        return f"{page_date(ends_on)} has passed: choose today or a later day."
    return "" if reason.strip() else "Say why they may read it: it stands in the log."


def _end_lapsed(paper: Paper, to: User, *, by: User) -> None:
    """A grant past its last day makes room for the new one."""
    for lapsed in paper.grants.filter(user=to, ended_at__isnull=True):
        _end(lapsed, by=by)


def _end(grant: PaperGrant, *, by: User) -> None:
    grant.ended_at, grant.ended_by = timezone.now(), by
    grant.save(update_fields=["ended_at", "ended_by"])
    told: dict[str, Any] = {"to": grant.user.name, "email": grant.user.email}
    audit.record("close to one person", grant.paper, by=by, **told)
