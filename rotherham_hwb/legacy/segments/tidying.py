"""Lines of minutes made ready to be weighed: heads of columns off, numbers back at their titles."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rotherham_hwb.legacy.kinds.minutes.actions import task
from rotherham_hwb.legacy.segments.marks import LONE
from rotherham_hwb.legacy.text.lines import GAP, Line, renumber

_COLUMN_WORDS = re.compile(
    r"^(?:(?:agenda|item|minute|action|actions|no|lead|notes|by|owner|subject|discussion|business|"
    r"who|whom)\s*[./:]?\s*)+$",
    re.I,
)
_GLUED_COLUMN = re.compile(r"^(?:agenda\s+item|item)\s*:\s*(?:action\s*:)?\s*(?=\d)", re.I)
_GLUED_SUB = re.compile(r"^(?P<first>\d+[.)]?\s+.+?:)\s*(?P<second>\d+\.\d+\s+.+)$")


def tidy(lines: Sequence[Line]) -> list[Line]:
    """Take off column heads that each page repeats, and part two headings set on one line.

    A number on a line of its own goes back before the title below it.
    """
    kept: list[Line] = []
    dense = sum(line.gap == GAP for line in lines) * 20 < len(lines)
    for line, after in zip(lines, [*lines[1:], None], strict=True):
        text = _GLUED_COLUMN.sub("", line.text)
        if (
            _COLUMN_WORDS.match(text)
            and (text[0].isupper() or ":" in text)
            and not (after and task(after.text))
        ):
            continue
        if kept and LONE.match(kept[-1].text) and _heads(text, line, kept[-1], dense):
            kept[-1] = renumber(kept[-1], f"{kept[-1].text} {text}")
        elif match := _GLUED_SUB.match(text):
            kept += [renumber(line, match["first"]), renumber(line, match["second"])]
        else:
            kept.append(line if text == line.text else renumber(line, text))
    return kept


def _heads(text: str, line: Line, number: Line, dense: bool) -> bool:
    plain = not line.cells and not number.cells and (number.gap == GAP or dense)
    return plain and len(text) <= 120 and text[0].isupper() and not text.endswith(".")
