"""Where a page is still white, near its head and foot: found by drawing it."""

import math
import struct
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from PIL.Image import Image

from rotherham_hwb.packs.pdf.geometry import Box

BAND = 46.0  # points from the edge that a stamp may use
SCALE = 1.0  # pixels per point
WHITE = 252  # of 255; a hairline that covers a fiftieth of a pixel is darker
INKED = [255 if value < WHITE else 0 for value in range(256)]
PAGE = struct.Struct("<3dHHHH")  # width, height, band; columns and rows of head and foot
KIND = f"ink-1-{pypdfium2.PYPDFIUM_INFO}-{pypdfium2.PDFIUM_INFO}"
"""Names what is kept of a paper; another version of the drawing library draws anew."""


class Undrawable(Exception):
    """The file opens, and its pages cannot be drawn."""


@dataclass(frozen=True)
class Strip:
    """A drawn band in black and white: one integer a row, its highest bit the left-most column."""

    columns: int
    rows: tuple[int, ...]  # from the top

    @classmethod
    def of(cls, image: Image) -> "Strip":
        """The strip of a picture in grey."""
        flat = image.point(INKED, "1").tobytes()
        size = _row_bytes(image.width)
        spare = 8 * size - image.width  # a row ends on a whole byte
        starts = range(0, len(flat), size)
        rows = tuple(int.from_bytes(flat[at : at + size], "big") >> spare for at in starts)
        return cls(image.width, rows)

    def is_white(self, left: int, upper: int, right: int, lower: int) -> bool:
        """Nothing is drawn between these columns and rows; False beyond the strip."""
        if left < 0 or upper < 0 or right > self.columns or lower > len(self.rows):
            return False
        drawn = 0
        for row in self.rows[upper:lower]:
            drawn |= row
        return not (drawn >> (self.columns - right)) & ((1 << (right - left)) - 1)

    def packed(self) -> bytes:
        """The rows as bytes, to be kept."""
        size = _row_bytes(self.columns)
        return b"".join(row.to_bytes(size, "big") for row in self.rows)


@dataclass(frozen=True)
class Ink:
    """What is drawn in the two bands of one page."""

    width: float  # of the page as drawn, in its own units
    height: float
    band: float
    head: Strip
    foot: Strip

    def is_free(self, box: Box) -> bool:
        """Nothing is drawn in a box that lies within one of the bands."""
        foot = box.bottom < self.height / 2
        strip = self.foot if foot else self.head
        top_of_strip = self.band if foot else self.height
        across, down = strip.columns / self.width, len(strip.rows) / self.band
        return strip.is_white(
            math.floor(box.left * across),
            math.floor((top_of_strip - box.top) * down),
            math.ceil(box.right * across),
            math.ceil((top_of_strip - box.bottom) * down),
        )


def find_ink(source: Path | bytes) -> list[Ink]:
    """Draw the head and the foot of every page of a PDF, in order.

    Raises: Undrawable.
    """
    try:
        document = pypdfium2.PdfDocument(source)
    except pypdfium2.PdfiumError as error:
        raise Undrawable from error
    try:
        if document.get_formtype():
            document.init_forms()
        return list(_drawn(document))
    except pypdfium2.PdfiumError as error:
        raise Undrawable from error
    finally:
        document.close()


def packed(inks: Sequence[Ink]) -> bytes:
    """What was drawn, as bytes to be kept."""
    pages = (
        PAGE.pack(ink.width, ink.height, ink.band, *_shape(ink.head), *_shape(ink.foot))
        + ink.head.packed()
        + ink.foot.packed()
        for ink in inks
    )
    return zlib.compress(b"".join(pages), 1)


def unpacked(kept: bytes) -> list[Ink]:
    """What was kept by `packed`."""
    data = zlib.decompress(kept)
    inks: list[Ink] = []
    at = 0
    while at < len(data):
        width, height, band, *shapes = PAGE.unpack_from(data, at)
        head, at = _strip(data, at + PAGE.size, *shapes[:2])
        foot, at = _strip(data, at, *shapes[2:])
        inks.append(Ink(width, height, band, head, foot))
    return inks


def _drawn(document: pypdfium2.PdfDocument) -> Iterator[Ink]:
    for page in document:
        yield _bands(page)
        page.close()


def _bands(page: pypdfium2.PdfPage) -> Ink:
    width, height = page.get_size()
    band = min(BAND, height / 2)
    head = page.render(scale=SCALE, grayscale=True, crop=(0, height - band, 0, 0))
    foot = page.render(scale=SCALE, grayscale=True, crop=(0, 0, 0, height - band))
    return Ink(width, height, band, Strip.of(head.to_pil()), Strip.of(foot.to_pil()))


def _shape(strip: Strip) -> tuple[int, int]:
    return strip.columns, len(strip.rows)


def _strip(data: bytes, at: int, columns: int, rows: int) -> tuple[Strip, int]:
    size = _row_bytes(columns)
    end = at + size * rows
    starts = range(at, end, size)
    return Strip(columns, tuple(int.from_bytes(data[n : n + size], "big") for n in starts)), end


def _row_bytes(columns: int) -> int:
    return (columns + 7) // 8
