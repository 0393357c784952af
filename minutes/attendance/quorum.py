"""Who counts, and whether enough were there. Pure functions over what was recorded.

Source: LGA 1972 Sch 12; Hertfordshire CC v Secretary of State [2021] EWHC 1093 (Admin): a
member is present only in the room, whatever else the law comes to say (a dated board setting).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from django.utils import timezone

from meetings.models import Board, Regime
from meetings.wording import page_time, printed_clock
from minutes.models import Attendance, Minutes, Movement


@dataclass(frozen=True)
class Quorum:
    """How many counted at a time, and how many were needed; None where the board sets no number.

    `apart` are members who take part remotely where the law does not count them.
    """

    needed: int | None
    counted: int
    apart: int = 0
    remote: bool = False

    @property
    def quorate(self) -> bool:
        return self.needed is None or self.counted >= self.needed

    @property
    def word(self) -> str:
        if self.needed is None:
            return "No quorum set"
        return "Quorate" if self.quorate else "Inquorate"

    @property
    def colour(self) -> str:
        if self.needed is None:
            return "grey"
        return "green" if self.quorate else "red"

    @property
    def count(self) -> str:
        """Such as "9 of 7 needed"."""
        if self.needed is None:
            return f"{self.counted} with a vote"
        return f"{self.counted} of {self.needed} needed"

    @property
    def remark(self) -> str:
        """What is to be said of those who do not count; empty where all do."""
        if not self.apart:
            return ""
        verb = "takes part remotely and does" if self.apart == 1 else "take part remotely and do"
        return f"{self.apart} more {verb} not count."


@dataclass(frozen=True)
class Spell:
    """A time in which too few were there; `fewest` is how many counted when they were fewest.

    `ended` is None while it goes on; `remote`: whether those who took part remotely counted.
    """

    began: dt.datetime
    ended: dt.datetime | None
    fewest: int
    needed: int
    remote: bool = False

    @property
    def sentence(self) -> str:
        """For the minutes as printed: "The meeting was inquorate from 9.40 a.m. to …"."""
        began = printed_clock(self.began)
        if self.ended is None:
            return f"The meeting has been inquorate since {began}: {self._count}."
        return (
            f"The meeting was inquorate from {began} to {printed_clock(self.ended)}: {self._count}."
        )

    @property
    def told(self) -> str:
        """The same for a page, with its clock: "Inquorate from 9:40 am to 10:05 am: …"."""
        began = page_time(self.began)
        if self.ended is None:
            return f"Inquorate since {began}: {self._count}."
        return f"Inquorate from {began} to {page_time(self.ended)}: {self._count}."

    @property
    def _count(self) -> str:
        was = "was" if self.fewest < 2 else "were"
        where = "taking part" if self.remote else "in the room"
        return f"{self.fewest or 'none'} of the {self.needed} members needed {was} {where}"


def remote_counts(board: Board, day: dt.date) -> bool:
    """Whether members who take part remotely on a day count towards quorum and vote."""
    if board.regime == Regime.NON_STATUTORY:
        return True
    return board.remote_counts_from is not None and board.remote_counts_from <= day


def counts(attendance: Attendance, *, remote: bool) -> bool:
    """Whether somebody present counts: they may vote, and are in the room or remote counts."""
    in_room = attendance.mode == Attendance.Mode.IN_ROOM
    return attendance.is_present and attendance.votes and (in_room or remote)


def there_at(movements: Iterable[Movement], at: dt.datetime) -> bool:
    """Whether somebody recorded as present was there at a time.

    Whoever first arrives late was not there before; who has no movement was there throughout.
    """
    ordered = sorted(movements, key=lambda each: each.at)
    there = not (ordered and ordered[0].arrives)
    for each in ordered:
        if each.at > at:
            break
        there = each.arrives
    return there


def quorum_at(
    minutes: Minutes, at: dt.datetime, *, attendances: Sequence[Attendance] | None = None
) -> Quorum:
    """Whether enough members were there at a time; `attendances` where they are read already."""
    names = read_attendances(minutes) if attendances is None else attendances
    return quorum_of(minutes, [each for each in names if there_at(each.movements.all(), at)])


def quorum_of(minutes: Minutes, there: Iterable[Attendance]) -> Quorum:
    """Whether those who were there are enough."""
    remote = minutes.remote_counted
    if remote is None:
        remote = remote_counts(minutes.meeting.board, minutes.meeting.date)
    voters = [each for each in there if counts(each, remote=True)]
    counted = [each for each in voters if counts(each, remote=remote)]
    return Quorum(minutes.quorum, len(counted), len(voters) - len(counted), remote)


def inquorate_spells(
    minutes: Minutes, *, attendances: Sequence[Attendance] | None = None
) -> tuple[Spell, ...]:
    """When too few were there, from the opening of the meeting to its end, or until now.

    Empty where the board has no quorum, or nothing says when the meeting began.
    """
    if minutes.quorum is None or minutes.opened_at is None:
        return ()
    names = read_attendances(minutes) if attendances is None else attendances
    end = minutes.ended_at or max(timezone.now(), minutes.opened_at)
    moves = {each.at for name in names for each in name.movements.all()}
    turns = sorted({minutes.opened_at, end, *(at for at in moves if minutes.opened_at < at < end)})
    found: list[Spell] = []
    for began, ended in pairwise(turns):
        state = quorum_at(minutes, began, attendances=names)
        if not state.quorate:
            _go_on(found, Spell(began, ended, state.counted, minutes.quorum, state.remote))
    if found and found[-1].ended == end and minutes.ended_at is None:
        found[-1] = replace(found[-1], ended=None)
    return tuple(found)


def _go_on(found: list[Spell], spell: Spell) -> None:
    """Add a spell, to the one before it where that ended as this one began."""
    if found and found[-1].ended == spell.began:
        fewest = min(found[-1].fewest, spell.fewest)
        found[-1] = replace(found[-1], ended=spell.ended, fewest=fewest)
    else:
        found.append(spell)


def read_attendances(minutes: Minutes) -> list[Attendance]:
    """The list of names with their comings and goings, in two queries."""
    return list(minutes.attendances.prefetch_related("movements"))
