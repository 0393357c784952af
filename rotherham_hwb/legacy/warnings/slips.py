"""Slips and marks in the words of a pack: dates, things left to be filled in, personal data."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from rotherham_hwb.legacy.facts import ReadWarning, Report
from rotherham_hwb.legacy.text.lines import Document, Line
from rotherham_hwb.legacy.text.words import DATE, MONTHS, parse_date, weekday_slip

_PLACEHOLDERS = (
    (
        re.compile(r"<(?:to be|table to be|note|insert|consider|add|enter)\b[^>]{0,120}>?", re.I),
        "a note to the author",
    ),
    (re.compile(r"\b(?:Named [Oo]fficer|Officer [Nn]ame here)\b"), "a name to fill in"),
    (re.compile(r"\b\w+\?\?+"), "a question left open"),
    (
        re.compile(
            r"\[\s?(?:insert|enter|add|date|name|title|tbc|tba|xx|to be|delete)\b[^\]]*\]", re.I
        ),
        "a blank to be filled in",
    ),
    (re.compile(r"(?<![\w.])£?X{2,}(?![\w-]|\s?chromosome)"), "a figure or name left out"),
    (re.compile(r"\bxx/xx/(?:xx|\d\d)+\b", re.I), "a date left out"),
    (re.compile(r"Error! (?:Reference|Bookmark)[^.]{0,40}", re.I), "a broken reference"),
)  # fmt: skip
_OFTEN = (
    ("draft", re.compile(r"^\W*(?:DRAFT\b.{0,20}|.{0,30}\bDRAFT)$"), "a draft mark"),
    (
        "placeholder",
        re.compile(r"\b(?:TBC|TBA|tbc|T\.B\.C\.?)(?![\w-])"),
        "something still to be confirmed",
    ),
)
_MAILERS = (
    "gmail|googlemail|hotmail|yahoo|ymail|outlook|live|msn|btinternet|btopenworld|aol|icloud|me|mac|"
    "sky|talktalk|virginmedia|virgin|ntlworld|blueyonder|tiscali|protonmail|proton|gmx|mail"
)
_PERSONAL = (
    (
        "mobile number",
        re.compile(
            r"(?<![\d.,£-])(?:\+44\s?(?:\(0\)\s?)?|\(?0)7[1-57-9]\d\)?(?:[ -]?\d){7}(?![\d%])"
        ),
        "a mobile number",
    ),
    (
        "private address",
        re.compile(rf"\b[\w.+-]{{1,64}}@(?:{_MAILERS})\.(?:com|co\.uk|net|org|uk|me)\b", re.I),
        "a private e-mail address",
    ),
    (
        "drive path",
        re.compile(
            r"(?<![A-Za-z])[A-Z]:\\[\w$]\S*|(?<![\w\\])\\\\[\w.-]{2,}\\[\w$]\S*|"
            r"\bfile:/{2,}\S+"
        ),
        "a drive path",
    ),
    (
        "intranet link",
        re.compile(
            r"\bhttps?://(?:(?!www\b|localhost\b)[\w-]+(?:[:/](?=\w)\S*)|"
            r"[\w.-]*\b(?:intranet|intra|insite|staffnet)\b[\w.-]*\S*|"
            r"[\w.-]+\.(?:local|internal|corp|lan)(?=[/:\s]|$)\S*)",
            re.I,
        ),
        "an intranet link",
    ),
)  # fmt: skip
_FIGURES = re.compile(
    r"(?<![\d./])(?P<day>\d{1,2})(?P<mark>[./])(?P<month>\d{1,2})(?P=mark)"
    r"(?P<year>\d{4}|\d{2})\b(?![./]\d)"
)
_ORDINAL_SLIP = re.compile(r"\b(?:[23]?1(?:th|nd|rd)|2?2(?:th|st|rd)|2?3(?:th|st|nd))\b")
_DIGIT = re.compile(r"\d")
_TRIGGER = re.compile(r"[<?\[@\\]|XX|xx/|07|\+44|[Hh][Tt]{2}[Pp]|[Ff]ile:|Named|Officer|Error!")
"""What every placeholder and personal mark has in it: most lines need no closer look."""
_SECTION = re.compile(r"(?:^|\b(?:section|para(?:graph)?|clause|version|appendix|see)\.? )$", re.I)
_YEAR_BELOW = re.compile(r"^(?P<year>(?:19|20)\d{2})\b")
_PERSON_COLUMN = (
    re.compile(r"^(?:age|age (?:range|group|band)|d\.?o\.?b\.?|date of birth)$", re.I),
    re.compile(r"^(?:gender|sex|m/f)$", re.I),
    re.compile(r"^(?:ethnicity|ethnic (?:group|origin)|nationality|religion)$", re.I),
    re.compile(r"^(?:case|case (?:no\.?|number|ref\w*)|child|patient|client|service user|name|"
               r"initials|nhs (?:no\.?|number))$", re.I),
    re.compile(r"^(?:diagnosis|condition|disability|cause of death|category|postcode|address)$",
               re.I),
)  # fmt: skip
_ROW = re.compile(r"^(?:case\s+|child\s+|patient\s+)?(?:\d{1,3}|[A-Z])$", re.I)


def find_slips(doc: Document, reports: Sequence[Report]) -> Iterator[ReadWarning]:
    """Every slip and mark, line by line; a draft mark once for each paper it runs through."""
    for position, line in enumerate(doc.lines):
        below = doc.lines[position + 1] if position + 1 < len(doc.lines) else None
        yield from _dates(line, below)
        yield from _marks(line)
    yield from _often(doc, reports)
    yield from _cases(doc.lines)


def _dates(line: Line, below: Line | None) -> Iterator[ReadWarning]:
    if not _DIGIT.search(line.text):
        return
    for match in DATE.finditer(line.text):
        yield from _date(match, line, below)
    for match in _FIGURES.finditer(line.text):
        could = 1 <= int(match["day"]) <= 31 and 1 <= int(match["month"]) <= 12
        section = match["mark"] == "." and _SECTION.search(line.text[: match.start()])
        if could and not section and parse_date(match) is None:
            yield ReadWarning("no such date", line.number, f"“{match[0]}” is no date.")
    if slip := _ORDINAL_SLIP.search(line.text):
        yield ReadWarning("ordinal", line.number, f"“{slip[0]}” is no ordinal.")


def _date(match: re.Match[str], line: Line, below: Line | None) -> Iterator[ReadWarning]:
    """A date whose year may stand on the line below."""
    printed = match[0].strip(" ,")
    at_end = not match["year"] and not line.text[match.end() :].strip(" ,")
    under = _YEAR_BELOW.match(below.text) if below and at_end else None
    if under:
        whole = DATE.match(f"{printed} {under['year']}")
        match, printed = (whole, whole[0]) if whole else (match, printed)
    day, month = int(match["day"]), MONTHS[match["month"].lower()]
    if real := weekday_slip(match):
        yield ReadWarning("weekday", line.number, f"“{printed}” fell on a {real}.")
    elif (match["year"] and parse_date(match) is None) or (
        not match["year"] and 28 < day <= 31 and not _in_leap_year(day, month)
    ):
        yield ReadWarning("no such date", line.number, f"“{printed}” is no date.")


def _in_leap_year(day: int, month: int) -> bool:
    try:
        dt.date(2000, month, day)
    except ValueError:
        return False
    return True


def _marks(line: Line) -> Iterator[ReadWarning]:
    if not _TRIGGER.search(line.text):
        return
    for pattern, what in _PLACEHOLDERS:
        if match := pattern.search(line.text):
            said = f"“{match[0][:80]}” looks like {what}."
            yield ReadWarning("placeholder", line.number, said)
    for code, pattern, what in _PERSONAL:
        if match := pattern.search(line.text):
            yield ReadWarning(code, line.number, f"“{match[0][:80]}” looks like {what}.")


def _often(doc: Document, reports: Sequence[Report]) -> Iterator[ReadWarning]:
    """Marks that run through a paper: the first in each paper, with how often it stands there."""
    spans = [(report.start_line, report.end_line) for report in reports]
    for code, pattern, what in _OFTEN:
        marks = [line for line in doc.lines if pattern.search(line.text)]
        while marks:
            first = marks[0].number
            end = next((last for start, last in spans if start <= first <= last), first)
            same = [line for line in marks if line.number <= end]
            match = pattern.search(marks[0].text)
            often = f", on {len(same)} lines of this paper" if len(same) > 1 else ""
            said = f"“{match[0][:60] if match else ''}” looks like {what}{often}."
            yield ReadWarning(code, first, said)
            marks = marks[len(same) :]


def _cases(lines: Sequence[Line]) -> Iterator[ReadWarning]:
    """Tables with a row for each person: small enough, they say who the person is."""
    for index, line in enumerate(lines):
        cells = [cell.strip(" :") for cell in line.cells if cell]
        if len(cells) < 3:
            continue
        kinds = sum(any(kind.match(cell) for cell in cells) for kind in _PERSON_COLUMN)
        rows = [row for row in lines[index + 1 : index + 4] if len(row.cells) >= 3]
        single = any(_ROW.match(row.cells[0].strip()) for row in rows)
        if kinds >= 3 and rows and single:
            said = "This table has a row for each person; check that nobody can be known by it."
            yield ReadWarning("single case", line.number, said)
