"""Words with places into rows of cells, in the order in which a person reads the page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from .pdf_words import Word

_CELL_GAP = 1.4  # heights of the line between two cells; justified words stand nearer
_EDGE_GAP = 0.75  # the same, where the cell begins at an edge that near lines share
_MOST_GAP = 2.2  # the same, in a line justified over few words
_INSET = 20.0  # points from the margin at which a line that stands in a cell begins
_HANG = 72.0  # points from a number or bullet to its text, at most
_LABEL = re.compile(
    r"^(?:\(?(?:\d{1,3}(?:\.\d{1,2})*[A-Z]?|[a-zA-Z]|[ivxIVX]{1,5})[.):]{0,2}|[-–−•▪○❖●*\uf0b7\ufffd➢])$"
)
_LABELLED = re.compile(r"^[A-Z][A-Za-z’'/ .()-]{1,30}:(?:\s|$)")
_MOST_LABELLED = 4  # cells of a row in which two blocks of labelled lines stand
_NEAR = 4.0  # points by which the edges of one column differ
_SET_IN = 20.0  # points by which the later lines of a cell are set in
_USUAL = 1.2  # heights of the line from one line of a paragraph to the next
_WIDEST = 1.5  # the same, in a text set wide
_LEAST_COLUMN = 6  # lines on each side of a gutter
_LEAST_WIDTH = 200.0  # points of a text that may have two columns
_FULL = 0.78  # of a column's width that its lines of prose fill


@dataclass(frozen=True, slots=True)
class Cell:
    left: float
    text_left: float  # where the words begin after a number or a bullet
    right: float
    text: str
    end: float  # where its last line ends
    bold: bool


@dataclass(frozen=True, slots=True)
class Row:
    cells: tuple[Cell, ...]
    base: float
    size: float
    turn: int
    apart: bool = False  # a gap or a change of size parts it from the row above

    @property
    def left(self) -> float:
        return self.cells[0].left

    @property
    def bold(self) -> bool:
        return all(cell.bold for cell in self.cells)

    @property
    def text(self) -> str:
        return "\t".join(cell.text for cell in self.cells)


def rows_of(words: Iterable[Word]) -> list[Row]:
    """The rows of one page; words set sideways follow those that stand upright, or lead them
    where they are the most."""
    turns: dict[int, list[Word]] = {}
    for word in words:
        turns.setdefault(word.turn, []).append(word)
    out: list[Row] = []
    for group in sorted(turns.values(), key=len, reverse=True):
        for block in _blocks(_lines(group)):
            out += _folded(_unbraided(_parted(_rows(block))))
    return out


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
    return sorted(lines, key=lambda line: -_main(line).base)


def _main(line: Sequence[Word]) -> Word:
    return max(line, key=lambda w: (w.size, len(w.text)))


def _level(line: Sequence[Word], word: Word) -> bool:
    """Whether the bands in which lower-case letters stand overlap by half."""
    main = _main(line)
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


# --- rows --------------------------------------------------------------------------------------


def _rows(lines: Sequence[Sequence[Word]]) -> list[Row]:
    """Rows of cells; an edge that two near lines share is the edge of a cell."""
    margin = min((line[0].left for line in lines), default=0.0)
    edges = [list(_edges(line, margin)) for line in lines]
    near = ([*edges[max(0, i - 2) : i], *edges[i + 1 : i + 3]] for i in range(len(lines)))
    return [
        _row(line, [edge for others in around for edge in others])
        for line, around in zip(lines, near, strict=True)
    ]


def _edges(line: Sequence[Word], margin: float) -> Iterator[float]:
    if line[0].left > margin + _INSET:
        yield line[0].left
    for before, word in pairwise(line):
        if word.left - before.right > _EDGE_GAP * word.size:
            yield word.left


def _row(line: Sequence[Word], edges: Sequence[float]) -> Row:
    main = _main(line)
    widest = _widest_space(line)
    groups: list[list[Word]] = [[line[0]]]
    for before, word in pairwise(line):
        space = word.left - before.right
        shared = any(abs(word.left - edge) < 1 for edge in edges)
        if space > widest or (space > _EDGE_GAP * word.size and shared):
            groups.append([word])
        else:
            groups[-1].append(word)
    cells = [_cell(group) for group in groups]
    if len(cells) > 1 and _LABEL.match(cells[0].text) and cells[1].left - cells[0].left < _HANG:
        head, text = cells[0], cells[1]
        joined = replace(text, left=head.left, text=f"{head.text} {text.text}")
        cells = [joined, *cells[2:]]
    return Row(tuple(cells), main.base, main.size, main.turn)


def _widest_space(line: Sequence[Word]) -> float:
    """The widest space between two words of one cell: wider where a line is justified."""
    size = _main(line).size
    spaces = sorted(word.left - before.right for before, word in pairwise(line))
    usual = spaces[len(spaces) // 2] if len(spaces) > 2 else 0.0
    return max(_CELL_GAP * size, min(1.5 * usual, _MOST_GAP * size))


def _cell(words: Sequence[Word]) -> Cell:
    first = words[0]
    hung = len(words) > 1 and _LABEL.match(first.text)
    text_left = words[1].left if hung else first.left
    right = words[-1].right
    text = " ".join(word.text for word in words)
    return Cell(first.left, text_left, right, text, right, all(word.bold for word in words))


def _parted(rows: Sequence[Row]) -> list[Row]:
    """Mark the rows that a gap, wider than between the lines of a paragraph, parts from others."""
    steps = sorted(s for a, b in pairwise(rows) if 0.7 <= (s := _step(a, b)) <= 2.0)
    usual = steps[len(steps) // 4] if steps else _USUAL
    most = max(1.3, 1.25 * min(usual, _WIDEST))
    return [
        row
        if above is None
        else replace(row, apart=_step(above, row) > most or _resized(above, row))
        for above, row in zip([None, *rows], rows, strict=False)
    ]


def _step(above: Row, row: Row) -> float:
    return (above.base - row.base) / max(min(above.size, row.size), 1.0)


def _resized(above: Row, row: Row) -> bool:
    small, large = sorted((above.size, row.size))
    return large > small * 1.2


def _unbraided(rows: Sequence[Row]) -> list[Row]:
    """Read two blocks of labelled lines that stand side by side one after the other."""
    out: list[Row] = []
    index = 0
    while index < len(rows):
        split = _second_label(rows[index])
        if split is None:
            out.append(rows[index])
            index += 1
            continue
        last = index + 1
        while last < len(rows) and not rows[last].apart and _parts_at(rows[last], split):
            last += 1
        block = rows[index:last]
        out += _side_of(block, split, after=False)
        out += _side_of(block, split, after=True)
        index = last
    return out


def _second_label(row: Row) -> float | None:
    """Where a second labelled block begins on a row, as in “Venue: … Date: …”."""
    if len(row.cells) > _MOST_LABELLED:
        return None
    for before, cell in pairwise(row.cells):
        if _LABELLED.match(cell.text) and not before.text.endswith(":"):
            return cell.left
    return None


def _parts_at(row: Row, split: float) -> bool:
    return all(cell.left >= split - _NEAR or cell.right <= split for cell in row.cells)


def _side_of(block: Sequence[Row], split: float, *, after: bool) -> Iterator[Row]:
    for row in block:
        cells = tuple(cell for cell in row.cells if (cell.left >= split - _NEAR) == after)
        if cells:
            yield replace(row, cells=cells, apart=row.apart or (after and row is block[0]))


# --- cells of several lines --------------------------------------------------------------------


def _folded(rows: Sequence[Row]) -> list[Row]:
    """Put the later lines of a table's cell, or of a title with its pages beside it, into it."""
    edge = max((cell.right for row in rows for cell in row.cells), default=0.0)
    out: list[Row] = []
    for row in rows:
        held = _into(out[-1], row, edge) if out and not row.apart else None
        if held is None:
            out.append(row)
        else:
            out[-1] = replace(held, base=row.base)
    return out


