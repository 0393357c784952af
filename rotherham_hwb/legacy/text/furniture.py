"""Running heads and feet: what stands at the edge of a sheet and belongs to no text.

Three things tell them: they come again on another sheet, they end in a page's number, or they
stand between the two halves of a sentence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Protocol

_EDGE = 2  # lines at the top and at the bottom of a sheet that may belong to it
_WIDEST = 250  # characters of such a line, blanks before it included
_NUMBERED = re.compile(r"\s{3,}(?:page )?\d{1,3}(?: ?(?:of|/) ?\d{1,3})?\s*$", re.I)
_WIDE = re.compile(r"\S\s{3,}\S|^\s{8,}\S")


class SheetLine(Protocol):
    """A line of source, as far as its place on a sheet goes."""

    @property
    def number(self) -> int: ...
    @property
    def text(self) -> str: ...
    @property
    def page(self) -> int | None: ...


def running_lines(source: Sequence[SheetLine]) -> set[int]:
    """The numbers of lines that are running heads or feet; none where no sheet is known."""
    sheets = [sheet for sheet in _sheets(source) if sheet]
    tops, feet = [_top(sheet) for sheet in sheets], [_foot(sheet) for sheet in sheets]
    often = Counter(_gist(line.text) for edge in (*tops, *feet) for line in edge)
    found = {line.number for foot in feet for line in foot if _is_foot(line.text, often)}
    found |= {line.number for top in tops[1:] for line in top if _is_head(line.text, often)}
    for place in range(1, len(sheets)):
        found |= _between(sheets[place - 1], sheets[place], found)
    return found


def _sheets(source: Sequence[SheetLine]) -> Iterator[list[SheetLine]]:
    """The lines that say something, sheet by sheet."""
    sheet: list[SheetLine] = []
    for line in source:
        if sheet and line.page != sheet[-1].page:
            yield sheet
            sheet = []
        if line.page is not None and line.text.strip():
            sheet.append(line)
    yield sheet


def _top(sheet: Sequence[SheetLine]) -> list[SheetLine]:
    return [line for line in sheet[:_EDGE] if len(line.text) <= _WIDEST]


def _foot(sheet: Sequence[SheetLine]) -> list[SheetLine]:
    return [line for line in sheet[-_EDGE:] if len(line.text) <= _WIDEST]


def _gist(text: str) -> str:
    return re.sub(r"\d+", "#", " ".join(text.split()))


def _is_foot(text: str, often: Counter[str]) -> bool:
    numbered = bool(_NUMBERED.search(text) and _WIDE.search(text)) and ":" not in text
    again = often[_gist(text)] > 1 and bool(re.search(r"\d", text)) and bool(_WIDE.search(text))
    return (numbered or again) and not text.rstrip().endswith((".", ";", ")"))


def _is_head(text: str, often: Counter[str]) -> bool:
    numbered = bool(_NUMBERED.search(text) and re.search(r"\S\s{3,}\S", text))
    numbered = numbered and ":" not in text
    again = often[_gist(text)] > 1 and bool(re.search(r"\S\s{3,}\S", text)) and ":" not in text
    return (numbered or again) and not text.rstrip().endswith((".", ";", ")"))


def _between(before: Sequence[SheetLine], after: Sequence[SheetLine], known: set[int]) -> set[int]:
    """The lines set in the middle between the halves of a sentence that a sheet's end parts."""
    last = next((line for line in reversed(before) if line.number not in known), None)
    rest = [line for line in after if line.number not in known][: _EDGE + 1]
    if last is None or last.text.rstrip()[-1] in ".:;?!":
        return set()
    goes_on = next((i for i, line in enumerate(rest) if line.text.lstrip()[0].islower()), 0)
    heads = rest[:goes_on]
    centred = all(line.text.startswith(" " * 8) for line in heads)
    return {line.number for line in heads} if centred else set()
