"""The verbs of who sits where: somebody comes, follows another, or leaves."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from meetings.audit import Actor
from meetings.boards import add_seat, appoint, change_membership, change_seat
from meetings.lifecycle import Refused
from meetings.models import Membership, MembershipKind, Person, Seat
from meetings.people import add_person, said_plainly

CLASHES = {
    "person_not_twice_on_a_board_at_once": "{who} is on the board on one of these days already: "
    "end that place first.",
    "seat_held_by_one_at_a_time": "{holder} holds the seat “{seat}” on one of these days: end that "
    "place first, or say that {who} follows.",
    "one_chair_at_a_time": "{chair} is the chair on one of these days: change that first.",
    "observers_do_not_vote": "{who} is an observer, and observers do not vote.",
}


def put_seat(seat: Seat, *, by: Actor) -> Seat:
    """Store a new seat last, or a changed one. Raises Refused where it cannot be."""
    try:
        if seat.pk:
            return change_seat(seat, by=by)
        seat.position = seat.board.seats.count() + 1
        return add_seat(seat, by=by)
    except ValidationError as error:
        raise said_plainly(error) from error


def seat_somebody(
    membership: Membership, *, name: str, person: Person | None, follows: bool, by: Actor
) -> Membership:
    """Put somebody known, or somebody new of a name, on a board.

    Who `follows` ends the present holder's place the day before. All of it happens or none.

    Raises Refused, in a sentence that names both, where two would hold one place at once.
    """
    try:
        with transaction.atomic():
            if follows:
                _end_holder(membership, by=by)
            membership.person = person or add_person(name, by=by)
            return appoint(membership, by=by)
    except (ValidationError, IntegrityError) as error:
        raise _clash(error, membership, name) from error


def change_place(membership: Membership, *, by: Actor) -> Membership:
    """Store what changed of somebody's place. Raises Refused as `seat_somebody` does."""
    try:
        with transaction.atomic():
            return change_membership(membership, by=by)
    except (ValidationError, IntegrityError) as error:
        raise _clash(error, membership, membership.person.name) from error


def end_place(membership: Membership, *, last_day: dt.date, by: Actor) -> Membership:
    """Let somebody's place end with a day. Raises Refused for a day before it began."""
    membership.ended_on = last_day
    return change_place(membership, by=by)


def _end_holder(coming: Membership, *, by: Actor) -> None:
    held = _others_in_seat(coming)
    for holder in held:
        if holder.started_on < coming.started_on:
            end_place(holder, last_day=coming.started_on - dt.timedelta(days=1), by=by)


def _others_in_seat(membership: Membership) -> list[Membership]:
    """Whose days in the seat meet those of a membership; deputies hold none."""
    if membership.seat is None:
        return []
    held = membership.seat.memberships.exclude(pk=membership.pk).select_related("person")
    return meeting_days(membership, list(held.exclude(kind=MembershipKind.DEPUTY)))


def meeting_days(membership: Membership, others: list[Membership]) -> list[Membership]:
    """Those of the others that share a day with a membership."""
    first, last = membership.started_on, membership.ended_on or dt.date.max
    return [
        each
        for each in others
        if each.started_on <= last and (each.ended_on or dt.date.max) >= first
    ]


def _clash(error: Exception, membership: Membership, who: str) -> Refused:
    said = " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
    found = next((words for name, words in CLASHES.items() if name in said), "")
    if not found:
        return Refused(said if isinstance(error, ValidationError) else "That cannot be stored.")
    chairs = membership.board.memberships.filter(kind=MembershipKind.CHAIR)
    others = chairs.exclude(pk=membership.pk).select_related("person")
    chair = meeting_days(membership, list(others))
    holder = _others_in_seat(membership)
    return Refused(
        found.format(
            who=who,
            seat=membership.seat.title if membership.seat else "",
            holder=holder[0].person if holder else "Somebody",
            chair=chair[0].person if chair else "Somebody",
        )
    )
