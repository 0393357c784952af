"""Times of the day as our pages say them and as minutes print them, in London time."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone


def clock(at: dt.datetime) -> str:
    """Return "9:40 am", "12 noon" or "midnight"."""
    local = timezone.localtime(at)
    if local.minute == 0 and local.hour in (0, 12):
        return "12 noon" if local.hour else "midnight"
    return f"{local.hour % 12 or 12}:{local:%M} {'am' if local.hour < 12 else 'pm'}"


def printed_clock(at: dt.datetime) -> str:
    """Return "9.40 a.m.", "12 noon" or "midnight"."""
    said = clock(at)
    return said.replace(":", ".").replace(" am", " a.m.").replace(" pm", " p.m.")
