"""Numbered parts of a minute (5.1 under 5), where they are minutes of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rotherham_hwb.legacy.segments.entries import NumberedEntry
from rotherham_hwb.legacy.text.lines import GAP, Line

_SUB_NUMBERED = re.compile(r"^(?P<number>\d{1,2}\.\d{1,2})\.?\s+(?P<title>\S.*)$")


def with_parts(
    lines: Sequence[Line], entries: Sequence[NumberedEntry], *, running: bool
) -> tuple[NumberedEntry, ...]:
    """The entries with their numbered parts; none where every paragraph has such a number."""
    stops = [*(entry.index for entry in entries[1:]), len(lines)]
    parts = [
        _parts(lines, entry, stop, running=running)
        for entry, stop in zip(entries, stops, strict=True)
    ]
    if len(entries) > 2 and sum(map(bool, parts)) * 5 >= len(parts) * 4:
        return tuple(entries)
    both = zip(entries, parts, strict=True)
    return tuple(each for entry, own in both for each in (entry, *own))


def _parts(
    lines: Sequence[Line], entry: NumberedEntry, stop: int, *, running: bool
) -> list[NumberedEntry]:
    """The parts of one entry, which go up by one from its own number."""
    found: list[NumberedEntry] = []
    for index in range(entry.body_index, stop):
        sub = _SUB_NUMBERED.match(lines[index].text)
        if sub is None or (running and not _is_part_title(lines, index, sub["title"])):
            continue
        if sub["number"] == f"{entry.number}.{len(found) + 1}":
            found.append(_part(index, sub))
    return found


def _is_part_title(lines: Sequence[Line], index: int, title: str) -> bool:
    """Whether a numbered part stands alone with a short title, as its minute does."""
    after = lines[index + 1] if index + 1 < len(lines) else None
    alone = lines[index].gap == GAP and after is not None and after.gap == GAP
    return alone and len(title) <= 90 and title[0].isupper() and title[-1] not in ".:;,?"


def _part(index: int, match: re.Match[str]) -> NumberedEntry:
    """A numbered part of a minute: a short line is its title, a sentence is its text."""
    title = match["title"]
    if len(title) > 160 or title.endswith("."):
        return NumberedEntry(index, index + 1, match["number"], None, title)
    return NumberedEntry(index, index + 1, match["number"], title, "")
