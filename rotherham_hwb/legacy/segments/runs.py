"""The run of rising labels that explains a stretch best: dynamic programming over its marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rotherham_hwb.legacy.segments.marks import PLAIN, Mark

_FARTHEST = 400  # lines from one entry to the next
_STEPS = ((1, 0.0), (2, 0.8), (3, 1.6))  # how far a number goes up, and what the gap costs
_UNLIKE = 0.5  # what an entry loses whose form or margin is not that of the one before
_LATE, _MOST_LATE = 2.0, 4.0  # what a run of bare numbers loses for each mark left above it
_SPREAD = 3.0  # what a run gains that spans all lines
_FIRST = 1.0  # what a run gains that begins at 1
_HEAD, _AWAY = 40, 0.1  # lines that a head may have; what a run loses for each line beyond


@dataclass(frozen=True, slots=True)
class _Run:
    score: float
    first: Mark
    last: Mark
    before: _Run | None

    def weight(self, lines: int) -> float:
        """The score, and what a run gains by the share of the lines that it spans."""
        return self.score + _SPREAD * (self.last.index - self.first.index) / max(1, lines)


@dataclass(frozen=True, slots=True)
class Run:
    """Marks whose numbers follow one another, and how much speaks for them."""

    marks: tuple[Mark, ...]
    score: float


def best_run(marks: Sequence[Mark]) -> Run:
    """The run with the most weight; an empty one where nothing is numbered."""
    best: dict[tuple[str, int], _Run] = {}
    top: _Run | None = None
    begun: set[str] = set()
    lines = marks[-1].index if marks else 0
    for place, mark in enumerate(marks):
        for series, value in readings(mark.number):
            skipped = place if series not in begun else max(place, 1)
            run = _joined(best, mark, series, value, skipped)
            key = (series, value)
            if key not in best or run.score > best[key].score:
                best[key] = run
            if top is None or run.weight(lines) > top.weight(lines):
                top = run
        begun.update(series for series, _ in readings(mark.number))
    return _whole(top)


def _joined(
    best: dict[tuple[str, int], _Run], mark: Mark, series: str, value: int, skipped: int
) -> _Run:
    """The best run that ends with a mark: one that it goes on from, or one that it begins."""
    score, before = _start(mark, value, skipped), None
    for step, loss in _STEPS:
        run = best.get((series, value - step))
        if run is None or mark.index - run.last.index > _FARTHEST or run.last is mark:
            continue
        reached = run.score - loss - _unlike(run.last, mark)
        if reached > score:
            score, before = reached, run
    return _Run(score + mark.weight, before.first if before else mark, mark, before)


def _start(mark: Mark, value: int, skipped: int) -> float:
    """What a run gains or loses by where it begins; ``skipped``: marks that it leaves above it.

    Bare numbers inside a text begin anywhere; capitals, codes and "(Item 1)" do not.
    """
    away = _AWAY * max(0, mark.index - _HEAD)
    sure = mark.loud or mark.below or not PLAIN.fullmatch(mark.number)
    late = 0.0 if sure else min(_MOST_LATE, _LATE * skipped)
    return _FIRST * (value == 1) - late - away


def _unlike(old: Mark, new: Mark) -> float:
    form = old.stop != new.stop or old.below != new.below
    return _UNLIKE * (form + (abs(old.indent - new.indent) > 3) + (old.loud != new.loud))


def readings(number: str) -> Iterable[tuple[str, int]]:
    """The series a number may belong to: "12/19" is 12 of 19, or 19 of 12."""
    if number.isalpha():
        yield "roman", _roman(number)
        return
    for match in re.finditer(r"\d+", number):
        yield number[: match.start()] + "#" + number[match.end() :].rstrip("ABCDEF"), int(match[0])


def _roman(number: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10, "L": 50}[letter] for letter in number]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < after else value for value, after in pairs)


def _whole(run: _Run | None) -> Run:
    score, found = (run.score if run else 0.0), []
    while run:
        found.append(run.last)
        run = run.before
    return Run(tuple(reversed(found)), score)
