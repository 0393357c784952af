"""The verbs that rearrange a meeting the public knows of: its page says what was, and why."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from meetings import audit
from meetings.lifecycle import Refused, move
from meetings.locking import lock
from meetings.models import (
    AgendaItem,
    AgendaSection,
    Meeting,
    MeetingNotice,
    Presenter,
    User,
)
from meetings.wording import page_date, page_time
from meetings.workflow import MOVE, notice_is_due, record_notice, tell

Kind = MeetingNotice.Kind
FRESH = (
    *("id", "meeting", "section", "parent", "late", "late_reason", "supplement", "published_at"),
    *("first_page", "last_page", "source_line", "legacy_id", "revision"),
)
"""What an item does not take along to a new date."""


def move_meeting(
    meeting: Meeting, *, date: dt.date, time: dt.time | None, venue: str, reason: str, by: User
) -> Meeting:
    """Change the date, time or place of a public meeting; its page gives the reason.

    What was still to be confirmed needs no reason. Where time and place are settled, public
    notice is given anew.

    Raises Refused where nothing changes, without a reason, where the board meets then already,
    or for another date once the agenda is published: that is a postponement.
    """
    with transaction.atomic():
        locked = lock(meeting)
        _may_move(locked, date)
        before, kind = when_and_where(locked), _kind(locked, date, time, venue)
        if kind is not None and not reason.strip():
            raise Refused("Give the reason for the change: the meeting’s page shows it.")
        locked.date, locked.time, locked.venue = date, time, venue
        if when_and_where(locked) == before:
            raise Refused("Nothing is changed: enter a new date, time or place.")
        _must_be_whole(locked)
        also = {"date": date, "time": time, "venue": venue}
        move(locked, MOVE, by=by, reason=reason, also=also, before=before)
        if kind is not None:
            tell(locked, kind, by=by, reason=reason, before=before)
        if notice_is_due(locked):
            record_notice(locked, by=by, shorter_notice=reason, at=timezone.now())
    meeting.refresh_from_db()
    return meeting


def set_new_date(
    meeting: Meeting, *, date: dt.date, time: dt.time | None, venue: str, by: User
) -> Meeting:
    """Plan the meeting that is held in place of a postponed one, and take the agenda along.

    The new meeting is a draft. What was published stays with the old one as it went out, and is
    copied; what was not goes over with all that hangs on it.

    Raises Refused where the meeting is not postponed, has a new date already, or the board
    meets then already.
    """
    with transaction.atomic():
        old = lock(meeting)
        _may_have_a_new_date(old, date)
        new = Meeting(board=old.board, date=date, time=time, venue=venue, postponed_from=old)
        new.extraordinary = old.extraordinary
        _save(new)
        new.joint_boards.set(old.joint_boards.all())
        if old.agenda_published_at is None:
            AgendaSection.objects.filter(meeting=old).update(meeting=new)
            old.items.update(meeting=new)
        else:
            _copy_agenda(old, new)
        audit.record("set a new date for", old, by=by, date=str(date))
        audit.record("create", new, by=by, postponed_from=str(old))
    return new


def when_and_where(meeting: Meeting) -> str:
    """“Wednesday 22 January 2025, 9:00 am, Town Hall”."""
    time = page_time(meeting.time) or "time to be confirmed"
    return ", ".join((page_date(meeting.date), time, meeting.venue_line))


def _may_move(meeting: Meeting, date: dt.date) -> None:
    if meeting.state == "agenda_published" and date != meeting.date:
        raise Refused("The agenda is published for this date: postpone it, then set a new date.")
    if date != meeting.date and date < timezone.localdate():
        raise Refused("The new date is past: enter one that is still to come.")


def _may_have_a_new_date(meeting: Meeting, date: dt.date) -> None:
    if meeting.state != "postponed":
        raise Refused(f"{meeting} is not postponed: there is no new date to set.")
    if Meeting.objects.filter(postponed_from=meeting).exists():
        raise Refused(f"{meeting} has a new date already.")
    if date < timezone.localdate():
        raise Refused("The new date is past: enter one that is still to come.")


def _kind(
    meeting: Meeting, date: dt.date, time: dt.time | None, venue: str
) -> MeetingNotice.Kind | None:
    """What the page must tell; nothing where only what was open is settled."""
    if date != meeting.date or (meeting.time is not None and time != meeting.time):
        return Kind.MOVED
    if meeting.venue.strip() and venue != meeting.venue:
        return Kind.VENUE
    return None


def _save(meeting: Meeting) -> None:
    _must_be_whole(meeting)
    meeting.save()


def _must_be_whole(meeting: Meeting) -> None:
    try:
        meeting.full_clean()
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error


def _copy_agenda(old: Meeting, new: Meeting) -> None:
    """Copy sections, items and presenters, unpublished; each item keeps its position."""
    sections = {section.pk: section for section in old.sections.all()}
    for section in sections.values():
        section.pk, section.meeting = None, new
        section.save(force_insert=True)
    copies: dict[int | None, AgendaItem] = {}
    for item in old.items.order_by("parent_id", "position").prefetch_related("presenters"):
        copy = AgendaItem(meeting=new, section=sections.get(item.section_id or 0), **_words(item))
        copies[item.pk] = copy
    for item in old.items.order_by("position"):
        copies[item.pk].save(force_insert=True)
    for item in old.items.exclude(parent=None):
        copies[item.pk].parent = copies[item.parent_id]
        copies[item.pk].save(update_fields=["parent"])
    _copy_presenters(copies)


def _words(item: AgendaItem) -> dict[str, object]:
    fields = AgendaItem._meta.concrete_fields
    return {each.attname: getattr(item, each.attname) for each in fields if each.name not in FRESH}


def _copy_presenters(copies: dict[int | None, AgendaItem]) -> None:
    for presenter in Presenter.objects.filter(item__in=[pk for pk in copies if pk]):
        presenter.item, presenter.pk = copies[presenter.item_id], None
        presenter.save(force_insert=True)
