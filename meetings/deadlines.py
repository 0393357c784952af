"""Clear working days, and the last day on which something can be done; pure functions.

Source: LGA 1972 s.100B(3): open five clear days before the meeting. The day of publication and
the day of the meeting do not count (R v Herefordshire Justices, 1820), and by practice neither do
Saturdays, Sundays and bank holidays (R v Swansea CC ex p Elitestone, 1993, as reported). The law
knows no office hours: what is published late in the evening was published on that day.
Not verified; see docs/law-to-confirm.md.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from govuk_bank_holidays.bank_holidays import BankHolidays

from meetings.wording import page_date

CLEAR_DAYS = 5
DAY = dt.timedelta(days=1)
SATURDAY, SUNDAY = 5, 6


class HolidaysUnknown(ValueError):
    """A count that would need bank holidays nobody has announced yet."""


@dataclass(frozen=True)
class WorkingDays:
    """Which days count: no Sunday and no bank holiday ever, Saturdays where the board says so.

    `closures` are the days the council is shut, and why: Christmas, or a day of mourning.
    """

    closures: Mapping[dt.date, str] = field(default_factory=dict)
    saturdays: bool = False

    def why_not(self, day: dt.date) -> str:
        """Why a day does not count; empty where it does.

        Raises HolidaysUnknown outside the known bank holidays.
        """
        holidays = bank_holidays()
        if not min(holidays) <= day <= max(holidays):
            raise HolidaysUnknown(
                f"The bank holidays of {day.year} are not all known here: count the clear days "
                "by hand, or update the list of bank holidays."
            )
        if day in holidays:
            name = holidays[day]
            return name if "bank holiday" in name else f"{name}, a bank holiday"
        if day in self.closures:
            return self.closures[day]
        if day.weekday() == SUNDAY or (day.weekday() == SATURDAY and not self.saturdays):
            return f"{day:%A}"
        return ""

    def counts(self, day: dt.date) -> bool:
        """Whether a day counts. Raises HolidaysUnknown outside the known bank holidays."""
        return not self.why_not(day)


USUAL = WorkingDays()
"""Monday to Friday but for bank holidays."""


@dataclass(frozen=True)
class CountedDay:
    """One day between publication and meeting: the how-manyeth it is, or why it does not count."""

    date: dt.date
    number: int | None
    why: str

    @property
    def line(self) -> str:
        """“Monday 27 January 2025: 3” or “Friday 18 April 2025: Good Friday, a bank holiday”."""
        return f"{page_date(self.date)}: {self.number or self.why}"


@dataclass(frozen=True)
class DeadlineVerdict:
    """Whether something published on a day is open long enough before a meeting, and how counted.

    `clear_days` are counted, `needed` are asked for; `last_day` was the last one in time.
    """

    published: dt.date
    meeting: dt.date
    clear_days: int
    needed: int
    last_day: dt.date
    working: tuple[CountedDay, ...]

    @property
    def in_time(self) -> bool:
        return self.published <= self.meeting and self.clear_days >= self.needed

    @property
    def sentence(self) -> str:
        """The verdict in plain words."""
        if self.published > self.meeting:
            return (
                f"The meeting was on {page_date(self.meeting)}: what is published on "
                f"{page_date(self.published)} was not open before it."
            )
        left = f"{_days(self.clear_days)} between {page_date(self.published)} and the meeting"
        if self.in_time:
            return f"In time: {left}, and {self.needed} are needed."
        return (
            f"Too late: {left}, and {self.needed} are needed. "
            f"The last day was {page_date(self.last_day)}."
        )


def verdict(
    published: dt.date, meeting: dt.date, *, needed: int = CLEAR_DAYS, days: WorkingDays = USUAL
) -> DeadlineVerdict:
    """Count the clear days between publication and meeting, day by day.

    Raises HolidaysUnknown where the days lie outside the known bank holidays.
    """
    working = tuple(_counted(published, meeting, days))
    return DeadlineVerdict(
        published=published,
        meeting=meeting,
        clear_days=sum(day.number is not None for day in working),
        needed=needed,
        last_day=publish_by(meeting, clear=needed, days=days),
        working=working,
    )


def clear_days(
    published: dt.date, meeting: dt.date, *, days: WorkingDays = USUAL
) -> tuple[dt.date, ...]:
    """The days that count between publication and meeting, neither of the two among them.

    Raises HolidaysUnknown where the days lie outside the known bank holidays.
    """
    return tuple(day for day in _between(published, meeting) if days.counts(day))


def publish_by(meeting: dt.date, *, clear: int = CLEAR_DAYS, days: WorkingDays = USUAL) -> dt.date:
    """The last working day that leaves this many clear days before the meeting.

    Raises HolidaysUnknown where the days lie outside the known bank holidays.
    """
    return working_days_before(meeting, clear + 1, days=days)


def working_days_before(day: dt.date, number: int, *, days: WorkingDays = USUAL) -> dt.date:
    """The working day so many working days before a day; the day itself where it is none.

    Raises HolidaysUnknown where the days lie outside the known bank holidays.
    """
    while number:
        day -= DAY
        number -= days.counts(day)
    return day


@cache
def bank_holidays() -> Mapping[dt.date, str]:
    """The bank holidays of England and Wales that came with the package; nothing is fetched."""
    known = BankHolidays(use_cached_holidays=True)
    holidays = known.get_holidays(BankHolidays.ENGLAND_AND_WALES)
    return {each["date"]: each["title"] for each in holidays}


def _between(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    """The days after the first and before the last."""
    return (first + DAY * number for number in range(1, (last - first).days))


def _counted(published: dt.date, meeting: dt.date, days: WorkingDays) -> Iterator[CountedDay]:
    number = 0
    for day in _between(published, meeting):
        why = days.why_not(day)
        number += not why
        yield CountedDay(day, None if why else number, why)


def _days(count: int) -> str:
    words = {0: "no clear day", 1: "1 clear day"}
    return words.get(count, f"{count} clear days")


def years_after(day: dt.date, years: int) -> dt.date:
    """The first day after a period of whole years that begins with a day.

    Six years that begin on 29 February 2024 are over on 1 March 2030.
    """
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return dt.date(day.year + years, 3, 1)
