"""What may be searched of each kind of record: the words of it that one viewer may read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import (
    Case,
    DateField,
    F,
    Func,
    OuterRef,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Concat

from meetings.access import Viewer
from meetings.models import AgendaItem, Meeting
from minutes.models import Action, Minute, Resolution
from reports.models import Paper, PaperState, PaperVersion
from rotherham_hwb.search_index.models import EntryKind

TEXT = TextField()
NOTHING = Value("", TEXT)

Readable = QuerySet[Any]
"""Records of one kind, each with what is searched of it: `heading`, `body` and `day`."""


def meetings(viewer: Viewer) -> Readable:
    """Meetings; their day in words and their place come from the record itself."""
    found: Readable = (
        Meeting.objects.visible_to(viewer)
        .annotate(withheld=Value(False), heading=NOTHING, body=NOTHING, day=F("date"))
        .select_related("board")
    )
    return found


def items(viewer: Viewer) -> Readable:
    notes = Func(F("notes"), Value("\n\n", TEXT), function="array_to_string", output_field=TEXT)
    found: Readable = (
        AgendaItem.objects.listed_for(viewer)
        .annotate(heading=_heading(), body=_unless_withheld(notes), day=F("meeting__date"))
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
            day=Cast("published_at", DateField()),
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
        .annotate(heading=_heading(), body=_unless_withheld(text), day=F("minutes__meeting__date"))
        .select_related("minutes__meeting", "board")
    )
    return found


READABLE: dict[EntryKind, Callable[[Viewer], Readable]] = {
    EntryKind.MEETING: meetings,
    EntryKind.ITEM: items,
    EntryKind.PAPER: papers,
    EntryKind.MINUTE: minutes,
}


def _joined(parts: QuerySet[Any]) -> Coalesce:
    """The words of all parts of a minute."""
    own = parts.filter(minute=OuterRef("pk")).order_by().values("minute")
    words = own.annotate(words=StringAgg("text", "\n\n", order_by="position")).values("words")
    return Coalesce(Subquery(words, output_field=TEXT), NOTHING)


def _unless_withheld(words: Any) -> Case:
    return Case(When(withheld=True, then=NOTHING), default=words, output_field=TEXT)


def _heading() -> Case:
    return Case(When(withheld=True, then=F("safe_title")), default=F("title"), output_field=TEXT)
