"""Dates, times, names and the words UK boards print: small recognisers over a piece of text."""

from __future__ import annotations

import datetime as dt
import re

from rotherham_hwb.slips.printed_dates import DATE, MONTH, parse_date

_NUMERIC = re.compile(
    r"(?<![\d/.-])(?P<day>\d{1,2})(?P<mark>[./-])(?P<month>\d{1,2})(?P=mark)(?P<year>\d{4}|\d{2})\b"
)
_ISO = re.compile(r"\b(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})\b")
_MONTH_FIRST = re.compile(
    rf"\b{MONTH}\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})\b", re.I
)
TIME = re.compile(
    r"\b(?:(?P<clock>(?:[01]\d|2[0-3])[0-5]\d)\s*(?:hours|hrs|h)\b|(?P<noon>noon|midday)\b"
    r"|(?P<hour>\d{1,2})(?:\s?[.:]\s?(?P<minute>\d{2})(?!\d))?\s*"
    r"(?P<half>[ap]\.?\s?m\b\.?|noon\b|hrs\b)?)"
    r"(?:\s*(?:-|–|—|to|until)\s*(?P<end>\d{1,2})(?:[.:]\d{2})?\s*(?P<end_half>[ap])\.?\s?m\b)?",
    re.I,
)

BODY_NOUN = re.compile(
    r"\b(?:Board|Committee|Sub-?Committee|Commission|Panel|Cabinet|Council|Partnership|Forum|"
    r"Executive|Authority|Trust Board|Assembly|Working Group|Steering Group|Reference Group)\b",
    re.I,
)
_COURTESY = (
    r"(?:(?:(?:District|County|Borough|City|Town|Parish) )?(?:Councillors?|Cllrs?)|"
    r"Dr|Mr|Mrs|Ms|Miss|Prof(?:essor)?|Sir|Dame|Lord|Lady|Revd?|Cdr|"
    r"Ald(?:erman)?|Baroness|(?:Chief )?(?:Supt|Insp|Sgt))"
)
_NAME_WORD = (
    r"(?:[A-Z]\.?(?:\s?[A-Z]\.){0,5}|(?:de|van|von|der|la|le|al|el|Mc|Mac|O['’])?\s?[A-Z][\w'’\-]+)"
)
COURTESY = re.compile(rf"^{_COURTESY}\b\.?\s+")
PERSON = re.compile(
    rf"^(?:{_COURTESY}\b\.?\s+)*{_NAME_WORD}(?:\s+{_NAME_WORD}){{1,3}}(?:\s+(?:OBE|MBE|CBE|QC|"
    rf"KC|JP))?$"
)
NOT_A_NAME = re.compile(
    r"\b(?:Agenda|Minutes?|Meetings?|Reports?|Update|Plans?|Strateg\w+|Review|Annual|Board|"
    r"Committee|"
    r"Presentations?|Progress|Programme|Briefing|Appendi\w+|Papers?|Services?|Health|Care|Dates?|"
    r"Future|Next|Business|Information|Discussion|Decision|Council|Partnership|Performance|Budget|"
    r"Finance|Group|Policy|Draft|Action|Actions|Members?|Chair\w*|Items?|Public|Press|Questions?|"
    r"Verbal|Attached|Appointment|Apologies|Declarations?|Interests?|Matters|Venue|Time|Monday|"
    r"Tuesday|Wednesday|Thursday|Friday|January|February|March|April|June|July|August|September|"
    r"October|November|December|Summary|Recommendations?|Background|Introduction|Terms|Town|Hall)\b"
)
POST_WORD = re.compile(
    r"^(?:Acting|Advis\w+|Assistant|Associate|Cabinet|Chair\w*|Chief|Clerk|Clinical|Commission\w*|"
    r"Communit\w+|Consultant|Co-?ordinator|Corporate|Democratic|Deputy|Detective|Director\w*|"
    r"District|"
    r"Executive|Finance|General|Governance|Head\w*|Independent|Inspector|Interim|Joint|Lay|Lead\w*|"
    r"Legal|Local|Manager|Managing|Matron|Medical|Member|Monitoring|NHS|Nurse|Officer|Operational|"
    r"Performance|Planning|Police|Policy|Portfolio|Practice|Principal|Programme|Project|Public|"
    r"Quality|"
    r"Representative|Scrutiny|Secretary|Senior|Service\w*|Solicitor|South|North|East|West|"
    r"Strategic|"
    r"Superintendent|Team|Vice-?Chair\w*|Voluntary|Youth|[A-Z]{3,})\b"
)
PLACE = re.compile(
    r"\b(?:Hall|Chambers?|Rooms?|Centre|House|Civic|Offices?|Suite|Building|Street|Road|Square|"
    r"Teams|"
    r"Zoom|Virtual|Remote|School|College|Hotel|Library|Guildhall|Headquarters|HQ|Institute|Theatre|"
    r"Church|Museum|Campus|Pavilion|Club|Court|Mill|Place|Lane|Way|Park|Hub|Hospital|Online|"
    r"(?i:town hall|chamber|committee rooms?|council house|civic (?:centre|offices))|"
    r"[A-Z]{1,2}\d[\dA-Z]?\s*\d[A-Z]{2})\b"
)
CHAIR = re.compile(
    r"\(?\b(?P<role>in the chair|(?:acting |joint |co-)?chair(?:man|woman|person)?)\b\)?", re.I
)


