"""The block of labelled lines at the head of a cover sheet, and each label with its value.

Three forms are one: ``Label: value``, a table's row, and two columns kept apart by blanks. Inside
the block a label nobody has listed is one too, since it stands among labels that are known.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rotherham_hwb.legacy.kinds.papers.cover_words import (
    CONTACT,
    is_known,
    plain,
)
from rotherham_hwb.legacy.text.lines import GAP, Line, join

_COLON = re.compile(r"^(?P<label>[A-Z(][^:?]{1,75}\??)\s*:\s*[-–]?\s*(?P<value>\S.*)$")
_COLUMNS = re.compile(
    r"^\s{0,8}(?P<label>\S(?:\S| (?=\S)){1,60}?)\s*:?(?: {3,}|\t+)(?P<value>\S.*)$"
)
_SECOND = re.compile(
    r"^(?P<first>.*?\S)(?:\s{2,}|\t+)(?P<label>[A-Z][\w. /]{1,25}):\s*(?P<value>\S.*)$"
)
_NUMBER_CELL = re.compile(r"(?P<number>\d{1,2})(?:\.0)?[.)]?$")
_SECTION = re.compile(r"^\d{1,2}(?:\.0)?[.)]?\s+[A-Z]")
_RUN_ON = re.compile(
    r"^(?P<label>(?:joint )?report (?:of|by)|report author\(?s?\)?|"
    r"(?:electoral )?(?:wards?|divisions?)(?:\(s\))? affected)\s+(?P<value>[A-Za-z].*)$",
    re.I,
)
_FIRST_SECTION = re.compile(
    r"(?:executive )?summary|purpose|(?:proposed )?recommend|introduction|background"
)
_CONTROL = re.compile(
    r"(?:version|document (?:status|control|owner)|next review|review date)\b", re.I
)
_KINDS = {
    "what": re.compile(r".*title|subject|report (?:for|on)$|(?:agenda )?item"),
    "when": re.compile(r"(?:meeting |report )?date|committee .*date"),
    "whose": re.compile(r".*(?:author|report(?:ing)? (?:of|by|from|officer)|officer|lead|director|"
                        r"portfolio|cabinet member|contact|sponsor)"),
    "where": re.compile(r"(?:.*report|reporting) (?:to|of|by|from)|.*committee|.*meeting|board|"
                        r".*decision.maker"),
    "ward": re.compile(r".*(?:ward|division)|.*key decision|classification|.*exempt"),
}  # fmt: skip
_FIRST = re.compile(
    r"(?:report to|(?:name of |date of )?meeting|committee|(?:report )?title|subject)\b", re.I
)
_WINDOW = 12  # lines in which the labels must stand
_REACH = 8  # lines from one label of a block to the next
_LONGEST = 40  # lines of a block


@dataclass(frozen=True, slots=True)
class Label:
    index: int
    label: str
    value: str
    row: bool = False


def labelled(line: Line) -> tuple[str, str] | None:
    """The label and value a line is set as, whatever the label; None for prose."""
    if len(line.cells) > 1:
        return _cells([cell for cell in line.cells if cell])
    match = (":" in line.text and _COLON.match(line.text)) or _RUN_ON.match(line.text)
    if match:
        return match["label"].strip(), match["value"].strip()
    if (
        "   " in line.raw.strip()
        and (match := _COLUMNS.match(line.raw.replace("**", "")))
        and is_known(match["label"])
    ):
        return match["label"].strip(" :"), join([match["value"]])
    return None


def _cells(cells: Sequence[str]) -> tuple[str, str] | None:
    rest = cells[1:] if cells and _NUMBER_CELL.match(cells[0]) else cells
    if len(rest) < 2 or len(rest[0]) > 90 or not rest[0][0].isalpha():
        return None
    return rest[0].strip(" :"), join(rest[1:])


def known_label(line: Line) -> str | None:
    """The words of a known label that stands with its value on one line."""
    found = labelled(line)
    return plain(found[0]) if found and is_known(found[0]) else None


def heads_cover(lines: Sequence[Line]) -> bool:
    """Whether the lines begin with three labels or more that only a covering report has together.

    A document's own control table (version, status, owner) is none.
    """
    said = [found for line in lines[:_WINDOW] if (found := known_label(line))]
    # A contact or an author may also be the last words of the paper before.
    if not said or not any(_KINDS[kind].match(said[0]) for kind in ("what", "when", "where")):
        apart = next(
            (
                i
                for i, line in enumerate(lines[1:_WINDOW], 1)
                if line.gap == GAP and _FIRST.match(line.text)
            ),
            0,
        )
        if apart:
            return False
    control = any(_CONTROL.match(line.text) for line in lines[:_WINDOW])
    kinds = {name for name, words in _KINDS.items() if any(words.match(label) for label in said)}
    return len(said) >= 3 and len(kinds) >= 2 and not control and not CONTACT.match(said[0])


def label_block(lines: Sequence[Line]) -> list[Label]:
    """The labels at the head of a paper, down to its first section; else none."""
    firsts = [i for i, line in enumerate(lines[:20]) if known_label(line) or _addressed(line)]
    if len(firsts) < 2 or firsts[1] - firsts[0] > _REACH:
        return []
    block: list[Label] = []
    last = firsts[0]
    for index, line in enumerate(lines[: firsts[0] + _LONGEST]):
        if index < firsts[0]:
            continue
        if index - last > _REACH or _opens_section(line):
            break
        if (found := labelled(line)) and _fits(found[0]):
            block += _split(index, found, line)
            last = index
    return block


def _addressed(line: Line) -> bool:
    found = labelled(line)
    return found is not None and plain(found[0]) in {"from", "to", "cc", "by", "for"}


def _fits(label: str) -> bool:
    return is_known(label) or (len(label.split()) <= 9 and not re.search(r"[.,;]", label))


def _opens_section(line: Line) -> bool:
    """Whether a line is a heading with its text below it: there the block ends."""
    if len(line.cells) > 1:
        return False
    bare = line.text.rstrip(" :")
    section = bool(_SECTION.match(line.text)) and not labelled(line)
    return section or (is_known(bare) and bool(_FIRST_SECTION.match(plain(bare))))


def _split(index: int, found: tuple[str, str], line: Line) -> list[Label]:
    """One label, or two that share a line: "Date: … Paper number: …"."""
    row = len(line.cells) > 1
    cells = [cell for cell in line.cells if cell]
    if len(cells) == 4 and (cells[2].endswith(":") or is_known(cells[2])) and is_known(cells[0]):
        return [
            Label(index, cells[0].strip(" :"), cells[1], True),
            Label(index, cells[2].strip(" :"), cells[3], True),
        ]
    raw = line.raw.replace("**", "").strip()
    if not row and (match := _SECOND.match(raw)) and is_known(match["label"]):
        head = _COLON.match(match["first"])
        if head:
            return [
                Label(index, head["label"].strip(), head["value"].strip()),
                Label(index, match["label"].strip(), match["value"].strip()),
            ]
    return [Label(index, *found, row)]
