"""How an action is told of in words, on pages, in e-mails and in the pack."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from meetings.wording import page_date
from minutes.models import Action

WEEKS_FROM = 14  # days: what is older is counted in weeks


def due_words(
    action: Action, *, day: Callable[[dt.date], str] = page_date, for_officer: bool = False
) -> str:
    """When it is due now: a day, a meeting or a condition; empty where nothing was said.

    The day of a meeting that is not called yet is the officers' own.
    """
    on, at, when = action.due_now
    if on:
        return day(on)
    if at:
        told = for_officer or at.called_at is not None
        return f"At the meeting of {day(at.date)}" if told else "At a later meeting"
    return when[:1].upper() + when[1:]


def span_words(first: dt.date, last: dt.date) -> str:
    """How long it is from one day to another: “1 day”, “12 weeks”."""
    days = max((last - first).days, 0)
    count, unit = (days, "day") if days < WEEKS_FROM else (days // 7, "week")
    return f"{count} {unit}" if count == 1 else f"{count} {unit}s"
