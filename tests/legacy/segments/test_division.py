"""Files of every kind: minutes alone, several sets, an agenda alone, numbers of every form."""

from __future__ import annotations

import datetime as dt

import pytest

from rotherham_hwb.legacy.facts import MinutesSet, Unreadable
from tests.legacy.packs import read

HEAD = "SANDBANK PARISH COUNCIL\nMinutes of the meeting held on Monday 6 May 2019\n\n"
PRESENT = "Present: Cllr Ada Moss (Chair), Cllr Col Reed and Cllr Dot Finch\n\n"


def _numbers(found: MinutesSet) -> list[tuple[str, str]]:
    return [(each.number.value, each.title.value if each.title else "") for each in found.minutes]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("70/17", "71/17"),
        ("GBP/1920/01", "GBP/1920/02"),
        ("60.0", "61.0"),
        ("FC39/14", "FC40/14"),
        ("2629.", "2630."),
        ("1.", "2."),
        ("19/05/3", "19/05/4"),
    ],
)
def test_minutes_alone_are_read_whatever_the_form_of_their_numbers(first: str, second: str) -> None:
    pack = read(
        f"{HEAD}{PRESENT}{first}  The old slipway\n\nIt was walked over.\n\n"
        f"{second}  2018 buoys: what became of them\n\nIt was agreed that they be painted.\n"
    )
    (found,) = pack.minutes
    assert pack.agenda == ()
    assert _numbers(found) == [
        (first.rstrip("."), "The old slipway"),
        (second.rstrip("."), "2018 buoys: what became of them"),
    ]
    assert found.minutes[1].resolutions[0].text.value == "It was agreed that they be painted."


def test_roman_numbers_head_minutes_in_capitals() -> None:
    (found,) = read(
        f"{HEAD}{PRESENT}I   THE SLIPWAY\n\nIt was seen.\n\nII  THE BUOYS\n\nThey float.\n"
    ).minutes
    assert _numbers(found) == [("I", "THE SLIPWAY"), ("II", "THE BUOYS")]


def test_a_number_may_stand_under_its_title() -> None:
    (found,) = read(
        f"{HEAD}{PRESENT}The old slipway\n(Item 1)\n\n1. It was seen.\n2. It is steep.\n\n"
        "3 buoys, and where they\nare kept\n(Item 2)\n\nRESOLVED that they be painted.\n"
    ).minutes
    assert _numbers(found) == [("1", "The old slipway"), ("2", "3 buoys, and where they are kept")]
    assert found.minutes[0].title is not None
    assert found.minutes[0].title.line < found.minutes[0].number.line


def test_a_title_may_stand_above_a_number_that_goes_on_into_the_text() -> None:
    (found,) = read(
        f"{HEAD}{PRESENT}THE OLD SLIPWAY\n\nSP4/19 The members walked over it on a wet day.\n\n"
        "BUOYS\n\nSP5/19 RESOLVED – That the buoys be painted.\n"
    ).minutes
    assert _numbers(found) == [("SP4/19", "THE OLD SLIPWAY"), ("SP5/19", "BUOYS")]


def test_several_minutes_in_one_paragraph_are_told_apart() -> None:
    (found,) = read(
        f"{HEAD}{PRESENT}7/19 Slipway matters The slipway was seen. 8/19 Buoys: They float. "
        "9/19 Any letters None had come, as 8/19 foretold.\n"
    ).minutes
    assert [number for number, _ in _numbers(found)] == ["7/19", "8/19", "9/19"]


def test_attendance_may_be_the_first_minute() -> None:
    (found,) = read(
        "SANDBANK PARISH COUNCIL\nMinutes of the meeting held on Monday 6 May 2019\n\n"
        "12. Those attending: Cllr Ada Moss (Chair), Cllr Col Reed and Dot Finch (Clerk).\n\n"
        "13. The slipway: It was seen by all who came.\n"
    ).minutes
    assert [person.name.value for person in found.present] == [
        "Cllr Ada Moss",
        "Cllr Col Reed",
        "Dot Finch",
    ]
    assert _numbers(found) == [("12", "Those attending"), ("13", "The slipway")]


def test_sets_that_go_on_in_number_are_told_apart_by_their_heads() -> None:
    second = HEAD.replace("6 May", "3 June")
    pack = read(
        f"{HEAD}{PRESENT}11. Slipway\n\nSeen.\n\n12. Buoys\n\nAfloat.\n\n"
        f"{second}{PRESENT}13. Slipway again\n\nSeen.\n\n14. Buoys again\n\nAfloat.\n"
    )
    assert [found.date.value.month for found in pack.minutes if found.date] == [5, 6]
    assert [[n for n, _ in _numbers(found)] for found in pack.minutes] == [
        ["11", "12"],
        ["13", "14"],
    ]


def test_a_day_without_a_year_takes_the_one_that_its_weekday_fits() -> None:
    (found,) = read(
        "SANDBANK PARISH COUNCIL\nMeeting on Monday 6th May\n\n"
        f"{PRESENT}1. Slipway\n\nSeen, as in 2018.\n\n2. Next time\n\n3 June 2019\n"
    ).minutes
    assert found.date is not None
    assert found.date.value == dt.date(2019, 5, 6)


def test_an_agenda_is_no_set_of_minutes_though_it_lists_the_members() -> None:
    pack = read(
        "SANDBANK PANEL\n\nFriday, 7th June 2019 at 2.00 pm\n\n"
        "The panel has three members: Councillors Moss (Chair), Reed and Finch\n\n"
        "1. Members away\n\n2. Slipway (Pages 3 - 4)\n\n3. Buoys (Pages 5 - 6)\n"
    )
    assert [item.number.value for item in pack.agenda] == ["1", "2", "3"]
    assert pack.minutes == ()
    assert len(pack.header.membership) == 3


def test_the_list_inside_a_minute_is_no_run_of_minutes() -> None:
    (found,) = read(
        f"{HEAD}{PRESENT}41. Slipway\n\nMembers asked:\n\n1. Is it steep?\n\n2. Is it wet?\n\n"
        "3. Who fell?\n\n42. Buoys\n\nThey float.\n"
    ).minutes
    assert [number for number, _ in _numbers(found)] == ["41", "42"]


def test_what_stands_between_the_halves_of_a_sentence_is_the_pages_and_not_the_texts() -> None:
    pack = read(
        f"{HEAD}{PRESENT}1. Slipway\n\nThe members walked over it and found that it was\n"
        "                    Sandbank council, May                     3\n"
        "\f                   Record of a walk\n\nsteep in the wet.\n\n2. Buoys\n\nAfloat.\n"
    )
    gone = [pack.source[number - 1].strip() for number in sorted(pack.furniture)]
    assert gone[-2:] == ["Sandbank council, May                     3", "Record of a walk"]


def test_a_file_that_is_none_of_these_is_refused_in_a_sentence() -> None:
    with pytest.raises(Unreadable, match=r"no agenda, no minutes and no cover"):
        read("Dear all,\n\nI shall not come.\n\nYours,\nAda\n")