def find_date(text: str) -> dt.date | None:
    """The first full date printed in a text."""
    for pattern in (DATE, _MONTH_FIRST, _NUMERIC, _ISO):
        for match in pattern.finditer(text):
            if date := parse_date(match):
                return date
    return None


def find_time(text: str) -> dt.time | None:
    """The first time of day in a text ("2.00 p.m.", "14:30", "9am", "12 noon", "1000 hours")."""
    return next((time for match in TIME.finditer(text) if (time := _time(match))), None)


def _time(match: re.Match[str]) -> dt.time | None:
    """The time a match names; the start of a span takes the half of the day of its end."""
    if match["noon"]:
        return dt.time(12)
    if match["clock"]:
        return dt.time(int(match["clock"][:2]), int(match["clock"][2:]))
    half = re.sub(r"[.\s]", "", (match["half"] or "").lower())
    if not half and match["minute"] is None and not match["end_half"]:
        return None
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if not half and match["end_half"]:
        half = match["end_half"].lower() + "m" if hour <= int(match["end"]) % 12 else "am"
    if half == "pm" and hour < 12:
        hour += 12
    if half == "am" and hour == 12:
        hour = 0
    return dt.time(hour, minute) if hour < 24 and minute < 60 else None


def is_date_line(text: str) -> bool:
    """Whether a line prints a date and little else."""
    match = DATE.search(text)
    return bool(match and match["year"] and len(text) - len(match[0]) <= 12)


def is_person(text: str) -> bool:
    """Whether a text has the form of a person's name; an abbreviation opens none."""
    if not PERSON.match(text) or NOT_A_NAME.search(text) or text.isupper():
        return False
    return not re.search(r"^[A-Z]{3,}\b|\s[B-DF-HJ-NP-TV-XZ]{3,}$", COURTESY.sub("", text))


def is_body(text: str) -> bool:
    """Whether a line names a body that meets, and nothing else."""
    return (
        len(text) <= 90
        and bool(BODY_NOUN.search(text))
        and not re.search(r"[.:;?]|\d{2}|\b(?:that|was|were|the meeting|is|are|will)\b", text)
    )


def capitals(text: str) -> float:
    """The share of letters that are capitals."""
    letters = [c for c in text if c.isalpha()]
    return sum(c.isupper() for c in letters) / len(letters) if letters else 0.0


def split_names(text: str) -> list[str]:
    """A list of people split at commas, semicolons and "and", but never inside brackets."""
    parts, depth, current = [], 0, ""
    for piece in re.split(r"(\(|\)|,|;|\s+and\s+|\s+&\s+)", text):
        depth += (piece == "(") - (piece == ")")
        if depth <= 0 and (piece in {",", ";"} or piece.strip() in {"and", "&"}):
            parts.append(current)
            current = ""
        else:
            current += piece
    return [part.strip(" .") for part in [*parts, current] if part.strip(" .")]
