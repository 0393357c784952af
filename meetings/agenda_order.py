"""In what order the items of an agenda stand: pure functions on its lines."""

from __future__ import annotations

import string
from collections.abc import Iterator

from meetings.models import AgendaItem

Line = list[AgendaItem]
"""An item of the first level, and behind it its sub-items."""


def shift(lines: list[Line], pk: int, step: int) -> None:
    """Move an item one place, down for a step of 1; at the edge of a section it changes section."""
    for line in lines:
        if any(each.pk == pk for each in line[1:]):
            _shift_below(line, pk, step)
            return
    place = next(index for index, line in enumerate(lines) if line[0].pk == pk)
    other = place + step
    if not 0 <= other < len(lines):
        return
    if lines[other][0].section_id != lines[place][0].section_id:
        _take_section(lines[place], lines[other][0])
    else:
        lines[place], lines[other] = lines[other], lines[place]


def _shift_below(line: Line, pk: int, step: int) -> None:
    place = next(index for index, each in enumerate(line) if each.pk == pk)
    other = place + step
    if 1 <= other < len(line):
        line[place], line[other] = line[other], line[place]


def place(lines: list[Line], pk: int, before: int | None) -> None:
    """Put an item before another of its level and in that one's section; at the end for None."""
    for line in lines:
        if any(each.pk == pk for each in line[1:]):
            _place_below(line, pk, before)
            return
    moved = next(line for line in lines if line[0].pk == pk)
    if before == pk:
        return
    lines.remove(moved)
    place = next((i for i, line in enumerate(lines) if line[0].pk == before), len(lines))
    lines.insert(place, moved)
    neighbour = place + 1 if place + 1 < len(lines) else place - 1
    if len(lines) > 1:
        _take_section(moved, lines[neighbour][0])


def _place_below(line: Line, pk: int, before: int | None) -> None:
    moved = next(each for each in line if each.pk == pk)
    if before == pk:
        return
    line.remove(moved)
    place = next((i for i, each in enumerate(line[1:], 1) if each.pk == before), len(line))
    line.insert(place, moved)


def _take_section(line: Line, of: AgendaItem) -> None:
    for item in line:
        item.section = of.section


def in_order(lines: list[Line]) -> list[tuple[AgendaItem, str]]:
    """Every item and its number, each section in one run; a sub-item takes its item's section."""
    return list(_numbered(_grouped(lines)))


def _grouped(lines: list[Line]) -> list[Line]:
    """The lines with each section in one run, where its first item stands."""
    firsts: dict[int, int] = {}
    keyed: list[tuple[int, Line]] = []
    for index, line in enumerate(lines):
        section = line[0].section_id
        keyed.append((index if section is None else firsts.setdefault(section, index), line))
    return [line for _, line in sorted(keyed, key=lambda pair: pair[0])]


def _numbered(lines: list[Line]) -> Iterator[tuple[AgendaItem, str]]:
    for number, (top, *below) in enumerate(lines, start=1):
        yield top, str(number)
        for letter, item in zip(_letters(), below, strict=False):
            item.section = top.section
            yield item, f"({letter})"


def _letters() -> Iterator[str]:
    yield from string.ascii_lowercase
    for first in string.ascii_lowercase:
        yield from (first + second for second in string.ascii_lowercase)
