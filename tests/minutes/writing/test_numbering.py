"""Numbers of minutes: on through a series, for good, and one officer after the other."""

from __future__ import annotations

import datetime as dt

import pytest

from meetings.agenda import Way
from meetings.lifecycle import Refused
from meetings.models import Board, User
from minutes.models import Minute, Minutes
from minutes.workflow import return_minutes, send_to_chair, start_minutes
from minutes.writing.entries import add_entry, move_entry, remove_entry
from minutes.writing.numbering import planned_numbers, series_for, unnumbered_before
from tests import factories
from tests.at_once import at_once

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@pytest.fixture
def board() -> Board:
    return factories.board("Harbour Board")


@pytest.fixture
def olive(board: Board) -> User:
    return factories.officer(board)


def draft(board: Board, olive: User, day: dt.date, titles: str) -> Minutes:
    """Draft minutes with an entry for each letter."""
    meeting = factories.meeting(board, by=olive, date=day, state="held")
    minutes = start_minutes(Minutes(meeting=meeting), by=olive)
    for title in titles:
        add_entry(minutes, title=title, by=olive)
    return minutes


def numbers(minutes: Minutes) -> str:
    return " ".join(each.number + each.title for each in minutes.entries.order_by("position"))


def entry(minutes: Minutes, title: str) -> Minute:
    return minutes.entries.get(title=title)


MAY, JULY, MARCH = dt.date(2024, 5, 22), dt.date(2024, 7, 10), dt.date(2025, 3, 5)


def test_numbers_are_fixed_on_the_way_to_the_chair_and_go_on_in_the_series(
    board: Board, olive: User
) -> None:
    first, second = draft(board, olive, MAY, "abc"), draft(board, olive, MARCH, "de")
    assert numbers(first) == "a b c"

    send_to_chair(first, by=olive)
    planned = list(planned_numbers(second).values())
    send_to_chair(second, by=olive)

    assert numbers(first) == "1a 2b 3c"
    assert planned == ["4", "5"]
    assert numbers(second) == "4d 5e"
    assert set(second.entries.values_list("series", flat=True)) == {"2024/25"}


def test_numbers_go_on_from_the_highest_there_is_whatever_it_is_printed_with(
    board: Board, olive: User
) -> None:
    old = draft(board, olive, MAY, "")
    factories.minute(old, "old", number="18A")
    factories.minute(old, "odd", number="IV")
    minutes = draft(board, olive, JULY, "ab")

    send_to_chair(minutes, by=olive)

    assert numbers(minutes) == "19a 20b"


@pytest.mark.parametrize(
    ("kind", "started", "day", "series"),
    [
        ("municipal_year", None, dt.date(2024, 4, 30), "2023/24"),
        ("municipal_year", None, dt.date(2024, 5, 1), "2024/25"),
        ("municipal_year", dt.date(2023, 5, 20), dt.date(2024, 5, 19), "2023/24"),
        ("municipal_year", dt.date(2023, 5, 20), dt.date(2024, 5, 20), "2024/25"),
        ("continuous", None, dt.date(2024, 5, 1), ""),
    ],
)
def test_a_series_turns_on_the_day_that_the_board_says(
    kind: str, started: dt.date | None, day: dt.date, series: str
) -> None:
    board = factories.board(minute_series=kind, series_started_on=started)
    minutes = Minutes(meeting=factories.meeting(board, date=day))

    assert series_for(minutes) == series


def test_a_board_that_numbers_from_1_at_each_meeting_does_so(olive: User) -> None:
    board = factories.board(minute_series="per_meeting")
    one, other = draft(board, olive, MAY, "ab"), draft(board, olive, JULY, "c")

    send_to_chair(one, by=olive)
    send_to_chair(other, by=olive)

    assert (numbers(one), numbers(other)) == ("1a 2b", "1c")


def test_returned_minutes_keep_their_numbers(board: Board, olive: User) -> None:
    minutes = draft(board, olive, MAY, "ab")
    send_to_chair(minutes, by=olive)
    return_minutes(minutes, by=olive, reason="A name is wrong.")

    assert numbers(minutes) == "1a 2b"


