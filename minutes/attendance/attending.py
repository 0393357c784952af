"""The verbs of a meeting while it goes on: who is there, as what, from when to when."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from meetings import audit
from meetings.audit import Actor
from meetings.lifecycle import Refused
from meetings.locking import lock
from meetings.models import Meeting, MeetingState, Membership, MembershipKind, Person, User
from meetings.wording import page_time
from meetings.workflow import record_held
from minutes.attendance.movements import check_time, record_movement
from minutes.attendance.roll import IN_THE_CHAIR, deputy_of, is_vacant, read_roll, same
from minutes.models import Attendance, Ballot, Capacity, Declaration, Minutes, Movement
from minutes.workflow import start_minutes
from minutes.writing.drafts import locked_draft

Kind, Mode = Attendance.Kind, Attendance.Mode
HEADINGS = {
    Capacity.MEMBER: "Members",
    Capacity.DEPUTY: "Members",
    Capacity.CO_OPTED: "Members",
    Capacity.OFFICER: "Officers",
    Capacity.OBSERVER: "Observers",
}
ASIDE = 10_000  # beyond every position
SITS_ON_THE_BOARD = (Capacity.MEMBER, Capacity.DEPUTY, Capacity.CO_OPTED)
NOT_YET = {
    MeetingState.DRAFT: "This meeting is a draft: publish its agenda first.",
    MeetingState.CALLED: "Publish the agenda of this meeting first.",
    MeetingState.CANCELLED: "This meeting was cancelled. If it is held after all, reinstate it.",
    MeetingState.POSTPONED: "This meeting was postponed: open the one that is held in its place.",
}


def why_not_yet(meeting: Meeting) -> str:
    """Why nothing can be recorded at a meeting, and what to do; empty where it can.

    On its day a meeting goes ahead even where its agenda was not published.
    """
    if meeting.state == MeetingState.CALLED and meeting.date <= timezone.localdate():
        return ""
    return NOT_YET.get(meeting.state, "")


def open_minutes(meeting: Meeting, *, by: Actor) -> Minutes:
    """The draft minutes of a meeting, begun if there are none, with the quorum of its board.

    Raises Refused before the agenda is published, and where the meeting is off.
    """
    if sentence := why_not_yet(meeting):
        raise Refused(sentence)
    with transaction.atomic():
        meeting = lock(meeting, "board")
        found = Minutes.objects.select_related("meeting__board").filter(meeting=meeting)
        stored: Minutes | None = found.first()
        if stored is None:
            return start_minutes(Minutes(meeting=meeting, quorum=meeting.board.quorum), by=by)
        if stored.quorum is None and stored.opened_at is None and not stored.attendances.exists():
            stored.quorum = meeting.board.quorum
            stored.save(update_fields=["quorum"])
    return stored


def begin_meeting(minutes: Minutes, *, at: dt.datetime | None = None, by: Actor) -> Minutes:
    """Record when the meeting began (aware; default now), or set that time right.

    Minutes that were drafted before get the quorum of their board.
    """
    with transaction.atomic():
        locked = locked_draft(minutes)
        locked.opened_at = None
        when = at or timezone.now()
        check_time(locked, when)
        if Movement.objects.filter(attendance__minutes=locked, at__lt=when).exists():
            raise Refused(f"Somebody came or went before {page_time(when)}: enter an earlier time.")
        if locked.quorum is None:
            locked.quorum = locked.meeting.board.quorum
            locked.save(update_fields=["quorum"])
        return _timed(locked, "begin", by, opened_at=when)


def end_meeting(minutes: Minutes, *, at: dt.datetime | None = None, by: User) -> Minutes:
    """Record when the meeting ended (aware; default now), and that it was held.

    Seats that nobody holds count as not required. Raises Refused before the meeting has begun.
    """
    with transaction.atomic():
        locked = locked_draft(minutes)
        if locked.opened_at is None:
            raise Refused("Record first when the meeting began.")
        locked.ended_at = None
        when = at or timezone.now()
        check_time(locked, when)
        if Movement.objects.filter(attendance__minutes=locked, at__gt=when).exists():
            raise Refused(f"Somebody came or went after {page_time(when)}: enter a later time.")
        for line in read_roll(locked):
            if line.vacant and not line.recorded:
                mark(line.attendance, kind=Kind.NOT_REQUIRED, by=by)
        _timed(locked, "end", by, ended_at=when)
        if locked.meeting.state == MeetingState.AGENDA_PUBLISHED:
            record_held(locked.meeting, by=by)
    return locked


def resume_meeting(minutes: Minutes, *, by: Actor) -> Minutes:
    """Take back that the meeting ended."""
    with transaction.atomic():
        locked = locked_draft(minutes)
        return _timed(locked, "take back the end of", by, ended_at=None)


def mark(
    attendance: Attendance,
    *,
    kind: str,
    mode: str = Mode.IN_ROOM,
    by: Actor,
) -> Attendance:
    """Record of somebody on the roll whether they are there, and how; or change it.

    The chair of the board presides when they are there, until somebody else takes the chair.

    Raises Refused for a seat that nobody holds, a second person in a seat, and somebody of whom
    the minutes tell that they were there.
    """
    with transaction.atomic():
        minutes = locked_draft(attendance.minutes)
        record = _as_stored(minutes, attendance)
        if record.pk and (record.kind, record.mode) == (kind, mode):
            return record
        record.kind, record.mode = kind, mode
        _check(record)
        if not record.is_present and record.role == IN_THE_CHAIR:
            _leave_chair(minutes, record)
        _store(record)
        audit.record("mark", record, by=by, kind=kind, mode=mode if record.is_present else "")
        if record.is_present and not minutes.chair_name and _is_chair(record):
            _preside(minutes, record)
        _put_in_order(minutes)
        record.refresh_from_db(fields=["position", "group", "role"])
    return record


def unmark(attendance: Attendance, *, by: Actor) -> None:
    """Take a name off the list, as if it had not been recorded."""
    with transaction.atomic():
        minutes = locked_draft(attendance.minutes)
        record = minutes.attendances.select_related("minutes").filter(pk=attendance.pk).first()
        if record is None:
            return
        _nothing_hangs_on(record)
        if record.role == IN_THE_CHAIR:
            _leave_chair(minutes, record)
        audit.record("take off the list", record, by=by)
        record.delete()
        _put_in_order(minutes)


def record_apologies(minutes: Minutes, *, by: Actor) -> int:
    """Record the apologies sent beforehand, of those of whom nothing is recorded; how many."""
    with transaction.atomic():
        locked = locked_draft(minutes)
        waiting = [each for each in read_roll(locked) if each.sent_apologies and not each.recorded]
        for line in waiting:
            mark(line.attendance, kind=Kind.APOLOGIES, by=by)
    return len(waiting)


def add_attendee(
    minutes: Minutes,
    *,
    name: str,
    capacity: str,
    organisation_or_post: str = "",
    person: Person | None = None,
    votes: bool = False,
    mode: str = Mode.IN_ROOM,
    by: Actor,
) -> Attendance:
    """Record somebody as present whom the roll does not expect.

    Raises Refused for a name on the roll already, and for a vote of anybody but a member.
    """
    with transaction.atomic():
        locked = locked_draft(minutes)
        if not name.strip():
            raise Refused("Enter the name as it is to be printed.")
        if votes and capacity not in SITS_ON_THE_BOARD:
            raise Refused("Only members vote: choose “Member” or “Co-opted member”.")
        attendance = Attendance(
            minutes=locked,
            name=name.strip(),
            capacity=capacity,
            organisation_or_post=organisation_or_post.strip(),
            person=person,
            votes=votes,
        )
        _is_new(locked, attendance)
        return mark(attendance, kind=Kind.PRESENT, mode=mode, by=by)


def stand_in(
    principal: Attendance,
    *,
    name: str = "",
    person: Person | None = None,
    organisation_or_post: str = "",
    mode: str = Mode.IN_ROOM,
    by: Actor,
) -> Attendance:
    """Record a deputy as present in somebody's seat, with their vote; they send apologies.

    Raises Refused while the principal is there, and for somebody who is there already.
    """
    with transaction.atomic():
        minutes = locked_draft(principal.minutes)
        given = name.strip() or (person.name if person else "")
        if not given:
            raise Refused(f"Choose who stands in for {principal}, or enter their name.")
        holder = _as_stored(minutes, principal)
        if holder.pk is None and not is_vacant(holder):
            holder = mark(holder, kind=Kind.APOLOGIES, by=by)
        deputy = deputy_of(holder, name=given, person=person)
        deputy.organisation_or_post = organisation_or_post.strip()
        line = next((each for each in read_roll(minutes) if same(each.attendance, deputy)), None)
        if line and line.attendance.representing != holder.name:
            raise Refused(f"{given} is on the list already: take them off it first.")
        return mark(deputy, kind=Kind.PRESENT, mode=mode, by=by)


def move(
    attendance: Attendance, *, arrives: bool, at: dt.datetime | None = None, by: Actor
) -> Movement:
    """Record that somebody came or went at a time; whoever comes late is recorded as present.

    Raises Refused for a time outside the meeting, or where they were there, or away, already.
    """
    with transaction.atomic():
        record = _as_stored(locked_draft(attendance.minutes), attendance)
        if arrives and (record.pk is None or not record.is_present):
            record = mark(record, kind=Kind.PRESENT, by=by)
        return record_movement(record, arrives=arrives, at=at, by=by)


def take_chair(attendance: Attendance, *, by: Actor) -> Attendance:
    """Record that somebody presides, in place of whoever did before."""
    with transaction.atomic():
        minutes = locked_draft(attendance.minutes)
        record = _as_stored(minutes, attendance)
        if record.pk is None or not record.is_present:
            raise Refused(f"{attendance} is not recorded as present: record that first.")
        if record.capacity not in SITS_ON_THE_BOARD:
            raise Refused("Only a member of the board can take the chair.")
        _preside(minutes, record)
        audit.record("take the chair", record, by=by)
        _put_in_order(minutes)
    return record


def count_public(minutes: Minutes, *, count: int | None, note: str = "", by: Actor) -> Minutes:
    """Record how many of the public were there, and the words printed below those present."""
    with transaction.atomic():
        locked = locked_draft(minutes)
        locked.public_count, locked.note = count, note.strip()
        locked.save(update_fields=["public_count", "note"])
        audit.record("count the public at", locked, by=by, count=count)
    return locked


def _timed(minutes: Minutes, verb: str, by: Actor, **times: dt.datetime | None) -> Minutes:
    for field, at in times.items():
        setattr(minutes, field, at)
    minutes.save(update_fields=list(times))
    said = [page_time(at) for at in times.values() if at]
    audit.record(verb, minutes, by=by, at=said)
    return minutes


def _as_stored(minutes: Minutes, attendance: Attendance) -> Attendance:
    """What is recorded of somebody by now, or what would be, of the locked minutes."""
    stored = minutes.attendances.select_related("seat").order_by("pk")
    found = next((each for each in stored if same(each, attendance)), attendance)
    found.minutes = minutes
    return found


def _is_new(minutes: Minutes, attendance: Attendance) -> None:
    """Refuse a second line for somebody."""
    if any(same(each.attendance, attendance) for each in read_roll(minutes)):
        raise Refused(f"{attendance} is on the list already: record them there.")


def _check(record: Attendance) -> None:
    if is_vacant(record) and record.kind != Kind.NOT_REQUIRED:
        raise Refused(
            f"Nobody holds the seat “{record}”: choose who stands in, or press “Not required”."
        )
    if not record.is_present and record.pk:
        _nothing_hangs_on(record)
    elif record.is_present:
        _seat_is_free(record)


def _nothing_hangs_on(record: Attendance) -> None:
    """Refuse to say of somebody that they were not there when the minutes tell otherwise."""
    if Movement.objects.filter(attendance=record).exists():
        raise Refused(f"{record} came or went at a time: take that back first.")
    if Declaration.objects.filter(attendance=record).exists():
        raise Refused(f"{record} declared an interest: withdraw that first.")
    if Ballot.objects.filter(attendance=record).exists():
        raise Refused(f"{record} voted: change that vote first.")


def _seat_is_free(record: Attendance) -> None:
    """Refuse a second person in a seat, unless the first has left."""
    if record.seat_id is None:
        return
    others = Attendance.objects.filter(
        minutes=record.minutes, seat=record.seat_id, kind=Kind.PRESENT
    )
    for other in others.exclude(pk=record.pk).prefetch_related("movements"):
        moves = list(other.movements.all())
        if not moves or moves[-1].arrives:
            raise Refused(
                f"{other} sits in that seat: record first that they left or are not here."
            )


def _store(record: Attendance) -> None:
    if record.pk is None:
        last = record.minutes.attendances.order_by("-position").first()
        record.position = last.position + 1 if last else 1
    record.full_clean(exclude=["minutes"])
    record.save()


def _is_chair(record: Attendance) -> bool:
    meeting = record.minutes.meeting
    held = Membership.objects.on(meeting.date).filter(board=meeting.board_id)
    return bool(held.filter(person=record.person_id, kind=MembershipKind.CHAIR).exists())


def _preside(minutes: Minutes, record: Attendance) -> None:
    minutes.attendances.filter(role=IN_THE_CHAIR).update(role="")
    record.role = IN_THE_CHAIR
    record.save(update_fields=["role"])
    minutes.chair_name = record.name
    minutes.save(update_fields=["chair_name"])


def _leave_chair(minutes: Minutes, record: Attendance) -> None:
    record.role = ""
    minutes.chair_name = ""
    minutes.save(update_fields=["chair_name"])


def _put_in_order(minutes: Minutes) -> None:
    """Number the list as it is printed, and set the heading each name stands under."""
    names = [each.attendance for each in read_roll(minutes) if each.recorded]
    presenting = [each for each in names if each.capacity == Capacity.PRESENTER and each.is_present]
    presenters = "Report Presenter" if len(presenting) == 1 else "Report Presenters"
    before = [(each.position, each.group) for each in names]
    for position, each in enumerate(names, start=1):
        each.position = position
        if each.capacity:
            each.group = HEADINGS.get(each.capacity, presenters)
    if before == [(each.position, each.group) for each in names]:
        return
    # Two names never have one position, not for a moment: all step aside first.
    minutes.attendances.update(position=F("position") + ASIDE)
    Attendance.objects.bulk_update(names, ["position", "group"])
