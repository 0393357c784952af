"""Dates, times, sizes and page ranges in the words of our pages (not of the PDFs)."""

import datetime as dt

from django.utils import timezone

KILOBYTE = 1000  # as file managers and browsers count


def _local(value: dt.datetime) -> dt.datetime:
    return timezone.localtime(value) if timezone.is_aware(value) else value


def long_date(value: dt.date | None) -> str:
    """Return "Wednesday 22 January 2025"; a date and time is taken in London time."""
    if not value:
        return ""
    day = _local(value) if isinstance(value, dt.datetime) else value
    return f"{day:%A} {day.day} {day:%B} {day.year}"


def clock(value: dt.time | dt.datetime | None) -> str:
    """Return "9:00 am", "12 noon" or "midnight"; a date and time is taken in London time."""
    if value is None:
        return ""
    moment = _local(value).time() if isinstance(value, dt.datetime) else value
    if moment.minute == 0 and moment.hour in (0, 12):
        return "12 noon" if moment.hour else "midnight"
    return f"{moment.hour % 12 or 12}:{moment:%M} {'am' if moment.hour < 12 else 'pm'}"


def long_datetime(value: dt.datetime | None) -> str:
    """Return "Wednesday 22 January 2025, 9:00 am", in London time."""
    return f"{long_date(value)}, {clock(value)}" if value else ""


def file_size(value: int | None) -> str:
    """Return "12 MB", "1.4 MB" or "214 KB" for a number of bytes; thousands, not 1,024s."""
    if value is None:
        return ""
    kilobytes = max(1, round(value / KILOBYTE))
    if kilobytes < KILOBYTE:
        return f"{kilobytes} KB"
    megabytes = value / KILOBYTE**2
    if megabytes < 9.95:
        return f"{megabytes:.1f}".removesuffix(".0") + " MB"
    return f"{megabytes:,.0f} MB"


def page_range(first: int | None, last: int | None = None) -> str:
    """Return "pages 5–21", or "page 16" when first and last are one; printed page numbers."""
    if not first:
        return ""
    if not last or last == first:
        return f"page {first}"
    return f"pages {first}–{last}"


def page_count(value: int | None) -> str:
    """Return "214 pages" or "1 page"."""
    if not value:
        return ""
    return "1 page" if value == 1 else f"{value:,} pages"


def file_facts(kind: str, pages: int | None, size: int | None) -> str:
    """Return "PDF, 214 pages, 12 MB", leaving out what is not known."""
    return ", ".join(part for part in (kind, page_count(pages), file_size(size)) if part)
