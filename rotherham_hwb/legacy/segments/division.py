"""The division of a file into its sets of minutes: heads and runs that explain its lines best.

Every place that may head a set is weighed, and so is the run of numbers below it. Which of them
are sets is decided for all at once: the choice of heads whose weights and runs come to most.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from rotherham_hwb.legacy.kinds.front_sheet.ranges import RANGE
from rotherham_hwb.legacy.segments.entries import NumberedEntry, entries_of
from rotherham_hwb.legacy.segments.heads import Heading, find_headings
from rotherham_hwb.legacy.segments.marks import Mark, find_marks, with_inner_labels
from rotherham_hwb.legacy.segments.parts import with_parts
from rotherham_hwb.legacy.segments.runs import Run, best_run
from rotherham_hwb.legacy.segments.tidying import tidy
from rotherham_hwb.legacy.text.lines import Document, Line

_MERGED = 4  # heads that may lie within one set: lists of others who were there
_COST = 5.0  # what one more set must bring
_RANGED = 1  # entries of minutes that may print a page range
_NEAR = 4  # lines from one head to the next that is another


@dataclass(frozen=True, slots=True)
class Segment:
    """A set of minutes before it is read: its head, its lines from the attendance on, its entries.

    ``start`` and ``limit`` are line numbers (1-based), the first of the set and that behind it.
    """

    head: Heading
    start: int
    limit: int
    lines: tuple[Line, ...]
    entries: tuple[NumberedEntry, ...]


def find_sets(doc: Document, *, stops: Sequence[int] = ()) -> tuple[Segment, ...]:
    """The sets of minutes in a file; ``stops`` are line numbers at which other papers begin."""
    heads = find_headings(doc)
    limits = sorted(stops)
    best: list[tuple[float, int]] = [(0.0, 0)] * (len(heads) + 1)
    runs: dict[tuple[int, int], tuple[tuple[Line, ...], Run]] = {}
    for place in range(len(heads) - 1, -1, -1):
        best[place] = (best[place + 1][0], 0)
        for after in range(place + 1, min(place + _MERGED, len(heads)) + 1):
            if after < len(heads) and heads[after].start <= heads[place].index + _NEAR:
                continue
            runs[place, after] = _run(doc, heads, place, after, limits)
            run = runs[place, after][1]
            if not run.marks:
                continue
            gain = heads[place].weight - _COST + _of_minutes(run) + best[after][0]
            if gain > best[place][0]:
                best[place] = (gain, after)
            if after < len(heads) and heads[after].weight >= _COST:
                break  # what is sure to be another head lies within no set
    return tuple(_chosen(doc, heads, best, runs, limits))


def _run(
    doc: Document, heads: Sequence[Heading], place: int, after: int, stops: Sequence[int]
) -> tuple[tuple[Line, ...], Run]:
    """The lines from one head to another, and the run that explains them best."""
    head = heads[place]
    limit = _limit(doc, heads, place, after, stops)
    own = doc.slice(doc.lines[head.index].number, limit - 1)
    lines = with_inner_labels(tidy(own))
    return tuple(lines), best_run(list(find_marks(lines)))


def _of_minutes(run: Run) -> float:
    """The weight of a run as one of minutes; where entries print page ranges it is an agenda's."""
    ranged = sum(bool(RANGE.search(mark.title)) for mark in run.marks)
    return run.score if ranged <= _RANGED else 0.0


def _limit(
    doc: Document, heads: Sequence[Heading], place: int, after: int, stops: Sequence[int]
) -> int:
    """The line at which a set must have ended: the next head, another paper, or the end."""
    first = doc.lines[heads[place].index].number
    end = doc.lines[-1].number + 1
    limit = doc.lines[heads[after].start].number if after < len(heads) else end
    place = bisect_right(stops, first)
    return min(limit, stops[place] if place < len(stops) else end)


def _chosen(
    doc: Document,
    heads: Sequence[Heading],
    best: Sequence[tuple[float, int]],
    runs: dict[tuple[int, int], tuple[tuple[Line, ...], Run]],
    stops: Sequence[int],
) -> list[Segment]:
    found: list[Segment] = []
    place = 0
    while place < len(heads):
        after = best[place][1]
        if after:
            lines, run = runs[place, after]
            entries = with_parts(
                lines, entries_of(doc, lines, run.marks), running=is_running(run.marks)
            )
            start = doc.lines[heads[place].start].number
            limit = _limit(doc, heads, place, after, stops)
            found.append(Segment(heads[place], start, limit, lines, entries))
        place = after or place + 1
    return found


def is_running(marks: Sequence[Mark]) -> bool:
    """Whether numbers go on from meeting to meeting: loud, coded, or begun above one."""
    first = marks[0]
    return first.loud or not re.match(r"1(?!\d)", first.number)
