"""A supplement's covering note: what it adds or replaces, and why it comes late."""

import datetime as dt
from dataclasses import dataclass

from django.template.loader import render_to_string

from meetings.wording import printed_date
from rotherham_hwb.packs.sections.table import Column, Table, shown

COLUMNS = (
    Column("Item", 9),
    Column("Paper", 41),
    Column("In this supplement", 22),
    Column("What it does", 28),
)


@dataclass(frozen=True)
class Change:
    """One paper of the supplement."""

    item: str  # as printed: "15A"
    paper: str
    pages: str  # as printed: "Pages 343 - 350"
    replaces: str = ""  # as printed: "Pages 22 - 41"; empty: the paper is an addition

    @property
    def effect(self) -> str:
        """What it does to the pack, in words."""
        return f"Replaces {_begun_small(self.replaces)}" if self.replaces else "Adds a paper"


@dataclass(frozen=True)
class CoveringNote:
    """The note in front of one supplement."""

    board: str
    meeting: dt.date
    number: int  # 1-based
    issued: dt.date
    changes: tuple[Change, ...]
    reason: str  # why these papers come late
    urgency: str = ""  # the chair's opinion, where an item was not on the agenda in time
    language: str = "en-GB"


def covering_note_html(note: CoveringNote) -> str:
    """The note as HTML, every field escaped.

    Source: Local Government Act 1972, s.100B(4), for the urgency.
    """
    rows = tuple((each.item, each.paper, each.pages, each.effect) for each in note.changes)
    context = {
        "note": note,
        "language": note.language,
        "title": f"{note.board}: supplement {note.number}, {printed_date(note.meeting)}",
        "meeting": printed_date(note.meeting),
        "issued": printed_date(note.issued),
        "table": shown(Table("Papers in this supplement", COLUMNS, rows)),
    }
    return render_to_string("packs/sections/covering_note.html", context)


def _begun_small(words: str) -> str:
    return words[:1].lower() + words[1:]
