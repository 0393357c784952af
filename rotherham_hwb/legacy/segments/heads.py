"""The head of a set of minutes: body, date and who was there each add weight; none is asked."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from rotherham_hwb.legacy.facts import Fact
from rotherham_hwb.legacy.kinds.front_sheet.foot import HEADING as AGENDA
from rotherham_hwb.legacy.kinds.minutes.list_headings import (
    APOLOGIES,
    Opening,
    in_columns,
    opening,
    starts_with_name,
)
from rotherham_hwb.legacy.kinds.minutes.people import is_name
from rotherham_hwb.legacy.segments.marks import NUMBERED, ROMAN
from rotherham_hwb.legacy.text.lines import GAP, Document, Line, join
from rotherham_hwb.legacy.text.words import capitals, find_date, is_body
from rotherham_hwb.slips.printed_dates import DATE, WEEKDAYS, parse_date

_KIND = (
    r"(?:draft |public |approved |unconfirmed |confirmed )*"
    r"(?:minutes|notes|record|proceedings|action notes)"
)
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_HELD = rf"(?:(?:which )?was )?(?:held|convened|at \d|on (?:\d|{_WEEKDAY}))"
_OF_MEETING = re.compile(
    rf"\b{_KIND} (?:of|from)(?: an?| the)?(?: \w+)? (?:meeting|proceedings) of(?: the| an?)? "
    rf"(?P<a>\S.*?),? {_HELD}\b"
    rf"|\b{_KIND} (?:of|from)(?: an?| the)? (?P<e>meeting|proceedings)\b"
    rf"|^(?:at )?an? (?:\w+ )?meeting of (?:the )?(?P<b>\S.*?),? {_HELD}\b"
    rf"|^{_KIND} (?:of|from)(?: the| an?)? (?P<c>\S.*?)(?: meeting)?,? {_HELD}\b"
    r"|^(?P<d>meeting) held\b",
    re.I,
)
_TITLED = re.compile(rf"^{_KIND}\s*(?:of|for|[-–:])\s*(?:the )?(?P<body>.+)$", re.I)
_BODY_FIRST = re.compile(
    rf"^(?P<body>[^:]+?)\s*[-–:,]\s*(?:{_KIND}|(?=.{{0,12}}\d{{1,2}}[\s/.]|(?:mon|tues|wednes|thurs|fri)))",
    re.I,
)
_HEAD_LABEL = re.compile(
    r"^(?P<label>title of meeting|name of meeting|meeting|committee|date|time|venue|location|"
    r"chair(?:man|person)?)"
    r"\s*:\s*(?P<value>.*)$",
    re.I,
)
_HEAD_CELL = re.compile(
    r"^(?:title of meeting|name of meeting|meeting|committee|date|time|venue|location|place)$", re.I
)
_MEETING_OF = re.compile(
    r"^(?P<body>[A-Z][\w&'’,() -]{3,80}?)\s+meeting(?: held)?(?: in (?:public|private))?"
    r"(?:\s*[-–:,]?\s*(?:held )?(?:on )?(?=\d|(?:mon|tues|wednes|thurs|fri)day).*)?$",
    re.I,
)
_GROUP_NOUN = re.compile(
    r"\b(?:Governing Body|Governors|Trustees|Group|Team|Alliance|Network|Conference)\b",
    re.I,
)
_TIME_LINE = re.compile(r"^(?:commenced|concluded|terminated|started|finished|ended)\b", re.I)
_NUMBERED = re.compile(r"^\d{1,4}[A-Z]?[.):]\s+\S")
_TITLE_WORD = re.compile(
    rf"^\W*(?i:{_KIND})\b|\b(?:MINUTES|RECORD OF)\b|\b(?i:{_KIND})\s*$|[-–:]\s*(?i:{_KIND})\b"
)
_ISSUED = re.compile(
    r"\b(?:signed off|approved|issued|published|circulated|printed|sent out|agreed)\b", re.I
)
_YEAR = re.compile(r"(?<![\d/])(?:\d{1,2}[/.]\d{1,2}[/.])?((?:19|20)\d{2})\b")
WEEKDAY = re.compile(r"\b(mon|tues|wednes|thurs|fri|satur|sun)day\b", re.I)
_LONGEST_LIST = 8_000  # characters of a list of those present set on one line
_LIST_WORDS = ("present", "attend", "sederunt", "member", "councillor", "cllr", "trustee")
_LOOK_BACK = 14  # lines above an attendance heading
_LOOK_BELOW = 60  # lines from an attendance heading to the first entry
_TOP_LINES, _SHORT = 6, 100  # lines of a page over a head, and the characters of one
_LONGEST = 240  # characters of a line in a heading
_PRESENT, _GROUP, _NAMES = 2.0, 1.0, 1.0  # what speaks for the head of a set of minutes
_OTHERS, _FRONT = 2.0, 3.0  # what speaks against it: those who also came, an agenda below
_DATE, _BODY, _TITLE, _TOP = 1.5, 1.0, 1.0, 0.5
LEAST = 3.5  # the weight that a head must have


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of a set of minutes: its first line, where its attendance stands, what it says."""

    index: int
    start: int
    body: Fact[str] | None
    date: Fact[dt.date] | None
    chair: Fact[str] | None
    weight: float


