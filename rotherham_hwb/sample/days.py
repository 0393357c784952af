"""The days of the sample meetings, laid round the day they are loaded on."""

from __future__ import annotations

import datetime as dt

from meetings.wording import plain_date, printed_date

WEDNESDAY, THURSDAY = 2, 3
WORKING_WEEK = 5


def sample_days(today: dt.date) -> dict[str, dt.date]:
    """The day of each sample meeting by its name; some are past, some to come, one of them off.

    The Health and Wellbeing Board meets every eight weeks. The Place Board's next meeting is
    seven to thirteen days off, unless that is Christmas: its agenda is out.
    """
    return {
        "hwb_first": _weekday(today, WEDNESDAY, weeks=-12),
        "hwb_second": _weekday(today, WEDNESDAY, weeks=-4),
        "hwb_next": _weekday(today, WEDNESDAY, weeks=4),
        "hwb_off": _weekday(today, WEDNESDAY, weeks=8),
        "hwb_later": _weekday(today, WEDNESDAY, weeks=12),
        "place_past": _weekday(today, THURSDAY, weeks=-9),
        "place_next": _weekday(today + dt.timedelta(days=3), THURSDAY, weeks=1),
    }


def words_for(today: dt.date) -> dict[str, str]:
    """What stands in the sample's texts as `$name`: each meeting's day in three forms, and years.

    `$hwb_next` is "16 December 2026", `$hwb_next_printed` "Wednesday, 16th December, 2026",
    `$hwb_next_iso` "2026-12-16".
    """
    words = {
        "year_start_iso": municipal_year_start(today).isoformat(),
        "financial_year": _year_from(today, month=4),
    }
    for name, day in sample_days(today).items():
        words |= {
            name: plain_date(day),
            f"{name}_printed": printed_date(day),
            f"{name}_iso": day.isoformat(),
        }
    return words


def municipal_year_start(today: dt.date) -> dt.date:
    """The 1 May on or before a day."""
    return dt.date(today.year - (today.month < 5), 5, 1)


def working_day_before(day: dt.date) -> dt.date:
    """The nearest weekday before a day (bank holidays are not looked at)."""
    day -= dt.timedelta(days=1)
    while day.weekday() >= WORKING_WEEK:
        day -= dt.timedelta(days=1)
    return day


def _weekday(near: dt.date, weekday: int, *, weeks: int) -> dt.date:
    """That weekday of the week so many weeks off; two weeks further where that is Christmas."""
    day = near + dt.timedelta(days=weekday - near.weekday(), weeks=weeks)
    christmas = (day.month, day.day) >= (12, 23) or (day.month, day.day) <= (1, 2)
    further = dt.timedelta(weeks=2 if weeks > 0 else -2)
    return day + further if christmas else day


def _year_from(today: dt.date, *, month: int) -> str:
    start = today.year - (today.month < month)
    return f"{start}/{(start + 1) % 100:02d}"
