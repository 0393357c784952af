"""The verbs on entries of draft minutes: added, written, moved, taken out, made restricted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, ProtectedError

from meetings import audit
from meetings.access import Restriction
from meetings.agenda import Way
from meetings.audit import Actor
from meetings.lifecycle import Refused, Stale
from meetings.models import AgendaItem
from minutes.models import Minute, Minutes
from minutes.writing.drafts import locked_draft
from minutes.writing.numbering import (
    close_gap,
    entries_in_order,
    first_number,
    is_last_in_series,
    lock_series,
    series_for,
)

COMPARED = (
    *("title", "text", "urgent_reason"),
    *("restriction", "safe_title", "exempt_paragraphs", "public_summary"),
)


class Words(TypedDict, total=False):
    title: str
    text: str
    urgent_reason: str


CHANGED_MINUTE = "Somebody changed this minute while you were writing."


def add_entry(
    minutes: Minutes,
    *,
    title: str,
    text: str = "",
    urgent_reason: str = "",
    after: Minute | None = None,
    item: AgendaItem | None = None,
    by: Actor,
) -> Minute:
    """Add an entry behind another or at the end; without an item, what was not on the agenda."""
    with transaction.atomic():
        held = locked_draft(minutes)
        made = Minute(minutes=held, board=held.meeting.board, series=series_for(held), item=item)
        made.title, made.text = title.strip(), text.strip()
        made.urgent_reason = urgent_reason.strip()
        made.position = _place_behind(held, after)
        _save(made)
        audit.record("add", made, by=by, title=made.title)
    return made


def change_minute(minute: Minute, *, revision: int, by: Actor, **words: Unpack[Words]) -> Minute:
    """Store an entry's new words; `revision` is the one they were written on.

    Raises Stale, with both texts, where somebody stored other words since.
    """
    with transaction.atomic():
        stored = locked_entry(minute)
        if stored.revision != revision:
            raise Stale(CHANGED_MINUTE, theirs=stored, mine=dict(words))
        for name, said in words.items():
            setattr(stored, name, str(said).strip())
        _store(stored, by=by)
    return _refreshed(minute)


def remove_entry(minute: Minute, *, by: Actor) -> None:
    """Take an entry out of the minutes with all that hangs on it.

    Raises Refused where it has a number that later minutes follow.
    """
    with transaction.atomic():
        stored = locked_entry(minute)
        lock_series(stored.minutes)
        first = first_number(stored.minutes)
        own = stored.number and stored.source_line is None
        if own and not is_last_in_series(stored.minutes):
            raise Refused(
                f"Minute {stored.number} has its number and later minutes follow it: keep it, "
                "and write in it what happened."
            )
        audit.record("remove", stored, by=by, title=stored.title, text=stored.text)
        _delete(stored)
        _deal_places(entries_in_order(stored.minutes))
        close_gap(stored.minutes, first=first)


def move_entry(minute: Minute, way: Way, *, by: Actor) -> Minute:
    """Move an entry one place; numbers that were given stay with the places."""
    with transaction.atomic():
        stored = locked_entry(minute)
        entries = entries_in_order(stored.minutes)
        place = next(at for at, each in enumerate(entries) if each.pk == stored.pk)
        other = place + (-1 if way == Way.UP else 1)
        if 0 <= other < len(entries):
            _swap_numbers(entries[place], entries[other])
            entries[place], entries[other] = entries[other], entries[place]
            _deal_places(entries)
            audit.record("move", stored, by=by, way=str(way))
    return _refreshed(minute)


def classify_minute(
    minute: Minute,
    *,
    revision: int,
    restriction: str,
    safe_title: str = "",
    exempt_paragraphs: Sequence[int] = (),
    public_summary: str = "",
    by: Actor,
) -> Minute:
    """Say who may read a minute, and what the public may read of one that is restricted.

    Source: LGA 1972 s.100A(2)-(5), s.100C(2).

    Raises Stale where `revision` is not the stored one: somebody may have restricted the
    minute since. Raises Refused for a restricted minute without a safe title, an exempt one
    without its paragraphs, and an open one whose corrections everybody can read already.
    """
    is_open, is_exempt = restriction == Restriction.OPEN, restriction == Restriction.EXEMPT
    if not is_open and not safe_title.strip():
        raise Refused("Give the minute a safe title: the words the public may see.")
    if is_exempt and not exempt_paragraphs:
        raise Refused("Choose the Schedule 12A paragraphs that make the minute exempt.")
    with transaction.atomic():
        stored = locked_entry(minute)
        if stored.revision != revision:
            said = {"safe_title": safe_title, "public_summary": public_summary}
            raise Stale(CHANGED_MINUTE, theirs=stored, mine={"restriction": restriction, **said})
        if not is_open:
            _hides_no_correction(stored)
        stored.restriction = Restriction(restriction)
        stored.safe_title = "" if is_open else safe_title.strip()
        stored.exempt_paragraphs = sorted(exempt_paragraphs) if is_exempt else []
        stored.public_summary = "" if is_open else public_summary.strip()
        _store(stored, by=by)
    return _refreshed(minute)


def _hides_no_correction(stored: Minute) -> None:
    if stored.restriction == Restriction.OPEN and stored.corrects.exists():
        raise Refused(
            "This minute corrected earlier minutes, and everybody can read the correction: keep "
            "it open, and put what is not public into a minute of its own."
        )


def place_by_agenda(entry: Minute) -> None:
    """Put a new entry where its item stands among those of the agenda; runs in a transaction."""
    assert entry.item is not None
    entries = entries_in_order(entry.minutes)
    others = [each for each in entries if each.pk != entry.pk]
    positions = dict(entry.minutes.meeting.items.values_list("pk", "position"))
    behind = (
        at
        for at, each in enumerate(others)
        if each.item_id and positions[each.item_id] > entry.item.position
    )
    others.insert(next(behind, len(others)), entry)
    _deal_places(others)


def locked_entry(minute: Minute) -> Minute:
    """The entry as stored now, its minutes held still. Raises Refused where it is gone."""
    held = locked_draft(minute.minutes)
    stored: Minute | None = held.entries.filter(pk=minute.pk).first()
    if stored is None:
        raise Refused("Somebody removed this minute: add it again if it belongs here.")
    stored.minutes = held
    return stored


def _refreshed(minute: Minute) -> Minute:
    minute.refresh_from_db()
    return minute


def _save(entry: Minute) -> None:
    try:
        entry.full_clean(validate_unique=False)
    except ValidationError as error:
        raise Refused(_sentence(error)) from error
    entry.save()


def _sentence(error: ValidationError) -> str:
    if "title" in error.message_dict:
        return "Give the minute a title of at most 500 characters."
    return " ".join(error.messages)


def _store(stored: Minute, *, by: Actor) -> None:
    """Save an entry that was changed, once more counted; nothing where nothing changed."""
    old = Minute.objects.get(pk=stored.pk)
    told = {
        name: [str(getattr(old, name)), str(getattr(stored, name))]
        for name in COMPARED
        if getattr(old, name) != getattr(stored, name)
    }
    if told:
        stored.revision += 1
        _save(stored)
        audit.record("change", stored, by=by, changes=told)


def count_change(stored: Minute, action: str, *, by: Actor, **detail: Any) -> None:
    Minute.objects.filter(pk=stored.pk).update(revision=F("revision") + 1)
    audit.record(action, stored, by=by, **detail)


def _delete(stored: Minute) -> None:
    try:
        stored.delete()
    except ProtectedError as error:
        raise Refused(
            "Earlier minutes were approved or corrected in this minute, so it stays."
        ) from error


def _place_behind(minutes: Minutes, after: Minute | None) -> int:
    last: int = minutes.entries.count()
    if after is None:
        return last + 1
    minutes.entries.filter(position__gt=after.position).update(position=F("position") + 1)
    return after.position + 1


def _deal_places(entries: Sequence[Minute]) -> None:
    for position, each in enumerate(entries, start=1):
        each.position = position
    Minute.objects.bulk_update(entries, ["position"])


def _swap_numbers(one: Minute, other: Minute) -> None:
    if not (one.number and other.number):
        return
    numbers = one.number, other.number
    Minute.objects.filter(pk__in=[one.pk, other.pk]).update(number="")
    other.number, one.number = numbers
    Minute.objects.bulk_update([one, other], ["number"])
