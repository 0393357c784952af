"""A paper from before this system, set from its text."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.template.loader import render_to_string

from meetings.wording import printed_date
from rotherham_hwb.shown.prose import Passage


@dataclass(frozen=True)
class OldPaperSection:
    """The paper as printed for one meeting; its own heading is among its words."""

    board: str
    date: dt.date
    title: str
    passages: tuple[Passage, ...]
    language: str = "en-GB"


def old_paper_html(section: OldPaperSection) -> str:
    """The paper as HTML; what was not marked up by us is escaped."""
    context = {
        "paper": section,
        "language": section.language,
        "title": section.title,
        "date": printed_date(section.date),
    }
    return render_to_string("packs/sections/old_paper.html", context)
