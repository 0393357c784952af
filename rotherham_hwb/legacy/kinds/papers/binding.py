"""Which papers belong to which agenda item: by order and by page range, never by title.

Where page tops are known, an item begins at the page its range names. Where they are not, the
starts are chosen so that the share of lines each item gets is nearest to its share of pages.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rotherham_hwb.legacy.facts import Fact, ReadItem, ReadPages
from rotherham_hwb.legacy.kinds.papers.covers import ITEM_SAID, MINUTES, Start
from rotherham_hwb.legacy.text.lines import Document
from rotherham_hwb.legacy.text.pages import PageStart

_MOST = 160  # starts weighed where pages are unknown: keeps the work in proportion to the text
_SKIP = 3.0  # cost of leaving an item without a paper
_FAR = 5.0
_SAID = 3.0  # weight of the number of its item that a paper prints
_FOOT, _WEAK = 60, 2.0  # lines from the last item to the minutes; weight of a start in the foot
_NEAR, _SHEET = 4, 90  # lines of source from a stamp to the text below it; on a page, at most
_MINUTES = re.compile(r"^(?:to (?:\w+ ){1,6})?(?:the )?(?:draft |public )?minutes?\b", re.I)


@dataclass(frozen=True, slots=True)
class PapersSpan:
    """The lines of one agenda item's papers, both ends included."""

    item: Fact[str]
    pages: Fact[ReadPages]
    start: Start
    end_line: int


def ranges_of(items: Sequence[ReadItem]) -> list[tuple[ReadItem, Fact[ReadPages]]]:
    """Items that have papers, with the range each prints; a late item gets the gap it fills."""
    found: list[tuple[ReadItem, Fact[ReadPages]]] = []
    for position, item in enumerate(items):
        if item.pages:
            found.append((item, item.pages))
        elif item.number.value[-1].isalpha() and found:
            after = next((i.pages.value.first for i in items[position + 1 :] if i.pages), None)
            first = found[-1][1].value.last + 1
            if after and after > first:
                gap = ReadPages(first, after - 1)
                found.append((item, Fact(gap, item.number.line, 0.6, inferred=True)))
    return found


def bind(
    doc: Document,
    *,
    ranges: Sequence[tuple[ReadItem, Fact[ReadPages]]],
    starts: Sequence[Start],
    pages: Sequence[PageStart],
) -> tuple[PapersSpan, ...]:
    """Give each item with a page range the start it most likely has."""
    starts = _without_foot(ranges, starts)
    if not ranges or not starts:
        return ()
    said = _printed(doc, starts, {item.number.value for item, _ in ranges})
    if pages:
        chosen = _by_page(ranges, starts, {page.line: page.page for page in pages}, said)
    else:
        chosen = _by_share(doc, ranges, _heaviest(starts), said)
    spans: list[PapersSpan] = []
    bound = [(pair, start) for pair, start in zip(ranges, chosen, strict=True) if start]
    for position, ((item, pages_of), start) in enumerate(bound):
        later = bound[position + 1][1].line if position + 1 < len(bound) else None
        end = _last_before(doc, later)
        sure = 0.9 if start.weight >= 2 or pages else 0.5
        spans.append(
            PapersSpan(
                Fact(item.number.value, start.line, sure, inferred=True), pages_of, start, end
            )
        )
    return tuple(spans)


def _without_foot(
    ranges: Sequence[tuple[ReadItem, Fact[ReadPages]]], starts: Sequence[Start]
) -> Sequence[Start]:
    """The starts less the top of what is printed below the items, where minutes are bound first."""
    first = next((at for at, start in enumerate(starts) if start.kind == MINUTES), None)
    if first is None or not ranges or not _MINUTES.match(ranges[0][0].title.value):
        return starts
    foot = starts[first].line - starts[0].line <= _FOOT
    foot = foot and all(start.weight <= _WEAK for start in starts[:first])
    return starts[first:] if foot else starts


def _printed(doc: Document, starts: Sequence[Start], items: set[str]) -> dict[int, str]:
    """The item whose number a paper prints on its first lines, or on its first page as a stamp.

    Stamps stand at the tops of pages, as the first of them does, or end the text of their page.
    """
    said: dict[int, str] = {}
    lines = [start.line for start in starts]
    heads = any(0 < lines[0] - stamp.line <= _NEAR for stamp in doc.stamps)
    for stamp in doc.stamps:
        place = bisect_left(lines, stamp.line) - (not heads)
        near = _NEAR if heads else _SHEET
        known = stamp.item in items and 0 <= place < len(lines)
        if known and abs(lines[place] - stamp.line) <= near:
            said.setdefault(lines[place], stamp.item or "")
    for start in starts:
        for line in doc.slice(start.line, start.line + 14) if start.weight > 1 else ():
            match = ITEM_SAID.match(line.text)
            if match and match["item"].upper() in items:
                said.setdefault(start.line, match["item"].upper())
    return said


