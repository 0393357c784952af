"""The ways in which words hide in a paper, and what becomes of each.

No Django: the process that inspects an upload starts with this and little more.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import Any

MOST_WORDS = 500  # letters kept of the words of one kind on one page
MOST_TOLD, MOST_QUOTED = 120, 5  # letters, and quotations, in one sentence


class Hiding(StrEnum):
    """How words are hidden."""

    COVERED = "covered"
    GROUND = "ground"
    TINY = "tiny"
    OUTSIDE = "outside"
    LAYER = "layer"
    INVISIBLE = "invisible"
    ERASED = "erased"
    MARKED = "marked"
    OVERLAID = "overlaid"
    SPOKEN = "spoken"
    APART = "apart"
    BOOKMARK = "bookmark"
    NOT_COMPARED = "not_compared"
    NOTE = "note"
    FIELD = "field"
    ATTACHMENT = "attachment"
    PROPERTY = "property"
    OFFICE = "office"

    @property
    def label(self) -> str:
        return _LABELS[self]

    @property
    def stays(self) -> bool:
        """Whether the published form still holds the words, so that they would be public."""
        return self not in _LEFT_OUT

    @property
    def burns(self) -> bool:
        """Whether a page made into a picture has lost them."""
        return self.stays and self is not Hiding.BOOKMARK


_LABELS = {
    Hiding.COVERED: "Under a shape or a picture",
    Hiding.GROUND: "In the colour of what is behind them, or in none",
    Hiding.TINY: "Smaller than 2 points",
    Hiding.OUTSIDE: "Outside the page that is shown",
    Hiding.LAYER: "In a layer that is switched off",
    Hiding.INVISIBLE: "In invisible letters, with no scan beneath them",
    Hiding.ERASED: "Recognised in a scan where its picture shows nothing any more",
    Hiding.MARKED: "Marked for redaction, and never redacted",
    Hiding.OVERLAID: "Under a drawing laid over the page, which comes off",
    Hiding.SPOKEN: "In the words for screen readers and for copying, and on no page",
    Hiding.APART: "In a pattern, a mask or the drawing of a letter, and on no page",
    Hiding.BOOKMARK: "In a bookmark, and on no page",
    Hiding.NOT_COMPARED: "Pages that could not be compared with their picture",
    Hiding.NOTE: "In a note or comment",
    Hiding.FIELD: "In a form field that is not shown",
    Hiding.ATTACHMENT: "In an attached file",
    Hiding.PROPERTY: "In the file’s properties",
    Hiding.OFFICE: "Left out when the office file was converted",
}
_LEFT_OUT = frozenset(
    {Hiding.NOTE, Hiding.FIELD, Hiding.ATTACHMENT, Hiding.PROPERTY, Hiding.OFFICE}
)


@dataclass(frozen=True)
class Unseen:
    """Words of one kind on one page; page 0 is the file as a whole."""

    hiding: Hiding
    page: int  # from 1
    words: str


@dataclass(frozen=True)
class UnseenKind:
    """All that hides in one way in one paper."""

    hiding: Hiding
    found: tuple[Unseen, ...]

    @property
    def pages(self) -> tuple[int, ...]:
        return tuple(sorted({each.page for each in self.found if each.page}))

    @property
    def pages_in_words(self) -> str:
        """Empty for the file as a whole."""
        return pages_in_words(self.pages)

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(each.words for each in self.found if each.words)

    @property
    def sentence(self) -> str:
        """“Under a shape or a picture, page 3: “Jane Example”.”, shortened."""
        where = f"{self.hiding.label}, {self.pages_in_words}" if self.pages else self.hiding.label
        quoted = "; ".join(f"“{cut(each, MOST_TOLD)}”" for each in self.words[:MOST_QUOTED])
        more = " and more" if len(self.words) > MOST_QUOTED else ""
        return f"{where}: {quoted}{more}." if quoted else f"{where}."


def pages_in_words(pages: Sequence[int]) -> str:
    """“page 3”, “pages 1, 4-6 and 9”; empty of none."""
    runs = list(_runs(pages))
    if not runs:
        return ""
    listed = ", ".join(runs[:-1]) + (" and " if len(runs) > 1 else "") + runs[-1]
    return f"{'page' if len(pages) == 1 else 'pages'} {listed}"


def _runs(pages: Iterable[int]) -> Iterator[str]:
    for _, run in groupby(enumerate(pages), key=lambda pair: pair[1] - pair[0]):
        numbers = [page for _, page in run]
        yield str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]}-{numbers[-1]}"


def from_json(kept: Iterable[dict[str, Any]]) -> tuple[Unseen, ...]:
    """What `dataclasses.asdict` gave, and JSON after it."""
    return tuple(Unseen(Hiding(each["hiding"]), each["page"], each["words"]) for each in kept)


def by_kind(found: Iterable[Unseen]) -> tuple[UnseenKind, ...]:
    """The same, each kind with its pages, in the order in which the kinds are listed."""
    order = list(Hiding)
    ranked = sorted(found, key=lambda each: (order.index(each.hiding), each.page))
    grouped = groupby(ranked, key=lambda each: each.hiding)
    return tuple(UnseenKind(hiding, tuple(each)) for hiding, each in grouped)


def cut(words: str, most: int = MOST_WORDS) -> str:
    """Words on one line, shortened, without characters that steer how they are shown."""
    line = "".join(each for each in " ".join(words.split()) if each.isprintable())
    return line if len(line) <= most else f"{line[: most - 1]}…"
