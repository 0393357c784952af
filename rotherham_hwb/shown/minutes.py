"""The minutes of one meeting as one viewer may read them, read once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, prefetch_related_objects
from django.utils import timezone

from meetings.access import Restriction, Viewer
from meetings.exempt import withheld_sentence
from meetings.models import Meeting
from meetings.wording import page_date
from minutes.models import (
    Action,
    Attendance,
    Ballot,
    Correction,
    Declaration,
    Minute,
    Minutes,
    MinutesState,
    Reference,
    Resolution,
)
from minutes.models import Vote as VoteRecord
from rotherham_hwb.packs.contents.minutes import RESOLVED
from rotherham_hwb.packs.sections.minutes import Vote
from rotherham_hwb.shown.prose import Passage, linked, passages, targets_of
from rotherham_hwb.shown.sentences import (
    ON_PAGE,
    correction_words,
    falls_due_words,
    number_of,
    public_sentence,
    read_happenings,
    vote_told,
)

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
    falls_due: str = ""
    """Where no day says it: a meeting, or a condition."""


@dataclass(frozen=True)
class ReferenceLine:
    """An earlier minute that a minute refers to; linked where it is here and may be read."""

    text: str
    href: str
    about: str


@dataclass(frozen=True)
class Stretch:
    """A part of a minute; a sub-heading begins another."""

    heading: str
    passages: tuple[Passage, ...]
    votes: tuple[Vote, ...]
    limbs: tuple[Limb, ...]
    word: str
    """What stands over the limbs: Resolved."""


@dataclass(frozen=True)
class CorrectionLine:
    """The old words beside the new; linked to the minute that made it."""

    day: dt.date
    number: str
    href: str
    words: str


@dataclass(frozen=True)
class MinuteEntry:
    """One minute, as far as its reader may know it."""

    anchor: str
    number: str
    title: str
    href: str
    withheld: bool = False
    why: str = ""
    summary: tuple[Passage, ...] = ()
    """What the public may read of a restricted minute."""
    before: tuple[str, ...] = ()
    stretches: tuple[Stretch, ...] = ()
    after: tuple[str, ...] = ()
    corrections: tuple[CorrectionLine, ...] = ()
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


@dataclass(frozen=True)
class MinutesPage:
    """The minutes as one page."""

    roll: Roll
    public: str
    """Who of the public came, in a sentence."""
    happened: tuple[str, ...]
    interests: tuple[str, ...]
    """Where no minute lists them."""
    corrections: tuple[CorrectionLine, ...]
    """Of what stands in no minute."""
    entries: tuple[MinuteEntry, ...]


def read_minutes(minutes: Minutes, viewer: Viewer) -> MinutesPage:
    """Read the minutes as far as a viewer may know them."""
    entries = list(_listed(viewer).filter(minutes=minutes))
    beside = _Beside(minutes, entries, viewer)
    return MinutesPage(
        _roll(beside.attendances),
        public_sentence(minutes),
        beside.told.general,
        beside.told.interests,
        beside.corrections.get(None, ()),
        tuple(_entry(each, beside) for each in entries),
    )


def entry(minute: Listed, viewer: Viewer) -> MinuteEntry:
    """One minute from the list for a viewer, with what stands beside it."""
    everything = list(Minute.objects.filter(minutes=minute.minutes_id).order_by("position"))
    prefetch_related_objects([minute], *_parts(viewer))
    return _entry(minute, _Beside(minute.minutes, everything, viewer))


class _Beside:
    """What is told beside the entries of one meeting's minutes, read once."""

    def __init__(self, minutes: Minutes, entries: list[Minute], viewer: Viewer) -> None:
        self.attendances = list(minutes.attendances.prefetch_related("movements"))
        interests = Declaration.objects.visible_to(viewer).filter(attendance__minutes=minutes)
        interests = interests.select_related("attendance", "item")
        interests = interests.order_by("attendance__position", "pk")
        self.told = read_happenings(minutes, entries, self.attendances, interests, ON_PAGE)
        self.corrections = _corrections(minutes, viewer)
        self.word = minutes.word
        self.chair = minutes.chair_name


def _roll(names: list[Attendance]) -> Roll:
    """Who was present and who sent apologies, in the order printed."""
    kinds = Attendance.Kind
    present = [each for each in names if each.kind == kinds.PRESENT]
    groups = groupby(present, key=lambda each: each.group)
    return Roll(
        tuple(Group(heading or "Present", tuple(group)) for heading, group in groups),
        tuple(each for each in names if each.kind == kinds.APOLOGIES),
    )


def _corrections(minutes: Minutes, viewer: Viewer) -> dict[int | None, tuple[CorrectionLine, ...]]:
    found: dict[int | None, tuple[CorrectionLine, ...]] = {}
    told = Correction.objects.visible_to(viewer).filter(minutes=minutes)
    for each in told.select_related("made_in__minutes__meeting"):
        found[each.minute_id] = (*found.get(each.minute_id, ()), _correction(each))
    return found


def _correction(correction: Correction) -> CorrectionLine:
    made_in, words = correction.made_in, correction_words(correction)
    if made_in is None:
        return CorrectionLine(timezone.localdate(correction.made_at), "", "", words)
    number = number_of(made_in)
    href = made_in.get_absolute_url() if number else ""
    return CorrectionLine(made_in.minutes.meeting.date, number, href, words)


