"""Pictures of a page with and without its text, and where the two differ."""

import ctypes
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pypdfium2
from PIL import Image, ImageChops
from pypdfium2 import raw

from reports.files.findings import FORM_DEPTH
from reports.unseen.letters import Letter, address

POINTS = 72  # to the inch
MOST_PIXELS = 20_000_000  # of one picture of a page: A3 at 300 dots to the inch
MOST_OBJECTS = 200_000  # of one page
DIFFERS = 24  # of 255: less is the noise of drawing the same thing twice
FINE = 1000  # parts of a pixel to which places are known

Box = tuple[int, int, int, int]
Bounds = tuple[float, float, float, float]


class TooMuch(Exception):
    """The page holds more than can be looked at one by one."""


@dataclass(frozen=True)
class Drawn:
    """One object of a page or of a drawing on it, in the order of drawing."""

    held: object
    kind: int
    order: int
    within: "Drawn | None"  # the drawing that holds it

    @property
    def bounds(self) -> Bounds:
        """Left, bottom, right and top in the space of what holds it."""
        edges = [ctypes.c_float() for _ in range(4)]
        raw.FPDFPageObj_GetBounds(self.held, *edges)
        left, bottom, right, top = (edge.value for edge in edges)
        return left, bottom, right, top

    @property
    def on_page(self) -> "Drawn":
        """Itself, or the drawing on the page that it belongs to."""
        return self if self.within is None else self.within.on_page

    def covers(self, x: float, y: float) -> bool:
        left, bottom, right, top = self.bounds
        return left <= x <= right and bottom <= y <= top


class DrawnPage:
    """One page, its objects, and its pictures at some dots to the inch."""

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        self._page = page
        self._size: tuple[float, float] = page.get_size()
        self.objects = tuple(_objects(page))
        self.texts = tuple(each for each in self.objects if each.kind == raw.FPDF_PAGEOBJ_TEXT)
        self.by_address = {address(each.held): each for each in self.texts}

    @property
    def can_be_drawn(self) -> bool:
        """The page is at least a pixel wide and high."""
        return min(self._size) >= 1

    def scale(self, dots: int) -> float:
        """Pixels to a point: fewer on a page so large that its picture would not be borne."""
        width, height = self._size
        return min(dots / POINTS, float((MOST_PIXELS / max(width * height, 1)) ** 0.5))

    def draw(self, dots: int, *, notes: bool = False, fields: bool = False) -> Image.Image:
        """The page as it is switched now, with or without annotations and form fields."""
        scale = self.scale(dots)
        drawn = self._page.render(scale=scale, draw_annots=notes, may_draw_forms=fields)
        picture: Image.Image = drawn.to_pil().convert("RGB")
        return picture

    def draw_bare(self, dots: int, *, notes: bool = False, fields: bool = False) -> Image.Image:
        """The page without its text."""
        self.switch(self.texts, on=False)
        bare = self.draw(dots, notes=notes, fields=fields)
        self.switch(self.texts, on=True)
        return bare

    def switch(self, texts: Iterable[Drawn], *, on: bool) -> None:
        for each in texts:
            raw.FPDFPageObj_SetIsActive(each.held, on)

    def ink(self, dots: int, *, notes: bool = False) -> "TextInk":
        """Where switching off all the text makes a difference; it is on again afterwards."""
        shown = self.draw(dots, notes=notes)
        bare = self.draw_bare(dots, notes=notes)
        return TextInk(shown, bare, self.places(bare.size))

    def places(self, size: tuple[int, int]) -> "PixelPlaces":
        """How points become pixels, whichever way the page is turned and cropped."""
        width, height = (edge * FINE for edge in size)
        corners = []
        for point in ((0, 0), (FINE, 0), (0, FINE)):
            x, y = ctypes.c_int(), ctypes.c_int()
            raw.FPDF_PageToDevice(self._page, 0, 0, width, height, 0, *point, x, y)
            corners.append((x.value / FINE, y.value / FINE))
        origin, right, up = corners
        across = ((right[0] - origin[0]) / FINE, (right[1] - origin[1]) / FINE)
        upward = ((up[0] - origin[0]) / FINE, (up[1] - origin[1]) / FINE)
        return PixelPlaces(origin, across, upward)


@dataclass(frozen=True)
class PixelPlaces:
    """Points to pixels."""

    origin: tuple[float, float]
    across: tuple[float, float]  # pixels for a point to the right
    upward: tuple[float, float]

    def at(self, x: float, y: float) -> tuple[float, float]:
        return (
            self.origin[0] + x * self.across[0] + y * self.upward[0],
            self.origin[1] + x * self.across[1] + y * self.upward[1],
        )

    def box(self, bounds: Bounds) -> tuple[float, float, float, float]:
        """Left, top, right, bottom in pixels."""
        (ax, ay), (bx, by) = self.at(*bounds[:2]), self.at(*bounds[2:])
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


class TextInk:
    """Where two pictures of a page differ, and what was there without the text."""

    def __init__(self, shown: Image.Image, bare: Image.Image, places: PixelPlaces) -> None:
        self._bare = bare
        self._places = places
        red, green, blue = ImageChops.difference(shown, bare).split()
        most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
        self._mask = most.point([0] * (DIFFERS + 1) + [255] * (255 - DIFFERS))

    def is_outside(self, letter: Letter) -> bool:
        """The letter's centre is off the page that is shown."""
        x, y = self._places.at(*letter.centre)
        return not (0 <= x < self._bare.width and 0 <= y < self._bare.height)

    def shows(self, letter: Letter) -> bool:
        """Something of the letter is seen."""
        box = self._pixels(letter[2:])
        return box is not None and self._mask.crop(box).getbbox() is not None

    def ground(self, bounds: Bounds) -> tuple[int, int] | None:
        """The darkest and the lightest grey there without the text; None off the page."""
        box = self._pixels(bounds)
        if box is None:
            return None
        darkest, lightest = self._bare.crop(box).convert("L").getextrema()
        return int(darkest), int(lightest)  # type: ignore[arg-type]

    def _pixels(self, bounds: Bounds) -> Box | None:
        left, top, right, bottom = self._places.box(bounds)
        box = (
            max(0, int(left)),
            max(0, int(top)),
            min(self._bare.width, int(right) + 1),
            min(self._bare.height, int(bottom) + 1),
        )
        return box if box[0] < box[2] and box[1] < box[3] else None


def _objects(page: pypdfium2.PdfPage) -> Iterator[Drawn]:
    """Every object in the order of drawing, a drawing before what it holds."""
    number = 0
    for at in range(raw.FPDFPage_CountObjects(page)):
        for each in _within(raw.FPDFPage_GetObject(page, at), None, number, 0):
            number += 1
            if number > MOST_OBJECTS:
                raise TooMuch
            yield each


def _within(held: object, above: Drawn | None, order: int, depth: int) -> Iterator[Drawn]:
    kind = raw.FPDFPageObj_GetType(held)
    drawn = Drawn(held, kind, order, above)
    yield drawn
    if kind == raw.FPDF_PAGEOBJ_FORM and depth < FORM_DEPTH:
        for at in range(raw.FPDFFormObj_CountObjects(held)):
            for each in _within(raw.FPDFFormObj_GetObject(held, at), drawn, order + 1, depth + 1):
                order = each.order
                yield each
