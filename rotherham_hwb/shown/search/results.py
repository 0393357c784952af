"""What a search found, for one viewer: a matter is one hit, with its places below it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.safestring import SafeString

from meetings.access import PUBLIC, Viewer
from meetings.models import AgendaItem, Board, Meeting
from meetings.wording import page_date
from minutes.models import Minute
from reports.models import Paper
from rotherham_hwb.search_index import query
from rotherham_hwb.search_index.models import EntryKind, IndexedText
from rotherham_hwb.search_index.synonyms import groups
from rotherham_hwb.shown.search.marks import marked_excerpt, marked_words
from rotherham_hwb.shown.search.narrowing import (
    Choices,
    Matter,
    Narrowing,
    choices_of,
    matter_of,
)
from rotherham_hwb.shown.search.pack_pages import first_pages
from rotherham_hwb.shown.search.readable import READABLE, address_of

PLACES = 3
"""Of one matter that are shown at once; all of them when it alone is asked for."""
MOST_PLACES = 200


@dataclass(frozen=True)
class FoundMatter:
    """The rows of one matter, the best first."""

    matter: Matter
    rows: tuple[query.Row, ...]


@dataclass(frozen=True)
class Answer:
    """All that was found: the matters in order, and what they can be narrowed by."""

    asked: query.Question
    groups: tuple[FoundMatter, ...]
    choices: tuple[tuple[str, Choices], ...]
    more: bool


@dataclass(frozen=True)
class HitPlace:
    """Where the words stand: in a minute, on a page of a paper, whose file opens there."""

    label: SafeString
    href: str
    excerpt: SafeString
    where: str = ""
    page_href: str = ""


@dataclass(frozen=True)
class Hit:
    """A matter that was found; `left` more places of it are shown when it alone is asked for."""

    title: SafeString
    href: str
    board: str
    day: dt.date
    places: tuple[HitPlace, ...]
    matter: int | None
    left: int


def answer(words: str, viewer: Viewer, chosen: Narrowing) -> Answer:
    """Find the matters that hold these words, as far as a viewer may read them."""
    boards = list(Board.objects.order_by("name"))
    same = groups((each.name, each.short_name, each.variants) for each in boards)
    asked = query.ask(words, same)
    if not asked.tsquery:
        return Answer(asked, (), (), more=False)
    found = query.find(asked, _seen(viewer), chosen.rule)
    rows = [row for row in found.rows if chosen.lets(row)]
    ranks = {} if chosen.newest_first else query.ranks(asked, rows)
    choices = choices_of(found.rows, chosen, {each.pk: each.name for each in boards})
    return Answer(asked, tuple(_grouped(rows, ranks)), choices, found.more)


def shown_hits(asked: query.Question, found: Iterable[FoundMatter], viewer: Viewer) -> list[Hit]:
    """Fetch the records of some matters, in their order, with their words marked.

    Each is read as the viewer reads it, whatever the index holds: what they may not see is not
    here, and of what is withheld from them nothing but its safe title.
    """
    found = list(found)
    most = MOST_PLACES if len(found) == 1 else PLACES
    shown = {group.matter: _once(group.rows)[:most] for group in found}
    rows = [row for held in shown.values() for row in held]
    records = _records(rows, viewer, asked)
    read = _ReadHits(
        records=records,
        items=_items([group.matter[1] for group in found if group.matter[0] == "item"], viewer),
        pages=_page_words([row for row in rows if row.page], asked),
        first_pages=first_pages(
            (each for each in records.values() if isinstance(each, Paper)), viewer
        ),
    )
    hits = (_hit(group, shown[group.matter], read) for group in found)
    return [hit for hit in hits if hit]


@dataclass(frozen=True)
class _ReadHits:
    """What was read for a page of hits: the records, their items, words of pages, packs' pages."""

    records: Mapping[tuple[EntryKind, int], Any]
    items: Mapping[int, AgendaItem]
    pages: Mapping[int, str]
    first_pages: Mapping[tuple[int, str], int]


def _seen(viewer: Viewer) -> Q:
    """The rows of what a viewer may read; asked of the records, where it is not public."""
    if not viewer.is_signed_in:
        return Q(is_public=True)
    closed: tuple[tuple[EntryKind, Any], ...] = (
        (EntryKind.ITEM, AgendaItem), (EntryKind.PAPER, Paper), (EntryKind.MINUTE, Minute),
    )  # fmt: skip
    seen = Q(is_public=True)
    for kind, model in closed:
        open_to_all = model.objects.visible_to(PUBLIC).values("pk")
        own = model.objects.visible_to(viewer).exclude(pk__in=open_to_all).order_by()
        seen |= Q(is_public=False, kind=kind, record__in=own.values("pk"))
    return seen


def _grouped(rows: Sequence[query.Row], ranks: Mapping[int, float]) -> list[FoundMatter]:
    """The rows by matter; the matter with the best row first, or the newest one."""
    by_matter: dict[Matter, list[query.Row]] = {}
    for row in rows:
        by_matter.setdefault(matter_of(row), []).append(row)

    def place(row: query.Row) -> tuple[float, int, int, int]:
        return -ranks.get(row.pk, 0.0), -row.day.toordinal(), row.page, row.pk

    ordered = {matter: sorted(held, key=place) for matter, held in by_matter.items()}
    return [
        FoundMatter(matter, tuple(ordered[matter]))
        for matter in sorted(ordered, key=lambda each: place(ordered[each][0]))
    ]


