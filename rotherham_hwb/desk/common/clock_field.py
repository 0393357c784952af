"""A time of day, typed as people type it: the one box for times on the whole desk."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

NO_TIME = "Write a time like 2:00 pm."
FIRST_PLAIN_HOUR = 8
"""From this hour on a time without am or pm is what it says; “2:00” may be either."""

_WORDS = {"noon": dt.time(12), "midday": dt.time(12), "midnight": dt.time(0)}
_CLOCK = re.compile(
    r"(?P<hour>\d{1,2})(?:(?:\s*[:.,h]\s*|\s+)(?P<minute>\d{2}))?\s*(?:hrs?|hours|h)?"
    r"\s*(?P<half>[ap]m|noon|midnight)?"
)
_RUN_TOGETHER = re.compile(r"(\d{1,2})(\d\d)(?!\d)(?=\s*(?:hrs?|hours|h|[ap]m|noon)?$)")


def read_clock(typed: str) -> dt.time:
    """The time meant by “2.00 p.m.”, “9am”, “14:00”, “1400” or “noon”.

    Raises ValidationError, with a sentence, for what is no time and for what may be two.
    """
    said = unicodedata.normalize("NFKC", typed).casefold().strip().rstrip(".")
    said = re.sub(r"\b([ap])\s*\.?\s*m\b\.?", r" \1m", re.sub(r"(?<=\d)(?=[ap])", " ", said))
    if said in _WORDS:
        return _WORDS[said]
    found = _CLOCK.fullmatch(_RUN_TOGETHER.sub(r"\1:\2", " ".join(said.split())))
    if not found:
        raise ValidationError(NO_TIME, code="invalid")
    return _time(found)


class ClockField(forms.TimeField):
    """A time of day, read by `read_clock`."""

    def __init__(self, *, label: str = "Time", **kwargs: Any) -> None:
        kwargs.setdefault("help_text", "Such as 9:30 or 2:00 pm.")
        kwargs.setdefault("required", False)
        widget = forms.TimeInput(format="%H:%M", attrs={"class": "govuk-input--width-5"})
        super().__init__(label=label, widget=widget, **kwargs)

    def to_python(self, value: Any) -> dt.time | None:
        if not isinstance(value, str) or not value.strip():
            return super().to_python(value)
        return read_clock(value)


def _time(found: re.Match[str]) -> dt.time:
    hour, minute, half = int(found["hour"]), int(found["minute"] or 0), found["half"]
    if half is None and (found["minute"] is None or _may_be_two(found["hour"])):
        raise ValidationError(_which(hour, minute), code="invalid")
    if hour > 23 or minute > 59 or _contradicts(hour, minute, half):
        raise ValidationError(NO_TIME, code="invalid")
    if half in ("am", "midnight"):
        return dt.time(hour % 12, minute)
    return dt.time(hour + 12 if half == "pm" and hour < 12 else hour, minute)


def _may_be_two(hour: str) -> bool:
    """Whether an hour says neither the morning nor the afternoon: “02” is of 24 hours."""
    return len(hour) == 1 and 0 < int(hour) < FIRST_PLAIN_HOUR


def _contradicts(hour: int, minute: int, half: str | None) -> bool:
    if half in ("noon", "midnight"):
        return (hour, minute) != (12, 0)
    return (half == "am" and hour > 12) or (half is not None and hour == 0)


def _which(hour: int, minute: int) -> str:
    """Asks which half of the day is meant, where the hour is of twelve."""
    if not 1 <= hour <= 12 or minute > 59:
        return NO_TIME
    if (hour, minute) == (12, 0):
        return "Write noon or midnight."
    return f"Write {hour}:{minute:02} am or {hour}:{minute:02} pm."
