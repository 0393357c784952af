"""Clear working days, and the last day an agenda can be published; pure functions.

Source: LGA 1972 s.100B(3): open five clear days before the meeting. The day of publication and
the day of the meeting do not count (R v Herefordshire Justices, 1820), and by practice neither do
Saturdays, Sundays and bank holidays. Not verified; see docs/law-to-confirm.md.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import cache

from govuk_bank_holidays.bank_holidays import BankHolidays

CLEAR_DAYS = 5
DAY = dt.timedelta(days=1)


class HolidaysUnknown(ValueError):
    """A count that would need bank holidays nobody has announced yet."""


def clear_days(published: dt.date, meeting: dt.date) -> tuple[dt.date, ...]:
    """The days that count between publication and meeting, neither of the two among them.

    Raises HolidaysUnknown where the days lie outside the known bank holidays.
    """
    length = (meeting - published).days
    between = (published + DAY * number for number in range(1, length))
    return tuple(day for day in between if is_working_day(day))


def publish_by(meeting: dt.date, *, days: int = CLEAR_DAYS) -> dt.date:
    """The last working day that leaves this many clear days before the meeting.

    Raises HolidaysUnknown where the days lie outside the known bank holidays.
    """
    before = _working_days_before(meeting)
    for _ in range(days):
        next(before)
    return next(before)


def is_working_day(day: dt.date) -> bool:
    """Whether a day counts. Raises HolidaysUnknown outside the known bank holidays."""
    holidays = bank_holidays()
    if not min(holidays) <= day <= max(holidays):
        raise HolidaysUnknown(
            f"The bank holidays of {day.year} are not all known here: count the clear days by "
            "hand, or update the list of bank holidays."
        )
    return day.weekday() < 5 and day not in holidays


@cache
def bank_holidays() -> frozenset[dt.date]:
    """The bank holidays of England and Wales that came with the package; nothing is fetched."""
    known = BankHolidays(use_cached_holidays=True)
    return frozenset(each["date"] for each in known.get_holidays(BankHolidays.ENGLAND_AND_WALES))


def _working_days_before(day: dt.date) -> Iterator[dt.date]:
    while True:
        day -= DAY
        if is_working_day(day):
            yield day
