"""Where a page is still white, near its head and foot: found by drawing it."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2
from PIL.Image import Image

from rotherham_hwb.packs.geometry import Box

BAND = 46.0  # points from the edge that a stamp may use
SCALE = 1.0  # pixels per point
WHITE = 252  # of 255; a hairline that covers a fiftieth of a pixel is darker


@dataclass(frozen=True)
class Ink:
    """What is drawn in the two bands of one page."""

    width: float  # of the page as drawn, in its own units
    height: float
    band: float
    head: Image
    foot: Image

    def is_free(self, box: Box) -> bool:
        """Nothing is drawn in a box that lies within one of the bands."""
        foot = box.bottom < self.height / 2
        image = self.foot if foot else self.head
        top_of_image = self.band if foot else self.height
        across, down = image.width / self.width, image.height / self.band
        left, right = math.floor(box.left * across), math.ceil(box.right * across)
        upper = math.floor((top_of_image - box.top) * down)
        lower = math.ceil((top_of_image - box.bottom) * down)
        if left < 0 or upper < 0 or right > image.width or lower > image.height:
            return False
        darkest: Any = image.crop((left, upper, right, lower)).getextrema()[0]
        return bool(darkest >= WHITE)


def survey(source: Path | bytes) -> Iterator[Ink]:
    """Draw the head and the foot of every page of a PDF, in order."""
    document = pypdfium2.PdfDocument(source)
    try:
        if document.get_formtype():
            document.init_forms()
        for page in document:
            yield _bands(page)
            page.close()
    finally:
        document.close()


def _bands(page: pypdfium2.PdfPage) -> Ink:
    width, height = page.get_size()
    band = min(BAND, height / 2)
    head = page.render(scale=SCALE, grayscale=True, crop=(0, height - band, 0, 0))
    foot = page.render(scale=SCALE, grayscale=True, crop=(0, 0, 0, height - band))
    return Ink(width, height, band, head.to_pil(), foot.to_pil())
