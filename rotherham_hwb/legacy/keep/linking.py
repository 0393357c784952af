"""The agenda item that puts minutes to the board, tied to the minutes that lie in the same pack."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from meetings import audit
from meetings.audit import Actor
from meetings.models import AgendaItem
from minutes.models import Minutes
from rotherham_hwb.legacy.models import ImportedPack, ReadFact
from rotherham_hwb.slips.printed_dates import DATE, parse_date

MINUTES = re.compile(r"\bminutes\b", re.I)
PREVIOUS = re.compile(r"\b(?:previous|last|preceding|earlier)\b|\bmeetings?\b.*\bheld\b", re.I)
OTHERS = re.compile(r"\bminutes of (?:the )?(?!(?:\w+ ){0,2}(?:previous|last|meeting))", re.I)


def link_minutes(pack: ImportedPack, facts: Sequence[ReadFact], *, by: Actor) -> None:
    """Where one item alone can mean one set of the board's own minutes, tie them together.

    An officer who parts them again is not overruled: they are tied once.
    """
    sets = _own_minutes(pack, facts)
    items = [fact for fact in facts if fact.kind == "item" and fact.target_id and not fact.gone]
    wanted = [fact for fact in items if MINUTES.search(str(fact.value["title"]))]
    for minutes in sets:
        fits = [fact for fact in wanted if _means(fact, minutes, alone=len(sets) == 1)]
        if len(fits) == 1:
            _tie(pack, fits[0], minutes, by=by)


def _own_minutes(pack: ImportedPack, facts: Sequence[ReadFact]) -> list[Minutes]:
    keys = [fact.target_id for fact in facts if fact.kind == "minutes" and fact.target_id]
    meeting = pack.meeting
    found = Minutes.objects.filter(
        pk__in=keys, meeting__board=meeting.board, meeting__date__lt=meeting.date
    )
    by_day = groupby(found.order_by("meeting__date"), key=lambda each: each.meeting.date)
    days = [list(same) for _, same in by_day]
    return [same[0] for same in days if len(same) == 1]


def _means(fact: ReadFact, minutes: Minutes, *, alone: bool) -> bool:
    """A date in the title decides; without one it must be the only set, put as the last one."""
    title = str(fact.value["title"])
    if DATE.search(title):
        return _same_day(title, minutes)
    return alone and bool(PREVIOUS.search(title)) and not OTHERS.search(title)


def _same_day(title: str, minutes: Minutes) -> bool:
    day = minutes.meeting.date
    return day in [parse_date(said, year=day.year) for said in DATE.finditer(title)]


def _tie(pack: ImportedPack, fact: ReadFact, minutes: Minutes, *, by: Actor) -> None:
    applied = fact.applied or {}
    ready = AgendaItem.objects.filter(published_at=None, minutes_of=None)
    item = ready.filter(pk=fact.target_id or 0).first()
    if item is None or applied.get("minutes_of") == minutes.meeting_id:
        return
    item.minutes_of = minutes.meeting
    item.save()
    told = {"minutes_of": ["", str(minutes.meeting)]}
    audit.record("update", item, by=by, pack=str(pack), changes=told)
    fact.applied = {**applied, "minutes_of": minutes.meeting_id}
    fact.save(update_fields=["applied"])
