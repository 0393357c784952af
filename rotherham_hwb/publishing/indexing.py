"""Writing the index of what is published: with what publishes or takes back, in its transaction.

A verb of this room writes the rows of its meeting itself. Any other move marks the meeting, in
its own transaction, and the worker writes its rows a few seconds later; what is no longer to be
seen is not shown meanwhile, for a search reads the records themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.postgres.search import SearchVector
from django.db import connection, models, transaction
from django.db.models import Value
from django.dispatch import receiver

from meetings.lifecycle import moved
from meetings.models import Meeting, Supplement
from minutes.models import Action, DecisionNotice, Minutes
from reports.models import Paper
from rotherham_hwb.checks.texts import read_papers
from rotherham_hwb.packs.typesetting.cache import Cache
from rotherham_hwb.search_index.models import IndexedText, IndexEntry, KnownWord, OutOfDate
from rotherham_hwb.search_index.query import CONFIG
from rotherham_hwb.search_index.words import findable, with_capitals
from rotherham_hwb.shown.search.index_words import IndexWords, Pages, index_words, published_files

AT_ONCE = 200
NEW_WORDS = """
    INSERT INTO search_index_knownword (word, pages)
    SELECT word, ndoc FROM ts_stat(%s)
    WHERE word ~ '^[[:alpha:]]{4,40}$'
    ON CONFLICT (word) DO UPDATE SET pages = search_index_knownword.pages + EXCLUDED.pages
"""
PUBLIC_WORDS = """
    SELECT to_tsvector('simple', heading || ' ' || body) FROM search_index_indexedtext
    JOIN search_index_indexentry ON id = entry_id WHERE is_public
"""


def index_meeting(meeting: Meeting) -> int:
    """Write the rows of a meeting anew, inside the transaction that is open; how many they are."""
    return _write(meeting, index_words(meeting, _pages_of(meeting)))


def index_meetings(meetings: Iterable[int]) -> None:
    """The same for several, by their keys."""
    for meeting in Meeting.objects.filter(pk__in=meetings).select_related("board"):
        index_meeting(meeting)


def index_meetings_of(paper: Paper) -> None:
    """The same for the meetings that a paper is placed at."""
    index_meetings(Meeting.objects.filter(items__papers=paper).values_list("pk", flat=True))


def mark_out_of_date(meeting: int) -> None:
    """Have the worker index a meeting, by its key, once the open transaction is done."""
    OutOfDate.objects.bulk_create([OutOfDate(meeting_id=meeting)], ignore_conflicts=True)


def index_out_of_date() -> int:
    """Index the meetings that are marked; how many."""
    done = 0
    for mark in OutOfDate.objects.values_list("meeting", flat=True)[:AT_ONCE]:
        with transaction.atomic():
            held = OutOfDate.objects.select_for_update(skip_locked=True).filter(meeting=mark)
            if not held:
                continue
            meeting = Meeting.objects.select_related("board").get(pk=mark)
            index_meeting(meeting)
            done += held.delete()[0]
    return done


def differences(meeting: Meeting) -> int:
    """How many rows of a meeting are not in the index as they should be, or are there in vain."""
    wanted = {_key(each) for each in index_words(meeting, _pages_of(meeting))}
    fields = ("kind", "record", "page", "item", "is_public", "text__heading", "text__body")
    return len(wanted ^ set(IndexEntry.objects.filter(meeting=meeting).values_list(*fields)))


def learn_words() -> None:
    """Count the words of public pages anew, for what somebody may have meant."""
    with transaction.atomic(), connection.cursor() as cursor:
        KnownWord.objects.all().delete()
        cursor.execute(NEW_WORDS, [PUBLIC_WORDS])


@receiver(moved)
def mark_on_move(sender: type[models.Model], record: Any, **_: object) -> None:
    """Mark the meetings whose public words a move may change, in its transaction."""
    for meeting in _meetings_of(record):
        mark_out_of_date(meeting)


def _meetings_of(record: Any) -> Iterable[int]:
    if isinstance(record, Meeting):
        return [record.pk]
    if isinstance(record, (Minutes, Supplement)):
        return [record.meeting_id]
    if isinstance(record, Paper):
        return Meeting.objects.filter(items__papers=record).values_list("pk", flat=True).distinct()
    if isinstance(record, (Action, DecisionNotice)):
        return [record.minute.minutes.meeting_id]
    return []


def _pages_of(meeting: Meeting) -> Pages:
    """What the pages of its published files say; read in a process of its own, once."""
    files = {
        sha256: Path(version.file.path)
        for sha256, paper in published_files(meeting).items()
        if (version := paper.latest)
    }
    read = read_papers(files, Cache(Path(settings.MEDIA_ROOT) / "cache"))
    return {sha256: text.pages for sha256, text in read.items()}


def _write(meeting: Meeting, words: Iterator[IndexWords]) -> int:
    IndexEntry.objects.filter(meeting=meeting).delete()
    written = 0
    while some := tuple(islice(words, AT_ONCE)):
        made = IndexEntry.objects.bulk_create(_entry(meeting, each) for each in some)
        IndexedText.objects.bulk_create(
            IndexedText(entry=entry, heading=_stored(each.heading), body=_stored(each.body))
            for entry, each in zip(made, some, strict=True)
        )
        written += len(made)
    if written:
        own = f"{PUBLIC_WORDS} AND meeting_id = {int(meeting.pk)}"
        with connection.cursor() as cursor:
            cursor.execute(NEW_WORDS, [own])
    return written


def _entry(meeting: Meeting, words: IndexWords) -> IndexEntry:
    heading, body = (with_capitals(_stored(each)) for each in (words.heading, words.body))
    return IndexEntry(
        kind=words.kind,
        record=words.record,
        page=words.page,
        item=words.item,
        meeting=meeting,
        board_id=meeting.board_id,
        day=meeting.date,
        is_public=words.is_public,
        vector=SearchVector(Value(heading), config=CONFIG, weight="A")
        + SearchVector(Value(body), config=CONFIG, weight="C"),
    )


def _stored(text: str) -> str:
    return findable(text).strip()


def _key(words: IndexWords) -> tuple[object, ...]:
    return (
        *(words.kind, words.record, words.page, words.item, words.is_public),
        *(_stored(words.heading), _stored(words.body)),
    )