@dataclass(slots=True)
class _Said:
    """What a line of a heading says: the body, the chair, or that it is part of a heading."""

    body: str | None = None
    chair: str | None = None
    of_meeting: bool = False  # it says that these are minutes of a meeting
    other: bool = False


def find_headings(doc: Document) -> tuple[Heading, ...]:
    """Every place that may be the head of a set of minutes, each with what speaks for it."""
    found: list[Heading] = []
    years = _years(doc)
    for index, line in enumerate(doc.lines):
        begins = line.text[:_LONGEST].lower()
        if len(line.text) > _LONGEST_LIST or not any(word in begins for word in _LIST_WORDS):
            continue
        first = opening(line)
        if first is None or first.kind not in {"present", "group"}:
            continue
        heading = _heading(doc, index, found, first, years)
        if heading.weight >= LEAST:
            found.append(heading)
    return tuple(found)


def _years(doc: Document) -> list[int]:
    """The years that a file prints, the most frequent first."""
    printed = Counter(int(year) for text in doc.source for year in _YEAR.findall(text))
    return [year for year, _ in printed.most_common()]


def _heading(
    doc: Document, index: int, before: Sequence[Heading], first: Opening, years: Sequence[int]
) -> Heading:
    """Weigh what stands around a list of those present: names, a body, a date, a title."""
    present = first.kind == "present"
    floor = max(before[-1].index + 1 if before else 0, index - _LOOK_BACK)
    read = _Around(doc.lines, years)
    read.above(index, floor)
    start = read.start
    read.below(index)
    titled = read.titled
    named = any(starts_with_name(part) for part in _first_names(doc.lines, index))
    label = first.label.casefold()
    others = re.match(r"also|others", label) or (
        re.match(r"in attendance|attendance|officers", label)
        and before
        and index - before[-1].index < _LOOK_BELOW
    )
    weight = (
        (_PRESENT if present else _GROUP if titled and read.body else -_GROUP)
        - _OTHERS * bool(others)
        - _FRONT * _heads_agenda(doc.lines, index)
        + _NAMES * named
        + _DATE * (read.date is not None)
        + _BODY * (read.body is not None)
        + _TITLE * titled
        + _TOP * (start == 0 or doc.lines[start].page_start)
    )
    return Heading(index, start, read.body, read.date, read.chair, weight)


def _heads_agenda(lines: Sequence[Line], index: int) -> bool:
    """Whether a list of people stands over an agenda and over no minutes."""
    below = lines[index + 1 : index + _LOOK_BELOW]
    head = next((line for line in below if AGENDA.match(line.text)), None)
    entry = next((line for line in below if NUMBERED.match(line.text)), None)
    return head is not None and (entry is None or head.number < entry.number)


