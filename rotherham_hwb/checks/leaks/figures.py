"""Figures, however they are written: “4812903”, “£4,812,903”, “4.8 million” and “£4.8m”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

LONG = 5  # digits: a shorter figure is looked for only where it is money or has its commas
VARIED = 3  # digits that differ: a row of a table is no figure in spaced letters
CLOSE = 2  # digits that a rounded figure must give
_SCALES = {
    **dict.fromkeys(("k", "thousand"), 1_000),
    **dict.fromkeys(("m", "mn", "mln", "million", "millions"), 1_000_000),
    **dict.fromkeys(("bn", "billion"), 1_000_000_000),
}
_FIGURE = re.compile(
    r"(?<![\w.,/+-])(?P<money>[£€$]|GBP)?[ \xa0]?"
    r"(?P<whole>\d{1,3}(?:[,']\d{3})+(?!\d)|\d{1,3}(?:[ \xa0\u202f]\d{3}){2,}(?![ ]?\d)|\d+)"
    r"(?:\.(?P<part>\d+))?"
    r"(?:[ \xa0]?(?P<scale>k|thousand|mn|mln|millions?|m|bn|billion)(?![^\W_]))?(?![\w/]|[,.]\d)"
    r"(?P<coin>[ \xa0]?(?:pounds|euros|GBP)\b)?",
    re.I,
)
_SPACED = re.compile(r"(?<![\d.,])\d(?:[ \xa0]{1,3}[,.]?[ \xa0]?\d){4,}(?![\d])")


@dataclass(frozen=True)
class Figure:
    """A figure as printed; `value` is exact to within `within`: 0 where it is not rounded."""

    printed: str
    value: float
    within: float
    telling: bool
    """Long enough, or marked as money, to say something alone."""

    def may_be(self, other: Figure) -> bool:
        """Whether both may tell of the same sum; two rounded ones only where they are equal."""
        if self.within and other.within:
            return self.value == other.value
        return abs(self.value - other.value) <= max(self.within, other.within)


def figures_in(text: str) -> Iterator[Figure]:
    """Every figure of a plain text that may tell something."""
    for match in _FIGURE.finditer(text):
        if found := _read(match):
            yield found
    for match in _SPACED.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        if not digits.startswith("0") and len(set(digits) - {"0"}) >= VARIED:
            yield Figure(match[0], float(digits), 0, telling=True)


class KnownFigures:
    """The figures of restricted texts, ready to be looked for."""

    def __init__(self) -> None:
        self._exact: dict[float, str] = {}
        self._rounded: list[tuple[Figure, str]] = []

    def __bool__(self) -> bool:
        return bool(self._exact or self._rounded)

    def add(self, text: str, name: str) -> None:
        for figure in figures_in(text):
            if figure.within:
                self._rounded.append((figure, name))
            elif figure.telling:
                self._exact.setdefault(figure.value, name)

    def found_in(self, text: str) -> Iterator[tuple[str, str]]:
        """The name of the restricted text and the figure as the public text prints it."""
        for figure in figures_in(text):
            if name := self._holder(figure):
                yield name, figure.printed.strip()

    def _holder(self, figure: Figure) -> str:
        if not figure.within and figure.value in self._exact:
            return self._exact[figure.value]
        if not figure.within and not figure.telling:
            return ""
        rounded = ((each.value, name) for each, name in self._rounded if figure.may_be(each))
        found = next((name for _, name in rounded), "")
        return found or (self._exactly(figure) if figure.within else "")

    def _exactly(self, figure: Figure) -> str:
        near = (
            name
            for value, name in self._exact.items()
            if abs(value - figure.value) <= figure.within
        )
        return next(near, "")


def _says_much(digits: str, printed: str) -> bool:
    """Whether a figure that is not marked as money is no round number that anybody may print."""
    long = len(digits) >= LONG or "," in printed
    return long and len(digits.rstrip("0")) > CLOSE


def _read(match: re.Match[str]) -> Figure | None:
    whole, part = re.sub(r"\D", "", match["whole"]), match["part"] or ""
    scale = _SCALES.get((match["scale"] or "").lower(), 1)
    if scale == 1:
        if whole.startswith("0"):  # a telephone number, or a code
            return None
        money = bool(match["money"] or match["coin"])
        telling = len(whole) >= 3 if money else _says_much(whole, match["whole"])
        return Figure(match[0], float(f"{whole}.{part or 0}"), 0, telling)
    digits = (whole + part).strip("0") if not part else (whole + part).lstrip("0")
    if len(digits) < CLOSE:  # “£1 million” is everybody's
        return None
    value = round(float(f"{whole}.{part or 0}") * scale, 2)
    return Figure(match[0], value, scale / 10 ** len(part) / 2, telling=True)
