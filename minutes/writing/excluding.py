"""The part of a meeting that was held without the public: a span of its minutes.

Source: LGA 1972 s.100A(2)-(5).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import transaction

from meetings import audit
from meetings.audit import Actor
from meetings.lifecycle import Refused
from minutes.models import Exclusion, Minute, Minutes
from minutes.writing.drafts import locked_draft


def exclude_public(
    minutes: Minutes, *, resolved_in: Minute, last: Minute | None = None, by: Actor
) -> Exclusion:
    """Record that the public was shut out behind a minute, up to the last one or to the end.

    Said again of the same minute, it changes the span.

    Raises Refused for minutes of another meeting, a span that ends before it begins, or one
    that runs into another.
    """
    with transaction.atomic():
        held = locked_draft(minutes)
        found = held.exclusions.filter(resolved_in=resolved_in).first()
        made = found or Exclusion(minutes=held, resolved_in=resolved_in)
        made.last = last
        _check(made, held)
        made.save()
        audit.record("exclude the public in", held, by=by, **_for_the_trail(made))
    return made


def readmit_public(exclusion: Exclusion, *, at: dt.datetime | None, by: Actor) -> Exclusion:
    """Record when the public was let in again."""
    with transaction.atomic():
        held = locked_draft(exclusion.minutes)
        exclusion.readmitted_at = at
        _check(exclusion, held)
        exclusion.save()
        audit.record("let the public in again in", held, by=by, **_for_the_trail(exclusion))
    return exclusion


def undo_exclusion(exclusion: Exclusion, *, by: Actor) -> None:
    """Take back that the public was shut out: it was recorded by mistake."""
    with transaction.atomic():
        held = locked_draft(exclusion.minutes)
        audit.record("take back the exclusion in", held, by=by, **_for_the_trail(exclusion))
        exclusion.delete()


def private_entries(minutes: Minutes) -> frozenset[int]:
    """The keys of the minutes taken while the public was shut out."""
    spans = list(minutes.exclusions.select_related("resolved_in", "last"))
    entries = minutes.entries.values_list("pk", "position")
    return frozenset(pk for pk, position in entries if _inside(position, spans))


def _inside(position: int, spans: Iterable[Exclusion]) -> bool:
    return any(
        each.resolved_in.position < position
        and (each.last is None or position <= each.last.position)
        for each in spans
    )


def _check(span: Exclusion, minutes: Minutes) -> None:
    ends = [span.resolved_in, *([span.last] if span.last else [])]
    if any(each.minutes_id != minutes.pk for each in ends):
        raise Refused("Choose minutes of this meeting.")
    if span.last is not None and span.last.position <= span.resolved_in.position:
        raise Refused("The public was let in again after it was shut out: choose a later minute.")
    others = minutes.exclusions.exclude(pk=span.pk).select_related("resolved_in", "last")
    mine = [span]
    if any(
        _inside(each.resolved_in.position, mine) or _inside(span.resolved_in.position, [each])
        for each in others
    ):
        raise Refused("The public was shut out already at that minute: change that instead.")


def _for_the_trail(span: Exclusion) -> dict[str, Any]:
    told = {"behind": str(span.resolved_in), "last": str(span.last or "the end")}
    return told | ({"readmitted": f"{span.readmitted_at:%H:%M}"} if span.readmitted_at else {})
