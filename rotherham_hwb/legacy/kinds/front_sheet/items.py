"""An agenda item while its lines are still coming in: its title, its parts, its ranges."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from rotherham_hwb.legacy.facts import Fact, ReadPages
from rotherham_hwb.legacy.kinds.front_sheet.foot import NEXT_MEETING, is_foot
from rotherham_hwb.legacy.kinds.front_sheet.presenters import DESCRIPTION, read_presenters
from rotherham_hwb.legacy.kinds.front_sheet.ranges import (
    BARE_LINE,
    OPEN_RANGE,
    RANGE,
    bare_range,
    in_order,
    is_span,
    pages_of,
)
from rotherham_hwb.legacy.text.lines import (
    GAP,
    NO_GAP,
    Document,
    Line,
    continues,
    join,
    renumber,
    starts_entry,
)
from rotherham_hwb.legacy.text.words import capitals

_PART = re.compile(r"^(?:\((?P<round>[a-z]|[ivx]{1,4})\)|(?P<bare>[a-z])[.)])\s+(?P<title>\S.*)$")
_DECIMAL = re.compile(r"^(?P<number>\d{1,2}\.\d{1,2})\.?\s+(?P<title>[A-Z'\"‘“(].*)$")
_DANGLING = re.compile(
    r"(?:[,–&-]|\b(?:of|the|and|on|for|to|in|at|with|by|its|their|our|from|or|a|an|\d+(?:st|nd|"
    r"rd|th)))$",
    re.I,
)
_LETTERS = tuple("abcdefghijklmnopqrstuvwxyz")
_ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
_NO_PARTS = re.compile(
    r"\b(?:declar|disclos|interests?\b|apolog|exclu|exempt|question|urgent|participation|speaking)",
    re.I,
)


@dataclass(slots=True)
class Draft:
    """An item: the lines its title is broken over, and the lines below it."""

    number: str
    line: int
    title_lines: list[Line]
    rest: list[Line] = field(default_factory=list)
    section: Fact[str] | None = None
    introduction: tuple[Fact[str], ...] = ()
    column: Fact[ReadPages] | None = None
    people: list[tuple[str, float]] = field(default_factory=list)
    times: list[str] = field(default_factory=list)

    @property
    def title(self) -> str:
        return join(part.text for part in self.title_lines)

    @property
    def loud_notes(self) -> bool:
        """Whether all that stands under the item is in capitals, so that none is a heading."""
        return len(self.rest) > 2 and all(capitals(line.text) > 0.9 for line in self.rest)


# --- parts of an item ------------------------------------------------------------------------


def split_parts(draft: Draft) -> list[Draft]:
    """The item and its parts, 7(a) or 7.1, where those are printed as items and not as a list."""
    decimal = _run(draft, _decimal, least=1)
    runs = decimal or _run(draft, _lettered, least=2)
    if not decimal and not runs:
        return [draft]
    if not decimal and _NO_PARTS.search(draft.title) and not _ranged(draft, runs):
        return [draft]
    starts = [index for index, _ in runs]
    ends = [*starts[1:], len(draft.rest)]
    if (
        not decimal
        and not _ranged(draft, runs)
        and not all(_is_title(draft.rest[i]) for i in starts)
    ):
        return [draft]
    parts = [
        Draft(number, draft.rest[i].number, [draft.rest[i]], draft.rest[i + 1 : end])
        for (i, number), end in zip(runs, ends, strict=True)
    ]
    draft.rest = draft.rest[: starts[0]]
    return [draft, *parts]


def part_title(text: str) -> str | None:
    match = _PART.match(text) or _DECIMAL.match(text)
    return match["title"] if match else None


def _run(
    draft: Draft, label: Callable[[str, int, str], str | None], *, least: int
) -> list[tuple[int, str]]:
    """Where parts of an item begin, with their numbers; a lone one is no run."""
    found: list[tuple[int, str]] = []
    for index, line in enumerate(draft.rest):
        number = label(draft.number, len(found), line.text)
        if number:
            found.append((index, number))
    return found if len(found) >= least else []


def _lettered(base: str, count: int, text: str) -> str | None:
    match = _PART.match(text)
    if not match:
        return None
    letter = match["round"] or match["bare"]
    for series in (_LETTERS, _ROMANS):
        if count < len(series) and letter == series[count]:
            return f"{base}({letter})"
    return None


def _decimal(base: str, count: int, text: str) -> str | None:
    match = _DECIMAL.match(text)
    return match["number"] if match and match["number"] == f"{base}.{count + 1}" else None


def _ranged(draft: Draft, runs: Sequence[tuple[int, str]]) -> bool:
    return any(RANGE.search(draft.rest[index].text) for index, _ in runs)


def _is_title(line: Line) -> bool:
    title = part_title(line.text) or ""
    return (
        len(title) <= 120
        and title[:1].isupper()
        and not title.endswith((";", ",", " and", " or"))
        and not (title.endswith(".") and len(title) > 60)
        and not DESCRIPTION.match(title)
    )


# --- title -----------------------------------------------------------------------------------


def wrap_title(doc: Document, draft: Draft) -> None:
    """Give the title the lines it was broken over, up to its page range."""
    while draft.rest:
        text, line = draft.title, draft.rest[0]
        closed = bool(RANGE.search(text)) or (bool(draft.column) and line.gap != NO_GAP)
        low = line.text[0].islower() and line.gap == NO_GAP and len(text) >= 60
        closed = closed and not (low and len(draft.title_lines) == 1)
        broken_range = OPEN_RANGE.search(text) or (RANGE.fullmatch(line.text) and not closed)
        if not broken_range and (closed or not _goes_on(doc, draft, line, text)):
            return
        draft.title_lines.append(draft.rest.pop(0))


def _goes_on(doc: Document, draft: Draft, line: Line, title: str) -> bool:
    """Whether a title goes on in a line: a broken sentence, or a line hung under the title."""
    before = draft.title_lines[-1]
    dangling = bool(_DANGLING.search(title))
    if (line.gap == GAP and not dangling) or is_note(line.text) or starts_entry(line.text):
        return False
    if is_foot(line.text) and len(line.text) <= 40:
        return False
    if line.gap == GAP:
        return (capitals(title) > 0.9) == (capitals(line.text) > 0.9)
    if before.bold and not line.bold:
        return False
    if capitals(title) > 0.9 and len(title) > 12 and capitals(line.text) < 0.6:
        return False
    if NEXT_MEETING.search(title) and _opens_with_date(line.text):
        return False
    if _is_first_broken(draft, line):
        return True
    hung = line.gap == NO_GAP and line.raw.startswith("    ")
    first = len(draft.title_lines) == 1
    full = len(before.text) >= 45 or (bool(draft.column) and first) or dangling
    if _is_hung_note(draft, line) and not dangling:
        return False
    full = full or bool(re.fullmatch(r"(?:19|20)\d{2}\W*", line.text))
    if hung and not line.text[0].islower() and not full:
        return False
    return hung or continues(doc, before, line)


def _is_first_broken(draft: Draft, line: Line) -> bool:
    """Whether a small letter goes on with a first line whose end stands in a column."""
    before = draft.title_lines[-1]
    low = line.text[0].islower() and line.gap == NO_GAP
    return low and len(draft.title_lines) == 1 and len(before.text) >= 60


def _is_hung_note(draft: Draft, line: Line) -> bool:
    """Whether a line is set in farther than the title above it, or begins where a full title ends.

    A title that goes on stands under its own first word.
    """
    head = re.match(r"\s*\S+\s+", draft.title_lines[0].raw)
    if head is None or not line.text[0].isupper():
        return False
    return len(line.raw) - len(line.raw.lstrip()) >= head.end() + 2


def _opens_with_date(text: str) -> bool:
    return bool(
        re.match(
            r"^(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\d{1,2}(?:st|nd|rd|th)?\s)", text
        )
    )


def is_note(text: str) -> bool:
    """Whether a line says something of the item above it, and is no part of its title."""
    return bool(read_presenters(text)[0]) or bool(DESCRIPTION.match(text))


# --- a column of page numbers ----------------------------------------------------------------


def take_column(drafts: Sequence[Draft], *, headed: bool) -> None:
    """Give the items the bare ranges set at their right, where those read as a column of pages.

    A ``headed`` column may hold single pages; without a head there must be spans for two items.
    """
    if any(RANGE.search(line.text) for d in drafts for line in (*d.title_lines, *d.rest[:1])):
        return
    open_ = [draft for draft in drafts if draft.column is None]
    found = [(draft, place) for draft in open_ if (place := _bare(draft, headed=headed))]
    pages = [place[2] for _, place in found]
    spans = [one for one in pages if one.last > one.first]
    if not found or (not headed and len(spans) < 2) or not in_order(pages):
        return
    for draft, (index, text, one) in found:
        line = draft.title_lines[0] if index < 0 else draft.rest[index]
        draft.column = Fact(one, line.number, 1.0 if headed else 0.8)
        if index < 0:
            draft.title_lines[0] = renumber(line, text)
        elif text:
            draft.rest[index] = renumber(line, text)
        else:
            del draft.rest[index]


def _bare(draft: Draft, *, headed: bool) -> tuple[int, str, ReadPages] | None:
    """Where a bare range stands (-1: with the title), the words beside it, and the range."""
    for index, line in [(-1, draft.title_lines[0]), *enumerate(draft.rest[:12])]:
        match = BARE_LINE.match(line.text) if index >= 0 else None
        if match and (is_span(line.text) or headed):
            pages = pages_of(match)
            if pages and not _is_years(pages):
                return index, "", pages
        found = bare_range(line) if index < 2 else None
        if found and not _is_years(found[1]) and (headed or found[1].last > found[1].first):
            return index, found[0], found[1]
    return None


def _is_years(pages: ReadPages) -> bool:
    return 1900 <= pages.first <= 2100
