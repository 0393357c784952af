"""A plain search over agenda items, papers and minutes: only words the viewer may read match."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.contrib.postgres.aggregates import StringAgg
from django.contrib.postgres.search import SearchHeadline, SearchQuery, SearchRank, SearchVector
from django.db.models import (
    Case,
    DateField,
    F,
    IntegerField,
    OuterRef,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Concat, Left
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from meetings.access import Viewer
from meetings.models import AgendaItem
from minutes.models import Minute, Resolution
from reports.models import UNPUBLISHED, Paper, PaperState, PaperVersion

CONFIG = "english"
START, STOP = "⟦hit⟧", "⟦/hit⟧"
PAIR = re.compile(f"{START}((?:(?!{START}).)*?){STOP}", re.DOTALL)
MOST_CHARACTERS = 500_000
"""Of one text that is searched; PostgreSQL indexes no text of more than a megabyte of words."""
TEXT = TextField()
NOTHING = Value("", TEXT)


Readable = QuerySet[Any]
"""Records of one kind, each with what is searched of it: `heading`, `body` and `day`."""


@dataclass(frozen=True)
class Hit:
    """One record found, its matching words marked."""

    kind: str
    title: SafeString
    href: str
    board: str
    day: dt.date | None
    excerpt: SafeString
    draft: bool


def matches(words: str, viewer: Viewer) -> Readable:
    """The source and id of every record found, the best first; nothing where nothing is asked."""
    if not words:
        return AgendaItem.objects.none()
    first, *rest = (_ranked(kind, KINDS[kind](viewer), _query(words)) for kind in KINDS)
    return first.union(*rest, all=True).order_by("-rank", "-day", "source", "pk")


def shown_hits(rows: Iterable[Mapping[str, Any]], words: str, viewer: Viewer) -> list[Hit]:
    """Fetch the records of one page of matches, in their order, with their words marked."""
    wanted = [(row["source"], row["pk"]) for row in rows]
    hits: dict[tuple[int, int], Hit] = {}
    for kind, readable in KINDS.items():
        keys = [pk for each, pk in wanted if each == kind]
        for record in _marked(readable(viewer).filter(pk__in=keys), _query(words)):
            hits[kind, record.pk] = HITS[kind](record)
    return [hits[key] for key in wanted if key in hits]


# Each kind's records with `heading` and `body`: the words of them this viewer may read. ---------


def _items(viewer: Viewer) -> Readable:
    found: Readable = (
        AgendaItem.objects.listed_for(viewer)
        .annotate(heading=_heading(), body=NOTHING, day=F("meeting__date"))
        .select_related("meeting__board")
    )
    return found


def _papers(viewer: Viewer) -> Readable:
    newest = PaperVersion.objects.filter(paper=OuterRef("pk")).order_by("-number")
    closed = When(withheld=True, then=NOTHING), When(state=PaperState.WITHDRAWN, then=NOTHING)
    found: Readable = (
        Paper.objects.listed_for(viewer)
        .annotate(
            heading=_heading(),
            body=Case(*closed, default=Coalesce(Subquery(newest.values("text")[:1]), NOTHING)),
            day=Cast("published_at", DateField()),
        )
        .select_related("board")
    )
    return found


def _minutes(viewer: Viewer) -> Readable:
    limbs = (
        Resolution.objects.filter(minute=OuterRef("pk"))
        .exclude(fate=Resolution.Fate.LOST)
        .order_by()
        .values("minute")
        .annotate(words=StringAgg("text", "\n\n", order_by="position"))
    )
    decided = Coalesce(Subquery(limbs.values("words"), output_field=TEXT), NOTHING)
    text = Concat("text", Value("\n\n", TEXT), decided, output_field=TEXT)
    found: Readable = (
        Minute.objects.listed_for(viewer)
        .annotate(
            heading=_heading(),
            body=Case(When(withheld=True, then=NOTHING), default=text),
            day=F("minutes__meeting__date"),
        )
        .select_related("minutes__meeting", "board")
    )
    return found


ITEM, PAPER, MINUTE = range(3)
KINDS = {ITEM: _items, PAPER: _papers, MINUTE: _minutes}


def _heading() -> Case:
    return Case(When(withheld=True, then=F("safe_title")), default=F("title"), output_field=TEXT)


def _query(words: str) -> SearchQuery:
    return SearchQuery(words, search_type="websearch", config=CONFIG)


def _ranked(kind: int, readable: Readable, query: SearchQuery) -> Readable:
    vector = SearchVector("heading", config=CONFIG, weight="A") + SearchVector(
        Left("body", MOST_CHARACTERS), config=CONFIG, weight="C"
    )
    found: Readable = (
        readable.order_by()
        .annotate(source=Value(kind, IntegerField()), vector=vector)
        .filter(vector=query)
        .annotate(rank=SearchRank(F("vector"), query))
        .values("source", "pk", "rank", "day")
    )
    return found


def _marked(readable: Readable, query: SearchQuery) -> Readable:
    marks = partial(SearchHeadline, query=query, config=CONFIG, start_sel=START, stop_sel=STOP)
    marked: Readable = readable.annotate(
        marked_heading=marks("heading", highlight_all=True),
        marked_body=marks("body", max_words=40, min_words=20),
    )
    return marked


def _words(text: str) -> SafeString:
    """Escape a headline and turn its signs into marks; stray signs are dropped."""
    marked = PAIR.sub(r"<mark>\1</mark>", escape(text))
    return mark_safe(marked.replace(START, "").replace(STOP, ""))  # noqa: S308


def _hit(kind: str, record: Any, *, board: str, draft: bool, href: str) -> Hit:
    return Hit(
        kind=kind,
        title=_words(record.marked_heading),
        href=href,
        board=board,
        day=record.day,
        excerpt=_words(record.marked_body),
        draft=draft,
    )


def _item_hit(item: AgendaItem) -> Hit:
    board, draft = item.meeting.board_name, item.published_at is None
    return _hit("Agenda item", item, board=board, draft=draft, href=item.get_absolute_url())


def _paper_hit(paper: Paper) -> Hit:
    draft = paper.state in UNPUBLISHED
    href = "" if paper.withheld else paper.get_absolute_url()
    return _hit("Paper", paper, board=paper.board_name, draft=draft, href=href)


def _minute_hit(minute: Minute) -> Hit:
    draft = minute.minutes.published_at is None
    href = (minute if minute.number else minute.minutes).get_absolute_url()
    return _hit("Minute", minute, board=minute.board_name, draft=draft, href=href)


HITS: dict[int, Callable[[Any], Hit]] = {ITEM: _item_hit, PAPER: _paper_hit, MINUTE: _minute_hit}