def _agrees(said: Mapping[int, str], start: Start, item: ReadItem) -> float:
    """What speaks for a paper that prints the number of an item, or against it."""
    printed = said.get(start.line)
    return 0.0 if printed is None else _SAID if printed == item.number.value else -_SAID


def _last_before(doc: Document, line: int | None) -> int:
    numbers = [entry.number for entry in doc.lines]
    return numbers[-1] if line is None else numbers[bisect_left(numbers, line) - 1]


def _heaviest(starts: Sequence[Start]) -> list[Start]:
    kept = sorted(starts, key=lambda start: -start.weight)[:_MOST]
    return sorted((start for start in kept if start.weight > 0), key=lambda start: start.line)


def _by_page(
    ranges: Sequence[tuple[ReadItem, Fact[ReadPages]]],
    starts: Sequence[Start],
    page_of: Mapping[int, float],
    said: Mapping[int, str],
) -> list[Start | None]:
    known = [start for start in starts if start.line in page_of]
    costs = [
        [
            min(abs(page_of[start.line] - pages.value.first), _FAR) * 1.5
            - start.weight
            - _agrees(said, start, item)
            for start in known
        ]
        for item, pages in ranges
    ]
    return _cheapest(known, costs)


def _cheapest(starts: Sequence[Start], costs: Sequence[Sequence[float]]) -> list[Start | None]:
    """One start to each row, in order, at the least cost; a row may go without at a price."""
    width = len(starts)
    best = [[0.0] * (width + 1)]
    took: list[list[bool]] = []
    for row in costs:
        before = best[-1]
        line, marks = [before[0] + _SKIP], []
        for column in range(width):
            use = before[column] + row[column]
            skip_row, skip_start = before[column + 1] + _SKIP, line[column]
            line.append(min(use, skip_row, skip_start))
            marks.append(use <= min(skip_row, skip_start))
        best.append(line)
        took.append(marks)
    chosen: list[Start | None] = [None] * len(costs)
    row_at, column = len(costs) - 1, width
    while row_at >= 0 and column > 0:
        if took[row_at][column - 1]:
            chosen[row_at] = starts[column - 1]
            row_at, column = row_at - 1, column - 1
        elif best[row_at + 1][column] == best[row_at + 1][column - 1]:
            column -= 1
        else:
            row_at -= 1
    return chosen


def _by_share(
    doc: Document,
    ranges: Sequence[tuple[ReadItem, Fact[ReadPages]]],
    starts: Sequence[Start],
    said: Mapping[int, str],
) -> list[Start | None]:
    numbers = [line.number for line in doc.lines]
    at = [bisect_left(numbers, start.line) for start in starts] + [len(numbers)]
    if not starts:
        return [None] * len(ranges)
    sizes = [pages.value.last - pages.value.first + 1 for _, pages in ranges]
    per_page = (at[-1] - at[0]) / max(1, sum(sizes))
    width = len(starts)
    inf = math.inf
    best = [[inf] * (width + 1) for _ in range(len(sizes) + 1)]
    back = [[-1] * (width + 1) for _ in range(len(sizes) + 1)]
    best[len(sizes)][width] = 0.0
    for row in range(len(sizes) - 1, -1, -1):
        best[row][width] = best[row + 1][width] + _SKIP
        for column in range(width):
            best[row][column], back[row][column] = best[row + 1][column] + _SKIP, column
            for following in range(column + 1, width + 1):
                rest = best[row + 1][following]
                if rest == inf:
                    continue
                share = (at[following] - at[column]) / (sizes[row] * per_page)
                cost = rest + min(abs(math.log(max(share, 1e-6))), 2.5) * 0.7
                cost -= starts[column].weight + _agrees(said, starts[column], ranges[row][0])
                if cost < best[row][column]:
                    best[row][column], back[row][column] = cost, following
    column = min(range(width), key=lambda c: best[0][c])
    chosen: list[Start | None] = []
    for row in range(len(sizes)):
        following = back[row][column] if column < width else column
        chosen.append(starts[column] if following != column else None)
        column = following
    return chosen
