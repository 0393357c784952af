"""Agendas set as tables: title, who leads the item, its time and its pages, each in a column."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rotherham_hwb.legacy.facts import Fact
from rotherham_hwb.legacy.kinds.front_sheet.items import Draft
from rotherham_hwb.legacy.kinds.front_sheet.presenters import read_presenters
from rotherham_hwb.legacy.kinds.front_sheet.ranges import (
    BARE_LINE,
    RANGE,
    is_column_head,
    is_span,
    pages_of,
)
from rotherham_hwb.legacy.kinds.front_sheet.sections import is_furniture
from rotherham_hwb.legacy.text.lines import Line, renumber, squeeze
from rotherham_hwb.legacy.text.words import find_time, is_person

_HOW = re.compile(
    r"(?:verbal|oral|to follow|attached|enclosed|presentation|tabled)(?: (?:report|update|item))?",
    re.I,
)
_LETTER = re.compile(r"[A-Z]\d?")
_KINDS = (
    ("pages", r"\bpages?\b"),
    ("people", r"\b(?:lead|present\w*|speaker|officer|by|who|member)\b"),
    ("time", r"\b(?:times?|timings?|duration)\b"),
    ("number", r"^(?:agenda )?(?:items?(?: no\.?| number)?|no\.?|ref\w*)$"),
    ("paper", r"^(?:papers?|enc\w*|attach\w*)$"),
    ("title", r"\b(?:title|subject|report|business|description|item|agenda|details|topic)\b"),
)


def read_columns(drafts: Sequence[Draft], above: Sequence[Line]) -> None:
    """Part the columns of items that are rows of a table, by its heads where it has any."""
    heads = _heads(above)
    for draft in drafts:
        cells = _cells(draft.title_lines[0])
        if len(cells) > 1:
            _part(draft, cells, heads)


def _heads(above: Sequence[Line]) -> list[str]:
    """The kinds of the columns, from the nearest line that heads them."""
    for line in reversed(above[-12:]):
        cells = _cells(line)
        if len(cells) > 1 and is_column_head(line.text):
            return _kinds(cells)
    return []


def _kind(head: str) -> str:
    low = head.lower()
    return next((kind for kind, pattern in _KINDS if re.search(pattern, low)), "other")


def _kinds(heads: Sequence[str]) -> list[str]:
    """The kinds of the columns; a lone head "Item" stands over the titles."""
    kinds = [_kind(head) for head in heads]
    if "title" not in kinds and "number" in kinds:
        kinds[kinds.index("number")] = "title"
    return kinds


def _cells(line: Line) -> list[str]:
    """The cells of a row: as tabbed, or parted by wide gaps in kept layout."""
    if line.cells:
        return [cell for cell in line.cells if cell]
    pieces = re.split(r"\s{3,}|\t", line.raw.strip().replace("**", ""))
    return [squeeze(piece) for piece in pieces if piece.strip()]


def _part(draft: Draft, cells: list[str], heads: Sequence[str]) -> None:
    line = draft.title_lines[0]
    number = re.match(
        r"^(?:(?:Agenda\s+)?Item\s+)?\(?(?:[A-Z]{1,6}[/.-]?)?\d{1,4}[A-Za-z]?(?:[./]\d+){0,3}[.):]?\)?$",
        cells[0],
    )
    if heads and heads[0] == "time":
        number = None
    rest = cells[1:] if number else list(cells)
    kinds = list(heads)
    if number and len(kinds) == len(cells):
        kinds = kinds[1:]
    if len(rest) < 2 or len(kinds) != len(rest):
        kinds = [_guess(cell, first=i == 0) for i, cell in enumerate(rest)]
        if "paper" in heads:
            lettered = [bool(_LETTER.fullmatch(cell)) for cell in rest]
            kinds = [
                "paper" if is_it else kind for is_it, kind in zip(lettered, kinds, strict=True)
            ]
    if kinds.count("title") != 1 and not (kinds and kinds[0] in {"title", "other", "number"}):
        return
    table = [(kind, cell) for kind, cell in zip(kinds, rest, strict=True) if re.search(r"\w", cell)]
    words = [
        cell
        for kind, cell in table
        if kind in {"title", "number"} or (kind == "other" and not heads)
    ]
    for kind, cell in table:
        if kind == "people":
            draft.people += read_presenters(cell.rstrip(" /,&"))[0] or [(cell.strip("() "), 0.8)]
        elif kind != "pages" and RANGE.fullmatch(cell) and (match := RANGE.search(cell)):
            pages = pages_of(match)
            draft.column = Fact(pages, line.number) if pages else None
        elif kind == "paper" or (kind == "time" and "paper" in kinds):
            continue
        elif kind == "time" or (kind == "other" and heads and not is_furniture(cell)):
            draft.times.append(cell)
        elif kind == "pages":
            match = BARE_LINE.match(cell) or RANGE.search(cell)
            pages = pages_of(match) if match else None
            draft.column = Fact(pages, line.number) if pages else None
    lead = f"{cells[0]} " if number else ""
    draft.title_lines[0] = renumber(line, lead + " ".join(words))


def _guess(cell: str, *, first: bool) -> str:
    """The kind of a cell in a table without heads."""
    if first:
        return "title"
    if is_span(cell) or RANGE.fullmatch(cell):
        return "pages"
    if (find_time(cell) and len(cell) <= 22) or re.fullmatch(
        r"\d{1,3}\s*min(?:ute)?s?", cell, re.I
    ):
        return "time"
    if read_presenters(cell)[0] or is_person(re.split(r",|\s\(|/|\s[–-]\s", cell)[0].strip()):
        return "people"
    return "time" if _HOW.fullmatch(cell) else "other"
