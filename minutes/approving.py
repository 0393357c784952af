"""The last steps of minutes: a later meeting approves them, and the person presiding signs them."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import F, Max, Q
from django.utils import timezone

from meetings import audit
from meetings.lifecycle import Refused, move
from meetings.locking import lock_key
from meetings.models import Board, Meeting, User
from meetings.wording import plain_date
from meetings.workflow import close_meeting
from minutes.correcting import (
    CorrectionDraft,
    approval_limb,
    correct_minutes,
    must_come_later,
    must_stand_as_said,
    store_correction,
)
from minutes.models import Minute, Minutes, MinutesState, Resolution, SignedMinutes
from minutes.workflow import APPROVE, SIGN
from minutes.writing.references import resolve_references

__all__ = [
    "CorrectionDraft",
    "Leaves",
    "approval_limb",
    "approve_minutes",
    "correct_minutes",
    "first_free_leaf",
    "leaf_series",
    "sign_minutes",
    "write_approval",
]

OFF = ("cancelled", "postponed")


@dataclass(frozen=True)
class Leaves:
    """Minutes set on numbered leaves, ready to be signed."""

    pdf: bytes
    count: int


def approve_minutes(
    approved: Sequence[Minutes],
    *,
    in_minute: Minute,
    corrections: Sequence[CorrectionDraft] = (),
    by: User,
) -> list[Minutes]:
    """Record that one resolution of a later meeting approved minutes as a correct record.

    What it corrected is stored beside their text, which stays as it is.

    Raises Refused, and stores nothing, where any of them cannot be approved or corrected so.
    """
    if not approved:
        raise Refused("Choose the minutes that the meeting approved.")
    with transaction.atomic():
        wanted = {each.pk for each in approved}
        # Those of the later meeting are held too: nobody takes the minute out of them meanwhile.
        held = _locked([*approved, in_minute.minutes])
        records = [each for each in held if each.pk in wanted]
        _must_be_approvable(records, in_minute)
        drafts = [(each.corrects(records), each) for each in corrections]
        for minutes, draft in drafts:
            must_stand_as_said(minutes, draft)
        at = _approved_at(in_minute.minutes)
        for minutes in records:
            move(minutes, APPROVE, by=by, at=at, also={"approved_in": in_minute})
        for minutes, draft in drafts:
            store_correction(minutes, draft, made_in=in_minute, at=at, by=by)
        for board in {minutes.meeting.board for minutes in records}:
            resolve_references(board)
    for given in approved:
        given.refresh_from_db()
    return records


def _must_be_approvable(records: Sequence[Minutes], in_minute: Minute) -> None:
    """Raises Refused where a meeting cannot have approved these in that minute."""
    if not Minute.objects.filter(pk=in_minute.pk).exists():
        raise Refused("Somebody removed the minute in which they were approved: choose another.")
    for minutes in records:
        _may_be_approved(minutes, in_minute.minutes.meeting)


def write_approval(in_minute: Minute, text: str, *, by: User) -> Resolution:
    """Make these words the resolution by which a minute, still a draft, approves minutes.

    Raises Refused once the minutes it stands in have left draft.
    """
    with transaction.atomic():
        minutes = lock_key(Minutes, in_minute.minutes_id)
        if minutes.state != MinutesState.DRAFT:
            raise Refused("The minutes of that meeting are no longer a draft: leave its words.")
        limbs = in_minute.resolutions.filter(kind=Resolution.Kind.MINUTES)
        limb = limbs.first() or Resolution(minute=in_minute, kind=Resolution.Kind.MINUTES)
        if limb.pk is None:
            limb.position = 1 + (in_minute.resolutions.aggregate(n=Max("position"))["n"] or 0)
        old, limb.text = limb.text, text.strip()
        limb.full_clean()
        limb.save()
        Minute.objects.filter(pk=in_minute.pk).update(revision=F("revision") + 1)
        audit.record("change", in_minute, by=by, changes={"resolution": [old, limb.text]})
    return limb


def sign_minutes(
    minutes: Minutes,
    *,
    presided_by: str,
    signed_on: dt.date,
    set_leaves: Callable[[int], Leaves],
    by: User,
) -> SignedMinutes:
    """Keep approved minutes as the person presiding signed them, on leaves numbered on.

    `set_leaves` sets them in full, beginning with the leaf whose number it gets. With them the
    meeting is closed.

    Raises Refused unless an ordinary meeting of the board was held that day.
    Source: LGA 1972 Sch 12 para 41; SI 1993/202 Sch 2 (an extraordinary meeting is not the
    suitable one).
    """
    if not presided_by.strip():
        raise Refused("Write the name of the person who presided and signed.")
    with transaction.atomic():
        # One signing of a board's minutes after another: that is what keeps leaves gap-free.
        # The key stays free, or nobody could store a row of this board while the leaves are set.
        lock_key(Board, minutes.meeting.board_id, no_key=True)
        (record,) = _locked([minutes])
        _may_be_signed(record, signed_on)
        move(record, SIGN, by=by)
        signed = _numbered_on(record, set_leaves)
        signed.presided_by, signed.signed_on = presided_by.strip(), signed_on
        signed.full_clean()
        signed.save(force_insert=True)
        audit.record("sign", signed, by=by, leaves=[signed.first_leaf, signed.leaf_count])
        if record.meeting.state not in OFF:
            close_meeting(record.meeting, by=by)
    minutes.refresh_from_db()
    return signed


def leaf_series(minutes: Minutes) -> str:
    """The series a meeting's leaves are numbered in: a board's municipal year, “12 2016/17”."""
    day = minutes.meeting.date
    year = day.year - (day.month < 5)
    return f"{minutes.meeting.board_id} {year}/{(year + 1) % 100:02d}"


def first_free_leaf(series: str) -> int:
    """The number of the next leaf of a series, from 1."""
    used = SignedMinutes.objects.filter(leaf_series=series)
    last: int | None = used.aggregate(n=Max(F("first_leaf") + F("leaf_count") - 1))["n"]
    return (last or 0) + 1


def _numbered_on(minutes: Minutes, set_leaves: Callable[[int], Leaves]) -> SignedMinutes:
    series = leaf_series(minutes)
    first = first_free_leaf(series)
    leaves = set_leaves(first)
    sha256 = hashlib.sha256(leaves.pdf).hexdigest()
    return SignedMinutes(
        minutes=minutes,
        leaf_series=series,
        first_leaf=first,
        leaf_count=leaves.count,
        file=ContentFile(leaves.pdf, name=f"{sha256}.pdf"),
        sha256=sha256,
    )


def _locked(wanted: Sequence[Minutes]) -> list[Minutes]:
    """The minutes, each once, locked in the same order by everybody, oldest meeting first."""
    found = Minutes.objects.select_for_update(of=("self",)).select_related("meeting__board")
    records = list(found.filter(pk__in={each.pk for each in wanted}).order_by("pk"))
    return sorted(records, key=lambda each: (each.meeting.date, each.pk))


def _may_be_approved(minutes: Minutes, later: Meeting) -> None:
    day = plain_date(minutes.meeting.date)
    if minutes.state in (MinutesState.APPROVED, MinutesState.SIGNED):
        told = _approved_where(minutes)
        raise Refused(
            f"The minutes of {day} were approved already{told}: what is still wrong in them is "
            "corrected on their own page."
        )
    if minutes.state != MinutesState.PUBLISHED_DRAFT:
        raise Refused(f"Publish the minutes of {day} as a draft before a meeting approves them.")
    must_come_later(later, minutes.meeting)
    if later.state in OFF:
        raise Refused(f"{later} was not held: choose the meeting that approved the minutes.")
    if later.date > timezone.localdate():
        raise Refused(f"{later} has not been held yet: record the approval after it.")


def _approved_where(minutes: Minutes) -> str:
    if minutes.approved_in is None:
        return ""
    told = minutes.approved_in
    number = f"minute {told.number}" if told.number else "a minute"
    return f" in {number} of {plain_date(told.minutes.meeting.date)}"


def _approved_at(later: Minutes) -> dt.datetime:
    """When the later meeting did it, as near as is known; never later than now."""
    meeting, now = later.meeting, timezone.now()
    begun = dt.datetime.combine(meeting.date, meeting.time or dt.time(12))
    return min(later.opened_at or timezone.make_aware(begun), now)


def _may_be_signed(minutes: Minutes, day: dt.date) -> None:
    meeting = minutes.meeting
    if minutes.state == MinutesState.SIGNED:
        raise Refused("These minutes are signed already: what is wrong in them is corrected.")
    if minutes.state != MinutesState.APPROVED:
        raise Refused("A later meeting has to approve these minutes before they are signed.")
    if day > timezone.localdate():
        raise Refused("That day is still to come: record the signature once it is given.")
    since = minutes.approved_in.minutes.meeting.date if minutes.approved_in else meeting.date
    if day < since:
        raise Refused(
            f"The minutes were approved on {plain_date(since)}: they cannot be signed before that."
        )
    sat = Q(board=meeting.board_id) | Q(joint_boards=meeting.board_id)
    held = Meeting.objects.filter(sat, date=day).exclude(state__in=OFF)
    if not held.exists():
        raise Refused(
            f"{meeting.board_name} did not meet on {plain_date(day)}: minutes are signed at its "
            "next suitable meeting. Give the day of that meeting."
        )
    if not held.filter(extraordinary=False).exists():
        raise Refused(
            f"The meeting of {plain_date(day)} was an extraordinary one, which does not sign "
            "minutes: have them signed at the next ordinary meeting."
        )
