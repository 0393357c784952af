"""Who has a vote on a minute's business, who may move it, and who presides.

Source: LGA 1972 Sch 12; Localism Act 2011 ss.27-34 (not verified): nobody votes on a matter in
which they have a disclosable interest, without a dispensation.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from meetings.wording import page_time
from minutes.attendance.quorum import Quorum, quorum_of, remote_counts, there_at
from minutes.models import Attendance, Capacity, Declaration, Minute, Minutes, Vote
from minutes.writing.sub_items import is_minuted_in_parent

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


def people_of(minutes: Minutes) -> list[Attendance]:
    """All on the list, with what decides whether they have a vote."""
    with_all = ("movements", "declarations__item__parent")
    return list(minutes.attendances.select_related("seat").prefetch_related(*with_all))


def name_apart(one: Attendance, people: Sequence[Attendance]) -> str:
    """Somebody's name, and what they are where another of these people is called the same."""
    if sum(each.name == one.name for each in people) < 2:
        return one.name
    told = one.organisation_or_post or (one.seat.title if one.seat else "")
    return f"{one.name} ({told})" if told else one.name


def able_to_vote(
    people: Sequence[Attendance], minute: Minute, at: dt.datetime | None
) -> list[Attendance]:
    return [each for each in people if not why_no_vote(each, minute, at)]


def quorum_for(people: Sequence[Attendance], minute: Minute, at: dt.datetime | None) -> Quorum:
    """Whether enough were there as a minute's business was voted on.

    Whoever left the room for an interest in it is out, whatever else is known of them. `at`:
    the time of the vote; unknown, all count who came at all and did not leave for this item.
    """
    there = (each for each in people if each.is_present and not _gone(each, minute, at))
    return quorum_of(minute.minutes, [each for each in there if not _left_for(each, minute)])


def impossible_vote(minutes: Minutes) -> str:
    """Why a recorded vote cannot have been, by what is recorded by now, in a sentence; or empty.

    Interests, times and the attendance may be recorded after the vote they bear on.
    """
    people = people_of(minutes)
    votes = Vote.objects.filter(minute__minutes=minutes).order_by("minute__position", "position")
    with_all = votes.select_related("minute__item__parent", "item__parent")
    for vote in with_all.prefetch_related("ballots"):
        vote.minute.minutes = minutes
        if vote.item is not None:
            vote.minute.item = vote.item
        if why := _cannot_be(vote, people):
            return f"{why} Correct the vote on “{vote.motion}”, or what is recorded of them."
    return ""


def may_move(attendance: Attendance, minute: Minute) -> bool:
    """Whether somebody may move or second a motion on a minute's business."""
    watches = attendance.capacity in WATCHES
    return attendance.is_present and not watches and not _barred(attendance, minute)


def _cannot_be(vote: Vote, people: Sequence[Attendance]) -> str:
    by_pk = {each.pk: each for each in people}
    cast = [by_pk[each.attendance_id] for each in vote.ballots.all()]
    chair = presiding(vote.minute.minutes) if vote.casting else None
    for each in [*cast, *(by_pk[chair.pk] for chair in [chair] if chair)]:
        if why := why_no_vote(each, vote.minute, vote.at):
            return why
    movers = {each.name for each in people if may_move(each, vote.minute)}
    for name in filter(None, (vote.moved_by, vote.seconded_by)):
        if name not in movers:
            return f"{name} may not move or second this business."
    counted = sum(each or 0 for each in (vote.in_favour, vote.against, vote.abstained))
    able = len(able_to_vote(people, vote.minute, vote.at))
    return f"{counted} votes are counted, but {able} may vote." if counted > able else ""


def _as_what(attendance: Attendance) -> str:
    if not attendance.capacity:
        return " at this meeting"
    capacity = attendance.capacity.label.lower()
    article = "an" if capacity[0] in "aeiou" else "a"
    return f" as {article} {capacity}"


def _declared(attendance: Attendance, minute: Minute) -> list[Declaration]:
    """What somebody declared in the minute's business, in the item above it, or in all business."""
    return [each for each in attendance.declarations.all() if _concerns(each, minute)]


def _concerns(declared: Declaration, minute: Minute) -> bool:
    item = declared.item
    if item is None or item.pk == minute.item_id:
        return True
    if minute.item is None:
        return False
    return item.pk == minute.item.parent_id or (
        item.parent_id == minute.item_id and is_minuted_in_parent(item)
    )


def _barred(attendance: Attendance, minute: Minute) -> str:
    declared = _declared(attendance, minute)
    if any(each.bars_from_voting for each in declared):
        return (
            f"{attendance.name} has declared a disclosable interest in this business, and no "
            "dispensation is recorded."
        )
    if _left_for(attendance, minute):
        return f"{attendance.name} left the room for this item."
    return ""


def _left_for(attendance: Attendance, minute: Minute) -> bool:
    return any(each.leaves_room for each in _declared(attendance, minute))


def _gone(attendance: Attendance, minute: Minute, at: dt.datetime | None) -> str:
    movements = list(attendance.movements.all())
    if at is not None:
        there = there_at(movements, at)
        return "" if there else f"{attendance.name} was not in the room at {page_time(at)}."
    own = [each for each in movements if each.item_id and each.item_id == minute.item_id]
    left = any(not each.arrives for each in own)
    return f"{attendance.name} left the room for this item." if left else ""