def _into(above: Row, row: Row, edge: float) -> Row | None:
    """The row above with this row's words in its cells; None where it is a row of its own."""
    cells = list(above.cells)
    if len(cells) < 2 or above.turn != row.turn:
        return None
    places = [_column(cells, cell) for cell in row.cells]
    if None in places or len(set(places)) < len(places):
        return None
    if 0 in places and len(places) == len(cells):
        return None
    for place, cell in zip(places, row.cells, strict=True):
        held = cells[place or 0]
        limit = cells[(place or 0) + 1].left - _NEAR if (place or 0) + 1 < len(cells) else edge
        if held.end + _first_word(cell) < limit and not _goes_on(cell.text):
            return None
        text = f"{held.text} {cell.text}"
        cells[place or 0] = replace(
            held, text=text, right=max(held.right, cell.right), end=cell.right
        )
    return replace(above, cells=tuple(cells))


def _column(cells: Sequence[Cell], cell: Cell) -> int | None:
    """The column a cell goes on in: its left edge, or set in a little under it."""
    for index, held in enumerate(cells):
        after = cells[index + 1].left if index + 1 < len(cells) else float("inf")
        if -_NEAR <= cell.left - held.text_left <= _SET_IN and cell.right < after:
            return index
    return None


def _goes_on(text: str) -> bool:
    """Whether a line begins within a sentence; an address begins small and stands alone."""
    first = text.split(" ", 1)[0]
    return first[:1].islower() and not re.search(r"[@/]|^www", first)


def _first_word(cell: Cell) -> float:
    """The width of a cell's first word, and of the space before it."""
    return (cell.right - cell.left) * (len(cell.text.split(" ", 1)[0]) + 1) / len(cell.text)
