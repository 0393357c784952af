"""The words for dates, sizes and pages."""

import datetime as dt

import pytest

from tests.components.world import draw

UTC = dt.UTC


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (dt.date(2025, 1, 22), "Wednesday 22 January 2025"),
        (dt.date(2016, 9, 5), "Monday 5 September 2016"),
        (dt.datetime(2025, 6, 30, 23, 30, tzinfo=UTC), "Tuesday 1 July 2025"),
        (None, ""),
    ],
)
def test_a_date_is_said_in_full(value: object, said: str) -> None:
    assert draw("{{ value|page_date }}", value=value) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (dt.time(9), "9:00 am"),
        (dt.time(14, 5), "2:05 pm"),
        (dt.time(12), "12 noon"),
        (dt.time(12, 30), "12:30 pm"),
        (dt.time(0), "midnight"),
        (dt.time(0, 15), "12:15 am"),
        (None, ""),
    ],
)
def test_a_time_is_said_as_on_a_clock(value: object, said: str) -> None:
    assert draw("{{ value|page_time }}", value=value) == said


def test_a_moment_is_said_in_london_time_summer_and_winter() -> None:
    winter = dt.datetime(2025, 1, 22, 9, 0, tzinfo=UTC)
    summer = dt.datetime(2025, 7, 23, 9, 0, tzinfo=UTC)
    assert draw("{{ v|page_moment }}", v=winter) == "Wednesday 22 January 2025, 9:00 am"
    assert draw("{{ v|page_moment }}", v=summer) == "Wednesday 23 July 2025, 10:00 am"
    assert draw("{{ v|page_moment }}", v=None) == ""


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0, "1 KB"),
        (214_300, "214 KB"),
        (999_600, "1 MB"),
        (1_440_000, "1.4 MB"),
        (9_960_000, "10 MB"),
        (12_100_000, "12 MB"),
        (1_234_000_000, "1,234 MB"),
        (None, ""),
    ],
)
def test_a_size_is_said_in_thousands_of_bytes(value: object, said: str) -> None:
    assert draw("{{ value|file_size }}", value=value) == said


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [(5, 21, "pages 5–21"), (16, 16, "page 16"), (16, None, "page 16"), (None, None, "")],
)
def test_a_range_of_pages_is_said_as_the_front_sheet_counts(
    first: object, last: object, said: str
) -> None:
    assert draw("{{ first|page_range:last }}", first=first, last=last) == said
