"""Wrong weekdays, days that do not exist, ordinals, and the day of another meeting."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from rotherham_hwb.slips.printed_dates import DATE, MONTHS, parse_date, weekday_slip
from rotherham_hwb.slips.slip import Slip, SlipKind

_FIGURES = re.compile(
    r"(?<![\d./])(?P<day>\d{1,2})(?P<mark>[./])(?P<month>\d{1,2})(?P=mark)"
    r"(?P<year>\d{4}|\d{2})\b(?![./]\d)"
)
_ORDINAL = re.compile(r"\b(?:[23]?1(?:th|nd|rd)|2?2(?:th|st|rd)|2?3(?:th|st|nd))\b")
_DIGIT = re.compile(r"\d")
_SECTION = re.compile(r"(?:^|\b(?:section|para(?:graph)?|clause|version|appendix|see)\.? )$", re.I)
_MEETING = re.compile(r"\bmeeting(?:\s+date)?\s*(?:of|on|held on|:)\s*", re.I)


def date_slips(text: str) -> Iterator[Slip]:
    """Every date of a text that cannot be right."""
    if not _DIGIT.search(text):
        return
    for match in DATE.finditer(text):
        yield from _in_words(match)
    for match in _FIGURES.finditer(text):
        if _is_meant_as_a_date(match, text) and parse_date(match) is None:
            yield _no_such_date(match[0], match.start())
    for match in _ORDINAL.finditer(text):
        said = f"“{match[0]}” is no ordinal."
        yield Slip(SlipKind.ORDINAL, match[0], match.start(), said)


def names_other_day(text: str, day: dt.date) -> str:
    """The meeting's date as a text prints it wrongly: “meeting on 4 May 2025”; empty if right."""
    for match in _MEETING.finditer(text):
        found = DATE.match(text, match.end())
        if found and found["year"] and parse_date(found) not in (day, None):
            return " ".join(found[0].split())
    return ""


def _in_words(match: re.Match[str]) -> Iterator[Slip]:
    printed = " ".join(match[0].split()).strip(" ,")
    if real := weekday_slip(match):
        said = f"“{printed}” is not right: that day is a {real}."
        yield Slip(SlipKind.WEEKDAY, printed, match.start(), said)
    elif match["year"]:
        if parse_date(match) is None:
            yield _no_such_date(printed, match.start())
    elif "\n" not in match[0].strip() and not _is_in_a_leap_year(match):
        yield _no_such_date(printed, match.start())


def _no_such_date(printed: str, place: int) -> Slip:
    return Slip(SlipKind.NO_SUCH_DATE, printed, place, f"“{printed}” is not a real date.")


def _is_in_a_leap_year(match: re.Match[str]) -> bool:
    """Whether a day without its year is in any; a number above 31 is none of a day."""
    day, month = int(match["day"]), MONTHS[match["month"].lower()]
    if not 28 < day <= 31:
        return True
    try:
        dt.date(2000, month, day)
    except ValueError:
        return False
    return True


def _is_meant_as_a_date(match: re.Match[str], text: str) -> bool:
    """Whether figures may be day, month and year, and not the number of a section."""
    before = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
    section = match["mark"] == "." and _SECTION.search(before)
    return not section and 1 <= int(match["day"]) <= 31 and 1 <= int(match["month"]) <= 12
