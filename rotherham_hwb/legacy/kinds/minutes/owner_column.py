"""A column of owners at the right of minutes, told by where its entries begin."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from rotherham_hwb.legacy.facts import Fact
from rotherham_hwb.legacy.text.lines import Line, squeeze

_LAST = re.compile(r"^(?P<said>.*\S)\s{3,}(?P<owner>[A-Z][\w/&.-]*(?: [A-Z]\w*)?)$")
_LEAST = 3  # lines that have something in the column
_FAR = 0.7  # of the length of the longest line: where a column at the right begins


def column_of(lines: Sequence[Line]) -> int | None:
    """The place in a line at which a column of short names begins; None where there is none."""
    found = [match.start("owner") for line in lines if (match := _match(line))]
    if not found:
        return None
    place, often = Counter(found).most_common(1)[0]
    longest = max(len(line.raw.rstrip()) for line in lines)
    return place if often >= _LEAST and place >= _FAR * longest else None


def _match(line: Line) -> re.Match[str] | None:
    return None if line.cells or len(line.raw) > 400 else _LAST.match(line.raw.rstrip())


def take_owners(lines: Sequence[Line], place: int) -> tuple[list[Fact[str]], list[Line]]:
    """The owners that stand in the column, and the lines without them."""
    owners: list[Fact[str]] = []
    rest: list[Line] = []
    for line in lines:
        match = _match(line)
        if match and abs(match.start("owner") - place) <= 1:
            owners.append(Fact(match["owner"], line.number, 0.8))
            line = replace(line, raw=match["said"], text=squeeze(match["said"]))
        rest.append(line)
    return owners, rest
