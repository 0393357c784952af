"""The words of a PDF page, each with its place, as the page's own order gives them.

Coordinates are points in a frame in which the word reads from left to right and y grows upwards:
words set sideways have frames of their own, told apart by ``turn``.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

_BREAKS = frozenset(map(ord, "\0\t\n\r\f \u00a0\u2002\u2003\u2009\u200a\u202f\u3000\u200b"))
_HYPHENS = {0x02: "-", 0xFFFE: "-", 0xAD: "-"}  # how a hyphen at the end of a line is given
_LIGATURES = dict(enumerate(("ff", "fi", "fl", "ffi", "ffl", "st", "st"), start=0xFB00))
_BOLD = re.compile(rb"bold|black|heavy|semibold|,b\b", re.I)
_NAME_LENGTH = 128  # bytes of a font's name that are looked at
SLANTED = 1  # as a watermark is; such words keep the frame of the page
_MOST_CHARACTERS = 200_000  # of one page; more is a drawing made of letters


@dataclass(frozen=True, slots=True)
class Word:
    text: str
    left: float
    right: float
    base: float  # of the line it stands on
    size: float  # height of its font's box
    bold: bool
    turn: int  # degrees by which it is turned, anticlockwise: 0, 90, 180 or 270; SLANTED if other


Frame = tuple[float, float, float, float]  # left, bottom, right, top


def upright(frame: Frame, turn: int) -> Frame:
    """A rectangle of the page in the frame of words that are turned."""
    left, bottom, right, top = frame
    return {
        0: frame,
        SLANTED: frame,
        90: (bottom, -right, top, -left),
        180: (-right, -top, -left, -bottom),
        270: (-top, left, -bottom, right),
    }[turn]


def words_of(page: pypdfium2.PdfPage) -> Iterator[Word]:
    """The words of a page (of pypdfium2) that lie within the part of it that is seen."""
    textpage = page.get_textpage()
    try:
        visible = _visible(page)
        for text, first, last in _runs(textpage.raw, min(textpage.count_chars(), _MOST_CHARACTERS)):
            word = _word(textpage.raw, text, first, last, visible)
            if word is not None:
                yield word
    finally:
        textpage.close()


def _visible(page: pypdfium2.PdfPage) -> Frame:
    boxes = [page.get_mediabox(), page.get_cropbox()]
    left, bottom = (max(box[side] for box in boxes) for side in (0, 1))
    right, top = (min(box[side] for box in boxes) for side in (2, 3))
    return left, bottom, right, top


def _runs(textpage: pdfium.FPDF_TEXTPAGE, count: int) -> Iterator[tuple[str, int, int]]:
    """Unbroken runs of characters with their first and last index."""
    letters: list[str] = []
    first = last = 0
    for index in range(count):
        code = pdfium.FPDFText_GetUnicode(textpage, index)
        if code in _BREAKS:
            if letters:
                yield _text(letters), first, last
                letters = []
            continue
        if not letters:
            first = index
        last = index
        letters.append(_HYPHENS.get(code) or _LIGATURES.get(code) or chr(code))
        if code in _HYPHENS and _breaks_line(textpage, index, count):
            yield _text(letters), first, last
            letters = []
    if letters:
        yield _text(letters), first, last


def _text(letters: list[str]) -> str:
    text = "".join(letters)
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _breaks_line(textpage: pdfium.FPDF_TEXTPAGE, index: int, count: int) -> bool:
    """Whether the character after a hyphen stands on another line, or further left."""
    if index + 1 >= count:
        return True
    here, after = _box(textpage, index), _box(textpage, index + 1)
    return here is None or after is None or after[0] < here[0] or after[3] < here[1]


def _box(textpage: pdfium.FPDF_TEXTPAGE, index: int) -> Frame | None:
    rectangle = pdfium.FS_RECTF()
    if not pdfium.FPDFText_GetLooseCharBox(textpage, index, ctypes.byref(rectangle)):
        return None
    return rectangle.left, rectangle.bottom, rectangle.right, rectangle.top


def _word(
    textpage: pdfium.FPDF_TEXTPAGE, text: str, first: int, last: int, visible: Frame
) -> Word | None:
    a, b = _box(textpage, first), _box(textpage, last)
    if a is None or b is None:
        return None
    frame = min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3])
    middle, height = (frame[0] + frame[2]) / 2, (frame[1] + frame[3]) / 2
    inside = visible[0] <= middle <= visible[2] and visible[1] <= height <= visible[3]
    if not inside or not all(map(math.isfinite, frame)):
        return None
    turn = _turn(pdfium.FPDFText_GetCharAngle(textpage, first))
    own = upright(a, turn)
    left, _, right, _ = upright(frame, turn)
    base = _base(textpage, first, turn, own[1])
    return Word(text, left, right, base, max(own[3] - own[1], 1.0), _bold(textpage, first), turn)


def _turn(clockwise: float) -> int:
    quarters = -math.degrees(clockwise) / 90
    return round(quarters) % 4 * 90 if abs(quarters - round(quarters)) < 0.1 else SLANTED


def _base(textpage: pdfium.FPDF_TEXTPAGE, index: int, turn: int, otherwise: float) -> float:
    x, y = ctypes.c_double(), ctypes.c_double()
    if not pdfium.FPDFText_GetCharOrigin(textpage, index, ctypes.byref(x), ctypes.byref(y)):
        return otherwise
    return upright((x.value, y.value, x.value, y.value), turn)[1]


def _bold(textpage: pdfium.FPDF_TEXTPAGE, index: int) -> bool:
    name = ctypes.create_string_buffer(_NAME_LENGTH)
    flags = ctypes.c_int()
    size = pdfium.FPDFText_GetFontInfo(textpage, index, name, _NAME_LENGTH, ctypes.byref(flags))
    return 0 < size <= _NAME_LENGTH and bool(_BOLD.search(name.value))
