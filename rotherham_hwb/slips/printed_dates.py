"""Dates as UK boards print them: “Wednesday, 21st September, 2016”."""

from __future__ import annotations

import datetime as dt
import re

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun",
            "july jul", "august aug", "september sept sep", "october oct", "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_WEEKDAY = (
    r"(?:(?:(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
    r"|(?:Mon|Tues?|Weds?|Thu(?:rs?)?|Fri|Sat|Sun)\.?)\b[,\s]*(?:the\s+)?)?"
)
MONTH = r"(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b"
DATE = re.compile(
    rf"\b{_WEEKDAY}(?P<day>\d{{1,2}})\s?(?:st|nd|rd|th)?[-\s]*(?:(?:day\s+)?of\s+)?{MONTH}"
    r"\.?[-,\s]*(?P<year>\d{4})?(?!\d)",
    re.I,
)


def parse_date(match: re.Match[str], *, year: int | None = None) -> dt.date | None:
    """The date a match names, in a given year where none is printed; None for no such day."""
    written = match["year"]
    full = int(written) if written else year
    if full is None:
        return None
    month = match["month"]
    number = int(month) if month.isdigit() else MONTHS[month.lower()]
    try:
        return dt.date(full + 2000 if full < 100 else full, number, int(match["day"]))
    except ValueError:
        return None


def weekday_slip(match: re.Match[str]) -> str | None:
    """The weekday the date really falls on, where the printed one is another."""
    date = parse_date(match)
    printed = match["weekday"]
    if date is None or not printed:
        return None
    real = WEEKDAYS[date.weekday()]
    return real.title() if real != printed.lower() else None
