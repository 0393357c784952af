"""The verbs of a meeting: each a plain function with an author; states move by the table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from meetings import audit
from meetings.audit import Actor
from meetings.lifecycle import Refused, Transition, move
from meetings.models import AgendaItem, AgendaSection, Meeting, Presenter, User


def _has_items(meeting: Meeting) -> None:
    if not meeting.items.exists():
        raise Refused("Add at least one agenda item before you publish the agenda.")


CALL = Transition("call", ("draft", "postponed"), "called", stamps="called")
PUBLISH_AGENDA = Transition(
    "publish the agenda of",
    ("called",),
    "agenda_published",
    stamps="agenda_published",
    checks=(_has_items,),
)
HOLD = Transition("record as held", ("agenda_published",), "held")
HOLD_BEFORE_US = Transition("record as held before this system", ("called",), "held")
PUBLISH_OLD_AGENDA = Transition(
    "publish the old agenda of",
    ("called", "held"),
    "held",
    stamps="agenda_published",
    checks=(_has_items,),
)
CLOSE = Transition("close", ("held",), "closed")
CANCEL = Transition(
    "cancel", ("draft", "called", "agenda_published", "postponed"), "cancelled", needs_reason=True
)
POSTPONE = Transition("postpone", ("called", "agenda_published"), "postponed", needs_reason=True)

MEETING_TABLE = (
    *(CALL, PUBLISH_AGENDA, HOLD, HOLD_BEFORE_US, CLOSE, CANCEL, POSTPONE),
    PUBLISH_OLD_AGENDA,
)


def call_meeting(meeting: Meeting, *, by: User, at: datetime | None = None) -> Meeting:
    """Make the meeting's date and place public."""
    return move(meeting, CALL, by=by, at=at)


def publish_agenda(meeting: Meeting, *, by: User, at: datetime | None = None) -> Meeting:
    """Make the agenda's items public; the papers are the reports room's to publish.

    Source: LGA 1972 s.100B(3): what is open is open from when it was published, item by item.
    """
    when = at or timezone.now()
    with transaction.atomic():
        move(meeting, PUBLISH_AGENDA, by=by, at=when)
        meeting.items.filter(published_at__isnull=True).update(published_at=when)
    return meeting


def publish_old_agenda(meeting: Meeting, *, by: User) -> Meeting:
    """Make public the agenda of a meeting held before this system; no notice is given of it."""
    when = timezone.now()
    with transaction.atomic():
        move(meeting, PUBLISH_OLD_AGENDA, by=by, at=when)
        meeting.items.filter(published_at__isnull=True).update(published_at=when)
    return meeting


def record_held(meeting: Meeting, *, by: User) -> Meeting:
    return move(meeting, HOLD, by=by)


def record_held_before_us(meeting: Meeting, *, by: User) -> Meeting:
    """Record a past meeting of which the minutes are imported, and no agenda."""
    return move(meeting, HOLD_BEFORE_US, by=by)


def close_meeting(meeting: Meeting, *, by: User) -> Meeting:
    return move(meeting, CLOSE, by=by)


def cancel_meeting(meeting: Meeting, *, by: User, reason: str) -> Meeting:
    """Cancel the meeting; where it was public, its page stays and says why."""
    with transaction.atomic():
        move(meeting, CANCEL, by=by, reason=reason)
        Meeting.objects.filter(pk=meeting.pk).update(note=reason.strip())
    meeting.refresh_from_db()
    return meeting


def postpone_meeting(meeting: Meeting, *, by: User, reason: str) -> Meeting:
    """Postpone the meeting to a day not yet known."""
    with transaction.atomic():
        move(meeting, POSTPONE, by=by, reason=reason)
        Meeting.objects.filter(pk=meeting.pk).update(note=reason.strip())
    meeting.refresh_from_db()
    return meeting


def create_meeting(meeting: Meeting, *, by: Actor) -> Meeting:
    """Store a draft meeting that only those who prepare it see."""
    with transaction.atomic():
        meeting.full_clean()
        meeting.save(force_insert=True)
        audit.record("create", meeting, by=by)
    return meeting


def add_item(item: AgendaItem, *, presenters: Sequence[Presenter] = (), by: Actor) -> AgendaItem:
    """Store an agenda item with those who present it, in the order given."""
    with transaction.atomic():
        item.full_clean()
        item.save(force_insert=True)
        for position, presenter in enumerate(presenters, start=1):
            presenter.item, presenter.position = item, position
            presenter.full_clean()
            presenter.save(force_insert=True)
        audit.record("add", item, by=by)
    return item


def section_of(meeting: Meeting, heading: str, introduction: str = "") -> AgendaSection | None:
    """The meeting's section with this heading, stored when new; none for an empty heading."""
    if not heading:
        return None
    known = AgendaSection.objects.filter(meeting=meeting, heading=heading).first()
    if known is not None:
        return known
    section = AgendaSection(meeting=meeting, heading=heading, introduction=introduction)
    section.full_clean()
    section.save(force_insert=True)
    return section
