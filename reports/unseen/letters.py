"""The letters of a page as PDFium places them, and the words they make."""

import ctypes
import math
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import pypdfium2
from pypdfium2 import raw

SPACES = frozenset({"Zs", "Zl", "Zp", "Cc"})
FLAT = 0.05  # of its width times its height: what is left of a letter slanted by 87 degrees
WITHOUT_INK = frozenset({"Cf", "Mn", "Cn", "Co", "Cs"})


class Letter(NamedTuple):
    """One letter; its box in points from the bottom left of the page's own space."""

    at: int  # its place in PDFium's list, from 0
    sign: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def centre(self) -> tuple[float, float]:
        return (self.left + self.right) / 2, (self.bottom + self.top) / 2


Word = tuple[Letter, ...]


class PageText:
    """The text of one page, held open while its letters are asked about."""

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        self._text = page.get_textpage()

    def close(self) -> None:
        self._text.close()

    def words(self) -> Iterator[Word]:
        """The words in the file's order; letters that have no ink of their own are left out."""
        held: list[Letter] = []
        for at in range(raw.FPDFText_CountChars(self._text)):
            kind = _kind(sign := _sign(raw.FPDFText_GetUnicode(self._text, at)))
            if kind in SPACES or raw.FPDFText_IsGenerated(self._text, at) == 1:
                if held:
                    yield tuple(held)
                held = []
            elif kind not in WITHOUT_INK:
                held.append(Letter(at, sign, *self._box(at)))
        if held:
            yield tuple(held)

    def _box(self, at: int) -> tuple[float, float, float, float]:
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        raw.FPDFText_GetCharBox(self._text, at, left, right, bottom, top)
        return left.value, bottom.value, right.value, top.value

    def size(self, letter: Letter) -> tuple[float, float]:
        """How wide and how high its font is on the page, in points to an em."""
        matrix = raw.FS_MATRIX()
        size: float = raw.FPDFText_GetFontSize(self._text, letter.at)
        if not raw.FPDFText_GetMatrix(self._text, letter.at, matrix):
            return size, size
        wide, high = math.hypot(matrix.a, matrix.b), math.hypot(matrix.c, matrix.d)
        return size * wide, size * high

    def is_squeezed_flat(self, letter: Letter) -> bool:
        """Its font is slanted so far that letters are next to a line."""
        matrix = raw.FS_MATRIX()
        if not raw.FPDFText_GetMatrix(self._text, letter.at, matrix):
            return False
        area: float = abs(matrix.a * matrix.d - matrix.b * matrix.c)
        wide, high = math.hypot(matrix.a, matrix.b), math.hypot(matrix.c, matrix.d)
        return area < FLAT * wide * high

    def drawn_by(self, letter: Letter) -> int:
        """The address of the object that draws the letter; 0 where PDFium does not say."""
        held = raw.FPDFText_GetTextObject(self._text, letter.at)
        return address(held) if held else 0


def address(held: object) -> int:
    """What tells one object of PDFium from another."""
    return ctypes.cast(held, ctypes.c_void_p).value or 0  # type: ignore[arg-type]


def said(letters: Word) -> str:
    return "".join(letter.sign for letter in letters)


def _sign(code: int) -> str:
    return chr(code) if code < 0x110000 else "\ufffd"


@cache
def _kind(sign: str) -> str:
    return unicodedata.category(sign)
