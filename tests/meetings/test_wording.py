"""The one place that puts dates, times, lists and names into words."""

from __future__ import annotations

import datetime as dt

import pytest

from meetings.wording import (
    bare_name,
    joined_with_and,
    page_date,
    page_time,
    plain_date,
    printed_clock,
    printed_date,
    printed_day,
    printed_time,
    split_name,
    surname_first,
)

LONDON_NOON = dt.datetime(2025, 7, 23, 11, 0, tzinfo=dt.UTC)


def test_pages_and_paper_have_a_style_each() -> None:
    day = dt.date(2016, 9, 21)
    assert page_date(day) == "Wednesday 21 September 2016"
    assert printed_date(day) == "Wednesday, 21st September, 2016"
    assert printed_day(day) == "21st September, 2016"
    assert plain_date(day) == "21 September 2016"


@pytest.mark.parametrize(
    ("day", "ending"),
    [(1, "st"), (2, "nd"), (3, "rd"), (4, "th"), (11, "th"), (12, "th"), (13, "th"), (22, "nd")],
)
def test_a_printed_day_has_its_ending(day: int, ending: str) -> None:
    assert printed_day(dt.date(2017, 5, day)) == f"{day}{ending} May, 2017"


def test_noon_is_a_word_on_pages_and_in_minutes_and_a_figure_on_agendas() -> None:
    assert page_time(LONDON_NOON) == "12 noon"
    assert printed_clock(LONDON_NOON) == "12 noon"
    assert printed_time(dt.time(12)) == "12.00 p.m."
    assert printed_clock(LONDON_NOON - dt.timedelta(hours=2, minutes=20)) == "9.40 a.m."
    assert printed_time(dt.time(9, 5)) == "9.05 a.m."


@pytest.mark.parametrize(
    ("words", "said"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_a_list_ends_with_and(words: list[str], said: str) -> None:
    assert joined_with_and(words) == said


@pytest.mark.parametrize(
    ("printed", "given", "surname"),
    [
        ("Councillor Ada Byron", "Ada", "Byron"),
        ("Cllr. Dr. Ada O'Brien MBE", "Ada", "O'Brien"),
        ("Councillor Lakin", "", "Lakin"),
        ("Baroness Warsi", "", "Warsi"),
        ("Mrs. Ma", "", "Ma"),
        ("Borough Councillor M. Seacole", "M.", "Seacole"),
        ("The Mayor, Councillor A. Khan", "A.", "Khan"),
        ("Lord Mayor Jo Smith", "Jo", "Smith"),
        ("Detective Superintendent A. Bell", "A.", "Bell"),
        ("Professor Sir Ian Gray, KBE", "Ian", "Gray"),
        ("Alderman J. de la Mare", "J.", "de la Mare"),
        ("Councillor van der Berg", "", "van der Berg"),
        ("Dr Mary-Jane St John", "Mary-Jane", "St John"),
        ("Do Van", "Do", "Van"),
        ("Muhammad Ali Khan JP", "Muhammad Ali", "Khan"),
        ("Una Fletcher-Reed", "Una", "Fletcher-Reed"),
        ("Pope", "", "Pope"),
    ],
)
def test_a_name_is_split_without_titles_and_honours(printed: str, given: str, surname: str) -> None:
    assert split_name(printed) == (given, surname)


def test_a_councillor_named_by_surname_alone_is_sorted_by_it() -> None:
    assert surname_first("Councillor Lakin") == "Lakin"
    assert surname_first("Councillor  Ada Byron OBE") == "Byron, Ada"


def test_a_word_that_only_begins_like_a_title_is_part_of_the_name() -> None:
    assert bare_name("Drew Marsh") == "Drew Marsh"
    assert bare_name("Canonbury Smith MPhil") == "Canonbury Smith MPhil"
