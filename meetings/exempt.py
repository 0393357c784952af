"""What keeps a record from the public, in words the public can read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from meetings.access import Restriction
from meetings.models.restricted import Restricted
from meetings.wording import joined_with_and

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


UNKNOWN_PARAGRAPH = 0
"""Stands for the paragraph of an old record that is exempt and does not say by which."""

SHORT = {
    1: "an individual",
    2: "identity of an individual",
    3: "financial or business affairs",
    4: "labour relations",
    5: "legal professional privilege",
    6: "notices, orders and directions",
    7: "prevention, investigation or prosecution of crime",
}
"""The same in the few words that fit the edge of a page."""


def withheld_sentence(record: Restricted) -> str:
    """Why the public does not get a restricted record, in one sentence; holds none of its words.

    Source: Local Government Act 1972, s.100A(2)-(3), s.100B(2) and (5), Schedule 12A.
    """
    if record.restriction == Restriction.CONFIDENTIAL:
        return (
            "Not for publication: confidential information under section 100A(3) of the Local "
            "Government Act 1972."
        )
    if record.exempt_paragraphs == [UNKNOWN_PARAGRAPH]:
        return (
            "Not for publication: exempt information under Schedule 12A to the Local Government "
            "Act 1972. The record does not say which paragraph."
        )
    return (
        f"Not for publication: {_descriptions(record.exempt_paragraphs)} "
        f"({_numbers(record.exempt_paragraphs)} of Schedule 12A to the Local Government Act 1972)."
    )


@dataclass(frozen=True)
class Private:
    """An item of which some is taken in private: its number as printed, its class, and why."""

    number: str
    restriction: Restriction
    exempt_paragraphs: list[int]


def exclusion_resolution(items: Sequence[Private]) -> str:
    """What the board is asked to resolve before it considers these items; empty for none.

    Source: LGA 1972 s.100A(4)-(5): the resolution identifies the proceedings, or the part of
    them, and states the description of the exempt information; s.100A(2): confidential.
    """
    exempt = [each for each in items if each.restriction == Restriction.EXEMPT]
    confidential = [each for each in items if each.restriction == Restriction.CONFIDENTIAL]
    sentences = []
    if exempt:
        sentences.append(
            "That, under section 100A(4) of the Local Government Act 1972, the press and public "
            f"be excluded from the meeting while {_named(exempt)} considered, because exempt "
            "information as described in Part 1 of Schedule 12A to the Act is likely to be "
            f"disclosed ({'; '.join(map(_described, exempt))}), and because the public interest "
            "in maintaining the exemption outweighs the public interest in disclosing it."
        )
    if confidential:
        sentences.append(
            "That, as section 100A(2) of the Local Government Act 1972 requires, the press and "
            f"public be excluded from the meeting while {_named(confidential)} considered, "
            "because confidential information would be disclosed."
        )
    return " ".join(sentences)


def _named(items: Sequence[Private]) -> str:
    numbers = [each.number for each in items]
    if len(numbers) == 1:
        return f"item {numbers[0]} is"
    return f"items {joined_with_and(numbers)} are"


def _described(item: Private) -> str:
    paragraphs = item.exempt_paragraphs
    return f"item {item.number}, {_numbers(paragraphs)}: {_descriptions(paragraphs)}"


def marking(*records: Restricted) -> str:
    """The lines to stamp below "Not for publication", one for each paragraph.

    Source: LGA 1972 s.100B(5): each copy is marked with the Schedule 12A description.
    """
    numbers = sorted({number for record in records for number in record.exempt_paragraphs})
    return "\n".join(
        f"Schedule 12A, paragraph {number}: {SHORT.get(number, 'exempt information')}"
        if number != UNKNOWN_PARAGRAPH
        else "Schedule 12A: the paragraph is not known"
        for number in numbers
    )


def _descriptions(paragraphs: Iterable[int]) -> str:
    return "; ".join(PARAGRAPHS.get(each, "exempt information") for each in paragraphs)


def _numbers(paragraphs: list[int]) -> str:
    listed = [str(each) for each in paragraphs]
    if len(listed) == 1:
        return f"paragraph {listed[0]}"
    return f"paragraphs {joined_with_and(listed)}"
