"""The sample's days are good on whichever day somebody tries the demo."""

import datetime as dt

import pytest

from rotherham_hwb.sample.days import municipal_year_start, sample_days, working_day_before

TODAYS = [dt.date(2026, 1, 1) + dt.timedelta(days=day) for day in range(730)]
MINUTES_OUT = dt.timedelta(days=13)


@pytest.mark.parametrize("name", ["hwb_first", "hwb_second", "place_past"])
def test_past_meetings_have_had_their_minutes_published(name: str) -> None:
    assert all(sample_days(today)[name] + MINUTES_OUT <= today for today in TODAYS)


@pytest.mark.parametrize(
    ("name", "weeks"), [("hwb_next", (3, 7)), ("hwb_later", (11, 15)), ("place_next", (1, 4))]
)
def test_meetings_to_come_are_as_far_off_as_they_say(name: str, weeks: tuple[int, int]) -> None:
    least, most = (dt.timedelta(weeks=each) for each in weeks)
    assert all(least <= sample_days(today)[name] - today <= most for today in TODAYS)


def test_every_meeting_is_on_its_weekday_and_none_at_christmas() -> None:
    for today in TODAYS:
        for name, day in sample_days(today).items():
            assert day.weekday() == (2 if name.startswith("hwb") else 3)
            assert not (day.month, day.day) >= (12, 23)
            assert not (day.month, day.day) <= (1, 2)


def test_the_municipal_year_starts_in_may() -> None:
    assert municipal_year_start(dt.date(2027, 4, 30)) == dt.date(2026, 5, 1)
    assert municipal_year_start(dt.date(2027, 5, 1)) == dt.date(2027, 5, 1)


def test_the_working_day_before_a_monday_is_a_friday() -> None:
    assert working_day_before(dt.date(2026, 11, 23)) == dt.date(2026, 11, 20)
