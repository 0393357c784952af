"""What whoever holds the chair's link is shown: the whole draft, and what they proposed.

A link is no sign-in. Of a restricted minute its holder reads what the public will, unless they
have signed in and may read more.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from meetings.access import Viewer
from meetings.doors import sign_link
from meetings.models import Board
from minutes.chair import why_over
from minutes.models import ChairLink, ChairProposal, Minute, Minutes
from rotherham_hwb.shown.minutes import ON_PAGE, shown_minutes
from rotherham_hwb.shown.minutes.data import ShownMinutes

SALT = "chair of minutes"


@dataclass(frozen=True)
class ShownProposal:
    """One change that was proposed, and what became of it."""

    place: str
    old: str
    new: str
    accepted: bool
    refused: bool
    reason: str


@dataclass(frozen=True)
class OpenedReview:
    """What the chair's link leads to today.

    `why` says why it leads nowhere, and is empty where it is good. The records are for the verbs;
    the page is given the rest.
    """

    link: ChairLink | None
    why: str = ""
    board: Board | None = None
    minutes: Minutes | None = None
    shown: ShownMinutes | None = None
    places: tuple[tuple[str, str], ...] = ()
    """The minutes their holder may read whole: the key of each and its name."""
    proposals: tuple[ShownProposal, ...] = ()
    withheld: int = 0
    agreed_at: dt.datetime | None = None


def review_path(link: ChairLink) -> str:
    """The link as a path of this site."""
    return reverse("chair_review", args=[sign_link([link.pk, link.draft], salt=SALT)])


def open_review(signed: Any, viewer: Viewer) -> OpenedReview:
    """What a signed link leads to for whoever opens it."""
    pk, draft = signed
    found = ChairLink.objects.select_related("minutes__meeting__board")
    link = found.filter(pk=pk, draft=draft).first()
    if link is None:
        return OpenedReview(None, "These minutes are no longer here.")
    board = link.minutes.meeting.board
    if why := why_over(link):
        return OpenedReview(link, why, board)
    return _opened(link, board, viewer)


def _opened(link: ChairLink, board: Board, viewer: Viewer) -> OpenedReview:
    shown = shown_minutes(link.minutes, viewer, style=ON_PAGE)
    entries = Minute.objects.classed_for(viewer).filter(minutes=link.minutes).order_by("position")
    readable = [each for each in entries if not each.withheld]
    names = {each.pk: f"{each.number} {each.title}".strip() for each in readable}
    proposals = link.proposals.order_by("pk")
    return OpenedReview(
        link=link,
        board=board,
        minutes=link.minutes,
        shown=shown,
        places=tuple((str(pk), name) for pk, name in names.items()),
        proposals=tuple(
            _shown(each, names) for each in proposals if each.minute_id in (None, *names)
        ),
        withheld=sum(each.withheld for each in shown.entries),
        agreed_at=link.agreed_at,
    )


def _shown(proposal: ChairProposal, names: dict[int, str]) -> ShownProposal:
    return ShownProposal(
        names.get(proposal.minute_id or 0, "In no minute in particular"),
        proposal.old,
        proposal.new,
        accepted=proposal.accepted_at is not None,
        refused=proposal.refused_at is not None,
        reason=proposal.reason,
    )
