"""Narrowing what a search found: by board, kind, year and matter, with what each would leave."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from rotherham_hwb.search_index import query
from rotherham_hwb.search_index.models import EntryKind
from rotherham_hwb.shown.calendar import municipal_year, year_days, year_name

Matter = tuple[str, int]
"""What a row is about: its agenda item, or where it has none the record itself."""


@dataclass(frozen=True)
class Narrowing:
    """What somebody chose: a board, a kind, the municipal year it began in, one matter."""

    board: int | None = None
    kind: str = ""
    year: int | None = None
    matter: int | None = None
    newest_first: bool = False

    def lets(self, row: query.Row, *, but: str = "") -> bool:
        """Whether a row is of what was chosen, leaving one choice aside."""
        return (
            (but == "board" or self.board in (None, row.board))
            and (but == "kind" or self.kind in ("", row.kind.value))
            and (but == "year" or self.year in (None, municipal_year(row.day)))
            and self.matter in (None, row.item)
        )

    @property
    def rule(self) -> Q:
        chosen = Q(board=self.board) if self.board else Q()
        if self.kind:
            chosen &= Q(kind=self.kind)
        if self.year:
            chosen &= Q(day__range=year_days(self.year))
        return chosen & (Q(item=self.matter) if self.matter else Q())


@dataclass(frozen=True)
class NarrowingChoice:
    """One value to narrow a search by, and how many matters it leaves."""

    name: str
    value: str
    label: str
    count: int
    chosen: bool


Choices = tuple[NarrowingChoice, ...]


def kinds() -> list[tuple[str, str]]:
    """What a search may be narrowed to."""
    return [(each.value, each.label) for each in EntryKind]


def matter_of(row: query.Row) -> Matter:
    return ("item", row.item) if row.item else (row.kind.value, row.record)


def choices_of(
    rows: Iterable[query.Row], chosen: Narrowing, boards: Mapping[int, str]
) -> tuple[tuple[str, Choices], ...]:
    """What the matters can be narrowed by, with how many each leaves of the other choices."""
    held = list(rows)

    def counted(name: str, value: Callable[[query.Row], Any]) -> Counter[Any]:
        pairs = {(value(row), matter_of(row)) for row in held if chosen.lets(row, but=name)}
        return Counter(each for each, _ in pairs)

    def choices(
        name: str, value: Any, label: Callable[[Any], str], now: Any
    ) -> tuple[NarrowingChoice, ...]:
        found = counted(name, value).items()
        return tuple(
            NarrowingChoice(name, str(each), label(each), count, chosen=str(each) == str(now))
            for each, count in sorted(found, key=lambda pair: (-pair[1], str(pair[0])))
        )

    by_year = choices("year", lambda row: municipal_year(row.day), year_name, chosen.year)
    return (
        ("Board", choices("board", lambda row: row.board, boards.__getitem__, chosen.board)),
        ("Kind", choices("kind", lambda row: row.kind.value, _kind_label, chosen.kind)),
        ("Year", tuple(sorted(by_year, key=lambda each: each.value, reverse=True))),
    )


def _kind_label(value: str) -> str:
    return EntryKind(value).label
