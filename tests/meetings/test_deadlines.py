"""Clear working days, held against days that were really counted."""

import datetime as dt

import pytest

from meetings.deadlines import HolidaysUnknown, bank_holidays, clear_days, publish_by

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
