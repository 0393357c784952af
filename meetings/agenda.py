"""The verbs that build an agenda: its items come, change, move and go until it is published.

Items number themselves while the agenda is being built, 1, 2, 3 and (a), (b) below an item, and
keep their numbers for good once it is published.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError

from meetings import agenda_order, audit
from meetings.agenda_order import Line
from meetings.audit import Actor
from meetings.lifecycle import Refused, Stale
from meetings.locking import lock_key
from meetings.models import AgendaItem, AgendaSection, ItemKind, Meeting, Presenter, StandingItem
from meetings.wording import page_date
from meetings.workflow import section_of

BUILDING = ("draft", "called", "postponed")
WORDS = (
    *("title", "notes", "links", "kind", "awaited_reason", "awaited_on", "minutes_of_id"),
    *("section_id", "restriction", "safe_title", "exempt_paragraphs", "public_interest"),
    "review_on",
)


HANGS_ON = {
    "placement": "papers",
    "note": "notes from the meeting",
    "declaration": "interests declared in it",
}
"""What keeps an item on the agenda, by the name of its record."""
CLOSING = re.compile(
    r"^(?:any other (?:urgent )?(?:business|items?)|aob|close of (?:the )?meeting|"
    r"(?:(?:date|time)\b.*\b)?next meeting|(?:dates of )?future meetings)\b",
    re.IGNORECASE,
)
"""Titles of items that close a meeting, where the board's standing items do not say so."""


class Way(StrEnum):
    UP = "up"
    DOWN = "down"


def may_build(meeting: Meeting) -> str:
    """Why the agenda cannot be changed here, in one sentence; empty where it can."""
    if meeting.state not in BUILDING or meeting.agenda_published_at:
        return "The agenda is published and keeps its numbers: issue changes in a supplement."
    if meeting.items.filter(source_line__isnull=False).exists():
        return "This agenda was read from an old pack: correct it on the pack’s review page."
    return ""


def awaited(item: AgendaItem) -> str:
    """Why a paper is to follow and when it is expected, in words; empty for other items."""
    if item.kind != ItemKind.TO_FOLLOW or not item.awaited_reason:
        return ""
    day = f" Expected {page_date(item.awaited_on)}." if item.awaited_on else ""
    return f"To follow: {item.awaited_reason}{day}"


def put_item(
    item: AgendaItem,
    *,
    presenters: Sequence[Presenter] = (),
    parent: AgendaItem | None = None,
    by: Actor,
) -> AgendaItem:
    """Add an item before those that close the meeting, or at the end of its parent's sub-items.

    Raises Refused once the agenda is published, or for a sub-item of a sub-item.
    """
    with transaction.atomic():
        meeting = _locked(item.meeting_id)
        if parent is not None:
            item.section, item.parent = parent.section, parent
        item.position = meeting.items.count() + 1
        item.number = ""
        _save(item)
        _name_presenters(item, presenters)
        lines = _lines(meeting)
        if parent is None:
            agenda_order.keep_last(lines, item.pk, closing_test(meeting))
        _settle(meeting, lines)
        item.refresh_from_db()
        audit.record("add", item, by=by, title=item.title)
    return item


def change_item(
    item: AgendaItem, *, revision: int, presenters: Sequence[Presenter], by: Actor
) -> AgendaItem:
    """Store an item's new words; `revision` is the one they were written on.

    Raises Stale where somebody stored other words since, Refused once it is published.
    """
    with transaction.atomic():
        meeting = _locked(item.meeting_id)
        stored = meeting.items.select_for_update(of=("self",)).get(pk=item.pk)
        if stored.revision != revision:
            raise Stale(
                f"Somebody changed item {stored.number} while you were writing.", theirs=stored
            )
        changes = _differences(stored, item)
        item.revision = revision + 1
        item.position, item.number = stored.position, stored.number
        _save(item)
        item.presenters.all().delete()
        _name_presenters(item, presenters)
        _settle(meeting, _lines(meeting))
        audit.record("change", item, by=by, **changes)
    return item


def shift_item(item: AgendaItem, way: Way, *, by: Actor) -> AgendaItem:
    """Move an item one place; at the edge of a section it changes section first.

    The only item of a section moves with its section, so that no move dissolves one.
    Its sub-items go with it, and a sub-item stays below its own item.
    """
    with transaction.atomic():
        meeting = _locked(item.meeting_id)
        lines = _lines(meeting)
        agenda_order.shift(lines, item.pk, -1 if way == Way.UP else 1)
        return _moved(item, meeting, lines, by)


def place_item(item: AgendaItem, *, before: AgendaItem | None, by: Actor) -> AgendaItem:
    """Put an item before another of its own level, in that one's section, or at the end.

    The only item of a section keeps its section.
    """
    with transaction.atomic():
        meeting = _locked(item.meeting_id)
        lines = _lines(meeting)
        agenda_order.place(lines, item.pk, before.pk if before else None)
        return _moved(item, meeting, lines, by)


def remove_item(item: AgendaItem, *, by: Actor) -> None:
    """Take an item and its sub-items off the agenda.

    Raises Refused while papers are attached to it, or something is recorded of it at the meeting,
    so that none is lost with it.
    """
    with transaction.atomic():
        meeting = _locked(item.meeting_id)
        for each in (item, *item.sub_items.all()):  # which go with it
            audit.record("remove", each, by=by, title=each.title, notes=each.notes)
        try:
            item.delete()
        except ProtectedError as error:
            raise Refused(_what_hangs_on(item, error)) from error
        _settle(meeting, _lines(meeting))


