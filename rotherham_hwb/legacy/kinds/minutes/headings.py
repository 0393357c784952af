"""Where a set of minutes begins: a heading with a body and a date, and then who was there."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from rotherham_hwb.legacy.facts import Fact
from rotherham_hwb.legacy.kinds.minutes.list_headings import APOLOGIES, in_columns, opening
from rotherham_hwb.legacy.kinds.minutes.people import is_name
from rotherham_hwb.legacy.text.lines import GAP, Document, Line, join
from rotherham_hwb.legacy.text.words import capitals, find_date, is_body

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
_LONGEST_LIST = 8_000  # characters of a list of those present set on one line
_LIST_WORDS = ("present", "attend", "sederunt", "member", "councillor", "cllr", "trustee")
_LOOK_BACK = 14  # lines above an attendance heading
_LONGEST = 240  # characters of a line in a heading


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of a set of minutes, from the line at ``start`` to the attendance at ``index``."""

    index: int
    start: int
    body: Fact[str] | None
    date: Fact[dt.date] | None
    chair: Fact[str] | None


@dataclass(slots=True)
class _Said:
    """What a line of a heading says: the body, the chair, or that it is part of a heading."""

    body: str | None = None
    chair: str | None = None
    of_meeting: bool = False  # it says that these are minutes of a meeting
    other: bool = False


def find_headings(doc: Document) -> tuple[Heading, ...]:
    """Every place where a heading with a date is followed by who was present."""
    found: list[Heading] = []
    for index, line in enumerate(doc.lines):
        begins = line.text[:_LONGEST].lower()
        if len(line.text) > _LONGEST_LIST or not any(word in begins for word in _LIST_WORDS):
            continue
        first = opening(line)
        if first is None or first.kind not in {"present", "group"}:
            continue
        floor = found[-1].index + 1 if found else 0
        top = max(floor, index - _LOOK_BACK)
        heading = _heading(doc.lines, index, top, named=first.kind == "present")
        if heading is not None:
            found.append(heading)
    return tuple(found)


def _heading(lines: Sequence[Line], index: int, floor: int, *, named: bool) -> Heading | None:
    """Read upwards from an attendance heading to the body and date of its meeting.

    A list headed only by the name of a group must stand under "minutes of a meeting".
    """
    body: Fact[str] | None = None
    date: Fact[dt.date] | None = None
    chair: Fact[str] | None = None
    settled = of_meeting = False
    start = index
    for position in range(index - 1, floor - 1, -1):
        text, number = lines[position].text, lines[position].number
        said = _said(lines, position)
        known = said.body or said.chair or said.of_meeting or said.other
        if len(text) > _LONGEST or _NUMBERED.match(text) or (body and date and not known):
            break
        if opening(lines[position]) and APOLOGIES.match(text):
            break
        of_meeting = of_meeting or said.of_meeting
        if known:
            start = position
        whole = text if not said.of_meeting else _sentence(lines, position)
        if date is None and (day := find_date(whole)):
            date, start = Fact(day, number), position
        if said.body and (body is None or (said.of_meeting and not settled)):
            body, settled = Fact(said.body, number), said.of_meeting
        if said.chair:
            chair = Fact(said.chair, number)
    if date is None or body is None or not (named or of_meeting):
        return None
    while start > floor and _is_letterhead(lines[start - 1].text, body.value):
        start -= 1
    return Heading(index, start, body, date, chair)


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
        return _Said(body=text) if not line.cells else _Said(other=True)
    for pattern in (_TITLED, _BODY_FIRST):
        match = pattern.match(text)
        if match and is_body(body := _bare(re.sub(r"\s*[-–,]\s*\d.*$", "", match["body"]))):
            return _Said(body=body, of_meeting=bool(re.search(_KIND, text, re.I)))
    match = _MEETING_OF.match(text)
    if match and (is_body(match["body"]) or _GROUP_NOUN.search(match["body"])):
        return _Said(body=_bare(match["body"]))
    return _Said(other=bool(_TIME_LINE.match(text)))


def _is_title(before: str) -> bool:
    """Whether words before "minutes of a meeting" are part of a heading and not of a sentence."""
    return (
        not before.strip() or capitals(before) > 0.5 or bool(re.fullmatch(r"[\w ]+[-–:] ?", before))
    )


def _bare(body: str) -> str:
    """A body's name without the article before it and the brackets of a draft behind it."""
    body = re.sub(r"^(?:the|a|an)\s+", "", body.strip(" ,.:-–"), flags=re.I)
    return re.sub(r"\s*\((?:draft|public|special|extraordinary)\)$", "", body, flags=re.I)


def _is_letterhead(text: str, body: str) -> bool:
    """Whether a line above the heading is the body's name, or the council's, set over it."""
    return is_body(text) and (
        text.casefold() == body.casefold() or bool(re.search(r"\bcouncil$", text, re.I))
    )
