"""Lines of words into rows of cells: where a cell begins, and which rows a gap parts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from rotherham_hwb.legacy.pdf.columns import main_word
from rotherham_hwb.legacy.pdf.words import Word

_CELL_GAP = 1.4  # heights of the line between two cells; justified words stand nearer
_EDGE_GAP = 0.75  # the same, where the cell begins at an edge that near lines share
_MOST_GAP = 2.2  # the same, in a line justified over few words
_INSET = 20.0  # points from the margin at which a line that stands in a cell begins
_HANG = 72.0  # points from a number or bullet to its text, at most
_LABEL = re.compile(
    r"^(?:\(?(?:\d{1,3}(?:\.\d{1,2})*[A-Z]?|[a-zA-Z]|[ivxIVX]{1,5})[.):]{0,2}|[-–−•▪○❖●*\uf0b7\ufffd➢])$"
)
_USUAL = 1.2  # heights of the line from one line of a paragraph to the next
_WIDEST = 1.5  # the same, in a text set wide


@dataclass(frozen=True, slots=True)
class PdfCell:
    left: float
    text_left: float  # where the words begin after a number or a bullet
    right: float
    text: str
    end: float  # where its last line ends
    bold: bool


@dataclass(frozen=True, slots=True)
class PdfRow:
    cells: tuple[PdfCell, ...]
    base: float
    size: float
    turn: int
    apart: bool = False  # a gap or a change of size parts it from the row above
    indent: float = 0.0  # points from the left edge of its column of text
    column: int = 0  # of the table above, in which it stands alone; 0 also where there is none

    @property
    def left(self) -> float:
        return self.cells[0].left

    @property
    def bold(self) -> bool:
        return all(cell.bold for cell in self.cells)

    @property
    def text(self) -> str:
        return "\t".join(cell.text for cell in self.cells)


def rows_in(lines: Sequence[Sequence[Word]]) -> list[PdfRow]:
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


def _row(line: Sequence[Word], edges: Sequence[float]) -> PdfRow:
    main = main_word(line)
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
    return PdfRow(tuple(cells), main.base, main.size, main.turn)


def _widest_space(line: Sequence[Word]) -> float:
    """The widest space between two words of one cell: wider where a line is justified."""
    size = main_word(line).size
    spaces = sorted(word.left - before.right for before, word in pairwise(line))
    usual = spaces[len(spaces) // 2] if len(spaces) > 2 else 0.0
    return max(_CELL_GAP * size, min(1.5 * usual, _MOST_GAP * size))


def _cell(words: Sequence[Word]) -> PdfCell:
    first = words[0]
    hung = len(words) > 1 and _LABEL.match(first.text)
    text_left = words[1].left if hung else first.left
    right = words[-1].right
    text = " ".join(word.text for word in words)
    return PdfCell(first.left, text_left, right, text, right, all(word.bold for word in words))


def parted(rows: Sequence[PdfRow]) -> list[PdfRow]:
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


def _step(above: PdfRow, row: PdfRow) -> float:
    return (above.base - row.base) / max(min(above.size, row.size), 1.0)


def _resized(above: PdfRow, row: PdfRow) -> bool:
    small, large = sorted((above.size, row.size))
    return large > small * 1.2