def _listed(viewer: Viewer) -> Any:
    listed = Minute.objects.listed_for(viewer).select_related("minutes__meeting")
    return listed.prefetch_related(*_parts(viewer))


def _parts(viewer: Viewer) -> tuple[str | Prefetch[Any], ...]:
    ballots = Prefetch("ballots", queryset=Ballot.objects.select_related("attendance"))
    votes = VoteRecord.objects.visible_to(viewer).prefetch_related(ballots)
    actions = Action.objects.visible_to(viewer).select_related("due_at")
    return (
        "resolutions",
        "sub_headings",
        Prefetch("votes", queryset=votes),
        Prefetch("actions", queryset=actions),
        _references_for(viewer),
    )


def _references_for(viewer: Viewer) -> Prefetch[Any]:
    """References in words a viewer may read; what may not be read itself, gets no link."""
    may_read = Minute.objects.visible_to(viewer).filter(pk=OuterRef("target"))
    references = Reference.objects.visible_to(viewer).select_related("target__minutes__meeting")
    return Prefetch("references", queryset=references.annotate(may_read=Exists(may_read)))


def _entry(minute: Listed, beside: _Beside) -> MinuteEntry:
    """One minute from the list for a viewer; of a withheld one, what the public may know."""
    anchor = f"minute-{minute.pk}"
    href = minute.get_absolute_url() if minute.number else ""
    why = withheld_sentence(minute) if minute.restriction != Restriction.OPEN else ""
    known = MinuteEntry(
        anchor,
        minute.number,
        minute.safe_title,
        href,
        withheld=minute.withheld,
        why=why,
        summary=passages(minute.public_summary) if minute.withheld else (),
        after=tuple(beside.told.after.get(minute.pk, ())),
    )
    return known if minute.withheld else _whole(minute, known, beside)


def _whole(minute: Listed, known: MinuteEntry, beside: _Beside) -> MinuteEntry:
    leads = partial(
        linked, targets=targets_of(minute.references.all()), day=minute.minutes.meeting.date
    )
    return replace(
        known,
        title=minute.title,
        before=tuple(beside.told.before.get(minute.pk, ())),
        stretches=tuple(_stretches(minute, leads, beside)),
        corrections=tuple(_led(each, leads) for each in beside.corrections.get(minute.pk, ())),
        actions=_actions(minute.actions.all()),
        references=tuple(map(_reference, minute.references.all())),
        item=minute.item_id,
    )


def _led(
    correction: CorrectionLine, leads: Callable[[Iterable[Passage]], tuple[Passage, ...]]
) -> CorrectionLine:
    (passage,) = leads([Passage((correction.words,))])
    return replace(correction, words=passage.lines[0])


def _stretches(
    minute: Listed, leads: Callable[[Iterable[Passage]], tuple[Passage, ...]], beside: _Beside
) -> Iterator[Stretch]:
    limbs = list(zip(_resolved(minute), limbs_of(minute), strict=True))
    for heading in (None, *minute.sub_headings.all()):
        pk = heading.pk if heading else None
        own = [(each, limb) for each, limb in limbs if each.under_id == pk]
        votes = [each for each in minute.votes.all() if each.under_id == pk]
        excludes = any(each.kind == Resolution.Kind.EXCLUSION for each, _ in own)
        yield Stretch(
            heading.heading if heading else "",
            leads(passages(heading.text if heading else minute.text)),
            tuple(vote_told(each, beside.chair) for each in votes),
            tuple(replace(limb, passages=leads(limb.passages)) for _, limb in own),
            RESOLVED if excludes else beside.word,
        )


def _reference(reference: Any) -> ReferenceLine:
    target = reference.target
    if target is None or not reference.may_read:
        return ReferenceLine(reference.text, "", "")
    return ReferenceLine(
        reference.text, target.get_absolute_url(), page_date(target.minutes.meeting.date)
    )


def limbs_of(minute: Listed) -> tuple[Limb, ...]:
    """What a minute resolved; nothing of one that is withheld, and no limb that was lost."""
    if minute.withheld:
        return ()
    resolved = _resolved(minute)
    several = len(resolved) > 1
    return tuple(
        Limb(each.label or _number(each, at, several=several), passages(each.text))
        for at, each in enumerate(resolved, start=1)
    )


def _resolved(minute: Listed) -> list[Resolution]:
    """The limbs in the order in which they are read: sub-heading by sub-heading."""
    order = {each.pk: at for at, each in enumerate(minute.sub_headings.all(), start=1)}
    found = [each for each in minute.resolutions.all() if each.fate != Resolution.Fate.LOST]
    return sorted(found, key=lambda each: (order.get(each.under_id or 0, 0), each.position))


def _number(limb: Resolution, at: int, *, several: bool) -> str:
    """Of one that has no label; what was imported stays as it was printed."""
    return f"({at})" if several and limb.source_line is None else ""


def _actions(actions: Iterable[Action]) -> tuple[ActionLine, ...]:
    return tuple(
        ActionLine(
            each.text, each.owner, each.due_on, each.done_on, falls_due_words(each, page_date)
        )
        for each in actions
    )
