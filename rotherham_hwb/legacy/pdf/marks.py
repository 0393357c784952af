"""Which rows of a PDF are page marks and not text: running heads, running feet, page numbers.

The stamp of a pack ("Page 12", "Agenda Item 7") stays: it is read where lines are typed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rotherham_hwb.legacy.pdf.cells import PdfRow
from rotherham_hwb.legacy.pdf.words import Frame, upright

_MARGIN = 0.1  # of a page's height, at its head and its foot, in which marks stand
_OFTEN = 3  # sheets on which a running head or foot must stand
_NEAR = 0.1  # of the margin, by which its height may differ
_REACH = 6  # sheets between two that bear the same mark
_OPEN = 4  # heights at which the same words may stand
_SAYS = 10  # letters in a head that can be told from others
_TOP_ROWS = 8  # rows at the top of a sheet that a running head may repeat
_BACK = 60  # sheets, for which a running head may run
_NUMBER = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"(?:^|(?<=\t)|(?<=page )|(?<=of )|(?<=\| ))\d+(?=$|\t| of | \|)", re.I)
_BLANK = re.compile(r"^this page (?:is|has been) (?:\w+ )?(?:left )?blank\.?$", re.I)
_OWN_NUMBER = re.compile(r"^[-–|\s]*(?:page\s*)?#(?:\s*(?:of|/)\s*#)?[-–|\s]*$")
STAMP = re.compile(r"^(?:page\s+#)?\s*(?:agenda\s+item\s+#[a-z]?)?$")


@dataclass(frozen=True, slots=True)
class PdfSheet:
    rows: tuple[PdfRow, ...]
    frame: Frame  # the part of the page that is seen


def marks_of(sheets: Sequence[PdfSheet]) -> set[tuple[int, int]]:
    """Places (sheet, row; both from 0) of the rows that are page marks.

    The first of a running head stays text: it may be the title of what it runs over.
    """
    found: set[tuple[int, int]] = set()
    places: dict[tuple[str, bool], list[tuple[int, int, float]]] = defaultdict(list)
    for at, sheet in enumerate(sheets):
        found |= {(at, i) for i, row in enumerate(sheet.rows) if _BLANK.match(row.text)}
        for index, height, head in _margins(sheet):
            words = _gist(sheet.rows[index].text, head=head)
            if STAMP.match(_gist(sheet.rows[index].text, head=False)):
                continue
            if _OWN_NUMBER.match(words) and not head:
                found.add((at, index))
            places[words, head].append((at, index, height))
    for (_, head), where in places.items():
        for run in _runs(where):
            found |= {(at, index) for at, index, _ in run[1 if head else 0 :]}
    return found | set(_small_heads(sheets))


def _small_heads(sheets: Sequence[PdfSheet]) -> Iterator[tuple[int, int]]:
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


def _gist(text: str, *, head: bool) -> str:
    """What a running head or foot repeats: its words without the number of the page.

    At the head a number counts as the page's only where it stands apart, for "Annex 2" may head
    the sheet after "Annex 1".
    """
    text = (_PAGE_NUMBER if head else _NUMBER).sub("#", text)
    return re.sub(r"\s+", " ", text).strip().casefold()


def in_margin(sheet: PdfSheet, row: PdfRow) -> bool:
    """Whether a row stands at the head or the foot of its sheet."""
    return min(_heights(sheet, row)) < 1


def _heights(sheet: PdfSheet, row: PdfRow) -> tuple[float, float]:
    """How far a row is from the head and from the foot, as shares of the margin there."""
    _, bottom, _, top = upright(sheet.frame, row.turn)
    margin = max(_MARGIN * (top - bottom), 1.0)
    return (top - row.base - row.size * 0.7) / margin, (row.base - bottom) / margin


def _margins(sheet: PdfSheet) -> Iterator[tuple[int, float, bool]]:
    """The rows at the head and foot: index, height in that margin, whether it is the head."""
    for index, row in enumerate(sheet.rows):
        head, foot = _heights(sheet, row)
        if min(head, foot) < 1:
            yield index, min(head, foot), head < foot


def _runs(where: Sequence[tuple[int, int, float]]) -> list[list[tuple[int, int, float]]]:
    """The stretches in which the same words stand at the same height of sheet after sheet."""
    runs: list[list[tuple[int, int, float]]] = []
    for place in where:
        run = next((r for r in reversed(runs[-_OPEN:]) if _follows(r[-1], place)), None)
        if run is None:
            runs.append([place])
        else:
            run.append(place)
    return [run for run in runs if len(run) >= _OFTEN]


def _follows(before: tuple[int, int, float], place: tuple[int, int, float]) -> bool:
    return 0 < place[0] - before[0] <= _REACH and abs(place[2] - before[2]) <= _NEAR
