"""Page numbers and item numbers on pages that others made: upright, and never over ink.

A stamp is an artifact: assistive technology does not read it into the text.
"""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

import pikepdf
from pikepdf import Array, Dictionary, Name, Object

from rotherham_hwb.packs.pdf.geometry import Box, Matrix, View, multiplied, number, written
from rotherham_hwb.packs.pdf.lettering import Lettering
from rotherham_hwb.packs.pdf.white_space import BAND, Ink

SIZE = 11.0  # points
ASCENT, DESCENT = 0.76, 0.22  # of the size: what the letters of a stamp need
SIDE = 36.0  # points from the left and right edges
DEPTH = 18.0  # points from the edge to the stamp; printers reach 12
NEAREST = 12.0  # points; no stamp is nearer to the edge
CLEAR = 3.0  # points of white round a stamp
STEP_UP, STEP_ASIDE = 3.0, 6.0  # points between the places tried
RESERVED = 30.0  # points of margin cleared where a page is made smaller
SMALLEST = 0.5  # no page is made smaller than this: rather, paper is added round it


class Edge(Enum):
    """Where on a page a stamp goes."""

    HEAD = "Header"
    FOOT = "Footer"


class Align(Enum):
    """Where along the edge a stamp goes when that place is free."""

    LEFT = 0
    CENTRE = 1
    RIGHT = 2


@dataclass(frozen=True)
class Stamp:
    """A line of text for the edge of a page."""

    text: str
    edge: Edge = Edge.FOOT
    align: Align = Align.CENTRE


@dataclass(frozen=True)
class PlacedStamps:
    """The places found for the stamps of one page."""

    boxes: tuple[Box, ...]  # one for each stamp, in viewed space
    moved: int = 0  # how many are not in their usual place
    scaling: Matrix | None = None  # for the page's content, in its user space
    enlarged: View | None = None  # the page with room added round it, where the boxes are then


def place(view: View, stamps: Sequence[Stamp], ink: Ink | None, letters: Lettering) -> PlacedStamps:
    """Find a free place for each stamp; where there is none, make room by scaling the content.

    Without `ink` every usual place counts as free.
    """
    boxes: list[Box] = []
    moved = 0
    for stamp in stamps:
        width = letters.width(stamp.text, SIZE) / view.unit
        free = (
            box
            for box in _places(view, stamp, width)
            if box.left >= 0
            and box.right <= view.width
            and (ink is None or ink.is_free(box.grown(CLEAR / view.unit)))
            and not any(_overlap(box, other) for other in boxes)
        )
        box = next(free, None)
        if box is None:
            return _made_room(view, stamps, letters)
        boxes.append(box)
        moved += box != next(_places(view, stamp, width))
    return PlacedStamps(tuple(boxes), moved)


def _places(view: View, stamp: Stamp, width: float) -> Iterator[Box]:
    """Places along the edge, the usual one first, then those nearest to it."""
    depths = [DEPTH, *_by_distance(DEPTH, NEAREST, BAND - _height() - CLEAR, STEP_UP)]
    for left in _lefts(view, stamp.align, width):
        for depth in depths:
            yield _box(view, stamp.edge, left, depth, width)


def _lefts(view: View, align: Align, width: float) -> Iterator[float]:
    side = SIDE / view.unit
    usual = [side, (view.width - width) / 2, view.width - side - width]
    first = usual[align.value]
    yield first
    yield from sorted((x for x in usual if x != first), key=lambda x: (abs(x - first), -x))
    nearest = NEAREST / view.unit
    yield from _by_distance(first, nearest, view.width - nearest - width, STEP_ASIDE / view.unit)


def _by_distance(start: float, lowest: float, highest: float, step: float) -> Iterator[float]:
    """Values from lowest to highest, those nearest to the start first."""
    reach = int(max(start - lowest, highest - start) / step) + 1
    for count in range(1, reach + 1):
        for value in (start + count * step, start - count * step):
            if lowest <= value <= highest:
                yield value


def _height() -> float:
    return SIZE * (ASCENT + DESCENT)


def _box(view: View, edge: Edge, left: float, depth: float, width: float) -> Box:
    height, depth = _height() / view.unit, depth / view.unit
    bottom = depth if edge is Edge.FOOT else view.height - depth - height
    return Box(left, bottom, width, height)


def _overlap(one: Box, two: Box) -> bool:
    across = one.left < two.right and two.left < one.right
    return across and one.bottom < two.top and two.bottom < one.top


def _made_room(view: View, stamps: Sequence[Stamp], letters: Lettering) -> PlacedStamps:
    """Scale the content down so far that each edge is clear for as many lines as it needs."""
    widest = max(letters.width(stamp.text, SIZE) for stamp in stamps) + 2 * NEAREST
    boxes, reserved = _in_margins(view, stamps, letters)
    factor = (view.height - sum(reserved.values())) / view.height
    if factor < SMALLEST or view.width * view.unit < widest:
        return _with_room_added(view, stamps, letters, widest / view.unit)
    aside = view.width * (1 - factor) / 2
    scaling = view.scaling(factor, aside, reserved[Edge.FOOT])
    return PlacedStamps(boxes, len(stamps), scaling)


