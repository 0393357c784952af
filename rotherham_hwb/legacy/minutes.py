"""Minutes bound into a pack: where a set begins, its attendance, its numbered minutes."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from .attendance import APOLOGIES, PRESENT, Attendance, read_attendance
from .decisions import read_minute
from .facts import Attendee, Fact, MinutesSet
from .lines import GAP, Document, Line, continues, join, paragraphs, renumber
from .words import capitals, find_date, is_body

NUMBERED = re.compile(r"^(?P<number>\d{1,4}[A-Z]?)(?P<stop>[.):]?)\s+(?P<title>\S.*)$")
SUB_NUMBERED = re.compile(r"^(?P<number>\d{1,2}\.\d{1,2})\.?\s+(?P<title>\S.*)$")
_COLUMN_WORDS = re.compile(r"^(?:(?:agenda|item|action|actions|no|lead)\s*[.:]?\s*)+$", re.I)
_GLUED_COLUMN = re.compile(r"^(?:agenda\s+item|item)\s*:\s*(?:action\s*:)?\s*(?=\d)", re.I)
_GLUED_SUB = re.compile(r"^(?P<first>\d+[.)]?\s+.+?:)\s*(?P<second>\d+\.\d+\s+.+)$")
_OF_MEETING = re.compile(
    r"\bminutes (?:of|from)(?: an?| the)?(?: \w+)? (?:meeting|proceedings)(?: of)?(?: the)?\s+"
    r"(?P<body>.+?),?\s+(?:which was )?held\b",
    re.I,
)
_HEAD_LABEL = re.compile(
    r"^(?P<label>title of meeting|name of meeting|meeting|committee|date|time|venue|location|"
    r"chair(?:man|person)?)"
    r"\s*:\s*(?P<value>.*)$",
    re.I,
)
_LOOK_BACK = 14  # lines above an attendance heading
_LONGEST = 240  # characters of a line in a heading
_CLOSING = re.compile(r"\bnext (?:\w+ )?meeting\b", re.I)


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of a set of minutes, from the line at ``start`` to the attendance at ``index``."""

    index: int
    start: int
    body: Fact[str] | None
    date: Fact[dt.date] | None
    chair: Fact[str] | None


@dataclass(frozen=True, slots=True)
class Entry:
    """A numbered minute before it is read: the index of its first line, and its heading."""

    index: int
    body_index: int
    number: str
    title: str | None
    rest: str


_STEPS = ((1, 0.0), (2, 0.8))  # how far a number goes up, and what the gap costs


@dataclass(frozen=True, slots=True)
class _Run:
    """Headings whose numbers follow one another, and how much speaks for them."""

    score: float
    last: tuple[int, re.Match[str]]
    before: _Run | None

    def entries(self) -> list[tuple[int, re.Match[str]]]:
        run, found = self, [self.last]
        while run.before:
            run = run.before
            found.append(run.last)
        return found[::-1]


def find_headings(doc: Document) -> tuple[Heading, ...]:
    """Every place where a heading with a date is followed by who was present."""
    found: list[Heading] = []
    for index, line in enumerate(doc.lines):
        match = PRESENT.match(line.text)
        if not match or not (match["mark"] or not match["rest"]):
            continue
        floor = found[-1].index + 1 if found else 0
        heading = _heading(doc.lines, index, max(floor, index - _LOOK_BACK))
        if heading is not None:
            found.append(heading)
    return tuple(found)


def _heading(lines: Sequence[Line], index: int, floor: int) -> Heading | None:
    """Read upwards from an attendance heading to the body and date of its meeting."""
    body: Fact[str] | None = None
    date: Fact[dt.date] | None = None
    chair: Fact[str] | None = None
    start = index
    for position in range(index - 1, floor - 1, -1):
        text, number = lines[position].text, lines[position].number
        said = _said(text)
        entry = NUMBERED.match(text)
        if len(text) > _LONGEST or (entry and entry["stop"]) or (body and date and not said):
            break
        if said:
            start = position
        if date is None and (day := find_date(text)):
            date, start = Fact(day, number), position
        if "body" in said and (body is None or not is_body(text)):
            body = Fact(said["body"], number)
        if "chair" in said:
            chair = Fact(said["chair"], number)
    if date is None or body is None:
        return None
    while start > floor and _is_letterhead(lines[start - 1].text, body.value):
        start -= 1
    return Heading(index, start, body, date, chair)


