"""Dates and times as the real packs print them."""

import datetime as dt

TEENS = (11, 12, 13)
ENDINGS = {1: "st", 2: "nd", 3: "rd"}


def printed_date(day: dt.date) -> str:
    """As agendas print it: "Wednesday, 21st September, 2016"."""
    return f"{day:%A}, {day.day}{_ending(day.day)} {day:%B}, {day.year}"


def printed_time(time: dt.time) -> str:
    """As agendas print it: "9.00 a.m."."""
    half = "a.m." if time.hour < 12 else "p.m."
    return f"{time.hour % 12 or 12}.{time.minute:02} {half}"


def long_date(day: dt.date) -> str:
    """As titles have it: "21 September 2016"."""
    return f"{day.day} {day:%B} {day.year}"


def _ending(day: int) -> str:
    return "th" if day in TEENS else ENDINGS.get(day % 10, "th")
