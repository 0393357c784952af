"""What stands beside a minute while it is written: the others, and what was recorded."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse

from meetings.access import Viewer
from minutes.attendance.interests import interest_sentence
from minutes.models import Attendance, Declaration, Minute, Note, Vote
from minutes.writing.numbering import planned_numbers
from rotherham_hwb.shown.decisions.lines import VoteLine, vote_line


@dataclass(frozen=True)
class Neighbour:
    """One minute of the same draft, to go to."""

    number: str
    title: str
    href: str
    here: bool


@dataclass(frozen=True)
class BesideMinute:
    """The draft around a minute, and what the record holds of its item. For officers alone."""

    neighbours: tuple[Neighbour, ...]
    notes: tuple[Note, ...]
    present: tuple[str, ...]
    apologies: tuple[str, ...]
    interests: tuple[str, ...]
    votes: tuple[tuple[str, VoteLine], ...]
    """The motion of each vote, and how it went."""

    @property
    def here(self) -> Neighbour:
        return next(each for each in self.neighbours if each.here)


def read_beside(minute: Minute, viewer: Viewer) -> BesideMinute:
    """Read what an officer writes a minute from."""
    people = list(minute.minutes.attendances.order_by("position"))
    votes = Vote.objects.filter(minute=minute).order_by("position")
    return BesideMinute(
        _neighbours(minute),
        _notes(minute, viewer),
        tuple(each.name for each in people if each.is_present),
        tuple(each.name for each in people if each.kind == Attendance.Kind.APOLOGIES),
        _interests(minute, viewer),
        tuple((each.motion, vote_line(each)) for each in votes),
    )


def _neighbours(minute: Minute) -> tuple[Neighbour, ...]:
    numbers = planned_numbers(minute.minutes)
    entries = minute.minutes.entries.order_by("position")
    at = minute.minutes.meeting_id
    return tuple(
        Neighbour(
            each.number or numbers.get(each.pk, ""),
            each.title,
            reverse("desk_minute", args=[at, each.pk]),
            each.pk == minute.pk,
        )
        for each in entries
    )


def _notes(minute: Minute, viewer: Viewer) -> tuple[Note, ...]:
    """What officers jotted down at its item, and at those below it, while the meeting went on."""
    if minute.item is None:
        return ()
    at = Q(item=minute.item) | Q(item__parent=minute.item)
    seen = Note.objects.visible_to(viewer).filter(at, minutes=minute.minutes)
    return tuple(seen.exclude(text="").order_by("item__position"))


def _interests(minute: Minute, viewer: Viewer) -> tuple[str, ...]:
    if minute.item is None:
        return ()
    own = Declaration.objects.visible_to(viewer).filter(
        attendance__minutes=minute.minutes, item=minute.item
    )
    found = own.select_related("attendance", "item").prefetch_related("attendance__movements")
    return tuple(map(interest_sentence, found.order_by("attendance__position", "pk")))
