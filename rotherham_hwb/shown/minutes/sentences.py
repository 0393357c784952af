"""What minutes tell besides their text, as sentences: votes, interests, comings and goings, the
public shut out and let in again, corrections. One wording for print, page and Word file.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from meetings.access import Restriction
from meetings.wording import joined_with_and, page_date, page_time, printed_clock, printed_date
from minutes.attendance.quorum import Spell, inquorate_spells
from minutes.decisions.voters import name_apart
from minutes.models import (
    Action,
    Attendance,
    Ballot,
    Correction,
    Declaration,
    Exclusion,
    Minute,
    Minutes,
    Movement,
    Side,
    Vote,
)
from minutes.permissions import PUBLIC_STATES
from rotherham_hwb.shown.minutes.data import ShownVote

WHERE_LISTED = re.compile(r"declarations? of interest", re.IGNORECASE)
KINDS = {
    Declaration.Kind.DISCLOSABLE: "a disclosable pecuniary interest",
    Declaration.Kind.OTHER: "a registrable interest",
    Declaration.Kind.PERSONAL: "a personal interest",
}
HOW = {
    Vote.Manner.AGREED: "Agreed without a vote",
    Vote.Manner.HANDS: "By show of hands",
}
SIDES = {Side.FOR: "in favour", Side.AGAINST: "against", Side.ABSTAINED: "abstained"}
# First words of a reason that go on in small letters after "because".
SMALL = {"A", "An", "As", "At", "It", "In", "The", "There", "These", "They", "This", "We"}


@dataclass(frozen=True)
class Style:
    """How a place says a time and a day, and whether words lead anywhere there."""

    clock: Callable[[dt.datetime], str]
    day: Callable[[dt.date], str]
    spell: Callable[[Spell], str]
    leads: bool


PRINTED = Style(printed_clock, printed_date, lambda spell: spell.sentence, leads=False)
ON_PAGE = Style(page_time, page_date, lambda spell: spell.told, leads=True)


@dataclass(frozen=True)
class Happenings:
    """Sentences to stand beside the text; by the id of a minute where they belong to one."""

    general: tuple[str, ...] = ()
    interests: tuple[str, ...] = ()
    """Where no minute lists them."""
    before: dict[int, list[str]] = field(default_factory=dict)
    """As closed as the minute itself."""
    after: dict[int, list[str]] = field(default_factory=dict)
    """Open to all: the public shut out and let in again."""


def read_happenings(
    minutes: Minutes,
    entries: Sequence[Minute],
    attendances: Sequence[Attendance],
    declarations: Iterable[Declaration],
    style: Style,
) -> Happenings:
    """Tell what happened at a meeting beside its entries.

    `attendances` with their movements; `declarations`, with attendance and item, hold only
    what the reader may know: what is left out of them is told nowhere.
    """
    interests = list(declarations)
    moves = {each.pk: list(each.movements.all()) for each in attendances}
    listed = tuple(interest_sentence(each, moves[each.attendance_id], style) for each in interests)
    open_to_all = (each for each in entries if each.restriction == Restriction.OPEN)
    place = next((each for each in open_to_all if WHERE_LISTED.search(each.title)), None)
    found = Happenings(
        general=(*_spells(minutes, attendances, style), *_movements(attendances, style)),
        interests=() if place else listed,
    )
    for entry in entries:
        own = [each for each in interests if each.item_id and each.item_id == entry.item_id]
        told = [
            interest_sentence(each, moves[each.attendance_id], style, where="this item")
            for each in own
        ]
        if told := [*_urgency(entry), *told]:
            found.before[entry.pk] = told
    if place and listed:
        found.before[place.pk] = [*found.before.get(place.pk, []), *listed]
    for exclusion in minutes.exclusions.select_related("resolved_in", "last"):
        _tell_exclusion(exclusion, entries, found.after, style)
    return found


def vote_told(vote: Vote, presided_by: str) -> ShownVote:
    """A vote, with its ballots and their attendances, as it is printed."""
    ballots = list(vote.ballots.all())
    named = vote.manner == Vote.Manner.NAMED
    return ShownVote(
        motion=vote.motion,
        in_favour=vote.in_favour,
        against=vote.against,
        abstained=vote.abstained,
        outcome=vote.outcome.label,
        names=_names(ballots) if named else (),
        moved=_moved(vote),
        manner=HOW.get(Vote.Manner(vote.manner), ""),
        casting=_casting(vote, presided_by),
        asked=() if named else tuple(map(_asked, ballots)),
    )


def interest_sentence(
    declaration: Declaration, movements: Iterable[Movement], style: Style, *, where: str = ""
) -> str:
    """One interest and what followed from it; `where` in place of the item's number and title.

    `movements` are those of whoever declared it.
    """
    item = declaration.item
    about = where or (f"item {item.full_number} ({item.title})" if item else "the business")
    kind = KINDS[Declaration.Kind(declaration.kind)]
    sentences = [f"{declaration.attendance.name} declared {kind} in {about}: {declaration.nature}"]
    if declaration.dispensation:
        sentences.append(f"They held a dispensation: {declaration.dispensation}")
    if declaration.leaves_room:
        own = [each for each in movements if each.item_id and each.item_id == declaration.item_id]
        times = [
            f"{'returned' if each.arrives else 'left the room'} at {style.clock(each.at)}"
            for each in sorted(own, key=lambda each: each.at)
        ]
        left = joined_with_and(times) if times else "left the room while it was considered"
        sentences.append(f"{declaration.attendance.name} {left}")
    return " ".join(map(_stopped, sentences))


def number_of(made_in: Minute | None) -> str:
    """The number of the minute that made a correction; none while its minutes are not out."""
    is_out = made_in is not None and made_in.minutes.state in PUBLIC_STATES
    return made_in.number if made_in and is_out else ""


def correction_words(correction: Correction) -> str:
    if not correction.new:
        return f"“{correction.old}” is struck out."
    return f"“{correction.old}” should read “{correction.new}”."


def falls_due_words(action: Action, day: Callable[[dt.date], str]) -> str:
    """When an action is due by its minute, where no day says it.

    The day of a meeting that is not called yet is the officers' own.
    """
    if action.due_at is None:
        return action.due_when
    if action.due_at.called_at is None:
        return "at a later meeting"
    return f"at the meeting on {day(action.due_at.date)}"


def public_sentence(minutes: Minutes) -> str:
    """Who of the public came, in the officer's words where there are any."""
    if minutes.note or minutes.public_count is None:
        return minutes.note
    if minutes.public_count == 1:
        return "One member of the public was in attendance."
    return f"{minutes.public_count or 'No'} members of the public were in attendance."


