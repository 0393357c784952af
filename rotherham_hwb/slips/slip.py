"""What a slip is: its kind, and what was found where."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

MOST_WORDS = 80  # characters of a text that a sentence quotes


class Family(StrEnum):
    """What is to be done about a slip."""

    PLACEHOLDER = "placeholder"  # fill it in or take it out
    PERSONAL = "personal"  # take it out
    INSIDE = "inside"  # give an address that works outside the council
    DATE = "date"  # look it up


class SlipKind(StrEnum):
    """What a slip is, in a word or two."""

    NOTE = "note to the author"
    NAME = "name to fill in"
    QUESTION = "question left open"
    BLANK = "blank"
    FIGURE = "figure left out"
    DATE_LEFT_OUT = "date left out"
    REFERENCE = "broken reference"
    FILLER = "filler text"
    EDITING = "mark of editing"
    UNCONFIRMED = "to be confirmed"
    DRAFT = "draft"
    MOBILE = "mobile number"
    LANDLINE = "landline number"
    HOME = "home address"
    CHILD = "age of a child"
    PRIVATE_ADDRESS = "private address"
    NHS_NUMBER = "NHS number"
    INSURANCE_NUMBER = "National Insurance number"
    BIRTH = "date of birth"
    SINGLE_CASE = "single case"
    DRIVE = "drive path"
    INTRANET = "intranet link"
    WEEKDAY = "weekday"
    NO_SUCH_DATE = "no such date"
    ORDINAL = "ordinal"

    @property
    def family(self) -> Family:
        if self in (SlipKind.DRIVE, SlipKind.INTRANET):
            return Family.INSIDE
        if self in (SlipKind.WEEKDAY, SlipKind.NO_SUCH_DATE, SlipKind.ORDINAL):
            return Family.DATE
        return Family.PERSONAL if self in _PERSONAL else Family.PLACEHOLDER


_PERSONAL = frozenset(
    {
        SlipKind.MOBILE,
        SlipKind.LANDLINE,
        SlipKind.HOME,
        SlipKind.CHILD,
        SlipKind.PRIVATE_ADDRESS,
        SlipKind.NHS_NUMBER,
        SlipKind.INSURANCE_NUMBER,
        SlipKind.BIRTH,
        SlipKind.SINGLE_CASE,
    }
)


@dataclass(frozen=True, slots=True)
class Slip:
    """One slip: the words it was found in, their place, and a sentence for an officer.

    `place` counts characters from the start of the text; of a table, its rows.
    """

    kind: SlipKind
    words: str
    place: int
    sentence: str