def take_standing_items(meeting: Meeting, *, by: Actor) -> list[AgendaItem]:
    """Add those of the board's standing items that the agenda does not have yet.

    Opening items go first and closing ones last, each in the board's order.
    """
    with transaction.atomic():
        locked = _locked(meeting.pk)
        lines = _lines(locked)
        added = [(each, _standing(locked, each)) for each in missing_standing_items(locked)]
        opening = [[item] for each, item in added if each.place == StandingItem.Place.OPENING]
        closing = [[item] for each, item in added if each.place != StandingItem.Place.OPENING]
        _settle(locked, [*opening, *lines, *closing])
        for _, item in added:
            audit.record("add", item, by=by, title=item.title)
    return [item for _, item in added]


def missing_standing_items(meeting: Meeting) -> list[StandingItem]:
    """The board's standing items whose titles the agenda does not have."""
    held = {title.casefold() for title in meeting.items.values_list("title", flat=True)}
    standing = meeting.board.standing_items.order_by("-place", "position")
    return [each for each in standing if each.title.casefold() not in held]


def closing_test(meeting: Meeting) -> Callable[[AgendaItem], bool]:
    """Whether an item closes the meeting: by the board's standing items, or by its title."""
    standing = meeting.board.standing_items.values_list("title", "place")
    places = {title.casefold(): place for title, place in standing}

    def closes(item: AgendaItem) -> bool:
        place = places.get(item.title.casefold())
        return place == StandingItem.Place.CLOSING if place else bool(CLOSING.match(item.title))

    return closes


def shift_section(section: AgendaSection, way: Way, *, by: Actor) -> None:
    """Move a section with its items past the item or the section beside it."""
    with transaction.atomic():
        meeting = _locked(section.meeting_id)
        lines = _lines(meeting)
        agenda_order.shift_section(lines, section.pk, -1 if way == Way.UP else 1)
        _settle(meeting, lines)
        audit.record("move", section, by=by, heading=section.heading)


def remove_section(section: AgendaSection, *, by: Actor) -> None:
    """Take a section's heading off the agenda; its items stay where they are."""
    with transaction.atomic():
        meeting = _locked(section.meeting_id)
        heading, words = section.heading, section.introduction
        audit.record("remove", section, by=by, heading=heading, introduction=words)
        section.delete()  # which leaves its items without one
        _settle(meeting, _lines(meeting))


def rename_section(section: AgendaSection, *, heading: str, introduction: str, by: Actor) -> None:
    """Give a section its heading and the paragraph below it."""
    with transaction.atomic():
        _locked(section.meeting_id)
        section.heading, section.introduction = heading.strip(), introduction.strip()
        section.full_clean()
        section.save()
        audit.record("change", section, by=by, heading=section.heading)


def _locked(pk: int) -> Meeting:
    """The meeting, locked: two officers' changes come one after the other."""
    meeting: Meeting = lock_key(Meeting, pk)
    if why := may_build(meeting):
        raise Refused(why)
    return meeting


def _what_hangs_on(item: AgendaItem, error: ProtectedError) -> str:
    found = {
        HANGS_ON.get(str(each._meta.model_name), "records") for each in error.protected_objects
    }
    held = " and ".join(sorted(found, reverse=True))
    return f"Item {item.full_number} has {held}: move or remove them first."


def _save(item: AgendaItem) -> None:
    if item.parent is not None and item.parent.parent_id is not None:
        raise Refused("A sub-item cannot have sub-items of its own.")
    item.full_clean(validate_constraints=False, exclude=["number"])
    item.save()


def _name_presenters(item: AgendaItem, presenters: Sequence[Presenter]) -> None:
    for position, presenter in enumerate(presenters, start=1):
        presenter.pk, presenter.item, presenter.position = None, item, position
        presenter.full_clean()
        presenter.save(force_insert=True)


def _differences(old: AgendaItem, new: AgendaItem) -> dict[str, Any]:
    pairs = ((name, getattr(old, name), getattr(new, name)) for name in WORDS)
    changed = {name: [str(before), str(after)] for name, before, after in pairs if before != after}
    return {"changes": changed} if changed else {}


def _lines(meeting: Meeting) -> list[Line]:
    items = list(meeting.items.select_related("section").order_by("position", "pk"))
    below: dict[int | None, Line] = {}
    for item in items:
        below.setdefault(item.parent_id, []).append(item)
    return [[top, *below.get(top.pk, [])] for top in below.get(None, [])]


def _moved(item: AgendaItem, meeting: Meeting, lines: list[Line], by: Actor) -> AgendaItem:
    before = item.full_number
    _settle(meeting, lines)
    item.refresh_from_db()
    audit.record("move", item, by=by, was=before, now=item.full_number)
    return item


def _settle(meeting: Meeting, lines: list[Line]) -> None:
    """Keep sections together, then give every item its place and number; drop empty sections."""
    ordered = agenda_order.in_order(lines)
    for position, (item, number) in enumerate(ordered, start=1):
        item.position, item.number = position, number
    items = [item for item, _ in ordered]
    # Numbers are unique at once, not at the end: clear them before they are dealt out anew.
    meeting.items.update(number="")
    AgendaItem.objects.bulk_update(items, ["position", "number", "section"])
    meeting.sections.filter(items__isnull=True).delete()


def _standing(meeting: Meeting, standing: StandingItem) -> AgendaItem:
    item = AgendaItem(
        meeting=meeting,
        position=meeting.items.count() + 1,
        title=standing.title,
        kind=standing.kind,
        section=section_of(meeting, standing.section),
        notes=[standing.notes] if standing.notes else [],
    )
    _save(item)
    return item
