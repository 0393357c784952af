"""A board around its table, for tests of what is recorded at a meeting."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from meetings.access import RoleKind
from meetings.models import Board, Meeting, Membership, Person, Seat, User
from minutes.attendance import attending
from minutes.attendance.roll import RollLine, read_roll
from minutes.models import Attendance, Minutes
from tests import factories

DAY = dt.date(2025, 1, 22)
NAMES = (
    *("Ada Byron", "Ben Okri", "Cora Lind", "Dev Rao", "Eve Moss", "Finn Hale", "Gwen Orr"),
    *("Hugo Pike", "Iris Bell", "Jack Dunn", "Kay Ross", "Leo Hart"),
)


def at(hour: int, minute: int = 0, *, day: dt.date = DAY) -> dt.datetime:
    """A time of the day of the meeting, in London."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time(hour, minute)))


def seat(board: Board, title: str = "", **fields: Any) -> Seat:
    position = board.seats.count() + 1
    return Seat.objects.create(
        board=board, title=title or f"Seat {position}", position=position, **fields
    )


def member(
    board: Board, name: str, *, kind: str = "member", seat: Seat | None = None, **fields: Any
) -> Person:
    """Somebody on a board, in the seat where one is given."""
    person = Person.objects.create(name=name, sort_name=name)
    fields.setdefault("started_on", factories.LONG_AGO)
    if kind == "observer":
        fields.setdefault("votes", False)
    Membership.objects.create(board=board, person=person, kind=kind, seat=seat, **fields)
    return person


def seated_board(count: int = 3, *, name: str = "Harbour Board", **fields: Any) -> Board:
    """A board with as many seats as members, the first of them its chair."""
    board = factories.board(name, **fields)
    for number in range(count):
        who = NAMES[number] if number < len(NAMES) else f"Member {number + 1}"
        kind = "member" if number else "chair"
        member(board, who, kind=kind, seat=seat(board))
    return board


def at_the_table(
    board: Board, *, by: User | None = None, begun: bool = True, items: int = 1, **fields: Any
) -> Minutes:
    """The minutes of a meeting of the board whose agenda is out, begun at nine o'clock."""
    by = by or factories.officer(board)
    meeting = factories.meeting(
        board, state="agenda_published", by=by, date=DAY, items=items, **fields
    )
    minutes = attending.open_minutes(meeting, by=by)
    return attending.begin_meeting(minutes, at=at(9), by=by) if begun else minutes


def line(minutes: Minutes, name: str) -> RollLine:
    """Somebody's line on the roll."""
    return next(each for each in read_roll(minutes) if each.attendance.name == name)


def there(minutes: Minutes, *names: str, mode: str = "in_room", by: str = "a test") -> None:
    """Record people on the roll as present."""
    for name in names:
        attending.mark(line(minutes, name).attendance, kind="present", mode=mode, by=by)


def attendance(minutes: Minutes, name: str) -> Attendance:
    """What is recorded of somebody."""
    return minutes.attendances.get(name=name)


def sent_apologies(meeting: Meeting, name: str, *, deputy: Person | None = None) -> None:
    """Apologies of a member with this name, sent before the meeting."""
    person = Person.objects.get(name=name)
    user = factories.user(name, board=meeting.board, role=RoleKind.MEMBER)
    meeting.apologies.create(user=user, person=person, deputy=deputy)
