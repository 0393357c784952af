"""Which decisions are found: by board, meeting, days, kind and words, as far as a viewer may know.

Of a minute that is withheld only its safe title and public summary are compared with the words,
and it is of no kind: what it resolved must not be found out by asking.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from meetings.access import Viewer
from minutes.models import Minute, Resolution


def published_minutes(viewer: Viewer) -> QuerySet[Minute]:
    """The entries of published minutes, each with `withheld`."""
    found: QuerySet[Minute] = Minute.objects.listed_for(viewer)
    return found.filter(minutes__published_at__isnull=False)


def narrowed(published: QuerySet[Minute], said: dict[str, Any]) -> QuerySet[Minute]:
    """Those that resolved what was asked for, each with its limbs as `matching`, newest first."""
    limbs = _limbs(said)
    decided = Q(withheld=False) & Q(Exists(limbs.filter(minute=OuterRef("pk"))))
    found = published.filter(_place(said), decided | _withheld(said))
    return found.prefetch_related(
        Prefetch("resolutions", queryset=limbs.order_by("position"), to_attr="matching")
    ).order_by("-minutes__meeting__date", "-minutes__meeting__time", "minutes", "position")


def _place(said: dict[str, Any]) -> Q:
    """The board, the meeting and the days."""
    wanted = Q()
    if board := said.get("board"):
        joint = board.joint_meetings.values("pk")
        wanted &= Q(board=board) | Q(minutes__meeting__in=joint)
    if meeting := said.get("meeting"):
        wanted &= Q(minutes__meeting=meeting)
    if since := said.get("since"):
        wanted &= Q(minutes__meeting__date__gte=since)
    if until := said.get("until"):
        wanted &= Q(minutes__meeting__date__lte=until)
    return wanted


def _limbs(said: dict[str, Any]) -> QuerySet[Resolution]:
    """The limbs of the kind asked for, each word in them or in their minute's title."""
    limbs = Resolution.objects.exclude(fate=Resolution.Fate.LOST)
    if kind := said.get("kind"):
        limbs = limbs.filter(kind=kind)
    for word in (said.get("words") or "").split():
        limbs = limbs.filter(Q(text__icontains=word) | Q(minute__title__icontains=word))
    return limbs


def _withheld(said: dict[str, Any]) -> Q:
    if said.get("kind"):
        return Q(pk__in=[])
    wanted = Q(withheld=True)
    for word in (said.get("words") or "").split():
        wanted &= Q(safe_title__icontains=word) | Q(public_summary__icontains=word)
    return wanted
