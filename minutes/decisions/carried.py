"""A motion that was carried, made the resolution of its minute."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import transaction

from meetings.audit import Actor
from meetings.lifecycle import Refused
from minutes.decisions.limbs import LimbDraft
from minutes.decisions.resolving import write_limbs
from minutes.models import Resolution, Vote
from minutes.writing.entries import count_change, locked_entry

Fate = Resolution.Fate


def is_offered(vote: Vote, limbs: Iterable[Resolution]) -> bool:
    """Whether a motion was carried, and its minute does not say yet that it was resolved."""
    said = _same(vote, limbs)
    return vote.outcome == Vote.Outcome.CARRIED and (said is None or _is_open(said))


def resolve_as_carried(vote: Vote, *, by: Actor) -> list[Resolution]:
    """Make a carried motion a resolution of its minute, in the words that were put.

    A recommendation that says the same is confirmed as carried; what else is proposed or
    resolved there stays as it is.

    Raises Refused for minutes that are no draft, a motion that was not carried, and one that
    is resolved already.
    """
    with transaction.atomic():
        stored = locked_entry(vote.minute)
        motion = stored.votes.filter(pk=vote.pk).first()
        if motion is None:
            raise Refused("Somebody removed this vote: record it again if it belongs here.")
        limbs = list(stored.resolutions.select_related("under"))
        _may_be_resolved(motion, limbs)
        drafts, fates = _with_motion(motion, limbs)
        made = write_limbs(stored, drafts, fates)
        count_change(stored, "resolve in", by=by, limbs=len(made))
    return made


def _may_be_resolved(motion: Vote, limbs: Sequence[Resolution]) -> None:
    if motion.outcome != Vote.Outcome.CARRIED:
        raise Refused(f"This motion was not carried: {motion.outcome.label.lower()}.")
    if not is_offered(motion, limbs):
        raise Refused("The minute says already what became of this motion.")


def _with_motion(motion: Vote, limbs: Sequence[Resolution]) -> tuple[list[LimbDraft], list[str]]:
    """The limbs as they stand and what became of each, with the motion among them."""
    drafts, fates = [_as_it_stands(each) for each in limbs], [str(each.fate) for each in limbs]
    if (same := _same(motion, limbs)) is not None:
        fates[limbs.index(same)] = Fate.CARRIED
        return drafts, fates
    proposals = any(each.proposed for each in limbs)
    added = LimbDraft(motion.motion, motion.under)
    return [*drafts, added], [*fates, Fate.ADDED if proposals else ""]


def _as_it_stands(limb: Resolution) -> LimbDraft:
    return LimbDraft(
        limb.text,
        limb.under,
        limb.proposed,
        kind=limb.kind,
        addressee=limb.addressee,
        pk=limb.pk,
    )


def _same(vote: Vote, limbs: Iterable[Resolution]) -> Resolution | None:
    words = vote.motion.split()
    return next((each for each in limbs if each.text.split() == words), None)


def _is_open(limb: Resolution) -> bool:
    """Whether it was proposed, and nothing says yet what became of it."""
    return bool(limb.proposed) and not limb.fate
