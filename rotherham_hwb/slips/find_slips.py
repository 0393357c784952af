"""All slips of a text."""

from __future__ import annotations

from collections.abc import Iterator

from rotherham_hwb.slips.dates import date_slips
from rotherham_hwb.slips.marks import mark_slips
from rotherham_hwb.slips.personal import personal_slips
from rotherham_hwb.slips.slip import Slip


def find_slips(text: str) -> Iterator[Slip]:
    """Every slip of a text; the same words of the same kind once."""
    seen: set[str] = set()
    text = text.replace("\r\n", "\n")
    for slip in (*mark_slips(text), *personal_slips(text), *date_slips(text)):
        if slip.sentence not in seen:
            seen.add(slip.sentence)
            yield slip