def _said(text: str) -> dict[str, str]:
    """What a line of a heading says: the body, the chair, or some other labelled value."""
    if sentence := _OF_MEETING.search(text):
        return {"body": sentence["body"]}
    if match := _HEAD_LABEL.match(text):
        label = match["label"].lower()
        kind = "chair" if label.startswith("chair") else "other"
        return {"body" if re.search("meeting|committee", label) else kind: match["value"]}
    return {"body": text} if is_body(text) else {}


def _is_letterhead(text: str, body: str) -> bool:
    """Whether a line above the heading is the body's name, or the council's, set over it."""
    return is_body(text) and (
        text.casefold() == body.casefold() or bool(re.search(r"\bcouncil$", text, re.I))
    )


def read_sets(doc: Document, *, stops: Sequence[int]) -> tuple[MinutesSet, ...]:
    """Read every set of minutes; ``stops`` are line numbers at which another paper begins."""
    headings = find_headings(doc)
    sets: list[MinutesSet] = []
    for position, heading in enumerate(headings):
        if sets and doc.lines[heading.index].number <= sets[-1].minutes[0].number.line:
            continue
        first = doc.lines[heading.index].number
        limit = min((stop for stop in stops if stop > first), default=doc.lines[-1].number + 1)
        for later in headings[position + 1 :]:
            begins = doc.lines[later.start].number
            if begins < limit and later.start > heading.index + 3:
                limit = begins
                break
        if found := _read_set(doc, heading, limit):
            sets.append(found)
    return tuple(sets)


def _read_set(doc: Document, heading: Heading, limit: int) -> MinutesSet | None:
    lines = _tidy([line for line in doc.lines[heading.index :] if line.number < limit])
    entries = _chain(doc, lines)
    if not entries:
        return None
    running = _is_loud(entries[0].title or "") or not re.match(r"1(?!\d)", entries[0].number)
    attendance = read_attendance(doc, lines[: entries[0].index], chair=heading.chair)
    ends = [*(entry.index for entry in entries[1:]), _end(doc, lines, entries[-1])]
    codes = tuple(p.initials for p in attendance.present if p.initials)
    names = tuple(p.name.value for p in (*attendance.present, *attendance.apologies))
    minutes = []
    for entry, end in zip(entries, ends, strict=True):
        body = lines[entry.body_index : end]
        if entry.rest:
            body = [renumber(lines[entry.index], entry.rest), *body]
        minutes.append(
            read_minute(doc, entry_line=lines[entry.index], number=entry.number, title=entry.title,
                        lines=body, running=running, codes=codes, names=names,
                        body=heading.body.value if heading.body else "")
        )  # fmt: skip
    apologies = attendance.apologies or _apologies_in(doc, lines, entries, ends)
    return MinutesSet(
        heading.body, heading.date, attendance.chair, attendance.present, apologies,
        tuple(minutes), running, doc.lines[heading.start].number, lines[ends[-1] - 1].number,
    )  # fmt: skip


def _apologies_in(
    doc: Document, lines: Sequence[Line], entries: Sequence[Entry], ends: Sequence[int]
) -> tuple[Attendee, ...]:
    """Apologies printed under a numbered minute of their own."""
    for entry, end in zip(entries, ends, strict=True):
        whole = " ".join(line.text for line in lines[entry.index : entry.body_index])
        if not re.match(r"^\S+\s+apologies\b", whole, re.I):
            continue
        text = join([entry.rest, *(line.text for line in lines[entry.body_index : end])])
        if not APOLOGIES.match(text):
            text = f"Apologies: {text}"
        source = renumber(lines[entry.index], text)
        found: Attendance = read_attendance(doc, [source], chair=None)
        return found.apologies if entry.rest or "from" in text else ()
    return ()


# --- numbered minutes -----------------------------------------------------------------------


def _tidy(lines: Sequence[Line]) -> list[Line]:
    """Take off column heads that each page repeats, and part two headings set on one line."""
    kept: list[Line] = []
    for line in lines:
        text = _GLUED_COLUMN.sub("", line.text)
        if match := _GLUED_SUB.match(text):
            kept += [renumber(line, match["first"]), renumber(line, match["second"])]
        elif not _COLUMN_WORDS.match(text):
            kept.append(line if text == line.text else renumber(line, text))
    return kept


