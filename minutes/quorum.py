"""Who counts, and whether enough were there. Pure functions over what was recorded.

Source: LGA 1972 Sch 12; Hertfordshire CC v Secretary of State [2021] EWHC 1093 (Admin): a
member is present only in the room, whatever else the law comes to say (a dated board setting).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from meetings.models import Board, Regime
from minutes.models import Attendance, Movement


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
