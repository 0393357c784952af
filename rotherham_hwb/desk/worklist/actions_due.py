"""What of the actions belongs on an officer's worklist."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.db.models import QuerySet

from meetings.models import Meeting
from minutes.models import Action, ActionReport
from minutes.models.action import ActionQuerySet


def action_lines(
    own: QuerySet[Meeting], today: dt.date
) -> Iterator[tuple[str, Action, str, dt.date | None]]:
    """Each as what is to do, with which action, who is waited for, and when it was due."""
    here: ActionQuerySet = Action.objects.filter(minute__minutes__meeting__in=own)
    found = here.select_related("minute__minutes__meeting__board").prefetch_related("owners")
    unread = ActionReport.objects.filter(taken_at=None, refused_at=None).values("action")
    for each in found.filter(pk__in=unread):
        yield f"Read what was reported: {each.text}", each, "You", None
    for each in found.live().unowned():
        yield f"Name an owner: {each.text}", each, "You", None
    for each in found.overdue(today).exclude(pk__in=unread):
        if each.owners_line:
            yield f"Overdue action: {each.text}", each, each.owners_line, each.due_day
