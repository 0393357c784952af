"""What is indexed of a meeting: what anybody is shown of it, and beside it what is closed.

Nothing is indexed that is not published. What the public may read is read as the public reads
it; the rest is read as an officer does, and found by those alone who may see the record.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch

from meetings.access import PUBLIC, Viewer
from meetings.models import AgendaItem, Meeting
from meetings.wording import page_date
from minutes.models import Minute
from reports.models import UNPUBLISHED, Paper, PaperVersion, Placement
from reports.permissions import placement_listed
from rotherham_hwb.search_index.models import EntryKind
from rotherham_hwb.shown.search.readable import READABLE, Readable
from rotherham_hwb.shown.viewers import officer_of

Pages = Mapping[str, Sequence[str]]
"""The text of each page of a file, by its SHA-256."""


@dataclass(frozen=True)
class IndexWords:
    """One row to be: the words of one record, or of one page of it (from 1; 0: its title)."""

    kind: EntryKind
    record: int
    heading: str
    body: str
    is_public: bool
    page: int = 0
    item: int | None = None


def published_files(meeting: Meeting) -> dict[str, Paper]:
    """The papers of a meeting whose files are given out, to somebody at least, by SHA-256."""
    papers = _of_meeting(EntryKind.PAPER, meeting, officer_of(meeting.board))
    latest = ((paper, paper.latest) for paper in papers if paper.state not in UNPUBLISHED)
    return {
        version.sha256: paper
        for paper, version in latest
        if version and version.file and not paper.state.is_withdrawn
    }


def index_words(meeting: Meeting, pages: Pages) -> Iterator[IndexWords]:
    """All that is to be found of a meeting; one that is not called has nothing."""
    if meeting.called_at is None:
        return
    yield IndexWords(EntryKind.MEETING, meeting.pk, _meeting_words(meeting), "", is_public=True)
    for kind in (EntryKind.ITEM, EntryKind.PAPER, EntryKind.MINUTE):
        public = {each.pk: each for each in _of_meeting(kind, meeting, PUBLIC)}
        for whole in _of_meeting(kind, meeting, officer_of(meeting.board)):
            shown = public.get(whole.pk)
            if shown is None:
                continue  # not out: nobody finds a draft here
            yield from _of_record(kind, shown, whole, pages)


def _of_record(kind: EntryKind, shown: Any, whole: Any, pages: Pages) -> Iterator[IndexWords]:
    """What the public is shown of a record; where that is its safe title alone, the rest closed."""
    item = _item_of(whole)
    if shown.withheld:
        safe = f"{_number(shown)}{shown.heading}"
        yield IndexWords(kind, whole.pk, safe, "", is_public=True, item=item)
    closed = shown.withheld
    for page, heading, body in _parts(whole if closed else shown, pages):
        yield IndexWords(kind, whole.pk, heading, body, not closed, page=page, item=item)


def _parts(whole: Any, pages: Pages) -> Iterator[tuple[int, str, str]]:
    """Page, heading and words of each row of a record."""
    heading = f"{_number(whole)}{whole.heading}"
    yield 0, heading, whole.body
    if isinstance(whole, Paper) and not whole.state.is_withdrawn:
        yield from _pages_of(whole.latest, pages)


def _pages_of(version: PaperVersion | None, pages: Pages) -> Iterator[tuple[int, str, str]]:
    """The pages of a file on which a reader sees all that stands there: of the others, none."""
    texts = pages.get(version.sha256, ()) if version and version.file else ()
    hiding = {page for kind in version.unseen_that_stays for page in kind.pages} if version else ()
    for number, text in enumerate(texts, start=1):
        if text.strip() and number not in hiding:
            yield number, "", text


def _of_meeting(kind: EntryKind, meeting: Meeting, viewer: Viewer) -> Iterable[Any]:
    readable: Readable = READABLE[kind](viewer)
    if kind is EntryKind.ITEM:
        return readable.filter(meeting=meeting)
    if kind is EntryKind.MINUTE:
        return readable.filter(minutes__meeting=meeting, minutes__published_at__isnull=False)
    on_agenda = AgendaItem.objects.listed_for(PUBLIC).filter(meeting=meeting).order_by()
    placed = Placement.objects.filter(placement_listed(PUBLIC), item__in=on_agenda.values("pk"))
    own = Prefetch("placements", placed.order_by("item__position"), to_attr="here")
    out = readable.filter(pk__in=placed.values("paper"), published_at__isnull=False)
    return out.prefetch_related("versions", own)


def _meeting_words(meeting: Meeting) -> str:
    place = meeting.venue_line
    return " ".join(filter(None, (meeting.board_name, page_date(meeting.date), place)))


def _number(record: Any) -> str:
    """“Item 7: ”, so that it is found by its number."""
    if isinstance(record, AgendaItem) and record.number:
        return f"Item {record.full_number}: "
    if isinstance(record, Minute) and record.number:
        return f"Minute {record.number}: "
    return ""


def _item_of(record: Any) -> int | None:
    if isinstance(record, AgendaItem):
        return record.pk
    if isinstance(record, Paper):
        return next((each.item_id for each in record.here), None)  # type: ignore[attr-defined]
    item: int | None = record.item_id
    return item
