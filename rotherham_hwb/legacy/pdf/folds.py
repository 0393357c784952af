"""Rows into the lines that a person reads: blocks that stand side by side one after the other,
and the later lines of a heading or a table's cell in the line they go on from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from rotherham_hwb.legacy.pdf.cells import PdfCell, PdfRow

_LABELLED = re.compile(r"^[A-Z][A-Za-z’'/ .()-]{1,30}:(?:\s|$)")
_MOST_LABELLED = 4  # cells of a row in which two blocks of labelled lines stand
_NEAR = 4.0  # points by which the edges of one column differ
_SET_IN = 20.0  # points by which the later lines of a cell are set in
_PADDING = 11.0  # points between the words of a cell and those of the next, at least
_BELOW = 3  # rows above, in which the column that a cell stands in is looked for
_BACK = 40  # rows above, in which the line that a cell goes on from is looked for
_PROSE = 6  # words that a name or a post in a table hardly ever has
_LARGE = 1.15  # times the usual size, from which letters are a heading's


def unbraided(rows: Sequence[PdfRow]) -> list[PdfRow]:
    """Read two blocks of labelled lines that stand side by side one after the other."""
    out: list[PdfRow] = []
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


def _second_label(row: PdfRow) -> float | None:
    """Where a second labelled block begins on a row, as in “Venue: … Date: …”."""
    if len(row.cells) > _MOST_LABELLED:
        return None
    for before, cell in pairwise(row.cells):
        if _LABELLED.match(cell.text) and not before.text.endswith(":"):
            return cell.left
    return None


def _parts_at(row: PdfRow, split: float) -> bool:
    return all(cell.left >= split - _NEAR or cell.right <= split for cell in row.cells)


def _side_of(block: Sequence[PdfRow], split: float, *, after: bool) -> Iterator[PdfRow]:
    for row in block:
        cells = tuple(cell for cell in row.cells if (cell.left >= split - _NEAR) == after)
        if cells:
            yield replace(row, cells=cells, apart=row.apart or (after and row is block[0]))


# --- cells of several lines --------------------------------------------------------------------


def folded(rows: Sequence[PdfRow]) -> list[PdfRow]:
    """Put the later lines of a heading, of a table's cell, or of a title with its pages beside it,
    into the line they go on from."""
    left = min((row.left for row in rows), default=0.0)
    edge = max((cell.right for row in rows for cell in row.cells), default=0.0)
    large = _usual_size(rows) * _LARGE
    out: list[PdfRow] = []
    since = 0  # where the rows begin that no gap parts from this one
    for row in rows:
        if row.apart or (out and out[-1].turn != row.turn):
            since = len(out)
        elif out and _heads(out[-1], row, large, edge - left):
            out[-1] = _with_text(out[-1], 0, row.cells[0])
            continue
        rest = _spread(out, since, row, edge)
        if rest:
            column = _column(out, rest[0]) if len(rest) == 1 else 0
            out.append(replace(row, cells=tuple(rest), column=column))
    return out


def _column(out: Sequence[PdfRow], cell: PdfCell) -> int:
    """The column of the table's row above in which a cell stands alone."""
    for above in reversed(out[-_BELOW:]):
        if above.column and abs(above.left - cell.left) <= _NEAR:
            return above.column
        place = _place(above, cell)
        if place is not None:
            return place if abs(above.cells[place].text_left - cell.left) <= _NEAR else 0
        if len(above.cells) == 1:
            return 0
    return 0


def _usual_size(rows: Sequence[PdfRow]) -> float:
    sizes = sorted(row.size for row in rows)
    return sizes[len(sizes) // 2] if sizes else 0.0


def _heads(above: PdfRow, row: PdfRow, large: float, width: float) -> bool:
    """Whether a row goes on with a heading that was too long for one line."""
    if len(above.cells) > 1 or len(row.cells) > 1 or min(above.size, row.size) < large:
        return False
    held, cell = above.cells[0], row.cells[0]
    return held.end - held.left + _first_word(cell) > width * 0.95 and above.bold == row.bold


def _spread(out: list[PdfRow], since: int, row: PdfRow, edge: float) -> list[PdfCell]:
    """Give each cell of a row to the cell above that it goes on from; the cells that remain.

    Where the first of them begins anew the row is a new one, but for prose beside which a narrow
    column goes on.
    """
    targets = [_target(out, since, cell, edge) for cell in row.cells]
    first = targets[0]
    if first is None and len(row.cells[0].text.split()) < _PROSE:
        return list(row.cells)
    whole = first is not None and first[1] == 0 and len(row.cells) == len(out[first[0]].cells)
    if whole and not _goes_on(row.cells[0].text):
        return list(row.cells)
    for target, cell in zip(targets, row.cells, strict=True):
        if target is not None:
            out[target[0]] = _with_text(out[target[0]], target[1], cell)
    return [cell for target, cell in zip(targets, row.cells, strict=True) if target is None]


def _target(
    out: Sequence[PdfRow], since: int, cell: PdfCell, edge: float
) -> tuple[int, int] | None:
    """The row and the column of the cell that this one goes on from."""
    for at in range(len(out) - 1, max(since, len(out) - _BACK) - 1, -1):
        place = _place(out[at], cell)
        if place is not None:
            return (at, place) if _continues(out[at], place, cell, edge) else None
        if len(out[at].cells) == 1 and abs(out[at].left - cell.left) <= _SET_IN:
            return None
    return None


def _place(above: PdfRow, cell: PdfCell) -> int | None:
    """The column of a table's row that a cell stands in: its left edge, or a little within."""
    if len(above.cells) < 2:
        return None
    for index, held in enumerate(above.cells):
        after = above.cells[index + 1].left if index + 1 < len(above.cells) else float("inf")
        if -_NEAR <= cell.left - held.text_left <= _SET_IN and cell.right < after:
            return index
    return None


def _continues(above: PdfRow, place: int, cell: PdfCell, edge: float) -> bool:
    """Whether the cell's line above was full, or this one begins within a sentence."""
    held = above.cells[place]
    last = place + 1 == len(above.cells)
    limit = edge if last else above.cells[place + 1].left - _PADDING
    return held.end + _first_word(cell) >= limit or _goes_on(cell.text)


def _with_text(row: PdfRow, place: int, cell: PdfCell) -> PdfRow:
    cells = list(row.cells)
    held = cells[place]
    text, right = f"{held.text} {cell.text}", max(held.right, cell.right)
    cells[place] = replace(held, text=text, right=right, end=cell.right)
    return replace(row, cells=tuple(cells))


def _goes_on(text: str) -> bool:
    """Whether a line begins within a sentence; an address begins small and stands alone."""
    first = text.split(" ", 1)[0]
    return bool(re.match(r"[a-z(]", first)) and not re.search(r"[@/]|^www|^\(?\w\)", first)


def _first_word(cell: PdfCell) -> float:
    """The width of a cell's first word, and of the space before it."""
    return (cell.right - cell.left) * (len(cell.text.split(" ", 1)[0]) + 1) / len(cell.text)
