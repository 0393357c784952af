"""Which rows of a PDF are page marks and not text: running heads, running feet, page numbers.

The stamp of a pack ("Page 12", "Agenda Item 7") stays: it is read where lines are typed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .pdf_rows import Row
from .pdf_words import Frame, upright

_MARGIN = 0.1  # of a page's height, at its head and its foot, in which marks stand
_OFTEN = 3  # sheets on which a running head or foot must stand
_NEAR = 8.0  # points by which its height may differ
_REACH = 6  # sheets between two that bear the same mark
_SAYS = 10  # letters in a head that can be told from others
_TOP_ROWS = 8  # rows at the top of a sheet that a running head may repeat
_BACK = 60  # sheets, for which a running head may run
_OWN_NUMBER = re.compile(r"^[-–|\s]*(?:page\s*)?#(?:\s*(?:of|/)\s*#)?[-–|\s]*$")
STAMP = re.compile(r"^(?:page\s+#)?\s*(?:agenda\s+item\s+#[a-z]?)?$")


@dataclass(frozen=True, slots=True)
class Sheet:
    rows: tuple[Row, ...]
    frame: Frame  # the part of the page that is seen


def marks_of(sheets: Sequence[Sheet]) -> set[tuple[int, int]]:
    """Places (sheet, row; both from 0) of the rows that are page marks.

    The first of a running head stays text: it may be the title of what it runs over.
    """
    found: set[tuple[int, int]] = set()
    places: dict[tuple[str, bool], list[tuple[int, int, float]]] = defaultdict(list)
    for at, sheet in enumerate(sheets):
        for index, height, head in _margins(sheet):
            words = _gist(sheet.rows[index].text)
            if STAMP.match(words):
                continue
            if _OWN_NUMBER.match(words) and not head:
                found.add((at, index))
            places[words, head].append((at, index, height))
    for (_, head), where in places.items():
        for run in _runs(where):
            found |= {(at, index) for at, index, _ in run[1 if head else 0 :]}
    return found | set(_small_heads(sheets))


def _small_heads(sheets: Sequence[Sheet]) -> Iterator[tuple[int, int]]:
    """Heads set smaller than the text that repeat the words at the top of a sheet before."""
    tops: list[str] = []
    for at, sheet in enumerate(sheets):
        usual = sorted(row.size for row in sheet.rows)[len(sheet.rows) // 2] if sheet.rows else 0
        for index, _, head in _margins(sheet):
            letters = _letters(sheet.rows[index].text)
            small = head and sheet.rows[index].size < usual * 0.95
            if small and len(letters) >= _SAYS and any(letters in top for top in tops[-_BACK:]):
                yield at, index
        tops.append(_letters("".join(row.text for row in sheet.rows[:_TOP_ROWS])))


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def _gist(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"\d+", "#", text)).strip().casefold()


def _margins(sheet: Sheet) -> Iterator[tuple[int, float, bool]]:
    """The rows at the head and foot: index, points from that edge, whether it is the head."""
    for index, row in enumerate(sheet.rows):
        _, bottom, _, top = upright(sheet.frame, row.turn)
        from_top, from_bottom = top - row.base - row.size * 0.7, row.base - bottom
        margin = _MARGIN * (top - bottom)
        if min(from_top, from_bottom) < margin:
            head = from_top < from_bottom
            yield index, from_top if head else from_bottom, head


def _runs(where: Sequence[tuple[int, int, float]]) -> Iterator[list[tuple[int, int, float]]]:
    """The stretches in which the same words stand at the same height of sheet after sheet."""
    run: list[tuple[int, int, float]] = []
    for place in where:
        if run and (place[0] - run[-1][0] > _REACH or abs(place[2] - run[-1][2]) > _NEAR):
            if len({at for at, _, _ in run}) >= _OFTEN:
                yield run
            run = []
        run.append(place)
    if len({at for at, _, _ in run}) >= _OFTEN:
        yield run
