"""What a pack prints of when and where, where its meeting was moved after it was compiled."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from meetings.models import Meeting, MeetingNotice
from meetings.rearranging import when_and_where

MOVES = (MeetingNotice.Kind.MOVED, MeetingNotice.Kind.VENUE)
Moves = Mapping[int, Sequence[MeetingNotice]]
"""By meeting, the notices that it was moved, the first one first."""


def moves_of(meetings: Iterable[Meeting]) -> Moves:
    """Read the moves of these meetings, in one query."""
    found: dict[int, list[MeetingNotice]] = defaultdict(list)
    for each in MeetingNotice.objects.filter(meeting__in=meetings, kind__in=MOVES).order_by("at"):
        found[each.meeting_id].append(each)
    return found


def prints_otherwise(meeting: Meeting, compiled_at: dt.datetime, moves: Moves) -> str:
    """“The pack prints 2:00 pm: it is now 3:00 pm.”; empty where it prints what holds.

    A pack prints what held until the first move after it was compiled.
    """
    since = (each.before for each in moves.get(meeting.pk, ()) if each.at > compiled_at)
    printed, now = next(since, ""), when_and_where(meeting)
    if not printed or printed == now:
        return ""
    before, after = printed.split(", ", 2), now.split(", ", 2)
    differing = [(old, new) for old, new in zip(before, after, strict=False) if old != new]
    said, holds = (", ".join(words) for words in zip(*differing, strict=True))
    return f"The pack prints {said}: it is now {holds}."
