"""A matter through its meetings: the minutes that speak of each other, in the order of time.

What a viewer may not read leads nowhere: a reference counts only where its own minute may be
read, so that nobody learns from a thread what a restricted minute is about.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from meetings.access import Restriction, Viewer
from meetings.exempt import withheld_sentence
from minutes.models import Action, Correction, Minute, Reference
from rotherham_hwb.shown.minutes import ON_PAGE, ShownLimb, limbs, limbs_of
from rotherham_hwb.shown.minutes.data import ShownAction, ShownCorrection
from rotherham_hwb.shown.minutes.one_minute import shown_action
from rotherham_hwb.shown.minutes.read_minutes import shown_correction

MOST = 60
"""Minutes that one thread shows; those nearest to where it begins."""

Edges = Iterable[tuple[int, int]]
"""From each minute to one it speaks of."""


@dataclass(frozen=True)
class Spoken:
    """Another minute of the thread that a minute speaks of."""

    anchor: str
    number: str
    day: dt.date


@dataclass(frozen=True)
class ThreadStep:
    """One minute of the thread, as far as its reader may know it."""

    anchor: str
    number: str
    title: str
    href: str
    day: dt.date
    is_start: bool
    why: str
    withheld: bool
    word: str
    """What stands over the limbs: Resolved."""
    limbs: tuple[ShownLimb, ...]
    actions: tuple[ShownAction, ...]
    corrections: tuple[ShownCorrection, ...]
    speaks_of: tuple[Spoken, ...]


@dataclass(frozen=True)
class Thread:
    """The steps in order of time; `whole` unless there were too many to show."""

    title: str
    """Of the minute it begins from, as far as its viewer may know it."""
    steps: tuple[ThreadStep, ...]
    whole: bool


def read_thread(start: Minute, viewer: Viewer) -> Thread:
    """Follow a minute, listed for a viewer, back to those it speaks of and on to those of it."""
    corrections = _corrections(start, viewer)
    edges = _edges(start, viewer, corrections)
    wanted = {start.pk} | _reached(start.pk, edges) | _reached(start.pk, [e[::-1] for e in edges])
    nearest = _nearest(start.pk, wanted, edges)
    listed = Minute.objects.listed_for(viewer).filter(pk__in=nearest).exclude(number="")
    minutes = listed.select_related("minutes__meeting__board").prefetch_related(*limbs())
    ordered = sorted(minutes, key=lambda each: (each.minutes.meeting.date, each.position))
    told = _Told(ordered, edges, corrections, _actions(nearest, viewer))
    return Thread(
        start.safe_title if start.withheld else start.title,
        tuple(told.step(each, is_start=each.pk == start.pk) for each in ordered),
        whole=len(nearest) == len(wanted),
    )


def _edges(
    start: Minute, viewer: Viewer, corrections: Iterable[Correction]
) -> list[tuple[int, int]]:
    """What speaks of what on the board, as far as the viewer may read who speaks."""
    told = Reference.objects.visible_to(viewer)
    said = told.filter(minute__board=start.board_id, target__isnull=False)
    edges = [(one, other) for one, other in said.order_by("pk").values_list("minute", "target")]
    for each in corrections:
        if each.made_in_id and each.minute_id:
            edges.append((each.made_in_id, each.minute_id))
    return edges


def _reached(start: int, edges: Edges) -> set[int]:
    """All that can be reached from a minute along the edges; cycles end where they close."""
    leads = defaultdict(list)
    for one, other in edges:
        leads[one].append(other)
    found: set[int] = set()
    ahead = [start]
    while ahead:
        for other in leads[ahead.pop()]:
            if other not in found:
                found.add(other)
                ahead.append(other)
    return found


def _nearest(start: int, wanted: set[int], edges: Edges) -> set[int]:
    """At most MOST of the minutes, by how many references they are away."""
    beside = defaultdict(set)
    for one, other in edges:
        if one in wanted and other in wanted:
            beside[one].add(other)
            beside[other].add(one)
    kept, ring = {start: None}, [start]
    while ring:
        ring = sorted({other for one in ring for other in beside[one]} - kept.keys())
        kept |= dict.fromkeys(ring)
    return set(list(kept)[:MOST])


def _corrections(start: Minute, viewer: Viewer) -> list[Correction]:
    told = Correction.objects.visible_to(viewer).filter(minute__board=start.board_id)
    return list(told.select_related("made_in__minutes__meeting"))


def _actions(wanted: set[int], viewer: Viewer) -> Mapping[int, list[Action]]:
    found: dict[int, list[Action]] = defaultdict(list)
    told = Action.objects.visible_to(viewer).filter(minute__in=wanted)
    for action in told.select_related("due_at"):
        found[action.minute_id].append(action)
    return found


class _Told:
    """What was read for the steps of one thread."""

    def __init__(
        self,
        minutes: list[Minute],
        edges: Edges,
        corrections: Iterable[Correction],
        actions: Mapping[int, list[Action]],
    ) -> None:
        self.held = {each.pk: each for each in minutes}
        self.edges = list(dict.fromkeys(edges))
        self.corrections = list(corrections)
        self.actions = actions

    def step(self, minute: Minute, *, is_start: bool) -> ThreadStep:
        shown = not minute.withheld
        restricted = minute.restriction != Restriction.OPEN
        return ThreadStep(
            anchor=f"minute-{minute.pk}",
            number=minute.number,
            title=minute.title if shown else minute.safe_title,
            href=minute.get_absolute_url(),
            day=minute.minutes.meeting.date,
            is_start=is_start,
            why=withheld_sentence(minute) if restricted else "",
            withheld=minute.withheld,
            word=minute.minutes.word,
            limbs=limbs_of(minute),
            actions=tuple(self._actions(minute.pk)) if shown else (),
            corrections=tuple(self._corrections(minute.pk)),
            speaks_of=tuple(self._speaks_of(minute.pk)) if shown else (),
        )

    def _actions(self, pk: int) -> Iterable[ShownAction]:
        return (shown_action(each, ON_PAGE) for each in self.actions.get(pk, ()))

    def _corrections(self, pk: int) -> Iterable[ShownCorrection]:
        return (shown_correction(each) for each in self.corrections if each.minute_id == pk)

    def _speaks_of(self, pk: int) -> Iterable[Spoken]:
        for one, other in self.edges:
            if one == pk and other in self.held:
                target = self.held[other]
                yield Spoken(f"minute-{other}", target.number, target.minutes.meeting.date)
