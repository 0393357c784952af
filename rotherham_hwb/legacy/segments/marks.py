"""Lines that may begin an entry of a numbered series, each with how like a heading it is.

Nothing is asked of a line but that it bears a label. Everything else (its place, its gap, its
capitals, its words) only adds weight, so that no single form that is unknown loses an entry.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rotherham_hwb.legacy.text.lines import GAP, Line
from rotherham_hwb.legacy.text.words import capitals
from rotherham_hwb.slips.printed_dates import MONTHS

LABEL = r"(?:[A-Z][A-Za-z]{0,6}[/.-]?)?\d{1,4}(?:(?:/\s?|[.-])\d{1,4}){0,3}[A-Z]?"
_STOP = r"(?P<stop>[.):]{0,2})(?:\s+[-–—](?=\s))?(?:\s+|(?<=[.):])(?=[A-Z]))"
NUMBERED = re.compile(rf"^(?P<number>{LABEL}){_STOP}(?P<title>\S.*)$")
ROMAN = re.compile(rf"^(?P<number>[IVXL]{{1,7}}){_STOP}(?P<title>\S.*)$")
LONE = re.compile(rf"^(?:{LABEL})[.):]?$")
ITEM_BELOW = re.compile(r"^[(\[](?:agenda )?item (?:no\.? ?)?(?P<number>\d{1,3}[A-Z]?)[)\]]$", re.I)
PLAIN = re.compile(r"\d{1,4}[A-Z]?")
_INSIDE = re.compile(r"(?<=[.?!:”’\"])\s+(?=(?P<number>\d{1,4}/\d{2,4})\s+[A-Z–-])")
TITLE_THEN_TEXT = re.compile(r"^(?P<title>[^a-z]{4,}?)\s*(?:\s[-–]|:)\s+(?P<rest>\S.*[a-z].*)$")
USUAL = re.compile(
    r"\b(?:apolog(?:y|ies)|attend(?:ing|ance)|declarations?|disclosures?|interests?|minutes|"
    r"matters arising|any other business|urgent (?:business|items?)|next meeting|welcome|"
    r"introductions?|questions?|correspondence|exclusion of)\b",
    re.I,
)
_SET_APART = re.compile(r"^[\s*]*[\w./-]+[.):]?[\s*]*(?:\s{2,}|\t)\S")
_OTHER = re.compile(
    rf"^(?:(?:{'|'.join(MONTHS)})\b|st\b|nd\b|rd\b|th\b|[ap]\.?m\b|per cent|%)", re.I
)
LONGEST_TITLE = 200  # characters
MOST_TITLE_LINES = 4
_BESIDE_BOLD = 0.8  # what a sentence loses where other numbered lines are bold


@dataclass(frozen=True, slots=True)
class Mark:
    """A line that may begin an entry: where its title begins, and where its number stands."""

    index: int
    at: int
    number: str
    title: str
    loud: bool
    stop: str
    indent: int
    weight: float
    below: bool = False  # the number stands under the title, as "(Item 4)"


def find_marks(lines: Sequence[Line]) -> Iterator[Mark]:
    """Every line of a stretch that may begin an entry, in order."""
    dense = sum(line.gap == GAP for line in lines) * 20 < len(lines)
    found = (_below(lines, index) or _beside(lines, index, dense) for index in range(len(lines)))
    marks = [mark for mark in found if mark]
    some_bold = any(lines[mark.at].bold for mark in marks)
    for mark in marks:
        is_text = some_bold and not lines[mark.at].bold and mark.title.endswith(".")
        yield replace(mark, weight=mark.weight - _BESIDE_BOLD) if is_text else mark


def with_inner_labels(lines: Sequence[Line]) -> list[Line]:
    """The lines, parted where a coded label that goes on from the last stands inside one."""
    out: list[Line] = []
    last: dict[str, int] = {}
    for line in lines:
        text = line.text
        parts: list[str] = []
        begin = 0
        if first := NUMBERED.match(text):
            _note(last, first["number"])
        for cut in _INSIDE.finditer(text):
            series, value = _year_series(cut["number"])
            if last.get(series) == value - 1:
                parts.append(text[begin : cut.start()])
                begin = cut.end()
                last[series] = value
        parts.append(text[begin:])
        out.append(_piece(line, parts[0], first=True) if len(parts) > 1 else line)
        out += [_piece(line, part, first=False) for part in parts[1:]]
    return out


def _piece(line: Line, text: str, *, first: bool) -> Line:
    gap = line.gap if first else GAP
    return Line(line.number, text, text, (), gap, line.bold and first, False, line.sheet)


def _note(last: dict[str, int], number: str) -> None:
    if "/" in number:
        series, value = _year_series(number)
        last[series] = value


def _year_series(number: str) -> tuple[str, int]:
    first, _, rest = number.partition("/")
    return rest, int(re.sub(r"\D", "", first) or 0)


def _below(lines: Sequence[Line], index: int) -> Mark | None:
    """A title with "(Item 4)" on a line of its own below it, unless a number stands beside it."""
    match = ITEM_BELOW.match(lines[index].text)
    if match is None or index == 0:
        return None
    top = index - 1
    while (
        top > 0
        and index - top < MOST_TITLE_LINES
        and lines[top].gap != GAP
        and not lines[top - 1].text.endswith((".", ";", ":"))
    ):
        top -= 1
    head = lines[top].text
    if NUMBERED.match(head) and not re.match(r"\d{2,4}/\d|\d+[-\s]", head):
        return None
    title = " ".join(line.text for line in lines[top:index])
    indent = _indent(lines[index])
    return Mark(top, index, match["number"], title, False, "()", indent, 3.0, below=True)


def _beside(lines: Sequence[Line], index: int, dense: bool) -> Mark | None:
    line = lines[index]
    match = NUMBERED.match(line.text) or ROMAN.match(line.text)
    if match is None or (match["stop"] and len(line.cells) > 2):
        return None
    number, title, stop = re.sub(r"\s", "", match["number"]), match["title"], match["stop"]
    coded = not PLAIN.fullmatch(number) and not number.isalpha()
    loud = is_loud((TITLE_THEN_TEXT.match(title) or {"title": title})["title"])
    apart = _is_apart(line, title, number, loud=loud, dense=dense)
    if number.isalpha() and not (loud and apart):
        return None
    short = loud or _is_short(title)
    if not stop and not coded and (not apart or _OTHER.match(title) or not short):
        return None
    return Mark(
        index, index, number, title, loud, stop, _indent(line),
        _weight(lines, index, title, coded=coded, loud=loud),
    )  # fmt: skip


def _is_apart(line: Line, title: str, number: str, *, loud: bool, dense: bool) -> bool:
    """Whether something but its place in a line sets a label apart."""
    usual = loud or bool(USUAL.search(title)) or line.raw.strip() == number
    return (
        line.gap == GAP
        or bool(line.cells)
        or line.bold
        or bool(_SET_APART.match(line.raw))
        or (dense and usual)
    )


def _weight(lines: Sequence[Line], index: int, title: str, *, coded: bool, loud: bool) -> float:
    """How much a line looks like the heading of an entry, from 0 upwards."""
    line = lines[index]
    after = lines[index + 1] if index + 1 < len(lines) else None
    near = lines[index + 1 : index + 1 + MOST_TITLE_LINES]
    ends = title.endswith((".", ";", ",")) or title.endswith(" and")
    return (
        1.0
        + 0.8 * coded
        + 0.8 * loud
        + 0.5 * (line.gap == GAP)
        + 0.4 * (not ends)
        + 0.2 * (after is None or after.gap == GAP)
        + 0.2 * line.bold
        + 0.4 * bool(USUAL.search(title) and len(title) < 100)
        + 0.8 * any(ITEM_BELOW.match(each.text) for each in near)
        - 0.8 * title[0].islower()
        - 0.8 * (len(title) > LONGEST_TITLE and not re.match(r"[^.:]{3,80}:\s", title))
    )


def is_loud(title: str) -> bool:
    """Whether a title is in capitals."""
    return capitals(title) > 0.75 and sum(letter.isalpha() for letter in title) > 3


def _is_short(title: str) -> bool:
    first = re.split(r"\W", title, maxsplit=1)[0].casefold()
    return len(title) <= 120 and not title.endswith((".", ";", ",")) and first not in MONTHS


def _indent(line: Line) -> int:
    return len(line.raw) - len(line.raw.lstrip(" "))
