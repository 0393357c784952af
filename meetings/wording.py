"""How dates, times, lists, pages, sizes and names are put into words: here and nowhere else.

There are two styles. `page_…` is that of pages and e-mails, “Wednesday 22 January 2025, 9:00 am”;
`printed_…` is that of agendas and minutes on paper, “Wednesday, 22nd January, 2025, 9.00 a.m.”.
Moments are taken in London time.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from django.utils import timezone
from django.utils.text import get_text_list

TEENS = (11, 12, 13)
ENDINGS = {1: "st", 2: "nd", 3: "rd"}
KILOBYTE = 1000  # as file managers and browsers count

_TITLE = (
    r"(?:(?:county|district|borough|city|town|parish)\s+)?(?:councillors?|cllrs?)|"
    r"dr|mr|mrs|ms|miss|mx|prof(?:essor)?|sir|dame|lord|lady|baroness|rev(?:erend|d)?|canon|"
    r"sister|ald(?:erman)?|(?:deputy |lord )?mayor|hon|"
    r"(?:(?:detective|chief|temporary|acting|assistant|deputy)\s+)*"
    r"(?:sgt|sergeant|constable|inspector|supt|superintendent|cdr|commander)"
)
TITLES = re.compile(rf"^(?:(?:the\s+)?(?:{_TITLE})\b[.,]?\s+)+", re.IGNORECASE)
HONOURS = re.compile(r"(?:,?\s+(?:[KDOCM]BE|BEM|QPM|QC|KC|JP|DL|MP|MSP|PhD|FRCP)\b)+\.?$")
SURNAME_OF_MORE_WORDS = re.compile(
    r"(?<!\S)(?:(?:de|van|von|der|den|la|le|du|al|el|bin|St\.?)\s+)+\S+$"
)


def page_date(value: dt.date | None) -> str:
    """“Wednesday 22 January 2025”; nothing for no date."""
    if not value:
        return ""
    day = _local(value) if isinstance(value, dt.datetime) else value
    return f"{day:%A} {plain_date(day)}"


def page_time(value: dt.time | dt.datetime | None) -> str:
    """“9:00 am”, “12 noon” or “midnight”; nothing for no time."""
    if value is None:
        return ""
    time = _local(value).time() if isinstance(value, dt.datetime) else value
    if time.minute == 0 and time.hour in (0, 12):
        return "12 noon" if time.hour else "midnight"
    return f"{time.hour % 12 or 12}:{time:%M} {'am' if time.hour < 12 else 'pm'}"


def page_moment(value: dt.datetime | None) -> str:
    """“Wednesday 22 January 2025, 9:00 am”; nothing for no moment."""
    return f"{page_date(value)}, {page_time(value)}" if value else ""


def plain_date(day: dt.date) -> str:
    """“22 January 2025”, as titles and sentences have it in both styles."""
    return f"{day.day} {day:%B} {day.year}"


def printed_date(day: dt.date) -> str:
    """“Wednesday, 21st September, 2016”, as agendas print it."""
    return f"{day:%A}, {printed_day(day)}"


def printed_day(day: dt.date) -> str:
    """“21st September, 2016”, as minutes print it: without the day of the week."""
    ending = "th" if day.day in TEENS else ENDINGS.get(day.day % 10, "th")
    return f"{day.day}{ending} {day:%B}, {day.year}"


def printed_time(time: dt.time) -> str:
    """“9.00 a.m.”, as agendas print it: noon is “12.00 p.m.”."""
    half = "a.m." if time.hour < 12 else "p.m."
    return f"{time.hour % 12 or 12}.{time.minute:02} {half}"


def printed_clock(moment: dt.datetime) -> str:
    """“9.40 a.m.”, as minutes print it: noon is “12 noon”."""
    said = page_time(moment)
    return said.replace(":", ".").replace(" am", " a.m.").replace(" pm", " p.m.")


def joined_with_and(words: Sequence[str]) -> str:
    """“a”, “a and b” or “a, b and c”; nothing for none."""
    return get_text_list(list(words), "and")


def page_range(first: int | None, last: int | None = None) -> str:
    """“pages 5–21”, or “page 16” where first and last are one; printed page numbers."""
    if not first:
        return ""
    if not last or last == first:
        return f"page {first}"
    return f"pages {first}–{last}"


def page_count(value: int | None) -> str:
    """“214 pages” or “1 page”; nothing where they were not counted."""
    if not value:
        return ""
    return "1 page" if value == 1 else f"{value:,} pages"


def file_size(value: int | None) -> str:
    """“12 MB”, “1.4 MB” or “214 KB” for a number of bytes; thousands, not 1,024s."""
    if value is None:
        return ""
    kilobytes = max(1, round(value / KILOBYTE))
    if kilobytes < KILOBYTE:
        return f"{kilobytes} KB"
    megabytes = value / KILOBYTE**2
    if megabytes < 9.95:
        return f"{megabytes:.1f}".removesuffix(".0") + " MB"
    return f"{megabytes:,.0f} MB"


def file_facts(kind: str, pages: int | None, size: int | None) -> str:
    """“PDF, 214 pages, 12 MB”, without what is not known."""
    return ", ".join(part for part in (kind, page_count(pages), file_size(size)) if part)


def bare_name(printed: str) -> str:
    """A person's name without the titles before it and the letters behind it."""
    return HONOURS.sub("", TITLES.sub("", " ".join(printed.split()))).strip(" ,")


def split_name(printed: str) -> tuple[str, str]:
    """Given names or initials, and the surname; a lone word is a surname."""
    bare = bare_name(printed)
    found = SURNAME_OF_MORE_WORDS.search(bare)
    at = found.start() if found else bare.rfind(" ") + 1
    return bare[:at].strip(), bare[at:]


def surname_first(printed: str) -> str:
    """“Byron, Ada” of “Councillor Ada Byron”."""
    given, surname = split_name(printed)
    return f"{surname}, {given}" if given else surname


def _local(moment: dt.datetime) -> dt.datetime:
    return timezone.localtime(moment) if timezone.is_aware(moment) else moment
