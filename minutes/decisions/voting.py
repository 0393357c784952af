"""Votes: who may cast one, what was cast, and what came of it.

Source: LGA 1972 Sch 12 paras 39-40 (not verified): the majority of those voting, with a second or
casting vote of the person presiding; SI 1993/202 Sch 2: any member may have their own vote
recorded; Localism Act 2011 ss.27-34 (not verified): none with a disclosable interest.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from typing import Required, TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from meetings import audit
from meetings.lifecycle import Refused, Stale
from meetings.models import AgendaItem, User
from minutes.decisions.voters import (
    able_to_vote,
    may_move,
    people_of,
    presiding,
    quorum_for,
    why_no_vote,
)
from minutes.models import (
    Attendance,
    Ballot,
    Minute,
    Side,
    SubHeading,
    Vote,
)
from minutes.writing.drafts import locked_draft
from minutes.writing.sub_items import is_minuted_in_parent

Manner = Vote.Manner
Outcome = Vote.Outcome
WITH_COUNTS = (Manner.COUNTED, Manner.NAMED)
OF_RIGHT = (Manner.HANDS, Manner.COUNTED)
"""The votes in which a member may ask that their own be recorded."""


class VoteFields(TypedDict, total=False):
    """What an officer tells of a vote."""

    motion: Required[str]
    manner: Required[str]
    moved_by: str
    seconded_by: str
    in_favour: int | None
    against: int | None
    abstained: int | None
    ballots: Mapping[Attendance, str]
    """How each voted, in a vote by name."""
    casting: str
    outcome: str
    """As the person presiding declared it, in a show of hands; of others it follows."""
    under: SubHeading | None
    item: AgendaItem | None
    """The sub-item it was on alone, where the minute tells of more; stays once it is told."""
    without_quorum: str
    """Why it is recorded where too few were there; the trail keeps it."""


def record_vote(
    minute: Minute, *, by: User, at: dt.datetime | None = None, **told: Unpack[VoteFields]
) -> Vote:
    """Store a vote taken on a minute's business, with its outcome.

    `at`: when it was taken, where it is known; who was in the room is asked of this time.
    Raises Refused for minutes that are no draft, for votes of those who have none, for
    counts that cannot be, and without a quorum where nothing says why it is recorded.
    """
    with transaction.atomic():
        _hold(minute)
        last = minute.votes.aggregate(last=Max("position"))["last"] or 0
        vote = Vote(minute=minute, position=last + 1)
        _store(vote, told, at)
        audit.record("record", vote, by=by, board=minute.board, reason=_why(told))
    return vote


def change_vote(
    vote: Vote,
    *,
    revision: int,
    by: User,
    at: dt.datetime | None = None,
    **told: Unpack[VoteFields],
) -> Vote:
    """Store a vote anew; what single members asked to have recorded stays beside new counts.

    Raises Stale where `revision` is not the stored one, Refused as record_vote does, and
    where the new counts belie a recorded vote.
    """
    with transaction.atomic():
        stored = _held(vote)
        if stored.revision != revision:
            raise Stale("Somebody changed this vote while you were writing.", theirs=stored)
        was = stored.manner
        stored.revision += 1
        _store(stored, told, at)
        _keep_own(stored, was)
        audit.record("change", stored, by=by, board=stored.minute.board, reason=_why(told))
    vote.refresh_from_db()
    return vote


def remove_vote(vote: Vote, *, by: User) -> None:
    """Take a vote out of draft minutes.

    Raises Refused for minutes that are no draft.
    """
    with transaction.atomic():
        stored = _held(vote)
        audit.record("remove", stored, by=by, board=stored.minute.board)
        stored.delete()


def record_my_vote(
    vote: Vote, *, attendance: Attendance, side: str, by: User, at: dt.datetime | None = None
) -> Ballot:
    """Record, at a member's wish, how they voted, where the vote was not by name.

    Raises Refused for minutes that are no draft, for somebody without a vote, and where more
    would be named on a side than voted for it.
    Source: SI 1993/202 Sch 2.
    """
    with transaction.atomic():
        vote = _held(vote)
        _may_ask(vote)
        _has_vote(vote.minute, [attendance], at or vote.at)
        defaults = {"side": Side(side)}
        ballot, _ = Ballot.objects.update_or_create(
            vote=vote, attendance=attendance, defaults=defaults
        )
        _fits_counts(vote)
        audit.record("record own vote", vote, by=by, board=vote.minute.board, vote=str(ballot))
    return ballot


def forget_my_vote(vote: Vote, *, attendance: Attendance, by: User) -> None:
    """Take back what was recorded as one member's own vote.

    Raises Refused for minutes that are no draft, and for a vote by name.
    """
    with transaction.atomic():
        vote = _held(vote)
        _may_ask(vote)
        for ballot in vote.ballots.filter(attendance=attendance):
            audit.record("remove own vote", vote, by=by, board=vote.minute.board, vote=str(ballot))
            ballot.delete()


def outcome_of(in_favour: int, against: int, casting: str = "") -> Vote.Outcome:
    """What the majority of those voting decided; a tie without a casting vote is undecided."""
    if in_favour != against:
        return Outcome.CARRIED if in_favour > against else Outcome.LOST
    decided = {Side.FOR.value: Outcome.CARRIED, Side.AGAINST.value: Outcome.LOST}
    return decided.get(casting, Outcome.UNDECIDED)


def _hold(minute: Minute) -> None:
    """Keep the minutes as they are until the end, if they are a draft."""
    minute.minutes = locked_draft(minute.minutes)


def _held(vote: Vote) -> Vote:
    """The vote as stored now, its minutes held still. Raises Refused where it is gone."""
    minutes = locked_draft(vote.minute.minutes)
    found = Vote.objects.select_related("minute__item__parent", "minute__board", "item__parent")
    stored: Vote | None = found.filter(pk=vote.pk).first()
    if stored is None:
        raise Refused("Somebody removed this vote: record it again if it belongs here.")
    stored.minute.minutes = minutes
    if stored.item is not None:
        stored.minute.item = stored.item
    return stored


def _store(vote: Vote, told: VoteFields, at: dt.datetime | None) -> None:
    ballots = dict(told.get("ballots") or {})
    vote.motion, vote.manner = told["motion"].strip(), Manner(told["manner"])
    vote.moved_by = told.get("moved_by", "").strip()
    vote.seconded_by = told.get("seconded_by", "").strip()
    vote.casting, vote.under, vote.at = told.get("casting", ""), told.get("under"), at
    if (item := told.get("item")) is not None:
        _is_minuted_in(item, vote.minute)
        vote.item = vote.minute.item = item
    vote.in_favour, vote.against, vote.abstained = _counts(vote.manner, told, ballots)
    _is_possible(vote, ballots, at)
    _had_quorum(vote, at, _why(told))
    vote.outcome = _outcome(vote, told.get("outcome", ""))
    try:
        vote.full_clean()
    except ValidationError as wrong:
        raise Refused(" ".join(wrong.messages)) from wrong
    vote.save()
    if vote.manner == Manner.NAMED:
        vote.ballots.all().delete()
        Ballot.objects.bulk_create(
            Ballot(vote=vote, attendance=each, side=Side(side)) for each, side in ballots.items()
        )


def _is_minuted_in(item: AgendaItem, minute: Minute) -> None:
    own = Minute.objects.filter(pk=minute.pk, item__isnull=False, item=item.parent_id)
    if not (is_minuted_in_parent(item) and own.exists()):
        raise Refused("Choose a sub-item that this minute tells of.")


def _counts(
    manner: str, told: VoteFields, ballots: Mapping[Attendance, str]
) -> tuple[int | None, int | None, int | None]:
    if manner == Manner.NAMED:
        cast = Counter(map(str, ballots.values()))
        return cast[Side.FOR], cast[Side.AGAINST], cast[Side.ABSTAINED]
    if manner == Manner.COUNTED:
        return told.get("in_favour"), told.get("against"), told.get("abstained") or 0
    return None, None, None


def _is_possible(vote: Vote, ballots: Mapping[Attendance, str], at: dt.datetime | None) -> None:
    if not vote.motion:
        raise Refused("Write the words that were put to the vote.")
    if vote.under and vote.under.minute_id != vote.minute_id:
        raise Refused("Choose a sub-heading of this minute.")
    if ballots and vote.manner != Manner.NAMED:
        raise Refused("How each member voted is recorded only in a vote by name.")
    _movers_are_here(vote)
    _has_vote(vote.minute, list(ballots), at)
    if vote.manner in WITH_COUNTS:
        _can_be_counted(vote, at)
    if vote.casting:
        _casting_is_due(vote, at)


def _why(told: VoteFields) -> str:
    return told.get("without_quorum", "").strip()


def _had_quorum(vote: Vote, at: dt.datetime | None, why: str) -> None:
    found = quorum_for(people_of(vote.minute.minutes), vote.minute, at)
    if not (found.quorate or why):
        raise Refused(
            f"There was no quorum for this vote: {found.count}. Correct the time or the "
            "attendance, or say why the vote is recorded all the same."
        )


def _movers_are_here(vote: Vote) -> None:
    if vote.seconded_by and not vote.moved_by:
        raise Refused("Say who moved it: there is a seconder and no mover.")
    if vote.moved_by and vote.moved_by == vote.seconded_by:
        raise Refused("The mover and the seconder must be two different people.")
    people = people_of(vote.minute.minutes)
    able = {each.name for each in people if may_move(each, vote.minute)}
    for name in filter(None, (vote.moved_by, vote.seconded_by)):
        if name not in able:
            raise Refused(f"Choose somebody present who may move or second: {name} may not.")


def _has_vote(minute: Minute, voters: list[Attendance], at: dt.datetime | None) -> None:
    for each in voters:
        if each.minutes_id != minute.minutes_id:
            raise Refused(f"{each.name} is not in the attendance of this meeting.")
        if sentence := why_no_vote(each, minute, at):
            raise Refused(sentence)


def _can_be_counted(vote: Vote, at: dt.datetime | None) -> None:
    cast = (vote.in_favour, vote.against, vote.abstained)
    if None in cast:
        raise Refused("Enter how many voted in favour and how many against; 0 for none.")
    total = sum(each or 0 for each in cast)
    if total < 1 or min(each or 0 for each in cast) < 0:
        raise Refused("Record at least one vote; no count can be below 0.")
    able = len(able_to_vote(people_of(vote.minute.minutes), vote.minute, at))
    if total > able:
        raise Refused(
            f"{total} votes are counted, but {able} of those present may vote: check the counts "
            "and the attendance."
        )


def _casting_is_due(vote: Vote, at: dt.datetime | None) -> None:
    if vote.manner not in WITH_COUNTS or vote.in_favour != vote.against:
        raise Refused("A casting vote decides a tie alone: leave it out, or correct the counts.")
    chair = presiding(vote.minute.minutes)
    if chair is None:
        raise Refused("Say in the attendance who presided: the casting vote is theirs.")
    if sentence := why_no_vote(chair, vote.minute, at):
        raise Refused(f"No casting vote can be given: {sentence}")


def _outcome(vote: Vote, declared: str) -> Vote.Outcome:
    if vote.manner == Manner.AGREED:
        return Outcome.CARRIED
    if vote.manner == Manner.HANDS:
        if declared not in Outcome.values:
            raise Refused("Say what the person presiding declared: carried, lost or not decided.")
        return Outcome(declared)
    return outcome_of(vote.in_favour or 0, vote.against or 0, vote.casting)


def _may_ask(vote: Vote) -> None:
    if vote.manner == Manner.NAMED:
        raise Refused("This vote was by name: change the vote itself.")
    if vote.manner not in OF_RIGHT:
        raise Refused("Nobody voted: it was agreed without a vote. Change how it was decided.")


def _keep_own(vote: Vote, was: str) -> None:
    """Votes recorded at a member's wish stay while there is one to stand beside."""
    if vote.manner == Manner.NAMED:
        return
    if was == Manner.NAMED:
        vote.ballots.all().delete()
    elif vote.ballots.exists():
        _may_ask(vote)
        _fits_counts(vote)


def _fits_counts(vote: Vote) -> None:
    if vote.manner != Manner.COUNTED:
        return
    cast = Counter(vote.ballots.values_list("side", flat=True))
    counts = {Side.FOR: vote.in_favour, Side.AGAINST: vote.against, Side.ABSTAINED: vote.abstained}
    for side, counted in counts.items():
        if cast[side] > (counted or 0):
            raise Refused(
                f"{counted} voted “{side.label.lower()}” and {cast[side]} would be named: check "
                "the counts."
            )
