"""Slips that a reader would see in a text: placeholders, personal data, dates; no Django."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from rotherham_hwb.legacy.text.words import DATE, parse_date, weekday_slip

QUOTED = 60  # characters of the text that a finding shows

PLACEHOLDERS = (
    (re.compile(r"<\s*(?:to be|table|note|insert|consider|add|name|date)\b[^>\n]{0,80}>?", re.I),
     "a note to the author"),
    (re.compile(r"\[\s*(?:insert|date|name|tbc|xx+|to be|add)\b[^\]\n]{0,80}\]?", re.I),
     "a blank to be filled in"),
    (re.compile(r"\bnamed officer\b", re.I), "a name to be filled in"),
    (re.compile(r"\b\w+\s?\?\?+"), "a question left open"),
    (re.compile(r"\b(?:XX+|TBC|TBA)\b"), "a blank to be filled in"),
    (re.compile(r"\blorem ipsum\b", re.I), "filler text"),
    (re.compile(r"^[\W_]*DRAFT\b[^\n]{0,30}$|\bdraft v?\d+(?:\.\d+)*\b|\bDRAFT\s+v\d", re.M),
     "a draft mark"),
    (re.compile(r"\b(?:tracked? changes?|comment \[\w+\])", re.I), "a mark of editing"),
)  # fmt: skip
PERSONAL = (
    (re.compile(r"(?<!\d)(?:\+44\s?7\d{3}|07\d{3})[\s-]?\d{3}[\s-]?\d{3}(?!\d)"),
     "a mobile number"),
    (re.compile(
        r"\b[\w.+-]+@(?:gmail|googlemail|hotmail|yahoo|outlook|live|icloud|btinternet|aol|sky|"
        r"talktalk|virginmedia|ntlworld|protonmail)\.[\w.]+", re.I), "a private e-mail address"),
    (re.compile(r"(?i)\b(?:nhs (?:no|number)\.?:?\s*)\d{3}[\s-]?\d{3}[\s-]?\d{4}\b"),
     "an NHS number"),
    (re.compile(r"\b(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z]{2}\s?\d{2}\s?\d{2}\s?\d{2}\s?[A-D]\b"),
     "a National Insurance number"),
    (re.compile(r"(?i)\b(?:date of birth|d\.?o\.?b\.?)\s*:?\s*\d{1,2}[/. -]\d{1,2}[/. -]\d{2,4}"),
     "a date of birth"),
)  # fmt: skip
INSIDE = (
    (re.compile(r"(?<![\w/])[A-Z]:\\[^\s<>\"|]+"), "a drive path"),
    (re.compile(r"(?<!\S)\\\\[\w.-]+\\[^\s<>\"|]+"), "a path on the council’s network"),
    (re.compile(r"(?i)\bhttps?://(?:intranet|insite|sharepoint|[\w-]+\.(?:local|internal|lan)\b|"
                r"[\w-]+(?=/|:\d|\s|$)(?!\.))\S*|\bhttps?://[\w-]+\.sharepoint\.com\S*"),
     "a link that works inside the council only"),
)  # fmt: skip


@dataclass(frozen=True)
class Slip:
    """What was found, and the words it was found in."""

    code: str
    sentence: str


def slips(text: str) -> Iterator[Slip]:
    """Every slip of a text, each once."""
    seen: set[Slip] = set()
    for slip in (*_matches(text), *_dates(text)):
        if slip not in seen:
            seen.add(slip)
            yield slip


def _matches(text: str) -> Iterator[Slip]:
    kinds = (("placeholder", PLACEHOLDERS), ("personal", PERSONAL), ("inside", INSIDE))
    for code, patterns in kinds:
        for pattern, what in patterns:
            for match in pattern.finditer(text):
                words = " ".join(match[0].split())[:QUOTED]
                yield Slip(code, f"“{words}” looks like {what}.")


def _dates(text: str) -> Iterator[Slip]:
    for match in DATE.finditer(text):
        printed = " ".join(match[0].split()).strip(" ,")
        if real := weekday_slip(match):
            yield Slip("weekday", f"“{printed}” is not right: that day is a {real}.")
        elif match["year"] and parse_date(match) is None:
            yield Slip("no_such_date", f"“{printed}” is not a real date.")


def names_other_day(text: str, day: dt.date) -> str:
    """The meeting's date as a text prints it wrongly: “meeting on 4 May 2025”; empty if right."""
    for match in re.finditer(r"(?i)\bmeeting(?:\s+date)?\s*(?:of|on|held on|:)\s*", text):
        found = DATE.match(text, match.end())
        if found and found["year"] and parse_date(found) not in (day, None):
            return " ".join(found[0].split())
    return ""
