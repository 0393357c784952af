"""A PDF pack in, its lines out: with the sheet of each, the page labels and the bookmarks.

Opens whatever it is given, so it belongs in a process of its own: see ``pdf_apart``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pypdfium2

from rotherham_hwb.legacy.facts import Scan, Unreadable
from rotherham_hwb.legacy.pdf.cells import PdfRow
from rotherham_hwb.legacy.pdf.marks import STAMP, PdfSheet, in_margin, marks_of
from rotherham_hwb.legacy.pdf.rows import rows_of
from rotherham_hwb.legacy.pdf.words import words_of
from rotherham_hwb.legacy.text.lines import SourceLine

MOST_SHEETS = 3_000
_LETTER_WIDTH = 0.42  # heights of the line; what one space of an indent stands for
_MOST_INDENT = 60  # spaces
_SHORT = 0.2  # of a page's height that is left empty where a text ends
_AT_TOP = 0.02  # of a page's height in which a bookmark means its top, and not a heading there
_MOST_BOOKMARKS = 5_000
_ODD = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ue000-\uf8ff\ufffd]")

DAMAGED = "is a damaged PDF: make it again from the document it came from, and use that."
LOCKED = "is locked with a password: save it without one, and use that."
NO_SHEETS = "is a PDF without pages: make it again from the document it came from."
SCAN = (
    "is a scan: its pages are pictures without text, so nothing can be read from it until text "
    "recognition (OCR) has been run over it."
)
NO_LETTERS = (
    "is a PDF whose fonts do not say which letters they draw, so its text cannot be read until "
    "text recognition (OCR) has been run over it."
)


@dataclass(frozen=True, slots=True)
class SheetBookmark:
    """A bookmark to the top of a sheet (1-based); level 0 is the outermost."""

    level: int
    title: str
    sheet: int


@dataclass(frozen=True, slots=True)
class PdfText:
    lines: tuple[SourceLine, ...]
    labels: tuple[str, ...] = ()  # one a sheet; empty where the PDF gives none of its own
    bookmarks: tuple[SheetBookmark, ...] = ()
    silent: tuple[int, ...] = ()  # sheets that hold pictures and no text, 1-based


def read_pdf(path: Path, *, progress: Callable[[int, int], None] | None = None) -> PdfText:
    """Take the text out of a PDF; ``progress`` hears each sheet and how many there are.

    Raises Unreadable, with the sentence's end without the file's name, where nothing can be
    read; its subclass Scan where there is no text.
    """
    with closing(_open(path)) as pdf:
        count = len(pdf)
        if not count:
            raise Unreadable(NO_SHEETS)
        if count > MOST_SHEETS:
            raise Unreadable(f"has {count:,} pages, more than one pack can hold: split it.")
        sheets: list[PdfSheet] = []
        silent: list[int] = []
        for at in range(count):
            sheet, pictured = _sheet(pdf, at)
            sheets.append(sheet)
            if pictured and not _said(sheet):
                silent.append(at + 1)
            if progress is not None:
                progress(at + 1, count)
        _must_speak(sheets)
        lines = tuple(_lines(sheets))
        return PdfText(lines, _labels(pdf), tuple(_bookmarks(pdf)), tuple(silent))


def _open(path: Path) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        raise Unreadable(LOCKED if "assword" in str(error) else DAMAGED) from error


def _sheet(pdf: pypdfium2.PdfDocument, at: int) -> tuple[PdfSheet, bool]:
    """One sheet, and whether it shows anything but text; a damaged sheet is an empty one."""
    try:
        with closing(pdf[at]) as page:
            rows = tuple(rows_of(words_of(page)))
            drawn = not rows or all(_is_stamp(row) for row in rows)
            pictured = drawn and any(True for _ in page.get_objects(max_depth=3))
            return PdfSheet(rows, page.get_cropbox()), pictured
    except pypdfium2.PdfiumError:
        return PdfSheet((), (0.0, 0.0, 595.0, 842.0)), True


def _is_stamp(row: PdfRow) -> bool:
    return bool(STAMP.match(re.sub(r"\d+", "#", row.text.replace("\t", " ")).strip().casefold()))


def _said(sheet: PdfSheet) -> bool:
    return any(not _is_stamp(row) for row in sheet.rows)


def _must_speak(sheets: Sequence[PdfSheet]) -> None:
    """Refuse a PDF that holds no words but page stamps, or none that letters can be told of."""
    text = "".join(row.text for sheet in sheets for row in sheet.rows if not _is_stamp(row))
    if not text.strip():
        raise Scan(SCAN)
    if len(_ODD.findall(text)) * 2 > len(text):
        raise Scan(NO_LETTERS)


# --- lines -------------------------------------------------------------------------------------


def _lines(sheets: Sequence[PdfSheet]) -> Iterator[SourceLine]:
    """Every row as a line, a blank one where a gap parts them; numbered from 1."""
    marks = marks_of(sheets)
    number, ended = 0, True
    for at, sheet in enumerate(sheets):
        for index, row in enumerate(sheet.rows):
            top = index == 0
            if (row.apart and not top) or (top and ended):
                number += 1
                yield SourceLine(number, "", at + 1)
            for text in _texts(row, edge=in_margin(sheet, row)):
                number += 1
                yield SourceLine(number, text, at + 1, (at, index) in marks, row.bold)
        ended = _ends_early(sheet, [i for i in range(len(sheet.rows)) if (at, i) not in marks])


def _texts(row: PdfRow, *, edge: bool) -> Iterator[str]:
    """A row as layout text: its indent in spaces, tabs between its cells; a stamp by itself.

    A row that stands in a later column of the table above begins with that column's tabs.
    """
    cells = [cell.text for cell in row.cells]
    stamps = [text for text in cells if edge and _STAMP_CELL.match(text)]
    if stamps and len(stamps) < len(cells):
        yield "\t".join(stamps)
        cells = [text for text in cells if text not in stamps]
    indent = min(round(row.indent / (row.size * _LETTER_WIDTH)), _MOST_INDENT)
    yield ("\t" * row.column or " " * indent) + "\t".join(cells)


_STAMP_CELL = re.compile(r"^(?:Page \d{1,4}|Agenda Item \d+[A-Z]?)$")


def _ends_early(sheet: PdfSheet, text: Sequence[int]) -> bool:
    """Whether the text of a sheet stops well above its foot, so that the next begins anew."""
    rows = [sheet.rows[index] for index in text if not _is_stamp(sheet.rows[index])]
    if not rows or rows[-1].turn != rows[0].turn or rows[0].turn:
        return True
    bottom, top = sheet.frame[1], sheet.frame[3]
    return rows[-1].base - bottom > _SHORT * (top - bottom)


# --- labels and bookmarks ----------------------------------------------------------------------


def _labels(pdf: pypdfium2.PdfDocument) -> tuple[str, ...]:
    """The label of each sheet; none where they only count the sheets, as many programs do."""
    labels = tuple(pdf.get_page_label(at) for at in range(len(pdf)))
    counted = all(label in {"", str(at)} for at, label in enumerate(labels, start=1))
    return () if counted else labels


def _bookmarks(pdf: pypdfium2.PdfDocument) -> Iterator[SheetBookmark]:
    """The bookmarks that lead to the top of a sheet."""
    try:
        for given, _ in zip(pdf.get_toc(max_depth=4), range(_MOST_BOOKMARKS), strict=False):
            target = given.get_dest()
            sheet = target.get_index() if target else None
            title = " ".join(given.get_title().split())
            if sheet is not None and title and _is_top(pdf, sheet, target):
                yield SheetBookmark(given.level, title, sheet + 1)
    except (pypdfium2.PdfiumError, ValueError):
        return


def _is_top(pdf: pypdfium2.PdfDocument, sheet: int, target: pypdfium2.PdfDest) -> bool:
    _, place = target.get_view()
    if len(place) < 2 or place[1] is None:
        return True
    height = float(pdf.get_page_size(sheet)[1])
    return bool(place[1] >= height * (1 - _AT_TOP) or place[1] == 0)
