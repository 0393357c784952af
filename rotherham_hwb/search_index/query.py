"""From what somebody typed to what the database is asked, and its answer in two steps (ADR 29)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.search import SearchHeadline, SearchQueryField
from django.db import connection
from django.db.models import BooleanField, F, FloatField, Func, Q, QuerySet
from django.db.models.expressions import RawSQL

from rotherham_hwb.search_index.models import EntryKind, IndexEntry, KnownWord
from rotherham_hwb.search_index.words import findable, with_capitals

CONFIG = "papers"
WHOLE = {"highlight_all": True}
START, STOP = "⟦hit⟧", "⟦/hit⟧"
MOST_ROWS = 2000
NEWEST = 1000
ALIKE = 0.4
WAYS = ("phrase", "plain")
PREFIX = re.compile(r"(?<!\w)(\w{3,})\*")
QUOTES = str.maketrans("“”„«»‘’", '"""""\'\'')


@dataclass(frozen=True)
class Question:
    """What the database is asked: a text search query in its own writing; empty: nothing."""

    tsquery: str

    @property
    def sql(self) -> RawSQL:
        return RawSQL("%s::tsquery", [self.tsquery], output_field=SearchQueryField())

    def marked(self, words: str, **size: Any) -> SearchHeadline:
        """A field with signs round the words that were found."""
        signs: dict[str, Any] = {"start_sel": START, "stop_sel": STOP, "fragment_delimiter": " … "}
        return SearchHeadline(words, self.sql, config=CONFIG, **signs, **(size or WHOLE))

    def excerpt(self, words: str) -> SearchHeadline:
        """The same of what stands round them."""
        return self.marked(words, max_fragments=2, max_words=30, min_words=12)

    def stands_in(self, vector: Any) -> Func:
        """The condition that words hold what is asked."""
        return Func(
            vector, self.sql, template="%(expressions)s", arg_joiner=" @@ ",
            output_field=BooleanField(),
        )  # fmt: skip


@dataclass(frozen=True)
class Row:
    """A row that was found, without its words."""

    pk: int
    kind: EntryKind
    record: int
    page: int
    item: int | None
    board: int
    day: date
    is_public: bool


@dataclass(frozen=True)
class Found:
    """The rows found; where there are more than can be counted, the newest, and `more` is true."""

    rows: tuple[Row, ...]
    more: bool = False


def ask(words: str, same: Iterable[Sequence[str]]) -> Question:
    """Understand what was typed: phrases, “or”, a minus, `vaccin*`, and what means the same."""
    typed = with_capitals(findable(words).translate(QUOTES))
    query = _Sql("websearch_to_tsquery(%s, %s)", CONFIG, PREFIX.sub(" ", typed))
    for start in PREFIX.findall(typed):
        query = _joined("({} && {})", query, _Sql("to_tsquery(%s, %s)", CONFIG, f"{start}:*"))
    for group in _groups_in(typed, same):
        query = _with_the_same(query, group)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT q::text, numnode(q), querytree(q) FROM (SELECT {query.sql} AS q) asked",  # noqa: S608 - our own words, values apart
            query.values,
        )
        query, nodes, tree = cursor.fetchone()
    return Question(query if nodes and tree != "T" else "")


def find(asked: Question, seen: Q, narrowed: Q | None = None) -> Found:
    """The rows that hold what is asked, among those that `seen` lets through.

    Without an order the index of words is used, whatever the planner thinks of it. `narrowed`
    is what the reader chose; where too many rows are found it narrows them before they are cut.
    """
    holding = IndexEntry.objects.filter(seen).filter(asked.stands_in(F("vector")))
    rows = _rows(holding.order_by()[: MOST_ROWS + 1])
    if len(rows) <= MOST_ROWS:
        return Found(rows)
    return Found(_rows(holding.filter(narrowed or Q()).order_by("-day", "-pk")[:NEWEST]), more=True)


def ranks(asked: Question, rows: Iterable[Row]) -> dict[int, float]:
    """How well each row answers, by its key."""
    rank = Func(F("vector"), asked.sql, function="ts_rank_cd", output_field=FloatField())
    found = IndexEntry.objects.filter(pk__in=[row.pk for row in rows])
    return {pk: float(value) for pk, value in found.annotate(rank=rank).values_list("pk", "rank")}


def meant(words: str) -> str:
    """The same words spelt as public pages spell them; empty where nothing comes near."""
    better = re.sub(r"[^\W\d_]{4,40}", lambda found: _spelt(found[0]), words)
    return better if better.lower() != words.lower() else ""


def _spelt(word: str) -> str:
    low = word.lower()
    if KnownWord.objects.filter(word=low).exists():
        return word
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT word FROM search_index_knownword WHERE word %% %s AND similarity(word, %s) > %s"
            " ORDER BY similarity(word, %s) * ln(pages + 2) DESC, word LIMIT 1",
            [low, low, ALIKE, low],
        )
        found = cursor.fetchone()
    return str(found[0]) if found else word


def _rows(entries: QuerySet[IndexEntry]) -> tuple[Row, ...]:
    fields = ("pk", "kind", "record", "page", "item", "board_id", "day", "is_public")
    return tuple(
        Row(pk, EntryKind(kind), *rest) for pk, kind, *rest in entries.values_list(*fields)
    )


def _groups_in(typed: str, same: Iterable[Sequence[str]]) -> Iterator[tuple[str, ...]]:
    """The groups of which a word stands in what was typed."""
    for group in same:
        if any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", typed, re.I) for word in group):
            yield tuple(group)


class _Sql:
    """A piece of SQL with its values."""

    def __init__(self, sql: str, *values: str) -> None:
        self.sql, self.values = sql, values


def _joined(pattern: str, *parts: _Sql) -> _Sql:
    values = (value for part in parts for value in part.values)
    return _Sql(pattern.format(*(part.sql for part in parts)), *values)


def _with_the_same(query: _Sql, group: Sequence[str]) -> _Sql:
    """Whatever word of a group stands in a query, any of them answers it.

    Each is exchanged for a sign of the whole group first, so that none is exchanged twice. A name
    typed without quotation marks is found with its words apart, too.
    """
    sign = "samemeaning" + "".join(char for char in group[0].lower() if char.isalpha())
    together, apart = (_Sql("to_tsquery(%s, %s)", "simple", f"{sign}{end}") for end in "xz")
    for word in group:
        phrase, words = (_Sql(f"{way}to_tsquery(%s, %s)", CONFIG, word) for way in WAYS)
        query = _joined("ts_rewrite({}, {}, {})", query, phrase, together)
        if not word.isalnum():
            query = _joined("ts_rewrite({}, {}, {})", query, words, apart)
    phrases = [_Sql("phraseto_tsquery(%s, %s)", CONFIG, word) for word in group]
    loose = [_Sql("plainto_tsquery(%s, %s)", CONFIG, word) for word in group]
    query = _joined("ts_rewrite({}, {}, {})", query, together, _any_of(phrases))
    return _joined("ts_rewrite({}, {}, {})", query, apart, _any_of([*phrases, *loose]))


def _any_of(parts: Sequence[_Sql]) -> _Sql:
    return _joined("(" + " || ".join(["{}"] * len(parts)) + ")", *parts)