def _chain(doc: Document, lines: Sequence[Line]) -> list[Entry]:
    """The headings of the minutes, numbered one after another.

    Headings in capitals are told by that. Others are told by the first of them, which follows the
    attendance; numbered paragraphs inside a minute do not go on from there.
    """
    found = [(i, m) for i, line in enumerate(lines) if (m := NUMBERED.match(line.text))]
    in_capitals = [
        (i, m) for i, m in found if _is_loud(m["title"]) and (m["stop"] or lines[i].gap == GAP)
    ]
    in_words = [
        (i, m) for i, m in found if _is_heading(m["title"]) and m["stop"] and not lines[i].cells
    ]
    loud = _longest(lines, in_capitals, first=False)
    quiet = _longest(lines, in_words, first=True)
    if len(loud) > 1 or len(loud) >= len(quiet):
        return _with_subs(doc, lines, loud, running=True)
    return _with_subs(doc, lines, quiet, running=False)


def _longest(
    lines: Sequence[Line], candidates: Sequence[tuple[int, re.Match[str]]], *, first: bool
) -> list[tuple[int, re.Match[str]]]:
    """The best run of numbers that go up by one (or two, where one was left out).

    ``first``: the run must begin with the first candidate.
    """
    best: dict[int, _Run] = {}
    for index, match in candidates:
        number = int(re.sub(r"\D", "", match["number"]))
        alone = 1.0 + 0.5 * (lines[index].gap == GAP)
        score, before = max(
            ((best[number - step].score - loss, number - step) for step, loss in _STEPS
             if number - step in best),
            default=(0.0, None),
        )  # fmt: skip
        if first and best and before is None:
            continue
        run = _Run(score + alone, (index, match), best[before] if before is not None else None)
        if number not in best or run.score > best[number].score:
            best[number] = run
    return max(best.values(), key=lambda run: run.score).entries() if best else []


def _is_loud(title: str) -> bool:
    letters = re.sub(r"[^A-Za-z]", "", title)
    return capitals(title) > 0.75 and len(letters) > 3


def _is_heading(title: str) -> bool:
    return len(title) <= 200 and title[0].isupper()


def _with_subs(
    doc: Document,
    lines: Sequence[Line],
    run: Sequence[tuple[int, re.Match[str]]],
    *,
    running: bool,
) -> list[Entry]:
    entries: list[Entry] = []
    if not run:
        return []
    stops = [*(index for index, _ in run[1:]), len(lines)]
    for (index, match), stop in zip(run, stops, strict=True):
        entries.append(_entry(doc, lines, index, match["number"], match["title"], running=running))
        if running:
            continue
        part = 1
        for inner in range(entries[-1].body_index, stop):
            sub = SUB_NUMBERED.match(lines[inner].text)
            if sub and sub["number"] == f"{match['number']}.{part}":
                entries.append(_sub_entry(inner, sub))
                part += 1
    return entries


def _entry(
    doc: Document, lines: Sequence[Line], index: int, number: str, title: str, *, running: bool
) -> Entry:
    """A heading with the lines its title was broken over."""
    if match := re.match(r"^(?P<title>apologies[^:]{0,40}):\s*(?P<rest>\S.*)$", title, re.I):
        return Entry(index, index + 1, number, match["title"], match["rest"])
    end = index + 1
    while end < len(lines) and lines[end].gap != GAP:
        line = lines[end]
        more = (
            capitals(line.text) > 0.9
            if running
            else line.text[0].islower() and _is_full(doc, lines[end - 1])
        )
        if (
            not more
            or NUMBERED.match(line.text)
            or not (running or continues(doc, lines[end - 1], line))
        ):
            break
        title = join([title, line.text])
        end += 1
    return Entry(index, end, number, title, "")


def _is_full(doc: Document, line: Line) -> bool:
    return doc.wrapped and len(line.text) > 0.8 * doc.width


def _sub_entry(index: int, match: re.Match[str]) -> Entry:
    """A numbered part of a minute: a short line is its title, a sentence is its text."""
    title = match["title"]
    if len(title) > 160 or title.endswith("."):
        return Entry(index, index + 1, match["number"], None, title)
    return Entry(index, index + 1, match["number"], title, "")


def _end(doc: Document, lines: Sequence[Line], last: Entry) -> int:
    """The index after a set's last line: the last minute's resolution, or first paragraph."""
    blocks = paragraphs(doc, lines[last.body_index :])
    if not blocks:
        return last.body_index
    taken = 0
    for position, block in enumerate(blocks):
        decided = re.match(
            r"^(?:resolved|agreed|recommended|decision)\b|^\(\d+\)|^action\b", block.text, re.I
        )
        if (
            position == 0
            or decided
            or not (block.gap == GAP or doc.wrapped)
            or (
                not _CLOSING.search(last.title or "")
                and position < 40
                and not block.lines[0].page_start
            )
        ):
            taken = sum(len(b.lines) for b in blocks[: position + 1])
        else:
            break
    return last.body_index + taken
