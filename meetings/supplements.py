"""The verbs of a supplement: what follows a published agenda."""

from __future__ import annotations

import string
from datetime import datetime

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from meetings import audit
from meetings.lifecycle import Refused
from meetings.locking import lock, lock_key
from meetings.models import AgendaItem, Meeting, Supplement, User
from meetings.workflow import add_item

OPEN_STATES = ("agenda_published", "held")


def open_supplement(meeting: Meeting, *, reason: str, by: User) -> Supplement:
    """Start the next supplement of a published agenda.

    Raises Refused before the agenda is published, without a reason, or while another is open.
    """
    if meeting.state not in OPEN_STATES:
        raise Refused("Publish the agenda first: until then, papers simply go into the pack.")
    if not reason.strip():
        raise Refused("Say why these papers come after the agenda: the reason is printed.")
    with transaction.atomic():
        lock(meeting)
        if meeting.supplements.filter(published_at__isnull=True).exists():
            raise Refused("Publish the supplement that is already open first.")
        last = meeting.supplements.aggregate(last=Max("number"))["last"] or 0
        supplement = Supplement.objects.create(
            meeting=meeting, number=last + 1, reason=reason.strip()
        )
        audit.record("open", supplement, by=by, reason=reason)
    return supplement


def record_urgency(supplement: Supplement, *, urgency: str, urgency_by: str, by: User) -> None:
    """Record the chair's opinion that what comes late is urgent, and whose opinion it is.

    Source: LGA 1972 s.100B(4)(b): by reason of special circumstances, which the minutes give.

    Raises Refused without both, or once the supplement is published.
    """
    if not urgency.strip() or not urgency_by.strip():
        raise Refused("Enter why it is urgent, and who presides and holds it so.")
    with transaction.atomic():
        locked = lock(supplement)
        if locked.published_at is not None:
            raise Refused(f"{locked} is published: open another one.")
        locked.urgency, locked.urgency_by = urgency.strip(), urgency_by.strip()
        locked.urgency_recorded_at = timezone.now()
        locked.save(update_fields=["urgency", "urgency_by", "urgency_recorded_at"])
        locked.items.filter(published_at=None).update(late_reason=locked.urgency)
        audit.record("record the urgency of", locked, by=by, reason=locked.urgency)
    supplement.refresh_from_db()


def add_late_item(
    item: AgendaItem, *, after: AgendaItem, supplement: Supplement, by: User
) -> AgendaItem:
    """Add a late item after another; it gets that one's number and the next free letter.

    Numbers once published never change: a late item after 15 is 15A, the next one 15B.

    Source: LGA 1972 s.100B(4)(b): the chair's opinion that it is urgent, with the special
    circumstances, is needed; the supplement carries it.

    Raises Refused where the supplement does not say why the item is urgent, or is published.
    """
    if supplement.published_at is not None:
        raise Refused(f"{supplement} is published: open another one.")
    if not supplement.urgency:
        raise Refused("Record why the chair holds the item urgent before you add it.")
    with transaction.atomic():
        meeting = lock_key(Meeting, supplement.meeting_id)
        item.meeting, item.supplement, item.section = meeting, supplement, after.section
        item.late, item.late_reason = True, supplement.urgency
        item.number = _lettered(after)
        item.position = _place_after(after)
        return add_item(item, by=by)


def publish_supplement_items(supplement: Supplement, *, by: User, at: datetime) -> None:
    """Make the supplement and its late items public; papers and packs are published beside it.

    Runs inside the transaction of publishing/publish.py.
    """
    locked = lock(supplement)
    if locked.published_at is not None:
        raise Refused(f"{supplement} is published already.")
    locked.published_at, locked.published_by = at, by
    locked.save(update_fields=["published_at", "published_by"])
    locked.items.filter(published_at__isnull=True).update(published_at=at)
    audit.record("publish", locked, by=by, reason=locked.reason)
    supplement.refresh_from_db()


def _lettered(after: AgendaItem) -> str:
    base = after.number.rstrip(string.ascii_uppercase)
    taken = set(after.meeting.items.values_list("number", flat=True))
    for letter in string.ascii_uppercase:
        if f"{base}{letter}" not in taken:
            return f"{base}{letter}"
    raise Refused(f"There are 26 late items after item {base} already.")


def _place_after(after: AgendaItem) -> int:
    """The place behind an item and the late items that follow it; the rest move down."""
    late = after.meeting.items.filter(position__gt=after.position)
    base = after.number.rstrip(string.ascii_uppercase)
    place = after.position + 1
    for item in late.order_by("position"):
        if not (item.late and item.number.rstrip(string.ascii_uppercase) == base):
            break
        place = item.position + 1
    after.meeting.items.filter(position__gte=place).update(position=F("position") + 1)
    return place
