"""The drafts that hold what is asked: read as they stand, for those who prepare them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.search import SearchVector
from django.db.models import F, Q
from django.db.models.functions import Left
from django.utils.safestring import SafeString

from meetings.access import Viewer
from reports.models import UNPUBLISHED
from rotherham_hwb.search_index.models import EntryKind
from rotherham_hwb.search_index.query import CONFIG, Question
from rotherham_hwb.search_index.words import MOST_CHARACTERS
from rotherham_hwb.shown.search.marks import marked_excerpt, marked_words
from rotherham_hwb.shown.search.readable import READABLE, address_of

SHOWN = 10
UNPUBLISHED_YET = {
    EntryKind.ITEM: Q(published_at__isnull=True),
    EntryKind.PAPER: Q(state__in=UNPUBLISHED),
    EntryKind.MINUTE: Q(minutes__published_at__isnull=True),
}


@dataclass(frozen=True)
class DraftHit:
    """A draft that holds the words, marked."""

    kind: str
    title: SafeString
    href: str
    board: str
    excerpt: SafeString


def draft_hits(asked: Question, viewer: Viewer) -> list[DraftHit]:
    """The first drafts of each kind that this viewer prepares or may see; nobody else has any."""
    if not viewer.boards or not asked.tsquery:
        return []
    return [
        _hit(kind, record)
        for kind, unpublished in UNPUBLISHED_YET.items()
        for record in _found(kind, unpublished, asked, viewer)
    ]


def _found(kind: EntryKind, unpublished: Q, asked: Question, viewer: Viewer) -> Any:
    words = SearchVector("heading", config=CONFIG) + SearchVector(
        Left("body", MOST_CHARACTERS), config=CONFIG
    )
    readable = READABLE[kind](viewer).filter(unpublished, withheld=False).order_by("-pk")
    holding = readable.annotate(words=words).filter(asked.stands_in(F("words")))
    return holding.annotate(
        marked_heading=asked.marked("heading"),
        marked_body=asked.excerpt("body"),
    )[:SHOWN]


def _hit(kind: EntryKind, record: Any) -> DraftHit:
    board = record.meeting.board_name if kind is EntryKind.ITEM else record.board_name
    return DraftHit(
        kind=kind.label,
        title=marked_words(record.marked_heading),
        href=address_of(record),
        board=board,
        excerpt=marked_excerpt(record.marked_body),
    )
