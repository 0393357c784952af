"""The register of decisions: what the boards resolved, as far as a viewer may read it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet

from meetings.access import Restriction, Viewer
from meetings.exempt import withheld_sentence
from minutes.models import Correction, DecisionNotice, Minute, MinutesState, Resolution, Side, Vote
from rotherham_hwb.shown.minutes import ShownLimb, labelled
from rotherham_hwb.shown.prose import NOTHING, Prose


@dataclass(frozen=True)
class VoteLine:
    """How one motion went."""

    outcome: Vote.Outcome
    words: str


@dataclass(frozen=True)
class DecisionLine:
    """One minute in the register; of a withheld one, its safe title, the reason and the summary."""

    day: dt.date
    board: str
    number: str
    title: str
    href: str
    draft: bool
    mark: Restriction | None
    withheld: bool
    why: str = ""
    summary: Prose = NOTHING
    limbs: tuple[ShownLimb, ...] = ()
    votes: tuple[VoteLine, ...] = ()
    corrected: bool = False
    notice: str = ""


def with_parts(entries: QuerySet[Minute], viewer: Viewer) -> QuerySet[Minute]:
    """The entries with all that their lines are made of, in one query a kind."""
    notices = DecisionNotice.objects.visible_to(viewer).filter(published_at__isnull=False)
    return entries.select_related("minutes__meeting", "board").prefetch_related(
        "votes",
        "resolutions",
        "sub_headings",
        Prefetch("corrections", queryset=Correction.objects.visible_to(viewer)),
        Prefetch("decision_notice", queryset=notices),
    )


def read_decisions(entries: Iterable[Minute]) -> tuple[DecisionLine, ...]:
    """The lines of these entries, fetched `with_parts` and with their limbs as `matching`."""
    return tuple(map(_line, entries))


def _line(minute: Minute) -> DecisionLine:
    restriction = Restriction(minute.restriction)
    known: dict[str, Any] = {
        "day": minute.minutes.meeting.date,
        "board": minute.board_name,
        "number": minute.number,
        "href": minute.get_absolute_url() if minute.number else minute.minutes.get_absolute_url(),
        "draft": minute.minutes.state == MinutesState.PUBLISHED_DRAFT,
        "mark": restriction if restriction != Restriction.OPEN else None,
        "withheld": minute.withheld,
    }
    if minute.withheld:
        return DecisionLine(
            **known,
            title=minute.safe_title,
            why=withheld_sentence(minute),
            summary=Prose(minute.public_summary),
        )
    notice = getattr(minute, "decision_notice", None)
    return DecisionLine(
        **known,
        title=minute.title,
        limbs=_limbs(minute, minute.matching),  # type: ignore[attr-defined]  # by the register
        votes=tuple(map(vote_line, minute.votes.all())),
        corrected=bool(minute.corrections.all()),
        notice=notice.get_absolute_url() if notice else "",
    )


def _limbs(minute: Minute, wanted: Iterable[Resolution]) -> tuple[ShownLimb, ...]:
    """The limbs asked for, each where and as the minutes print it among all of them."""
    keys = {each.pk for each in wanted}
    return tuple(_limb(each, label) for each, label in labelled(minute) if each.pk in keys)


def _limb(limb: Resolution, label: str) -> ShownLimb:
    plain = limb.kind == Resolution.Kind.DECISION
    kind = "" if plain else Resolution.Kind(limb.kind).label
    return ShownLimb(label, Prose(limb.text), kind)


def vote_line(vote: Vote) -> VoteLine:
    """The outcome, and in words how the vote was taken: “By name: 5 in favour, 3 against”."""
    counts = (
        (vote.in_favour, "in favour"),
        (vote.against, "against"),
        (vote.abstained, "abstained"),
    )
    said = [f"{number} {side}" for number, side in counts if number is not None]
    if vote.casting:
        said.append(f"casting vote {Side(vote.casting).label.lower()}")
    words = Vote.Manner(vote.manner).label
    return VoteLine(Vote.Outcome(vote.outcome), f"{words}: {', '.join(said)}" if said else words)