def test_an_entry_added_to_the_last_minutes_of_the_series_renumbers_them(
    board: Board, olive: User
) -> None:
    send_to_chair(draft(board, olive, MAY, "ab"), by=olive)
    last = draft(board, olive, JULY, "cd")
    send_to_chair(last, by=olive)
    return_minutes(last, by=olive, reason="Something is missing.")
    add_entry(last, title="x", after=entry(last, "c"), by=olive)

    send_to_chair(last, by=olive)

    assert numbers(last) == "3c 4x 5d"


def test_earlier_minutes_of_a_series_get_letters(board: Board, olive: User) -> None:
    first, last = draft(board, olive, MAY, "ab"), draft(board, olive, JULY, "cd")
    send_to_chair(first, by=olive)
    send_to_chair(last, by=olive)
    return_minutes(first, by=olive, reason="Something is missing.")
    for title in "yx":
        add_entry(first, title=title, after=entry(first, "a"), by=olive)

    send_to_chair(first, by=olive)

    assert numbers(first) == "1a 1Ax 1By 2b"
    assert numbers(last) == "3c 4d"


def test_a_numbered_minute_goes_without_a_gap_or_not_at_all(board: Board, olive: User) -> None:
    first, last = draft(board, olive, MAY, "ab"), draft(board, olive, JULY, "cde")
    for minutes in (first, last):
        send_to_chair(minutes, by=olive)
    for minutes in (first, last):
        return_minutes(minutes, by=olive, reason="Too much.")

    remove_entry(entry(last, "c"), by=olive)
    with pytest.raises(Refused, match="later minutes follow it"):
        remove_entry(entry(first, "a"), by=olive)

    assert (numbers(first), numbers(last)) == ("1a 2b", "3d 4e")


def test_numbers_stay_with_the_places_when_entries_move(board: Board, olive: User) -> None:
    minutes = draft(board, olive, MAY, "abc")
    move_entry(entry(minutes, "c"), Way.UP, by=olive)
    send_to_chair(minutes, by=olive)
    return_minutes(minutes, by=olive, reason="The order.")
    move_entry(entry(minutes, "a"), Way.DOWN, by=olive)

    assert numbers(minutes) == "1c 2a 3b"


def test_minutes_of_an_old_pack_keep_their_gaps(board: Board, olive: User) -> None:
    minutes = draft(board, olive, MAY, "")
    for title, number in {"a": "7", "b": "8", "c": "12"}.items():
        factories.minute(minutes, title, number=number, source_line=1)

    remove_entry(entry(minutes, "b"), by=olive)

    assert numbers(minutes) == "7a 12c"


def test_what_an_old_pack_left_without_a_number_stays_so(board: Board, olive: User) -> None:
    minutes = draft(board, olive, MAY, "")
    factories.minute(minutes, "a", number="", source_line=3)
    factories.minute(minutes, "b", number="7", source_line=9)

    send_to_chair(minutes, by=olive)

    assert numbers(minutes) == "a 7b"


def test_the_page_can_warn_of_an_earlier_meeting_without_numbers(board: Board, olive: User) -> None:
    first, last = draft(board, olive, MAY, "a"), draft(board, olive, JULY, "b")

    assert unnumbered_before(last)
    assert not unnumbered_before(first)
    send_to_chair(first, by=olive)
    assert not unnumbered_before(last)


@pytest.mark.django_db(transaction=True)
def test_officers_who_number_at_once_leave_no_gap_and_no_double(board: Board, olive: User) -> None:
    several = [draft(board, olive, MAY + dt.timedelta(weeks=week), "abcde") for week in range(6)]

    refused = at_once(*[lambda each=each: send_to_chair(each, by=olive) for each in several])

    given = sorted(int(each) for each in Minute.objects.values_list("number", flat=True))
    assert refused == []
    assert given == list(range(1, 31))
    for minutes in several:
        own = [int(each.number) for each in minutes.entries.order_by("position")]
        assert own == list(range(own[0], own[0] + 5))


@pytest.mark.django_db(transaction=True)
def test_the_same_minutes_sent_twice_at_once_are_numbered_once(board: Board, olive: User) -> None:
    minutes = draft(board, olive, MAY, "abc")
    again = Minutes.objects.get(pk=minutes.pk)

    refused = at_once(
        lambda: send_to_chair(minutes, by=olive), lambda: send_to_chair(again, by=olive)
    )

    assert len(refused) == 1
    assert "it is with the chair" in refused[0]
    assert numbers(minutes) == "1a 2b 3c"
