"""The trees of names and numbers of a PDF, walked once each however they hang together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pikepdf import Array, Dictionary, Object, String


def leaves(node: object, key: str) -> Iterator[tuple[Any, Any]]:
    """The pairs of a name tree (key "/Names") or number tree ("/Nums"), in their order."""
    met: set[tuple[int, int]] = set()
    waiting = [node]
    while waiting:
        held = waiting.pop()
        if not isinstance(held, Dictionary) or not first_time(held, met):
            continue
        pairs = held.get(key)
        flat = list(pairs) if isinstance(pairs, Array) else []
        for name, value in zip(flat[::2], flat[1::2], strict=False):
            yield (bytes(name) if isinstance(name, String) else name), value
        kids = held.get("/Kids")
        waiting += reversed(list(kids) if isinstance(kids, Array) else [])


def first_time(held: Object, met: set[tuple[int, int]]) -> bool:
    """Whether an object was not here before; from now on it was."""
    if not held.is_indirect:
        return True
    known = held.objgen in met
    met.add(held.objgen)
    return not known
