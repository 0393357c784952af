"""The verbs of minutes: from draft to signed, by one table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from meetings import audit
from meetings.access import Restriction
from meetings.audit import Actor
from meetings.lifecycle import Refused, Transition, move
from meetings.models import Regime, User
from minutes.attendance.quorum import remote_counts
from minutes.decisions.limbs import guess_kind
from minutes.decisions.voters import impossible_vote
from minutes.models import Attendance, Minute, Minutes, Resolution
from minutes.writing.disagreements import disagreements
from minutes.writing.numbering import number_entries, series_for
from minutes.writing.references import note_references, resolve_references

__all__ = [
    "MINUTES_TABLE",
    "publish_minutes",
    "record_attendance",
    "return_minutes",
    "send_to_chair",
    "series_for",
    "start_minutes",
    "write_minute",
]


def _has_entries(minutes: Minutes) -> None:
    if not minutes.entries.exists():
        raise Refused("Write at least one minute before you go on.")


def _fates_are_known(minutes: Minutes) -> None:
    open_limbs = Resolution.objects.filter(minute__minutes=minutes, fate="").exclude(proposed="")
    if minute := Minute.objects.filter(resolutions__in=open_limbs).first():
        raise Refused(f"Say what became of the recommendations in “{minute.title}” first.")


def _votes_are_possible(minutes: Minutes) -> None:
    """Source: Localism Act 2011 s.31 (not verified): none with a disclosable interest votes."""
    if why := impossible_vote(minutes):
        raise Refused(why)


def _agrees_with_its_records(minutes: Minutes) -> None:
    """Nobody is printed both as present and as sending apologies."""
    if found := next((each for each in disagreements(minutes) if each.refused), None):
        raise Refused(
            f"“{found.minute.title}” does not agree with what is recorded. {found.told} Change "
            "the minute, or what is recorded at the meeting."
        )


def _late_items_say_why(minutes: Minutes) -> None:
    """Source: LGA 1972 s.100B(4)(b): the special circumstances are specified in the minutes."""
    late = minutes.entries.filter(item__late=True, urgent_reason="")
    if minutes.meeting.board.regime != Regime.NON_STATUTORY and (minute := late.first()):
        raise Refused(
            f"“{minute.title}” came too late to be open in time: write in its minute why the "
            "person presiding held it urgent."
        )


def _restricted_have_summaries(minutes: Minutes) -> None:
    """Source: LGA 1972 s.100C(2): a written summary, where part of the minutes is not open."""
    closed = minutes.entries.exclude(restriction=Restriction.OPEN).filter(public_summary="")
    if minute := closed.first():
        raise Refused(
            f"“{minute.title}” is not public: write a summary of it that the public may read."
        )


def _meeting_is_public(minutes: Minutes) -> None:
    if minutes.meeting.called_at is None:
        raise Refused("Make the meeting’s date public before you publish its minutes.")


SEND_TO_CHAIR = Transition(
    "send to the chair",
    ("draft",),
    "with_chair",
    checks=(_has_entries, _fates_are_known, _votes_are_possible, _agrees_with_its_records),
)
RETURN = Transition("return", ("with_chair",), "draft", needs_reason=True)
PUBLISH_DRAFT = Transition(
    "publish",
    ("with_chair",),
    "published_draft",
    stamps="published",
    checks=(
        _has_entries,
        _agrees_with_its_records,
        _meeting_is_public,
        _late_items_say_why,
        _restricted_have_summaries,
    ),
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


def write_minute(minute: Minute, *, resolutions: Sequence[Resolution] = ()) -> Minute:
    """Add an entry with its limbs, in the order given, to draft minutes."""
    minute.board = minute.minutes.meeting.board
    for limb in resolutions:
        if limb.kind == Resolution.Kind.DECISION:
            limb.kind = guess_kind(limb.text)
    with transaction.atomic():
        minute.full_clean()
        minute.save(force_insert=True)
        for position, limb in enumerate(resolutions, start=1):
            limb.minute, limb.position = minute, position
            limb.full_clean()
            limb.save(force_insert=True)
    return minute


def send_to_chair(minutes: Minutes, *, by: User) -> Minutes:
    """Put the minutes before the chair; entries without a number get theirs, for good."""
    with transaction.atomic():
        move(minutes, SEND_TO_CHAIR, by=by)
        if numbers := number_entries(minutes):
            audit.record("number", minutes, by=by, numbers=numbers)
    return minutes


def return_minutes(minutes: Minutes, *, by: User, reason: str) -> Minutes:
    """Take the minutes back to draft; they keep their numbers."""
    return move(minutes, RETURN, by=by, reason=reason)


def publish_minutes(minutes: Minutes, *, by: User, at: datetime | None = None) -> Minutes:
    """Let the public read the minutes, as a draft until a later meeting approves them.

    What they say of earlier minutes is looked up, and so is what others say of these.
    """
    with transaction.atomic():
        move(minutes, PUBLISH_DRAFT, by=by, at=at, also=_as_it_was(minutes))
        note_references(minutes)
        resolve_references(minutes.meeting.board)
    return minutes


def _as_it_was(minutes: Minutes) -> dict[str, object]:
    """The board's settings that the minutes print: later changes of them change no history."""
    meeting = minutes.meeting
    return {
        "decision_word": meeting.board.decision_word,
        "remote_counted": remote_counts(meeting.board, meeting.date),
    }
