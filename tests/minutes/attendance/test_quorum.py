"""Whether enough members were there: in the room, remotely, and from when to when."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from minutes.attendance import attending
from minutes.attendance.quorum import inquorate_spells, quorum_at
from minutes.models import Attendance, Minutes
from tests import factories
from tests.factories import minuting
from tests.factories.minuting import at, attendance, there

pytestmark = pytest.mark.django_db
BY = "a test"


def six_and_three(**fields: Any) -> Minutes:
    """Six members in the room and three at their screens, where seven are needed."""
    minutes = minuting.at_the_table(minuting.seated_board(9, quorum=7, **fields))
    there(minutes, *minuting.NAMES[:6])
    there(minutes, *minuting.NAMES[6:9], mode="remote")
    return minutes


def test_six_in_the_room_and_three_remote_are_no_quorum_of_seven() -> None:
    found = quorum_at(six_and_three(), at(9, 30))

    assert (found.quorate, found.counted, found.apart) == (False, 6, 3)
    assert (found.word, found.count) == ("Inquorate", "6 of 7 needed")
    assert found.remark == "3 more take part remotely and do not count."


@pytest.mark.parametrize(
    ("fields", "quorate"),
    [
        ({"remote_counts_from": dt.date(2025, 1, 22)}, True),
        ({"remote_counts_from": dt.date(2025, 1, 23)}, False),
        ({"regime": "non_statutory"}, True),
    ],
)
def test_those_remote_count_from_the_day_the_law_says_so_and_where_none_does(
    fields: dict[str, Any], quorate: bool
) -> None:
    found = quorum_at(six_and_three(**fields), at(9, 30))

    assert found.quorate is quorate
    assert found.counted == (9 if quorate else 6)


def test_only_those_with_a_vote_count() -> None:
    board = minuting.seated_board(2, quorum=3)
    minuting.member(board, "Otto Watch", kind="observer")
    minutes = minuting.at_the_table(board)
    there(minutes, "Ada Byron", "Ben Okri", "Otto Watch", "Olive Officer")

    assert quorum_at(minutes, at(9)).count == "2 of 3 needed"


def test_a_board_without_a_quorum_is_said_so() -> None:
    minutes = minuting.at_the_table(minuting.seated_board(1))
    there(minutes, "Ada Byron")
    found = quorum_at(minutes, at(9))

    assert (found.word, found.count, found.quorate) == ("No quorum set", "1 with a vote", True)
    assert inquorate_spells(minutes) == ()


def test_the_time_without_a_quorum_is_told_with_how_many_were_there() -> None:
    minutes = minuting.at_the_table(minuting.seated_board(8, quorum=7))
    there(minutes, *minuting.NAMES[:8])
    first, second = (attendance(minutes, name) for name in minuting.NAMES[:2])
    attending.move(first, arrives=False, at=at(9, 40), by=BY)
    attending.move(second, arrives=False, at=at(9, 41), by=BY)
    attending.move(first, arrives=True, at=at(10, 5), by=BY)
    minutes = attending.end_meeting(minutes, at=at(11), by=factories.officer(minutes.meeting.board))

    (spell,) = inquorate_spells(minutes)
    assert (spell.began, spell.ended) == (at(9, 41), at(10, 5))
    assert spell.sentence == (
        "The meeting was inquorate from 9.41 a.m. to 10.05 a.m.: "
        "6 of the 7 members needed were in the room."
    )


def test_spells_that_touch_are_one_and_count_the_fewest() -> None:
    minutes = minuting.at_the_table(minuting.seated_board(3, quorum=3))
    there(minutes, *minuting.NAMES[:3])
    for minute, name in ((10, "Ada Byron"), (20, "Ben Okri")):
        attending.move(attendance(minutes, name), arrives=False, at=at(12, minute), by=BY)

    (spell,) = inquorate_spells(minutes)
    assert (spell.ended, spell.fewest) == (None, 1)
    assert spell.sentence == (
        "The meeting has been inquorate since 12.10 p.m.: "
        "1 of the 3 members needed was in the room."
    )
    assert spell.told == "Inquorate since 12:10 pm: 1 of the 3 members needed was in the room."


def test_a_latecomer_makes_the_quorum() -> None:
    minutes = minuting.at_the_table(minuting.seated_board(2, quorum=2))
    there(minutes, "Ada Byron")
    late = minuting.line(minutes, "Ben Okri").attendance
    attending.move(late, arrives=True, at=at(9, 10), by=BY)

    assert not quorum_at(minutes, at(9, 9)).quorate
    assert quorum_at(minutes, at(9, 10)).quorate
    assert [(each.began, each.ended) for each in inquorate_spells(minutes)] == [(at(9), at(9, 10))]


def test_more_people_take_no_more_queries(django_assert_num_queries: Any) -> None:
    for count in (3, 30):
        minutes = minuting.at_the_table(minuting.seated_board(3, name=f"Board {count}", quorum=2))
        for number in range(count):
            Attendance.objects.create(minutes=minutes, position=number, name=f"Member {number}")
        with django_assert_num_queries(2):
            inquorate_spells(minutes)