def _first_names(lines: Sequence[Line], index: int) -> list[str]:
    """What follows the word "present": on its own line, or on the first lines below it."""
    first = opening(lines[index])
    said = [first.rest, *first.cells] if first else []
    for line in lines[index + 1 : index + 4]:
        said += [*line.cells] or [line.text]
    return [re.sub(r"^\W+", "", part) for part in said if part]


class _Around:
    """What the lines around a list of those present say of its meeting."""

    def __init__(self, lines: Sequence[Line], years: Sequence[int]) -> None:
        self.lines, self.years = lines, years
        self.body: Fact[str] | None = None
        self.date: Fact[dt.date] | None = None
        self.chair: Fact[str] | None = None
        self.titled = self._settled = self._dated = False
        self.start = 0

    def above(self, index: int, floor: int) -> None:
        """Read upwards to the first line that is no more of a head."""
        self.start = index
        for position in range(index - 1, floor - 1, -1):
            text = self.lines[position].text
            said = _said(self.lines, position)
            known = said.body or said.chair or said.of_meeting or said.other
            if len(text) > _LONGEST or _NUMBERED.match(text):
                break
            if (self.body and self.date and not known) or _is_other_list(self.lines[position]):
                break
            if self._dates(position, said) or known:
                self.start = position
            self._hear(position, said)
        while self.start > floor and self.body and self._is_letterhead(self.start - 1):
            self.start -= 1
        self.start = self._top_of_page(floor)

    def _top_of_page(self, floor: int) -> int:
        """The first line of the page, where nothing but lines of a head stand above the head."""
        for position in range(self.start, max(floor, self.start - _TOP_LINES) - 1, -1):
            line = self.lines[position]
            if len(line.text) > _SHORT or line.text.endswith((".", ";")):
                break
            if line.page_start or position == 0:
                return position
        return self.start

    def below(self, index: int) -> None:
        """Read on to the first entry for what no line above says."""
        for position in range(index + 1, min(index + _LOOK_BELOW, len(self.lines))):
            if self.body and self.date:
                return
            text = self.lines[position].text
            if len(text) > _LONGEST or NUMBERED.match(text) or ROMAN.match(text):
                return
            said = _said(self.lines, position)
            self._dates(position, said)
            self._hear(position, said)

    def _dates(self, position: int, said: _Said) -> bool:
        """Take the date of a line; one in the words "minutes of a meeting" stands over others."""
        text = self.lines[position].text
        whole = _sentence(self.lines, position) if said.of_meeting else text
        day = find_date(whole) or self._yearless(whole)
        if day is None or _ISSUED.search(text) or (self.date and not said.of_meeting):
            return False
        if self.date is None or not self._dated:
            self.date, self._dated = Fact(day, self.lines[position].number), said.of_meeting
        return True

    def _yearless(self, text: str) -> dt.date | None:
        """A day and month with its weekday, in a year that is printed elsewhere and fits them."""
        match = DATE.search(text)
        weekday = WEEKDAY.search(text)
        if match is None or weekday is None or match["year"]:
            return None
        days = (parse_date(match, year=year) for year in self.years)
        named = WEEKDAYS.index(f"{weekday[1].lower()}day")
        return next((day for day in days if day and day.weekday() == named), None)

    def _hear(self, position: int, said: _Said) -> None:
        number = self.lines[position].number
        self.titled = (
            self.titled or said.of_meeting or bool(_TITLE_WORD.search(self.lines[position].text))
        )
        if said.body and (self.body is None or (said.of_meeting and not self._settled)):
            self.body, self._settled = Fact(said.body, number), said.of_meeting
        if said.chair:
            self.chair = Fact(said.chair, number)

    def _is_letterhead(self, position: int) -> bool:
        """Whether a line above the head is the body's name, or the council's, set over it."""
        text = self.lines[position].text
        named = self.body is not None and text.casefold() == self.body.value.casefold()
        return is_body(text) and (named or bool(re.search(r"\bcouncil$", text, re.I)))


