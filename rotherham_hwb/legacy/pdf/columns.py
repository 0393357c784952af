"""Words into lines, and lines into blocks in reading order: prose in columns is read column by
column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rotherham_hwb.legacy.pdf.words import Word

_OUTSIZE = 2.6  # sizes of the letters beside it that a letter on the same line may have
_LEAST_COLUMN = 6  # lines on each side of a gutter
_LEAST_WIDTH = 200.0  # points of a text that may have two columns
_FULL = 0.78  # of a column's width that its lines of prose fill


def blocks_of(words: Iterable[Word]) -> Iterator[list[list[Word]]]:
    """The blocks of a page in reading order, each as its lines, each as its words."""
    yield from _blocks(_lines(words))


def main_word(line: Sequence[Word]) -> Word:
    """The word that gives a line its size and height: not a raised ordinal."""
    return max(line, key=lambda w: (w.size, len(w.text)))


def _lines(words: Iterable[Word]) -> list[list[Word]]:
    """Words on one base line together, from the top; a raised ordinal is on the line it is by."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda w: (-w.base, w.left)):
        mate = next((line for line in reversed(lines[-3:]) if _level(line, word)), None)
        if mate is None:
            lines.append([word])
        else:
            mate.append(word)
    for line in lines:
        line.sort(key=lambda w: w.left)
    return sorted(lines, key=lambda line: -main_word(line).base)


def _level(line: Sequence[Word], word: Word) -> bool:
    """Whether the bands in which lower-case letters stand overlap by half."""
    main = main_word(line)
    if max(main.size, word.size) > _OUTSIZE * min(main.size, word.size):
        return False
    low, high = (
        max(main.base, word.base),
        min(main.base + main.size * 0.6, word.base + word.size * 0.6),
    )
    return high - low >= 0.3 * min(main.size, word.size)


# --- columns of prose --------------------------------------------------------------------------


def _blocks(lines: list[list[Word]]) -> Iterator[list[list[Word]]]:
    """The page in reading order: where prose stands in two columns, one after the other."""
    found = _gutter(lines)
    if found is None:
        yield lines
        return
    first, last, middle = found
    inside = [word for line in lines[first:last] for word in line]
    if first:
        yield from _blocks(lines[:first])
    yield from _blocks(_lines(word for word in inside if word.left < middle))
    yield from _blocks(_lines(word for word in inside if word.left >= middle))
    if last < len(lines):
        yield from _blocks(lines[last:])


def _gutter(lines: Sequence[Sequence[Word]]) -> tuple[int, int, float] | None:
    """The lines (end excluded) that a gutter divides into columns of prose, and its place."""
    if len(lines) < _LEAST_COLUMN:
        return None
    left = min(line[0].left for line in lines)
    width = max(line[-1].right for line in lines) - left
    if width < _LEAST_WIDTH:
        return None
    spans = [_spans(line) for line in lines]
    best: tuple[int, int, float] | None = None
    for step in range(28, 73, 2):
        middle = left + width * step / 100
        for first, last in _clear_runs(spans, middle):
            longer = best is None or last - first > best[1] - best[0]
            if longer and _is_prose(spans[first:last], middle):
                best = first, last, middle
    return best


_Span = tuple[float, float, int]  # left, right, words


def _spans(line: Sequence[Word]) -> list[_Span]:
    """The stretches of a line that no space as wide as a gutter interrupts."""
    out: list[_Span] = []
    for word in line:
        if out and word.left - out[-1][1] < word.size * 0.8:
            out[-1] = out[-1][0], max(out[-1][1], word.right), out[-1][2] + 1
        else:
            out.append((word.left, word.right, 1))
    return out


def _clear_runs(spans: Sequence[Sequence[_Span]], middle: float) -> Iterator[tuple[int, int]]:
    start = 0
    for index, line in enumerate([*spans, [(middle - 9, middle + 9, 1)]]):
        if any(left < middle + 3 and right > middle - 3 for left, right, _ in line):
            if index - start >= _LEAST_COLUMN:
                yield start, index
            start = index + 1


def _is_prose(spans: Sequence[Sequence[_Span]], middle: float) -> bool:
    return all(
        _fills([span for span in (_side(line, middle, after=after) for line in spans) if span])
        for after in (False, True)
    )


def _side(line: Sequence[_Span], middle: float, *, after: bool) -> _Span | None:
    part = [span for span in line if (span[0] >= middle) == after]
    return (part[0][0], part[-1][1], sum(span[2] for span in part)) if part else None


def _fills(column: Sequence[_Span]) -> bool:
    """Whether the lines of a column are many, of several words, and nearly as wide as it is."""
    if len(column) < _LEAST_COLUMN or sum(words for _, _, words in column) < 4 * len(column):
        return False
    left, right = min(span[0] for span in column), max(span[1] for span in column)
    return sum(span[1] - span[0] for span in column) >= _FULL * (right - left) * len(column)
