"""Reminders to approvers: who is asked, of what, since when; others write to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from meetings import audit
from meetings.access import RoleKind
from meetings.audit import Actor
from meetings.locking import lock
from meetings.models import Role, User
from reports.models import Paper, PaperState, SignOff, SignOffState

AFTER = timedelta(days=2)
BETWEEN = timedelta(days=2)


def due_sign_offs(now: datetime | None = None) -> list[SignOff]:
    """The sign-offs that wait two days, and of which nobody was reminded in the last two.

    Held with their papers until the transaction ends, which must be open: two who remind at once
    never remind of the same, and nobody is reminded of what is being answered.
    """
    at = now or timezone.now()
    # A condition of the row itself: the database asks it again once it holds the row.
    rested = Q(reminded_at=None) | Q(reminded_at__lte=at - BETWEEN)
    due = _waiting().filter(rested, asked_at__lte=at - AFTER)
    return list(due.select_for_update(of=("self", "paper"), skip_locked=True))


def unanswered(paper: Paper) -> list[SignOff]:
    """What a paper waits for, held with it until the transaction ends, which must be open."""
    lock(paper)
    return list(_waiting().filter(paper=paper))


def _waiting() -> QuerySet[SignOff]:
    found = SignOff.objects.filter(state=SignOffState.ASKED, paper__state=PaperState.SIGN_OFF)
    return found.select_related("approver", "paper__board")


def mark_reminded(
    sign_offs: Iterable[SignOff], *, by: Actor, now: datetime | None = None
) -> dict[User, list[SignOff]]:
    """Write down that approvers are reminded; whom, of which sign-offs."""
    people: dict[User, list[SignOff]] = defaultdict(list)
    with transaction.atomic():
        for sign_off in sign_offs:
            approvers = approvers_of(sign_off)
            for user in approvers:
                people[user].append(sign_off)
            if approvers:
                sign_off.reminded_at = now or timezone.now()
                sign_off.save(update_fields=["reminded_at"])
                audit.record("remind of", sign_off, by=by)
    return people


def approvers_of(sign_off: SignOff) -> list[User]:
    """Who may answer for a post: the approver it names, else every one of the board."""
    roles = Role.objects.current().filter(
        board=sign_off.paper.board, kind=RoleKind.APPROVER, user__is_active=True
    )
    if sign_off.approver_id:
        roles = roles.filter(user=sign_off.approver_id)
    return [role.user for role in roles.select_related("user")]
