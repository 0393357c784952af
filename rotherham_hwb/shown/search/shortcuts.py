"""Pages that are called by what was typed: a board by a name of its own, a meeting by its day."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from meetings.access import Viewer
from meetings.models import Board, Meeting
from meetings.wording import page_date
from rotherham_hwb.search_index.synonyms import initials

MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august"),
    *("september", "october", "november", "december"),
)
IN_WORDS = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s+({'|'.join(MONTHS)})\s+(\d{{4}})\b", re.I)
IN_FIGURES = re.compile(r"\b(\d{1,2})[/.](\d{1,2})[/.](\d{4})\b|\b(\d{4})-(\d{2})-(\d{2})\b")
MOST = 10


@dataclass(frozen=True)
class Shortcut:
    """A page that is what was asked for."""

    title: str
    href: str


def shown_shortcuts(words: str, viewer: Viewer) -> list[Shortcut]:
    """The boards of that name and the meetings of that day, as far as a viewer may know them."""
    boards = [each for each in Board.objects.order_by("name") if _is_called(each, words)]
    found = [Shortcut(each.name, each.get_absolute_url()) for each in boards]
    day = asked_day(words)
    if day:
        meetings = Meeting.objects.visible_to(viewer).filter(date=day).select_related("board")
        found += [
            Shortcut(f"{each.board_name}, {page_date(each.date)}", each.get_absolute_url())
            for each in meetings[:MOST]
        ]
    return found


def asked_day(words: str) -> dt.date | None:
    """The first day named in what was typed: 4 November 2026, 04/11/2026 or 2026-11-04."""
    if found := IN_WORDS.search(words):
        day, month, year = int(found[1]), MONTHS.index(found[2].lower()) + 1, int(found[3])
    elif found := IN_FIGURES.search(words):
        day, month, year = (int(found[at] or found[7 - at]) for at in (1, 2, 3))
    else:
        return None
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _is_called(board: Board, words: str) -> bool:
    asked = " ".join(words.lower().replace("\u201c", "").replace("\u201d", "").split()).strip('"')
    names = (board.name, board.short_name, *board.variants, *initials(board.name))
    return asked in {name.lower() for name in names if name}
