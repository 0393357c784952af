"""In what order the items of an agenda stand: pure functions on its lines."""

from __future__ import annotations

import string
from collections.abc import Callable, Iterator

from meetings.models import AgendaItem

Line = list[AgendaItem]
"""An item of the first level, and behind it its sub-items."""


def shift(lines: list[Line], pk: int, step: int) -> None:
    """Move an item one place, down for a step of 1; at the edge of a section it changes section.

    The only item of a section takes its section along.
    """
    for line in lines:
        if any(each.pk == pk for each in line[1:]):
            _shift_below(line, pk, step)
            return
    place = next(index for index, line in enumerate(lines) if line[0].pk == pk)
    other = place + step
    if not 0 <= other < len(lines):
        return
    section = lines[place][0].section_id
    if lines[other][0].section_id == section:
        lines[place], lines[other] = lines[other], lines[place]
    elif section is not None and _stands_alone(lines, section):
        shift_section(lines, section, step)
    else:
        _take_section(lines[place], lines[other][0])


def shift_section(lines: list[Line], section: int, step: int) -> None:
    """Move a section past the item or the section beside it."""
    own = [line for line in lines if line[0].section_id == section]
    first = lines.index(own[0])
    beside = first - 1 if step < 0 else first + len(own)
    if not 0 <= beside < len(lines):
        return
    other = lines[beside][0].section_id
    block = [line for line in lines if line[0].section_id == other]
    block = block if other is not None else [lines[beside]]
    start = min(first, lines.index(block[0]))
    pair = block + own if step > 0 else own + block
    lines[start : start + len(pair)] = pair


def keep_last(lines: list[Line], added: int, closes: Callable[[AgendaItem], bool]) -> None:
    """Put an added item, which stands last, before the items that close the meeting.

    It takes their section where they stand in the midst of one, so that they stay last.
    """
    if lines[-1][0].pk != added or closes(lines[-1][0]):
        return
    line, at = lines.pop(), len(lines)
    while at and closes(lines[at - 1][0]):
        at -= 1
    lines.insert(at, line)
    if at and line[0].section_id is None and at + 1 < len(lines):
        before, behind = lines[at - 1][0], lines[at + 1][0]
        if before.section_id == behind.section_id:
            _take_section(line, before)


def _shift_below(line: Line, pk: int, step: int) -> None:
    place = next(index for index, each in enumerate(line) if each.pk == pk)
    other = place + step
    if 1 <= other < len(line):
        line[place], line[other] = line[other], line[place]


def place(lines: list[Line], pk: int, before: int | None) -> None:
    """Put an item before another of its level and in that one's section; at the end for None.

    The only item of a section takes its section along, to before or behind the other one's.
    """
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
    if moved[0].section_id is not None and _stands_alone(lines, moved[0].section_id):
        return
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


def _stands_alone(lines: list[Line], section: int) -> bool:
    return sum(line[0].section_id == section for line in lines) == 1


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
