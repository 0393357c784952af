"""What may stand where in a PDF: a value of no kind named for its place does not come along."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream, String

ObjectNumber = tuple[int, int]


class Walk:
    """One pass over a file, which meets each object once as each kind: whatever holds itself ends.

    `pages` are those of the file; `drawn` gathers what its pages draw and the links they keep.
    """

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pdf = pdf
        self.pages = {page.obj.objgen: at for at, page in enumerate(pdf.pages)}
        self.drawn: set[ObjectNumber] = set()
        self._met: set[tuple[ObjectNumber, Prunes]] = set()
        self._waiting: list[tuple[Object, Prunes]] = []

    def later(self, held: Object, prunes: Prunes) -> bool:
        """Look into an object once those before it are done; it is kept all the same."""
        key = (held.objgen, prunes)
        if held.is_indirect and key in self._met:
            return True
        self._met.add(key)
        self._waiting.append((held, prunes))
        return True

    def finish(self) -> None:
        """Look into everything that waits, and into what that holds."""
        while self._waiting:
            held, prunes = self._waiting.pop()
            prunes(self, held)


Prunes = Callable[[Walk, Object], None]
Kind = Callable[[Walk, object], bool]
"""Whether a value may stand there; what it holds is looked into later."""


def number(walk: Walk, value: object) -> bool:
    return isinstance(value, int | float | Decimal)


def name(walk: Walk, value: object) -> bool:
    return isinstance(value, Name)


def text(walk: Walk, value: object) -> bool:
    return isinstance(value, String)


def scalar(walk: Walk, value: object) -> bool:
    """A number, a name, true or false: nothing that holds words of its own."""
    return isinstance(value, int | float | Decimal | Name)


def either(*kinds: Kind) -> Kind:
    """A value of one of these kinds."""
    return lambda walk, value: any(kind(walk, value) for kind in kinds)


class Each:
    """An array that keeps the values of one kind, each in its place where `gaps` may stay."""

    def __init__(self, kind: Kind, *, gaps: bool = False) -> None:
        self.kind, self.gaps = kind, gaps

    def __call__(self, walk: Walk, value: object) -> bool:
        return isinstance(value, Array) and walk.later(value, self.prune)

    def prune(self, walk: Walk, held: Object) -> None:
        before = list(held)
        after = [each if self.kind(walk, each) else None for each in before]
        if not self.gaps:
            after = [each for each in after if each is not None]
        if len(after) < len(before) or self.gaps:
            refill(held, after)


class Keys:
    """A dictionary that keeps these keys where their values are of the kinds beside them."""

    holds: type[Dictionary] | type[Stream] = Dictionary

    def __init__(self, kept: Mapping[str, Kind] | None = None) -> None:
        self.kept: dict[str, Kind] = dict(kept or {})

    def __call__(self, walk: Walk, value: object) -> bool:
        return isinstance(value, self.holds) and walk.later(value, self.prune)

    def prune(self, walk: Walk, held: Object) -> None:
        for key, value in list(held.items()):
            kind = self.kept.get(key)
            if kind is None or not kind(walk, value):
                del held[key]


class Every(Keys):
    """A dictionary of things by names of their own, all of one kind."""

    def __init__(self, kind: Kind) -> None:
        super().__init__()
        self.kind = kind

    def prune(self, walk: Walk, held: Object) -> None:
        for key, value in list(held.items()):
            if not self.kind(walk, value):
                del held[key]


class StreamKeys(Keys):
    """A stream that keeps these keys and its data, which no other file may hold."""

    holds = Stream

    def __init__(self, kept: Mapping[str, Kind] | None = None) -> None:
        super().__init__(ENCODED | dict(kept or {}))


def refill(held: Object, values: Sequence[Any]) -> None:
    """Give an array other values, in place."""
    while len(held):
        del held[-1]
    held.extend(values)


names = Each(name)
numbers = Each(number)
scalars = Each(scalar)
ENCODED: dict[str, Kind] = {}
DATA = StreamKeys()
"""A stream of which nothing but the data is kept. Its table is filled below."""
DECODING = Keys(
    {
        f"/{key}": scalar
        for key in (
            *("Predictor", "Colors", "BitsPerComponent", "Columns", "EarlyChange", "K", "Rows"),
            *("EndOfLine", "EncodedByteAlign", "EndOfBlock", "BlackIs1", "ColorTransform"),
            "DamagedRowsBeforeError",
        )
    }
    | {"/JBIG2Globals": DATA}
)
ENCODED |= {
    "/Length": number,
    "/Filter": either(name, names),
    "/DecodeParms": either(DECODING, Each(DECODING, gaps=True)),
}
DATA.kept |= ENCODED
