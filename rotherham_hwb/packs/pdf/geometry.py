"""Pages as they are viewed: turned, cropped and scaled as a reader sees them.

Viewed space has its origin at the bottom-left corner of the page on screen, y upwards, in the
page's own units (points where it sets no /UserUnit). A matrix is (a, b, c, d, e, f) as in PDF.
"""

from dataclasses import dataclass, replace

import pikepdf

Matrix = tuple[float, float, float, float, float, float]
A4 = (0.0, 0.0, 595.276, 841.89)


@dataclass(frozen=True)
class Box:
    """A rectangle in viewed space."""

    left: float
    bottom: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.left + self.width

    @property
    def top(self) -> float:
        """The upper edge."""
        return self.bottom + self.height

    def grown(self, by: float) -> "Box":
        """The rectangle with a margin all round."""
        return Box(self.left - by, self.bottom - by, self.width + 2 * by, self.height + 2 * by)


@dataclass(frozen=True)
class View:
    """What a reader sees of one page."""

    width: float  # in the page's own units, after rotation
    height: float
    to_user: Matrix  # from viewed space into the page's user space
    unit: float  # points in one of the page's units

    @classmethod
    def of(cls, page: pikepdf.Page) -> "View":
        """The view of a page; a page without a readable box is seen as A4."""
        left, bottom, right, top = visible_box(page)
        wide, high = right - left, top - bottom
        turn = _turn(page)
        to_user: Matrix = {
            0: (1, 0, 0, 1, left, bottom),
            90: (0, 1, -1, 0, right, bottom),
            180: (-1, 0, 0, -1, right, top),
            270: (0, -1, 1, 0, left, top),
        }[turn]
        width, height = (high, wide) if turn % 180 else (wide, high)
        return cls(width, height, to_user, _unit(page))

    def user_point(self, x: float, y: float) -> tuple[float, float]:
        """A point of viewed space in the page's user space."""
        return transformed(self.to_user, x, y)

    def scaling(self, factor: float, x: float, y: float) -> Matrix:
        """In user space: the viewed page made smaller and moved to (x, y) of viewed space."""
        viewed: Matrix = (factor, 0, 0, factor, x, y)
        return multiplied(multiplied(inverted(self.to_user), viewed), self.to_user)

    def grown(self, side: float, foot: float, head: float) -> "View":
        """The view of a larger page round this one, in the same user space."""
        moved: Matrix = (1, 0, 0, 1, -side, -foot)
        size = (self.width + 2 * side, self.height + foot + head)
        return replace(self, width=size[0], height=size[1], to_user=multiplied(moved, self.to_user))

    @property
    def user_box(self) -> tuple[float, float, float, float]:
        """The page in its user space, as left, bottom, right, top."""
        one, two = self.user_point(0, 0), self.user_point(self.width, self.height)
        return (*map(min, one, two), *map(max, one, two))  # type: ignore[return-value]


def visible_box(page: pikepdf.Page) -> tuple[float, float, float, float]:
    """The crop box where it lies within the media box, as left, bottom, right, top."""
    media = _box(page, "/MediaBox") or A4
    crop = _box(page, "/CropBox") or media
    inside = (
        max(media[0], crop[0]),
        max(media[1], crop[1]),
        min(media[2], crop[2]),
        min(media[3], crop[3]),
    )
    sound = inside[2] - inside[0] > 1 and inside[3] - inside[1] > 1
    return inside if sound else media


def transformed(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """The point, moved by the matrix."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def multiplied(first: Matrix, then: Matrix) -> Matrix:
    """One matrix that does `first` and then `then`."""
    a, b = transformed(then, first[0], first[1])
    c, d = transformed(then, first[2], first[3])
    e, f = transformed(then, first[4], first[5])
    return (a - then[4], b - then[5], c - then[4], d - then[5], e, f)


def inverted(matrix: Matrix) -> Matrix:
    """The matrix that undoes this one."""
    a, b, c, d, e, f = matrix
    size = a * d - b * c
    return (
        d / size,
        -b / size,
        -c / size,
        a / size,
        (c * f - d * e) / size,
        (b * e - a * f) / size,
    )


def written(matrix: Matrix) -> bytes:
    """The matrix as content streams write it."""
    return " ".join(number(each) for each in matrix).encode()


def number(value: float) -> str:
    """A number as short as PDF needs it."""
    return f"{value:.4f}".rstrip("0").rstrip(".") if value % 1 else str(int(value))


def _box(page: pikepdf.Page, name: str) -> tuple[float, float, float, float] | None:
    try:
        one, two, three, four = (float(edge) for edge in page.obj[name])
    except (LookupError, TypeError, ValueError):
        return None
    box = (min(one, three), min(two, four), max(one, three), max(two, four))
    return box if box[2] - box[0] > 1 and box[3] - box[1] > 1 else None


def _turn(page: pikepdf.Page) -> int:
    try:
        return int(page.obj.get("/Rotate", 0)) // 90 % 4 * 90
    except (TypeError, ValueError):
        return 0


def _unit(page: pikepdf.Page) -> float:
    try:
        return max(float(page.obj.get("/UserUnit", 1)), 0.01)
    except (TypeError, ValueError):
        return 1.0