def _once(rows: Sequence[query.Row]) -> list[query.Row]:
    """One place for each page, and none for the title of a paper whose pages are there.

    Of a withheld record its closed row tells what the other does.
    """
    kept: dict[tuple[EntryKind, int, int], query.Row] = {}
    for row in rows:
        key = row.kind, row.record, row.page
        if key not in kept or kept[key].is_public:
            kept[key] = row
    paged = {(row.kind, row.record) for row in kept.values() if row.page}
    return [row for row in kept.values() if row.page or (row.kind, row.record) not in paged]


def _records(
    rows: Iterable[query.Row], viewer: Viewer, asked: query.Question
) -> dict[tuple[EntryKind, int], Any]:
    """The records as the viewer reads them now, their own words marked."""
    wanted: dict[EntryKind, set[int]] = {}
    for row in rows:
        wanted.setdefault(row.kind, set()).add(row.record)
    found: dict[tuple[EntryKind, int], Any] = {}
    for kind, keys in wanted.items():
        readable = READABLE[kind](viewer).filter(pk__in=keys)
        if kind is EntryKind.PAPER:
            readable = readable.prefetch_related("versions")
        marked = readable.annotate(
            marked_heading=asked.marked("heading"),
            marked_body=asked.excerpt("body"),
        )
        found |= {(kind, record.pk): record for record in marked}
    return found


def _papers(records: Mapping[tuple[EntryKind, int], Any]) -> list[Paper]:
    return [each for each in records.values() if isinstance(each, Paper)]


def _items(keys: Iterable[int], viewer: Viewer) -> dict[int, AgendaItem]:
    found = READABLE[EntryKind.ITEM](viewer).filter(pk__in=list(keys))
    return {item.pk: item for item in found}


def _page_words(rows: Iterable[query.Row], asked: query.Question) -> dict[int, str]:
    """The excerpt of each page of a paper."""
    texts = IndexedText.objects.filter(pk__in=[row.pk for row in rows])
    marked = texts.annotate(marked_body=asked.excerpt("body"))
    return {each.pk: each.marked_body for each in marked}


def _hit(group: FoundMatter, rows: Sequence[query.Row], read: _ReadHits) -> Hit | None:
    places = [place for row in rows if (place := _place(row, read))]
    lead = read.items.get(group.matter[1]) if group.matter[0] == "item" else None
    lead = lead or read.records.get((rows[0].kind, rows[0].record))
    if lead is None or not places:
        return None
    told = [place for place in places if place.excerpt or place.label != _own_label(lead, read)]
    return _of_matter(lead, rows[0], told, read, len(_once(group.rows)) - len(rows))


def _own_label(lead: Any, read: _ReadHits) -> SafeString:
    """What the place that is the matter itself is called: its heading says that already."""
    found = read.records.get((EntryKind.ITEM, lead.pk)) if isinstance(lead, AgendaItem) else None
    return _label(found) if found else marked_words("")


def _of_matter(
    lead: Any, row: query.Row, places: Sequence[HitPlace], read: _ReadHits, left: int
) -> Hit:
    meeting = lead if isinstance(lead, Meeting) else getattr(lead, "meeting", None)
    itself = isinstance(lead, AgendaItem)
    found = read.records.get((EntryKind.ITEM, lead.pk)) if itself else None
    return Hit(
        title=marked_words(found.marked_heading if found else _title(lead)),
        href=address_of(lead),
        board=meeting.board_name if meeting else lead.board_name,
        day=row.day,
        places=tuple(places),
        matter=lead.pk if itself else None,
        left=left,
    )


def _title(lead: Any) -> str:
    if isinstance(lead, Meeting):
        return f"{lead.board_name}, {page_date(lead.date)}"
    heading: str = lead.heading
    return heading


def _place(row: query.Row, read: _ReadHits) -> HitPlace | None:
    record = read.records.get((row.kind, row.record))
    if record is None or (record.withheld and not (row.is_public and row.page == 0)):
        return None
    place = HitPlace(_label(record), address_of(record), marked_excerpt(record.marked_body))
    return _page_place(place, row, record, read) if row.page else place


def _page_place(place: HitPlace, row: query.Row, paper: Paper, read: _ReadHits) -> HitPlace | None:
    """The page of a paper, by its own number and by that of the pack; none once it is withdrawn."""
    version = paper.latest
    if version is None or not version.file or paper.state.is_withdrawn:
        return None
    item = read.items.get(row.item or 0)
    first = read.first_pages.get((item.meeting_id, version.sha256)) if item else None
    of_pack = f", page {first + row.page - 1} of the pack" if first else ""
    return replace(
        place,
        excerpt=marked_excerpt(read.pages.get(row.pk, "")),
        where=f"Page {row.page} of {version.page_count}{of_pack}",
        page_href=f"{reverse('paper_file', args=[paper.pk])}#page={row.page}",
    )


def _label(record: Any) -> SafeString:
    return marked_words(f"{_prefix(record)}{record.marked_heading or _title(record)}")


def _prefix(record: Any) -> str:
    if isinstance(record, Paper):
        return "Paper: "
    number = getattr(record, "full_number", "") or getattr(record, "number", "")
    word = "Minute" if isinstance(record, Minute) else "Item"
    return f"{word} {number}: " if number else ""


def meant(words: str) -> str:
    """What somebody may have meant who misspelt it; only where anybody would find something."""
    better = query.meant(words)
    if not better:
        return ""
    asked = query.ask(better, ())
    return better if asked.tsquery and query.find(asked, Q(is_public=True)).rows else ""
