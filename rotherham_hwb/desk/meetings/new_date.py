"""A postponed meeting's new date, and the papers that go along to it."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from meetings.models import Meeting, User
from meetings.rearranging import set_new_date
from reports.models import Placement
from reports.workflow import place_paper


def hold_on_a_new_date(
    meeting: Meeting, *, date: dt.date, time: dt.time | None, venue: str, by: User
) -> Meeting:
    """Plan the meeting held in place of a postponed one, with its agenda and its papers.

    Raises Refused as `set_new_date` does.
    """
    with transaction.atomic():
        new = set_new_date(meeting, date=date, time=time, venue=venue, by=by)
        if meeting.agenda_published_at is not None:
            _place_papers_again(meeting, new, by=by)
    return new


def _place_papers_again(old: Meeting, new: Meeting, *, by: User) -> None:
    """Put each paper that still stands on the item that took its item's place."""
    items = {item.position: item for item in new.items.all()}
    standing = Placement.objects.filter(item__meeting=old, replaced_by__isnull=True)
    standing = standing.exclude(paper__state="withdrawn").select_related("item", "paper")
    placed: dict[int, Placement] = {}
    # An appendix comes after the paper it belongs to: its placement is the younger one.
    for each in standing.order_by("item__position", "pk"):
        under = placed.get(each.parent_id or 0)
        item = items[each.item.position]
        placed[each.pk] = place_paper(each.paper, item, under=under, by=by)
