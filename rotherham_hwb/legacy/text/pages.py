"""Which pack page each line stands on, where the text still shows how its pages broke.

Form feeds give it exactly. Some extractions leave only one trace: the first line of a page follows
the line before it at once, set in by a space; those are counted and brought into step with the
page stamps that survive.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from rotherham_hwb.legacy.text.lines import Document, Line, SourceStamp

_LOOK_BACK = 40
_LEAST = 10  # lines of source on a page; a nearer break is an indented line


@dataclass(frozen=True, slots=True)
class PageStart:
    index: int  # of its first line in Document.lines
    line: int
    page: float  # pack page, 1-based; a fraction where the count between two stamps is unsure


def page_starts(
    doc: Document, *, first_line: int, first_page: int, last_page: int
) -> tuple[PageStart, ...]:
    """The first lines of the pages, from ``first_line`` on; none where no break shows.

    ``first_page`` is 1 unless the front sheet is counted as well.
    """
    stamps = _plausible(doc, last_page)
    heads = _are_heads(doc, stamps, first_line, first_page, last_page)
    if heads:  # what stands between the items and the first stamp belongs to the front sheet
        above = max((s.line for s in stamps if s.page == first_page), default=0)
        first_line = max(first_line, _below(doc, above))
    below_stamp = _lines_below(doc, stamps, last_page)
    starts: list[tuple[int, Line]] = []
    for index, line in enumerate(doc.lines):
        if line.number < first_line:
            continue
        if line.number == first_line or line.page_start or line.number in below_stamp:
            starts.append((index, line))
    if len(starts) < max(3, (last_page - first_page + 1) // 4):
        return ()
    base = starts[0][1].sheet
    if base is not None:
        return tuple(
            PageStart(i, line.number, float((line.sheet or base) - base + first_page))
            for i, line in starts
        )
    return _counted(starts, stamps, (first_page, last_page), heads=heads)


def _counted(
    starts: Sequence[tuple[int, Line]],
    stamps: Sequence[SourceStamp],
    ends: tuple[int, int],
    *,
    heads: bool,
) -> tuple[PageStart, ...]:
    """Number page tops by counting from stamp to stamp; two that stand too near are one page.

    A stamp ends the text of its page, or ``heads`` it.
    """
    apart = [starts[0]]
    for start in starts[1:]:
        if start[1].number - apart[-1][1].number > _LEAST:
            apart.append(start)
    if len(apart) < 2:
        return ()
    numbers = [line.number for _, line in apart]
    anchors = _anchors(stamps, numbers, ends, heads=heads)
    page_of: list[float] = []
    for (a, page_a), (b, page_b) in pairwise(anchors):
        step = (page_b - page_a) / (b - a)
        page_of += [page_a + (k - a) * step for k in range(a, b)]
    page_of.append(float(anchors[-1][1]))
    return tuple(
        PageStart(index, line.number, page_of[bisect_right(numbers, line.number) - 1])
        for index, line in starts
    )


def _plausible(doc: Document, last_page: int) -> list[SourceStamp]:
    """Stamps that can be the pack's: a bound document's own stand far from their share."""
    length = len(doc.source)
    return [
        stamp
        for stamp in doc.stamps
        if stamp.page
        and stamp.page <= last_page
        and abs(stamp.page / last_page - stamp.line / length) < 0.25
    ]


def _are_heads(
    doc: Document, stamps: Sequence[SourceStamp], first_line: int, first_page: int, last_page: int
) -> bool:
    """Whether stamps head their pages: the first page's is above its text, or the last page's is
    not the end of the file."""
    if any(stamp.page == first_page and stamp.line < first_line for stamp in stamps):
        return True
    last = max((stamp.line for stamp in stamps if stamp.page == last_page), default=None)
    return last is not None and sum(line.number > last for line in doc.lines[-4:]) > 3


def _below(doc: Document, number: int) -> int:
    return next((line.number for line in doc.lines if line.number > number), number)


def _lines_below(doc: Document, stamps: Sequence[SourceStamp], last_page: int) -> set[int]:
    """The first line under each stamp, which parts two pages where no form feed does."""
    numbers = [line.number for line in doc.lines]
    dense = len(stamps) * 2 >= last_page
    places = (bisect_right(numbers, stamp.line) for stamp in stamps if doc.spaced or dense)
    return {numbers[place] for place in places if place < len(numbers)}


def _anchors(
    stamps: Sequence[SourceStamp], numbers: Sequence[int], pages: tuple[int, int], *, heads: bool
) -> list[tuple[int, int]]:
    """Positions among the page starts whose page is known, from the first page to the last."""
    ends = [(0, pages[0]), (len(numbers) - 1, pages[1])]
    stamped = [
        (place, stamp.page)
        for stamp in stamps
        if stamp.page and stamp.line >= numbers[0]
        if (place := bisect_right(numbers, stamp.line) - (not heads)) < len(numbers)
    ]
    points = sorted({ends[0], *stamped, ends[1]})
    best: list[tuple[int, int]] = []  # (stamps in the chain, position of the one before)
    for here, (k, page) in enumerate(points):
        score, before = (1, -1) if here == 0 else (-9, -1)
        for earlier in range(max(0, here - _LOOK_BACK), here):
            j, at = points[earlier]
            off = abs((page - at) - (k - j))
            reached = best[earlier][0] > 0
            agree = reached and j < k and at < page and off <= max(6, 0.4 * (page - at))
            if agree and best[earlier][0] + 1 > score:
                score, before = best[earlier][0] + 1, earlier
        best.append((score, before))
    chain, here = [], points.index(ends[1])
    if best[here][0] < 0:
        return ends
    while here >= 0:
        chain.append(points[here])
        here = best[here][1]
    return chain[::-1]
