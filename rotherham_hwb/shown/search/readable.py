"""What may be searched of each kind of record: the words of it that one viewer may read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import (
    Case,
    F,
    Func,
    OuterRef,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Concat

from meetings.access import Viewer
from meetings.models import AgendaItem, Meeting
from minutes.models import Action, Minute, Resolution
from reports.models import Paper, PaperState, PaperVersion
from rotherham_hwb.search_index.models import EntryKind

TEXT = TextField()
NOTHING = Value("", TEXT)

Readable = QuerySet[Any]
"""Records of one kind, each with what is searched of it: `heading` and `body`; and `withheld`."""


def meetings(viewer: Viewer) -> Readable:
    """Meetings; their day in words and their place come from the record itself."""
    found: Readable = (
        Meeting.objects.visible_to(viewer)
        .annotate(withheld=Value(False), heading=NOTHING, body=NOTHING)
        .select_related("board")
    )
    return found


def items(viewer: Viewer) -> Readable:
    notes = Func(F("notes"), Value("\n\n", TEXT), function="array_to_string", output_field=TEXT)
    found: Readable = (
        AgendaItem.objects.listed_for(viewer)
        .annotate(heading=_heading(), body=_unless_withheld(notes))
        .select_related("meeting__board", "parent")
    )
    return found


def papers(viewer: Viewer) -> Readable:
    newest = PaperVersion.objects.filter(paper=OuterRef("pk")).order_by("-number")
    closed = When(withheld=True, then=NOTHING), When(state=PaperState.WITHDRAWN, then=NOTHING)
    found: Readable = (
        Paper.objects.listed_for(viewer)
        .annotate(
            heading=_heading(),
            body=Case(*closed, default=Coalesce(Subquery(newest.values("text")[:1]), NOTHING)),
        )
        .select_related("board")
    )
    return found


def minutes(viewer: Viewer) -> Readable:
    limbs = Resolution.objects.exclude(fate=Resolution.Fate.LOST)
    text = Concat(
        F("text"), Value("\n\n", TEXT), _joined(limbs), Value("\n\n", TEXT),
        _joined(Action.objects.all()), output_field=TEXT,
    )  # fmt: skip
    found: Readable = (
        Minute.objects.listed_for(viewer)
        .annotate(heading=_heading(), body=_unless_withheld(text))
        .select_related("minutes__meeting", "board")
    )
    return found


READABLE: dict[EntryKind, Callable[[Viewer], Readable]] = {
    EntryKind.MEETING: meetings,
    EntryKind.ITEM: items,
    EntryKind.PAPER: papers,
    EntryKind.MINUTE: minutes,
}


def address_of(record: Any) -> str:
    """Where a record of a kind is read; empty where it is withheld and has no page of its own."""
    if isinstance(record, Paper) and record.withheld:
        return ""
    if isinstance(record, Minute) and not record.number:
        return record.minutes.get_absolute_url()
    return str(record.get_absolute_url())


def _joined(parts: QuerySet[Any]) -> Coalesce:
    """The words of all parts of a minute."""
    own = parts.filter(minute=OuterRef("pk")).order_by().values("minute")
    words = own.annotate(words=StringAgg("text", "\n\n", order_by="position")).values("words")
    return Coalesce(Subquery(words, output_field=TEXT), NOTHING)


def _unless_withheld(words: Any) -> Case:
    return Case(When(withheld=True, then=NOTHING), default=words, output_field=TEXT)


def _heading() -> Case:
    return Case(When(withheld=True, then=F("safe_title")), default=F("title"), output_field=TEXT)
