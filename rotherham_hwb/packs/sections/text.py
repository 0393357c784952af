"""The words of a section: paragraphs, points, limbs and notices, with the way they are read."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rotherham_hwb.text_tables import table_rows

RIGHT_TO_LEFT = ("R", "AL")


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, perhaps numbered, perhaps under a small heading, perhaps with points."""

    text: str
    points: tuple[str, ...] = ()
    number: str = ""  # as printed: "2.1"
    heading: str = ""  # printed above it, unnumbered
    rows: tuple[tuple[str, ...], ...] = ()  # a table; the first row is its header

    @property
    def direction(self) -> str:
        """Which way the paragraph runs."""
        return direction(self.text)


@dataclass(frozen=True)
class Limb:
    """One limb of a resolution, a decision or a recommendation."""

    text: str
    label: str = ""  # as printed: "(1)"
    points: tuple[str, ...] = ()
    action: str = ""  # who is to see to it: "Ann Example, by Friday, 2nd October, 2026"


@dataclass(frozen=True)
class Notice:
    """The same notice in one of several languages."""

    language: str  # such as "ur"
    text: str

    @property
    def direction(self) -> str:
        """Which way the notice runs."""
        return direction(self.text)


def direction(text: str) -> str:
    """ "rtl" where the first letter is Arabic, Urdu or Hebrew, else "ltr"."""
    for letter in text:
        kind = unicodedata.bidirectional(letter)
        if kind in RIGHT_TO_LEFT:
            return "rtl"
        if kind == "L":
            return "ltr"
    return "ltr"


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """Plain text as paragraphs; lines that start with "- " are the points of a list.

    Lines that all hold " | " are the rows of a table, the first of them its header.
    """
    found: list[Paragraph] = []
    for block in text.replace("\r\n", "\n").split("\n\n"):
        lines = [line.strip() for line in block.splitlines() if line.strip()]
        if rows := table_rows(lines):
            found.append(Paragraph("", rows=rows))
            continue
        points = tuple(line[2:] for line in lines if line.startswith("- "))
        words = " ".join(line for line in lines if not line.startswith("- "))
        if words or points:
            found.append(Paragraph(words, points))
    return tuple(found)


def numbered(limbs: Sequence[Limb], *, start: int, of: int) -> tuple[Limb, ...]:
    """The limbs with the labels they lack: "(3)" on from `start`; an only limb has none.

    `of` counts all limbs that are numbered together, those of other blocks too.
    """
    if of < 2:
        return tuple(limbs)
    return tuple(
        limb if limb.label else replace(limb, label=f"({at})")
        for at, limb in enumerate(limbs, start=start)
    )
