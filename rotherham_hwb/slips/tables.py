"""Tables with a row for each person: small enough, they say who the person is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rotherham_hwb.slips.slip import Slip, SlipKind

_PERSON_COLUMN = (
    re.compile(r"^(?:age|age (?:range|group|band)|d\.?o\.?b\.?|date of birth)$", re.I),
    re.compile(r"^(?:gender|sex|m/f)$", re.I),
    re.compile(r"^(?:ethnicity|ethnic (?:group|origin)|nationality|religion)$", re.I),
    re.compile(r"^(?:case|case (?:no\.?|number|ref\w*)|child|patient|client|service user|name|"
               r"initials|nhs (?:no\.?|number))$", re.I),
    re.compile(r"^(?:diagnosis|condition|disability|cause of death|category|postcode|address)$",
               re.I),
)  # fmt: skip
_ROW = re.compile(r"^(?:case\s+|child\s+|patient\s+)?(?:\d{1,3}|[A-Z])$", re.I)
_SAID = "This table has a row for each person; check that nobody can be known by it."


def table_slips(rows: Sequence[Sequence[str]]) -> Iterator[Slip]:
    """Each row of cells that heads such a table; its place is the row's, from 0."""
    for index, row in enumerate(rows):
        cells = [cell.strip(" :") for cell in row if cell]
        if len(cells) < 3:
            continue
        kinds = sum(any(kind.match(cell) for cell in cells) for kind in _PERSON_COLUMN)
        below = [each for each in rows[index + 1 : index + 4] if len(each) >= 3]
        if kinds >= 3 and any(_ROW.match(each[0].strip()) for each in below):
            yield Slip(SlipKind.SINGLE_CASE, ", ".join(cells), index, _SAID)