def _spells(minutes: Minutes, attendances: Sequence[Attendance], style: Style) -> list[str]:
    if minutes.ended_at is None:  # a meeting still going on, or one whose end nobody noted
        return []
    return [style.spell(each) for each in inquorate_spells(minutes, attendances=attendances)]


def _movements(attendances: Iterable[Attendance], style: Style) -> Iterable[str]:
    """A sentence for each who came late, left or came back."""
    for each in attendances:
        moves = list(_told_moves(each.movements.all())) if each.is_present else []
        if moves:
            told = joined_with_and([_move(at, move, style) for at, move in moves])
            yield _stopped(f"{each.name} {told}")


def _told_moves(movements: Iterable[Movement]) -> Iterable[tuple[int, Movement]]:
    """Each with its place; not who left for an interest, nor their coming back: the interest
    tells of it, as far as it is told."""
    out = False
    for at, move in enumerate(sorted(movements, key=lambda each: each.at)):
        if not move.arrives:
            out = move.item_id is not None
        if not out:
            yield at, move


def _move(at: int, move: Movement, style: Style) -> str:
    verb = ("returned" if at else "arrived") if move.arrives else "left"
    return f"{verb} at {style.clock(move.at)}"


def _urgency(entry: Minute) -> list[str]:
    if not entry.urgent_reason:
        return []
    reason = entry.urgent_reason.strip().rstrip(".")
    first, _, rest = reason.partition(" ")
    reason = f"{first.lower()} {rest}" if first in SMALL else reason
    return [
        "The Chair was of the opinion that this item should be considered as a matter of urgency "
        f"because {reason}."
    ]


def _tell_exclusion(
    exclusion: Exclusion, entries: Sequence[Minute], after: dict[int, list[str]], style: Style
) -> None:
    began, last = exclusion.resolved_in, exclusion.last
    inside = [each for each in entries if each.position > began.position]
    inside = [each for each in inside if last is None or each.position <= last.position]
    after.setdefault(began.pk, []).append(
        f"The press and public were excluded {_span(last, inside)}."
    )
    if last:
        at = f" at {style.clock(exclusion.readmitted_at)}" if exclusion.readmitted_at else ""
        back = _stopped(f"The press and public were re-admitted to the meeting{at}")
        after.setdefault(last.pk, []).append(back)


def _span(last: Minute | None, inside: Sequence[Minute]) -> str:
    if last is None:
        return "for the rest of the meeting"
    if not inside or not all(each.number for each in inside):
        return "from here on"
    if len(inside) == 1:
        return f"for Minute No. {inside[0].number}"
    return f"for Minutes No. {inside[0].number} to {inside[-1].number}"


def _moved(vote: Vote) -> str:
    if not vote.moved_by:
        return ""
    seconded = f", seconded by {vote.seconded_by}" if vote.seconded_by else ""
    return _stopped(f"Moved by {vote.moved_by}{seconded}")


def _casting(vote: Vote, presided_by: str) -> str:
    counted = vote.in_favour is not None and vote.in_favour == vote.against
    if not counted:
        return ""
    if not vote.casting:
        return "The votes were equal, and no casting vote was given."
    chair = f", {presided_by}," if presided_by else ""
    side = SIDES[Side(vote.casting)]
    return f"The votes were equal; the person presiding{chair} gave a casting vote {side}."


def _names(ballots: Iterable[Ballot]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    order = list(Side)
    people = [each.attendance for each in ballots]
    ordered = sorted(ballots, key=lambda each: order.index(Side(each.side)))
    return tuple(
        (Side(side).label, tuple(name_apart(each.attendance, people) for each in group))
        for side, group in groupby(ordered, key=lambda each: each.side)
    )


def _asked(ballot: Ballot) -> str:
    name = ballot.attendance.name
    if ballot.side == Side.ABSTAINED:
        return f"{name} asked that their abstention be recorded."
    return f"{name} asked that their vote {SIDES[Side(ballot.side)]} be recorded."


def _stopped(sentence: str) -> str:
    """With a full stop, unless it has one: a time of day ends with its own."""
    sentence = sentence.strip()
    return sentence if sentence.endswith((".", "!", "?")) else f"{sentence}."
