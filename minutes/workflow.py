"""The verbs of minutes: from draft to signed, by one table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from meetings import audit
from meetings.audit import Actor
from meetings.lifecycle import Refused, Transition, move
from meetings.models import MinuteSeries, User
from minutes.models import Action, Attendance, Minute, Minutes, Resolution
from minutes.references import note_references, resolve_references


def _has_entries(minutes: Minutes) -> None:
    if not minutes.entries.exists():
        raise Refused("Write at least one minute before you go on.")


def _meeting_is_public(minutes: Minutes) -> None:
    if minutes.meeting.called_at is None:
        raise Refused("Make the meeting’s date public before you publish its minutes.")


SEND_TO_CHAIR = Transition("send to the chair", ("draft",), "with_chair", checks=(_has_entries,))
RETURN = Transition("return", ("with_chair",), "draft", needs_reason=True)
PUBLISH_DRAFT = Transition(
    "publish",
    ("with_chair",),
    "published_draft",
    stamps="published",
    checks=(_has_entries, _meeting_is_public),
)
APPROVE = Transition("approve", ("published_draft",), "approved", stamps="approved")
SIGN = Transition("sign", ("approved",), "signed")

MINUTES_TABLE = (SEND_TO_CHAIR, RETURN, PUBLISH_DRAFT, APPROVE, SIGN)


def start_minutes(minutes: Minutes, *, by: Actor) -> Minutes:
    """Store the draft minutes of a meeting."""
    with transaction.atomic():
        minutes.full_clean()
        minutes.save(force_insert=True)
        audit.record("start", minutes, by=by)
    return minutes


def record_attendance(minutes: Minutes, *names: Attendance) -> None:
    """Add names to the list of those present or absent, in the order given."""
    start = minutes.attendances.count()
    for position, attendance in enumerate(names, start=start + 1):
        attendance.minutes, attendance.position = minutes, position
        attendance.full_clean()
        attendance.save(force_insert=True)


def write_minute(
    minute: Minute,
    *,
    resolutions: tuple[Resolution, ...] = (),
    actions: tuple[Action, ...] = (),
) -> Minute:
    """Add an entry with its limbs and actions, in the order given, to draft minutes."""
    minute.board = minute.minutes.meeting.board
    with transaction.atomic():
        minute.full_clean()
        minute.save(force_insert=True)
        _store_parts(minute, resolutions)
        _store_parts(minute, actions)
    return minute


def _store_parts(minute: Minute, parts: Sequence[Resolution | Action]) -> None:
    for position, part in enumerate(parts, start=1):
        part.minute, part.position = minute, position
        part.full_clean()
        part.save(force_insert=True)


def send_to_chair(minutes: Minutes, *, by: User) -> Minutes:
    return move(minutes, SEND_TO_CHAIR, by=by)


def publish_minutes(minutes: Minutes, *, by: User, at: datetime | None = None) -> Minutes:
    """Let the public read the minutes, as a draft until a later meeting approves them.

    What they say of earlier minutes is looked up, and so is what others say of these.
    """
    with transaction.atomic():
        move(minutes, PUBLISH_DRAFT, by=by, at=at)
        note_references(minutes)
        resolve_references(minutes.meeting.board)
    return minutes


def approve_minutes(minutes: Minutes, *, by: User, at: datetime | None = None) -> Minutes:
    """Record that a later meeting approved the minutes as a correct record."""
    return move(minutes, APPROVE, by=by, at=at)


def series_for(minutes: Minutes) -> str:
    """The series a meeting's minutes are numbered in, by the setting of its board.

    A municipal year runs from May to May: July 2016 and March 2017 are both "2016/17".
    """
    meeting = minutes.meeting
    match meeting.board.minute_series:
        case MinuteSeries.PER_MEETING:
            return f"meeting {meeting.pk}"
        case MinuteSeries.CONTINUOUS:
            return ""
    year = meeting.date.year - (meeting.date.month < 5)
    return f"{year}/{(year + 1) % 100:02d}"
