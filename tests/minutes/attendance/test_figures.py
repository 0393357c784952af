"""Who came how often: the rule, at its edges, and against a table a board has printed."""

from __future__ import annotations

from typing import Any

import pytest

from minutes.attendance.figures import (
    AttendanceMark,
    FiguresLine,
    RecordedName,
    by_member,
    by_seat,
    mark_of,
    percentage,
)
from minutes.models import Attendance, Capacity
from tests.tools import shared

PRINTED = {
    "✓": AttendanceMark.PRESENT,
    "D": AttendanceMark.DEPUTY,
    "Aps": AttendanceMark.APOLOGIES,
    "X": AttendanceMark.NOT_REQUIRED,
}
APS, DEPUTY, PRESENT, OUT = (
    AttendanceMark.APOLOGIES,
    AttendanceMark.DEPUTY,
    AttendanceMark.PRESENT,
    AttendanceMark.NOT_REQUIRED,
)


@pytest.mark.parametrize(
    ("marks", "due", "share"),
    [
        ((PRESENT, PRESENT), 2, 100),
        ((PRESENT, DEPUTY), 2, 100),
        ((PRESENT, APS), 2, 50),
        ((OUT, OUT, APS, PRESENT), 2, 50),
        ((OUT, OUT), 0, None),
        ((PRESENT, AttendanceMark.ABSENT), 2, 50),
        ((PRESENT, AttendanceMark.UNKNOWN), 1, 100),
        ((PRESENT, PRESENT, APS), 3, 67),
        ((PRESENT, *[APS] * 7), 8, 13),
        ((), 0, None),
    ],
)
def test_the_share_is_of_the_meetings_at_which_somebody_was_due(
    marks: tuple[AttendanceMark, ...], due: int, share: int | None
) -> None:
    line = FiguresLine("A seat", marks)

    assert (line.due, line.percentage) == (due, share)


def test_halves_round_up() -> None:
    assert [percentage(attended, 200) for attended in (1, 3, 199)] == [1, 2, 100]


@pytest.mark.parametrize(
    ("fields", "mark"),
    [
        ({"capacity": Capacity.MEMBER}, PRESENT),
        ({"capacity": Capacity.DEPUTY}, DEPUTY),
        ({"representing": "Ada Byron"}, DEPUTY),
        ({"capacity": Capacity.OFFICER, "representing": "Legal Services"}, PRESENT),
        ({"kind": "apologies", "capacity": Capacity.DEPUTY}, APS),
        ({"kind": "absent"}, AttendanceMark.ABSENT),
        ({"kind": "not_required"}, OUT),
    ],
)
def test_a_record_becomes_a_mark(fields: dict[str, Any], mark: AttendanceMark) -> None:
    assert mark_of(Attendance(name="Somebody", **fields)) == mark


def test_a_deputy_outweighs_the_apology_of_the_seat_s_holder() -> None:
    said = [
        RecordedName(1, 7, 70, APS),
        RecordedName(1, 7, 71, DEPUTY),
        RecordedName(2, 7, 70, APS),
    ]

    assert by_seat({7: "Health"}, said, [1, 2])[0].marks == (DEPUTY, APS)
    assert by_member({70: "Ada"}, said, [1, 2])[0].marks == (DEPUTY, APS)


def test_a_deputy_counts_for_no_member_of_another_seat() -> None:
    said = [
        RecordedName(1, 7, 70, APS),
        RecordedName(1, 8, 80, APS),
        RecordedName(1, 8, 71, DEPUTY),
    ]

    assert by_member({70: "Ada"}, said, [1])[0].marks == (APS,)


def test_nobody_is_their_own_deputy_s_member() -> None:
    said = [RecordedName(1, 7, 70, APS), RecordedName(1, 7, 71, DEPUTY)]

    assert by_member({71: "Una"}, said, [1])[0].marks == (AttendanceMark.UNKNOWN,)


def test_members_without_seats_have_their_own_marks() -> None:
    said = [
        RecordedName(1, None, 70, PRESENT),
        RecordedName(1, None, 71, DEPUTY),
        RecordedName(2, None, 70, APS),
    ]

    assert by_member({70: "Ada"}, said, [1, 2])[0].marks == (PRESENT, APS)


def printed_table() -> list[list[str]]:
    """The rows of the safeguarding board's table: seat, four marks, percentage."""
    [pack] = shared("packs").glob("000_*.txt")
    rows = [line.split("\t") for line in pack.read_text().splitlines()[2973:3002]]
    return [row for row in rows if len(row) == 6 and row[-1].endswith("%")]


@pytest.mark.shared
def test_a_printed_table_of_twenty_seats_comes_out_as_printed() -> None:
    rows = printed_table()
    seats = {number: row[0] for number, row in enumerate(rows)}
    said = [
        RecordedName(meeting, seat, None, PRINTED[mark])
        for seat, row in enumerate(rows)
        for meeting, mark in enumerate(row[1:5])
    ]

    lines = by_seat(seats, said, range(4))

    assert len(lines) == 20
    assert [f"{line.percentage}%" for line in lines] == [row[5] for row in rows]