def _is_other_list(line: Line) -> bool:
    return bool(opening(line) and APOLOGIES.match(line.text))


def _sentence(lines: Sequence[Line], position: int) -> str:
    """A line with at most three more that it runs on over."""
    end = position + 1
    while end < len(lines) and end < position + 4 and lines[end].gap != GAP:
        end += 1
    return join(line.text for line in lines[position:end])


def _said(lines: Sequence[Line], position: int) -> _Said:
    line = in_columns(lines[position])
    text = line.text
    if len(text) > _LONGEST:
        return _Said()
    match = _OF_MEETING.search(_sentence(lines, position))
    if match and match.start() < len(text) and _is_title(text[: match.start()]):
        body = _bare(match["a"] or match["b"] or match["c"] or "")
        named = bool(body) and len(body) <= 120 and not re.search(r"\. |\d{4}", body)
        named = named and body[0].isupper() and (" " in body or body.isupper())
        return _Said(body=body if named else None, of_meeting=True)
    if line.cells and _HEAD_CELL.match(line.cells[0].rstrip(" :")):
        value = join(line.cells[1:])
        if re.search("meeting|committee", line.cells[0], re.I) and value and not find_date(value):
            return _Said(body=value)
        return _Said(other=True)
    if match := _HEAD_LABEL.match(text):
        label, value = match["label"].lower(), match["value"]
        if label.startswith("chair"):
            name = re.split(r",|\(|\s[-–]\s", value)[0].strip()
            return _Said(chair=name if is_name(name) else None)
        if re.search("meeting|committee", label) and value and not find_date(value):
            return _Said(body=value)
        return _Said(other=True)
    if is_body(text) and not opening(line) and not _TITLED.match(text):
        return _Said(body=_bare(text)) if not line.cells else _of_cells(line)
    for pattern in (_TITLED, _BODY_FIRST):
        match = pattern.match(text)
        if match and _is_named(body := _bare(re.sub(r"\s*[-–,]\s*\d.*$", "", match["body"]))):
            return _Said(body=body, of_meeting=bool(re.search(_KIND, text, re.I)))
    if text.isupper() and _GROUP_NOUN.search(text) and len(text) <= 90 and text[-1].isalpha():
        return _Said(body=re.sub(rf"^{_KIND} (?:of|from) (?:the )?", "", text, flags=re.I))
    match = _MEETING_OF.match(text)
    if match and (is_body(match["body"]) or _GROUP_NOUN.search(match["body"])):
        return _Said(body=_bare(match["body"]))
    return _Said(other=bool(_TIME_LINE.match(text)))


def _is_named(body: str) -> bool:
    return is_body(body) and body[0].isupper()


def _of_cells(line: Line) -> _Said:
    """A body in one column of a head, with what is written in the other."""
    named = next((cell for cell in line.cells if is_body(cell)), None)
    titled = any(re.fullmatch(_KIND, cell, re.I) for cell in line.cells)
    return _Said(body=named if titled else None, of_meeting=titled, other=True)


def _is_title(before: str) -> bool:
    """Whether words before "minutes of a meeting" are part of a heading and not of a sentence."""
    return (
        not before.strip() or capitals(before) > 0.5 or bool(re.fullmatch(r"[\w ]+[-–:] ?", before))
    )


def _bare(body: str) -> str:
    """A body's name without its article, and without a place or a bracket behind it."""
    body = re.sub(r"^(?:the|a|an)\s+", "", body.strip(" ,.:-–"), flags=re.I)
    first = re.split(r",\s|\s[-–]\s|\s+in the\s", body)[0]
    body = first if is_body(first) else body
    return re.sub(r"\s*\((?:draft|public|special|extraordinary)\)$", "", body, flags=re.I)
