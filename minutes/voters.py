"""Who has a vote on a minute's business, who may move it, and who presides.

Source: LGA 1972 Sch 12; Localism Act 2011 ss.27-34 (not verified): nobody votes on a matter in
which they have a disclosable interest, without a dispensation.
"""

from __future__ import annotations

import datetime as dt

from minutes.models import Attendance, Capacity, Declaration, Minute, Minutes
from minutes.quorum import remote_counts, there_at
from minutes.times import clock

WATCHES = (Capacity.OBSERVER, Capacity.OFFICER, Capacity.PRESENTER)
IN_THE_CHAIR = "in the chair"


def why_no_vote(attendance: Attendance, minute: Minute, at: dt.datetime | None = None) -> str:
    """Why somebody has no vote on a minute's business, in a sentence; empty where they have.

    `at`: the time of the vote; unknown, it is only asked whether they left for this item.
    """
    name, meeting = attendance.name, minute.minutes.meeting
    if not attendance.is_present:
        return f"{name} is not recorded as present."
    if not attendance.votes:
        return f"{name} has no vote{_as_what(attendance)}."
    remote = attendance.mode == Attendance.Mode.REMOTE
    if remote and not remote_counts(meeting.board, meeting.date):
        return f"{name} takes part remotely, and only members in the room vote."
    return _barred(attendance, minute) or _gone(attendance, minute, at)


def presiding(minutes: Minutes) -> Attendance | None:
    """Who presided: whoever present is named as the chair, or else stands as in the Chair."""
    present = [each for each in minutes.attendances.all() if each.is_present]
    if minutes.chair_name:
        named = (each for each in present if each.name == minutes.chair_name)
        return next(named, None)
    return next((each for each in present if IN_THE_CHAIR in each.role.casefold()), None)


def may_move(attendance: Attendance, minute: Minute) -> bool:
    """Whether somebody may move or second a motion on a minute's business."""
    watches = attendance.capacity in WATCHES
    return attendance.is_present and not watches and not _barred(attendance, minute)


def _as_what(attendance: Attendance) -> str:
    if not attendance.capacity:
        return " at this meeting"
    capacity = Capacity(attendance.capacity).label.lower()
    article = "an" if capacity[0] in "aeiou" else "a"
    return f" as {article} {capacity}"


def _declared(attendance: Attendance, minute: Minute) -> list[Declaration]:
    """What somebody declared in the minute's item, in the one above it, or in all business."""
    items = {None, minute.item_id, minute.item.parent_id if minute.item else None}
    return [each for each in attendance.declarations.all() if each.item_id in items]


def _barred(attendance: Attendance, minute: Minute) -> str:
    declared = _declared(attendance, minute)
    if any(each.bars_from_voting for each in declared):
        return (
            f"{attendance.name} has declared a disclosable interest in this business, and no "
            "dispensation is recorded."
        )
    if any(each.leaves_room for each in declared):
        return f"{attendance.name} left the room for this item."
    return ""


def _gone(attendance: Attendance, minute: Minute, at: dt.datetime | None) -> str:
    movements = list(attendance.movements.all())
    if at is not None:
        there = there_at(movements, at)
        return "" if there else f"{attendance.name} was not in the room at {clock(at)}."
    own = [each for each in movements if each.item_id and each.item_id == minute.item_id]
    left = any(not each.arrives for each in own)
    return f"{attendance.name} left the room for this item." if left else ""
