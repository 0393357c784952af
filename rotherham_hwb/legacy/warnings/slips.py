"""The slips of a pack, each with its line: dates, things left to be filled in, personal data."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rotherham_hwb.legacy.facts import ReadReport, ReadWarning
from rotherham_hwb.legacy.text.lines import Document, Line
from rotherham_hwb.slips.find_slips import find_slips
from rotherham_hwb.slips.slip import Family, Slip, SlipKind
from rotherham_hwb.slips.tables import table_slips

_OFTEN = (SlipKind.DRAFT, SlipKind.UNCONFIRMED)
"""Marks that run through a paper: told of once in each, with how often they stand there."""
_YEAR_BELOW = re.compile(r"^(?P<year>(?:19|20)\d{2})\b")


def pack_slips(doc: Document, reports: Sequence[ReadReport]) -> Iterator[ReadWarning]:
    """Every slip, line by line; a draft mark once for each paper it runs through."""
    often: dict[SlipKind, list[tuple[int, Slip]]] = {kind: [] for kind in _OFTEN}
    for position, line in enumerate(doc.lines):
        below = doc.lines[position + 1] if position + 1 < len(doc.lines) else None
        for slip in find_slips(_with_its_year(line, below)):
            if slip.kind in often:
                often[slip.kind].append((line.number, slip))
            else:
                yield ReadWarning(_code(slip), line.number, slip.sentence)
    for marks in often.values():
        yield from _once_a_paper(marks, reports)
    for slip in table_slips([line.cells for line in doc.lines]):
        yield ReadWarning(_code(slip), doc.lines[slip.place].number, slip.sentence)


def _code(slip: Slip) -> str:
    """All placeholders are of one code, but for draft marks; of the others each kind has its own.

    What old packs have stored goes by these codes.
    """
    placeholder = slip.kind.family == Family.PLACEHOLDER and slip.kind != SlipKind.DRAFT
    return Family.PLACEHOLDER.value if placeholder else slip.kind.value


def _with_its_year(line: Line, below: Line | None) -> str:
    """The words of a line, and of the year on the line below that a date at its end may want."""
    year = _YEAR_BELOW.match(below.text) if below else None
    return f"{line.text}\n{year['year']}" if year else line.text


def _once_a_paper(
    marks: Sequence[tuple[int, Slip]], reports: Sequence[ReadReport]
) -> Iterator[ReadWarning]:
    spans = [(report.start_line, report.end_line) for report in reports]
    while marks:
        line, slip = marks[0]
        end = next((last for start, last in spans if start <= line <= last), line)
        same = [number for number, _ in marks if number <= end]
        often = f", on {len(same)} lines of this paper" if len(same) > 1 else ""
        yield ReadWarning(_code(slip), line, f"{slip.sentence.removesuffix('.')}{often}.")
        marks = marks[len(same) :]
