"""Sizes of pages in words."""

from collections import Counter
from collections.abc import Iterable, Sequence

from meetings.wording import page_count

TOLERANCE = 5.0  # points by which two programs differ over the same paper
MILLIMETRES = 25.4 / 72  # in one point
PAPERS = {"A5": (420, 595), "A4": (595, 842), "A3": (842, 1191), "A2": (1191, 1684)}
PAPERS |= {"US Letter": (612, 792)}


def sizes_in_words(sizes: Iterable[Sequence[float]]) -> list[str]:
    """[[595, 842, 12]] → ["A4, 12 pages"]: width and height in points, pages of that size."""
    counted: Counter[str] = Counter()
    for width, height, pages in sizes:
        counted[_name(width, height)] += int(pages)
    return [f"{name}, {page_count(count)}" for name, count in counted.most_common()]


def _name(width: float, height: float) -> str:
    short, long = sorted((width, height))
    for name, (across, down) in PAPERS.items():
        if abs(short - across) <= TOLERANCE and abs(long - down) <= TOLERANCE:
            return f"{name} landscape" if width > height else name
    return f"{width * MILLIMETRES:.0f} × {height * MILLIMETRES:.0f} mm"
