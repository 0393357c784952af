"""The register of decisions narrowed, without telling by the answer what is withheld."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from meetings.access import Viewer
from meetings.models import Board, Meeting
from minutes.models import Minute, Resolution

KINDS = Resolution.Kind.choices


@dataclass(frozen=True)
class Wanted:
    """What a reader asks of the register; the days are the meetings', both counted."""

    words: str = ""
    board: Board | None = None
    kind: str = ""
    since: dt.date | None = None
    until: dt.date | None = None
    meeting: Meeting | None = None


def whole_register(viewer: Viewer) -> QuerySet[Minute]:
    """The published minutes a viewer may know of, each with `withheld`."""
    found: QuerySet[Minute] = Minute.objects.listed_for(viewer).filter(
        minutes__published_at__isnull=False
    )
    return found


def narrowed(register: QuerySet[Minute], wanted: Wanted) -> QuerySet[Minute]:
    """Minutes that resolved something, each with the limbs asked for as `matching`.

    Of a minute that is withheld only its safe title and public summary are compared with the
    words, and it is of no kind: what it resolved must not be found out by asking.
    """
    limbs = _limbs(wanted)
    decided = Q(withheld=False) & Q(Exists(limbs.filter(minute=OuterRef("pk"))))
    found = register.filter(_place(wanted), decided | _withheld(wanted))
    return found.prefetch_related(
        Prefetch("resolutions", queryset=limbs, to_attr="matching")
    ).order_by("-minutes__meeting__date", "-minutes__meeting__time", "minutes", "position")


def _place(wanted: Wanted) -> Q:
    """The board, the meeting and the days."""
    place = Q()
    if wanted.board:
        joint = wanted.board.joint_meetings.values("pk")
        place &= Q(board=wanted.board) | Q(minutes__meeting__in=joint)
    if wanted.meeting:
        place &= Q(minutes__meeting=wanted.meeting)
    if wanted.since:
        place &= Q(minutes__meeting__date__gte=wanted.since)
    if wanted.until:
        place &= Q(minutes__meeting__date__lte=wanted.until)
    return place


def _limbs(wanted: Wanted) -> QuerySet[Resolution]:
    """The limbs of the kind asked for, each word in them or in their minute's title."""
    limbs = Resolution.objects.exclude(fate=Resolution.Fate.LOST)
    if wanted.kind:
        limbs = limbs.filter(kind=wanted.kind)
    for word in wanted.words.split():
        limbs = limbs.filter(Q(text__icontains=word) | Q(minute__title__icontains=word))
    return limbs


def _withheld(wanted: Wanted) -> Q:
    if wanted.kind:
        return Q(pk__in=[])
    matching = Q(withheld=True)
    for word in wanted.words.split():
        matching &= Q(safe_title__icontains=word) | Q(public_summary__icontains=word)
    return matching
