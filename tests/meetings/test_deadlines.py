"""Clear working days, held against days that were really counted."""

import datetime as dt

import pytest

from meetings.deadlines import (
    HolidaysUnknown,
    WorkingDays,
    bank_holidays,
    clear_days,
    publish_by,
    verdict,
    working_days_before,
)

WORKED = (
    (dt.date(2025, 1, 22), dt.date(2025, 1, 30)),
    (dt.date(2025, 2, 5), dt.date(2025, 2, 13)),
    (dt.date(2025, 2, 24), dt.date(2025, 3, 4)),
    (dt.date(2025, 3, 5), dt.date(2025, 3, 13)),
    (dt.date(2024, 12, 31), dt.date(2025, 1, 9)),
)


@pytest.mark.parametrize(("published", "meeting"), WORKED)
def test_a_real_publication_left_five_clear_days(published: dt.date, meeting: dt.date) -> None:
    assert len(clear_days(published, meeting)) == 5


@pytest.mark.parametrize(("published", "meeting"), WORKED)
def test_it_was_the_last_day_that_did(published: dt.date, meeting: dt.date) -> None:
    assert publish_by(meeting) == published


@pytest.mark.parametrize(("published", "meeting"), WORKED)
def test_the_verdict_is_in_time_and_a_day_later_it_is_not(
    published: dt.date, meeting: dt.date
) -> None:
    counted = verdict(published, meeting)
    later = verdict(_next_working_day(published), meeting)

    assert (counted.clear_days, counted.needed, counted.in_time) == (5, 5, True)
    assert (later.clear_days, later.in_time) == (4, False)


def test_the_verdict_shows_its_working_day_by_day() -> None:
    counted = verdict(dt.date(2024, 12, 31), dt.date(2025, 1, 9))

    assert [day.line for day in counted.working] == [
        "Wednesday 1 January 2025: New Year’s Day, a bank holiday",
        "Thursday 2 January 2025: 1",
        "Friday 3 January 2025: 2",
        "Saturday 4 January 2025: Saturday",
        "Sunday 5 January 2025: Sunday",
        "Monday 6 January 2025: 3",
        "Tuesday 7 January 2025: 4",
        "Wednesday 8 January 2025: 5",
    ]


def test_the_verdict_says_in_words_what_came_of_the_count() -> None:
    meeting = dt.date(2025, 1, 30)

    assert verdict(dt.date(2025, 1, 22), meeting).sentence == (
        "In time: 5 clear days between Wednesday 22 January 2025 and the meeting, and 5 are needed."
    )
    assert verdict(dt.date(2025, 1, 23), meeting).sentence == (
        "Too late: 4 clear days between Thursday 23 January 2025 and the meeting, and 5 are "
        "needed. The last day was Wednesday 22 January 2025."
    )
    assert "was not open before it" in verdict(dt.date(2025, 1, 31), meeting).sentence


def test_on_the_day_of_the_meeting_and_after_it_nothing_is_in_time() -> None:
    day = dt.date(2025, 1, 30)

    assert not verdict(day, day).in_time
    assert not verdict(day + dt.timedelta(days=1), day).in_time


def test_an_agenda_eight_days_before_a_meeting_after_easter_is_too_late() -> None:
    """What was enough in other weeks is not: Good Friday and Easter Monday lie between."""
    wednesday, thursday = dt.date(2025, 4, 16), dt.date(2025, 4, 24)

    counted = verdict(wednesday, thursday)

    assert (counted.clear_days, counted.in_time) == (3, False)
    assert counted.last_day == dt.date(2025, 4, 14)
    assert verdict(counted.last_day, thursday).in_time


def test_over_the_year_end_the_council_s_own_closure_does_not_count_either() -> None:
    closed = {dt.date(2025, 12, day): "Christmas closure" for day in (24, 29, 30, 31)}
    meeting = dt.date(2026, 1, 8)

    assert publish_by(meeting) == dt.date(2025, 12, 30)
    last = publish_by(meeting, days=WorkingDays(closed))

    assert last == dt.date(2025, 12, 22)
    working = verdict(last, meeting, days=WorkingDays(closed)).working
    assert [day.why for day in working if day.why][:4] == [
        "Christmas closure",
        "Christmas Day, a bank holiday",
        "Boxing Day, a bank holiday",
        "Saturday",
    ]


def test_a_proclaimed_day_of_mourning_is_skipped() -> None:
    mourning = WorkingDays({dt.date(2025, 1, 27): "Day of mourning"})

    assert publish_by(dt.date(2025, 1, 30), days=mourning) == dt.date(2025, 1, 21)


def test_saturdays_count_only_where_the_board_says_so() -> None:
    friday, wednesday = dt.date(2025, 1, 24), dt.date(2025, 1, 29)

    assert len(clear_days(friday, wednesday)) == 2
    assert len(clear_days(friday, wednesday, days=WorkingDays(saturdays=True))) == 3


def test_working_days_before_a_day_skip_what_does_not_count() -> None:
    monday = dt.date(2025, 1, 6)

    assert working_days_before(monday, 0) == monday
    assert working_days_before(monday, 3) == dt.date(2024, 12, 31)


def test_easter_does_not_count() -> None:
    thursday, wednesday = dt.date(2025, 4, 17), dt.date(2025, 4, 30)

    counted = clear_days(thursday, wednesday)

    assert dt.date(2025, 4, 18) not in counted
    assert dt.date(2025, 4, 21) not in counted
    assert len(counted) == 6


def test_neither_the_day_of_publication_nor_of_the_meeting_counts() -> None:
    monday = dt.date(2025, 6, 2)

    assert clear_days(monday, monday + dt.timedelta(days=2)) == (dt.date(2025, 6, 3),)
    assert clear_days(monday, monday) == ()


def test_beyond_the_known_bank_holidays_it_says_so() -> None:
    unknown = max(bank_holidays()) + dt.timedelta(days=30)

    with pytest.raises(HolidaysUnknown, match="bank holidays"):
        publish_by(unknown)
    with pytest.raises(HolidaysUnknown, match="by hand"):
        clear_days(dt.date(2025, 1, 1), unknown)
    with pytest.raises(HolidaysUnknown, match="by hand"):
        verdict(dt.date(2025, 1, 1), unknown)


def _next_working_day(day: dt.date) -> dt.date:
    return next(each for each in clear_days(day, day + dt.timedelta(days=14)))
