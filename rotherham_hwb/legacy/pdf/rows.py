"""Words with places into rows of cells, in the order in which a person reads the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from rotherham_hwb.legacy.pdf.cells import PdfRow, parted, rows_in
from rotherham_hwb.legacy.pdf.columns import blocks_of
from rotherham_hwb.legacy.pdf.folds import folded, unbraided
from rotherham_hwb.legacy.pdf.words import Word


def rows_of(words: Iterable[Word]) -> list[PdfRow]:
    """The rows of one page; words set another way follow those that are set as most are."""
    turns: dict[int, list[Word]] = {}
    for word in words:
        turns.setdefault(word.turn, []).append(word)
    out: list[PdfRow] = []
    for group in sorted(turns.values(), key=len, reverse=True):
        for block in blocks_of(group):
            out += _indented(folded(unbraided(parted(rows_in(block)))))
    return out


def _indented(rows: Sequence[PdfRow]) -> Iterator[PdfRow]:
    lefts = sorted(row.left for row in rows)
    margin = lefts[len(lefts) // 20] if lefts else 0.0
    return (replace(row, indent=max(row.left - margin, 0.0)) for row in rows)
