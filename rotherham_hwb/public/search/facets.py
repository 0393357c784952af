"""The choices that narrow a search, each with the address that makes it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import QueryDict

from rotherham_hwb.shown.search.narrowing import Choices, NarrowingChoice

FEWEST = 2
"""A choice among fewer narrows nothing."""


@dataclass(frozen=True)
class Facet:
    """One way to narrow a search; `undo` is the address without it, where it is chosen."""

    title: str
    links: tuple[tuple[NarrowingChoice, str], ...]
    undo: str = ""


def facets(asked: QueryDict, choices: Iterable[tuple[str, Choices]]) -> list[Facet]:
    """Those among which there is something to choose, or in which something is chosen."""
    return [
        Facet(
            title,
            tuple((choice, address(asked, **{choice.name: choice.value})) for choice in held),
            undo=address(asked, **{held[0].name: ""}) if asked.get(held[0].name) else "",
        )
        for title, held in choices
        if len(held) >= FEWEST or (held and asked.get(held[0].name))
    ]


def address(asked: QueryDict, **changes: str) -> str:
    """The same search with some of what was asked changed, from its first page."""
    kept = asked.copy()
    kept.pop("page", None)
    for name, value in changes.items():
        kept[name] = value
        if not value:
            del kept[name]
    return f"?{kept.urlencode()}"
