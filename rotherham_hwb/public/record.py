"""The minutes of one meeting as one viewer may read them, read once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, prefetch_related_objects

from meetings.access import Restriction, Viewer
from meetings.exempt import withheld_sentence
from meetings.models import Meeting
from minutes.models import Action, Attendance, Minute, Minutes, MinutesState, Reference
from rotherham_hwb.public.prose import Passage, linked, passages, targets_of
from rotherham_hwb.templatetags.wording import long_date

Listed = Any
"""A record from `listed_for(viewer)`: with the fields of its model it has `withheld`."""


@dataclass(frozen=True)
class Limb:
    """One limb of a resolution: its label as printed, and what was resolved."""

    label: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True)
class ActionLine:
    text: str
    owner: str
    due_on: dt.date | None
    done_on: dt.date | None


@dataclass(frozen=True)
class ReferenceLine:
    """An earlier minute that a minute refers to; linked where it is here and may be read."""

    text: str
    href: str
    about: str


@dataclass(frozen=True)
class MinuteEntry:
    """One minute, as far as its reader may know it."""

    anchor: str
    number: str
    title: str
    href: str
    withheld: bool = False
    why: str = ""
    passages: tuple[Passage, ...] = ()
    limbs: tuple[Limb, ...] = ()
    actions: tuple[ActionLine, ...] = ()
    references: tuple[ReferenceLine, ...] = ()
    item: int | None = None


@dataclass(frozen=True)
class Group:
    """Those present under one heading, such as “Officers”."""

    heading: str
    names: tuple[Attendance, ...]


@dataclass(frozen=True)
class Roll:
    """Who was there, in groups, and who sent apologies."""

    present: tuple[Group, ...]
    apologies: tuple[Attendance, ...]


@dataclass(frozen=True)
class MinutesLink:
    """That there are minutes, and how final they are."""

    href: str
    state: MinutesState


def find_minutes(meeting: Meeting, viewer: Viewer) -> MinutesLink | None:
    """The minutes of a meeting, where a viewer may read them."""
    found = Minutes.objects.visible_to(viewer).filter(meeting=meeting).first()
    return minutes_link(found) if found else None


def minutes_link(minutes: Minutes) -> MinutesLink:
    return MinutesLink(minutes.get_absolute_url(), MinutesState(minutes.state))


def read_roll(minutes: Minutes) -> Roll:
    """Read who was present and who sent apologies, in the order printed."""
    names = list(minutes.attendances.order_by("position"))
    kinds = Attendance.Kind
    present = [each for each in names if each.kind == kinds.PRESENT]
    groups = groupby(present, key=lambda each: each.group)
    return Roll(
        tuple(Group(heading or "Present", tuple(group)) for heading, group in groups),
        tuple(each for each in names if each.kind == kinds.APOLOGIES),
    )


def read_entries(minutes: Minutes, viewer: Viewer) -> tuple[MinuteEntry, ...]:
    """Read the entries of minutes that a viewer may know of."""
    entries = Minute.objects.listed_for(viewer).filter(minutes=minutes)
    entries = entries.select_related("minutes__meeting").prefetch_related(
        "resolutions", "actions", _references_for(viewer)
    )
    return tuple(map(_entry, entries))


def entry(minute: Listed, viewer: Viewer) -> MinuteEntry:
    """One minute from the list for a viewer, with the earlier ones it refers to."""
    prefetch_related_objects([minute], _references_for(viewer))
    return _entry(minute)


def _references_for(viewer: Viewer) -> Prefetch[Any]:
    """References, each with whether its target may be read: what may not, gets no link."""
    may_read = Minute.objects.visible_to(viewer).filter(pk=OuterRef("target"))
    references = Reference.objects.select_related("target__minutes__meeting")
    return Prefetch("references", queryset=references.annotate(may_read=Exists(may_read)))


def _entry(minute: Listed) -> MinuteEntry:
    """One minute from the list for a viewer; of a withheld one, its safe title and the reason."""
    anchor = f"minute-{minute.pk}"
    href = minute.get_absolute_url() if minute.number else ""
    why = withheld_sentence(minute) if minute.restriction != Restriction.OPEN else ""
    if minute.withheld:
        return MinuteEntry(anchor, minute.number, minute.safe_title, href, withheld=True, why=why)
    leads = partial(
        linked, targets=targets_of(minute.references.all()), day=minute.minutes.meeting.date
    )
    return MinuteEntry(
        anchor,
        minute.number,
        minute.title,
        href,
        why=why,
        passages=leads(passages(minute.text)),
        limbs=tuple(replace(each, passages=leads(each.passages)) for each in limbs_of(minute)),
        actions=_actions(minute.actions.all()),
        references=tuple(map(_reference, minute.references.all())),
        item=minute.item_id,
    )


def _reference(reference: Any) -> ReferenceLine:
    target = reference.target
    if target is None or not reference.may_read:
        return ReferenceLine(reference.text, "", "")
    return ReferenceLine(
        reference.text, target.get_absolute_url(), long_date(target.minutes.meeting.date)
    )


def limbs_of(minute: Listed) -> tuple[Limb, ...]:
    """What a minute resolved; nothing of one that is withheld."""
    if minute.withheld:
        return ()
    return tuple(Limb(each.label, passages(each.text)) for each in minute.resolutions.all())


def _actions(actions: Iterable[Action]) -> tuple[ActionLine, ...]:
    return tuple(ActionLine(each.text, each.owner, each.due_on, each.done_on) for each in actions)
