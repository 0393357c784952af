"""What stands against a row of a table: the columns and both values, in a sentence."""

from __future__ import annotations

import datetime as dt

from meetings.models import Membership, MembershipKind, Person
from meetings.people import who_is
from meetings.seating import meeting_days
from meetings.wording import joined_with_and
from rotherham_hwb.desk.boards.members.csv_rows import COLUMNS, NEW, CsvRow

CLASHES = {
    "person_not_twice_on_a_board_at_once": "{who} would be on the board twice at once: {days}, and "
    "{other}. End the one membership before the other starts.",
    "seat_held_by_one_at_a_time": "The seat “{seat}” would have two holders at once: {days}, and "
    "{other}. End the one membership before the other starts.",
    "one_chair_at_a_time": "The board would have two chairs at once: {days}, and {other}. End the "
    "one before the other starts.",
    "observers_do_not_vote": "Role says Observer and Votes says yes, and observers do not vote: "
    "write no.",
}

ABOUT_SEAT = ("organisation", "legal_basis", "seat_votes", "seat_from", "seat_until")


def clash(message: str, row: CsvRow, at: Membership | None) -> str:
    """What the database says against a row, in words; empty where it is none of these."""
    found = next(((name, words) for name, words in CLASHES.items() if name in message), None)
    if found is None:
        return ""
    name, words = found
    days = f"From says {_day(row.starts)} and Until says {_day(row.ends)}"
    other = _other(name, at)
    return words.format(who=row.person or row.seat, seat=row.seat, days=days, other=other)


def _other(constraint: str, at: Membership | None) -> str:
    """With whom a membership clashes, and that one's days."""
    if at is None:
        return "another one has some of these days"
    held = at.board.memberships.exclude(pk=at.pk).select_related("person")
    if constraint == "person_not_twice_on_a_board_at_once":
        held = held.filter(person=at.person_id)
    elif constraint == "seat_held_by_one_at_a_time":
        held = held.filter(seat=at.seat_id).exclude(kind=MembershipKind.DEPUTY)
    else:
        held = held.filter(kind=MembershipKind.CHAIR)
    for each in meeting_days(at, list(held)):
        return f"{each.person} has it from {_day(each.started_on)} until {_day(each.ended_on)}"
    return "another one has some of these days"


def _day(day: dt.date | None) -> str:
    return f"“{day:%d/%m/%Y}”" if day else "nothing"


def otherwise(row: CsvRow, before: CsvRow) -> str:
    """What a line says of a seat that an earlier line says otherwise, column by column."""
    parts = [
        f"{COLUMNS[name]} says {_cell(getattr(row, name))} here and "
        f"{_cell(getattr(before, name))} in line {before.line}"
        for name in ABOUT_SEAT
        if getattr(row, name) != getattr(before, name)
    ]
    return f"{joined_with_and(parts)}, of the seat “{row.seat}”: change one of them."


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "“yes”" if value else "“no”"
    if isinstance(value, dt.date):
        return _day(value)
    return f"“{value}”" if value else "nothing"


def which(people: list[Person], row: CsvRow) -> str:
    """That a name is of several people, and what tells them apart."""
    known = "; ".join(f"{each.pk} is {each.name}: {who_is(each)}" for each in people[:5])
    return (
        f"Person says “{row.person}”, and more than one person is called so. Write under Person "
        f"number which one it is, or “{NEW}” for somebody else. {known}."
    )
