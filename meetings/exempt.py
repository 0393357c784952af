"""What keeps a record from the public, in words the public can read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from meetings.access import Restriction

PARAGRAPHS = {
    1: "information relating to any individual",
    2: "information likely to reveal the identity of an individual",
    3: "information relating to the financial or business affairs of any particular person",
    4: "information relating to consultations or negotiations on labour relations",
    5: "information covered by legal professional privilege",
    6: "information revealing a proposed statutory notice, order or direction",
    7: "information relating to the prevention, investigation or prosecution of crime",
}
"""The classes of exempt information, shortened.

Source: Local Government Act 1972, Schedule 12A, Part 1, paragraphs 1 to 7.
"""


class Restricted(Protocol):
    """An item, a paper or a minute."""

    restriction: str
    exempt_paragraphs: list[int]


def withheld_sentence(record: Restricted) -> str:
    """Why the public does not get a restricted record, in one sentence; holds none of its words.

    Source: Local Government Act 1972, s.100A(2)-(3), s.100B(2) and (5), Schedule 12A.
    """
    if record.restriction == Restriction.CONFIDENTIAL:
        return (
            "Not for publication: confidential information under section 100A(3) of the Local "
            "Government Act 1972."
        )
    return (
        f"Not for publication: {_descriptions(record.exempt_paragraphs)} "
        f"({_numbers(record.exempt_paragraphs)} of Schedule 12A to the Local Government Act 1972)."
    )


def _descriptions(paragraphs: Iterable[int]) -> str:
    return "; ".join(PARAGRAPHS.get(each, "exempt information") for each in paragraphs)


def _numbers(paragraphs: list[int]) -> str:
    listed = [str(each) for each in paragraphs]
    if len(listed) == 1:
        return f"paragraph {listed[0]}"
    return f"paragraphs {', '.join(listed[:-1])} and {listed[-1]}"