def _with_room_added(
    view: View, stamps: Sequence[Stamp], letters: Lettering, widest: float
) -> PlacedStamps:
    """Leave the content of a page that is too small for stamps as it is, on a larger page."""
    broad = view.grown(max(0.0, widest - view.width) / 2, 0, 0)
    _, reserved = _in_margins(broad, stamps, letters)
    large = broad.grown(0, reserved[Edge.FOOT], reserved[Edge.HEAD])
    boxes, _ = _in_margins(large, stamps, letters)
    return PlacedStamps(boxes, len(stamps), enlarged=large)


def _in_margins(
    view: View, stamps: Sequence[Stamp], letters: Lettering
) -> tuple[tuple[Box, ...], dict[Edge, float]]:
    """A line for each stamp, and how much of each edge they need in the page's own units."""
    boxes: list[Box] = []
    reserved = {Edge.HEAD: 0.0, Edge.FOOT: 0.0}
    for stamp in stamps:
        box, depth = _in_margin(view, stamp, boxes, letters)
        boxes.append(box)
        reserved[stamp.edge] = max(reserved[stamp.edge], depth / view.unit)
    return tuple(boxes), reserved


def _in_margin(
    view: View, stamp: Stamp, others: Sequence[Box], letters: Lettering
) -> tuple[Box, float]:
    """The first line of the margin where the stamp overlaps no other, and its depth in points."""
    width = letters.width(stamp.text, SIZE) / view.unit
    nearest = NEAREST / view.unit
    left = max(nearest, min(next(_lefts(view, stamp.align, width)), view.width - nearest - width))
    depth = RESERVED - _height() - 2 * CLEAR
    box = _box(view, stamp.edge, left, depth, width)
    while any(_overlap(box, other) for other in others):
        depth += _height() + CLEAR
        box = _box(view, stamp.edge, left, depth, width)
    return box, depth + _height() + 2 * CLEAR


class StampMaker:
    """Draws stamps; the same text is one form XObject however often it is used."""

    def __init__(self, pdf: pikepdf.Pdf, letters: Lettering) -> None:
        self._pdf = pdf
        self._letters = letters
        self._forms: dict[str, pikepdf.Stream] = {}

    def drawn(
        self, page: pikepdf.Page, view: View, stamps: Sequence[Stamp], at: PlacedStamps
    ) -> bytes:
        """Content that draws the stamps; their forms are added to the page's own resources."""
        if not stamps:
            return b""
        forms = own_forms(page)
        seen = at.enlarged or view
        return b"".join(
            self._one(forms, free_name(forms, "/PackStamp"), seen, stamp, box)
            for stamp, box in zip(stamps, at.boxes, strict=True)
        )

    def _one(self, forms: Object, name: str, view: View, stamp: Stamp, box: Box) -> bytes:
        forms[name] = self._form(stamp.text)
        size = 1 / view.unit
        baseline = box.bottom + SIZE * DESCENT / view.unit
        matrix = multiplied((size, 0, 0, size, box.left, baseline), view.to_user)
        return b"/Artifact <</Type/Pagination/Subtype/%s>> BDC q %s cm %s Do Q EMC\n" % (
            stamp.edge.value.encode(),
            written(matrix),
            name.encode(),
        )

    def _form(self, text: str) -> pikepdf.Stream:
        if text not in self._forms:
            width = self._letters.width(text, SIZE)
            drawn = b"BT 0 g /F %s Tf %s Tj ET" % (
                number(SIZE).encode(),
                self._letters.written(text),
            )
            self._forms[text] = self._pdf.make_stream(
                drawn,
                Type=Name.XObject,
                Subtype=Name.Form,
                BBox=Array([-1, round(-SIZE * 0.3, 2), round(width + 1, 2), SIZE]),
                Resources=Dictionary(Font=Dictionary(F=self._letters.font)),
            )
        return self._forms[text]


def own_forms(page: pikepdf.Page) -> Object:
    """The page's /XObject resources, made its own so that no other page gets the stamp."""
    resources = page.obj.get("/Resources")
    page.obj.Resources = _shallow(resources)
    page.obj.Resources.XObject = _shallow(page.obj.Resources.get("/XObject"))
    own: Object = page.obj.Resources.XObject
    return own


def free_name(forms: Object, start: str) -> str:
    """A name no drawing of the page has: the page may be of a pack that was bound before."""
    return next(name for number in itertools.count() if (name := f"{start}{number}") not in forms)


def _shallow(value: object) -> Dictionary:
    return Dictionary(dict(value.items())) if isinstance(value, Dictionary) else Dictionary()
