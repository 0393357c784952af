"""The numbers of minutes: one after another in a board's series, taken under a lock."""

from __future__ import annotations

import re
import string
from collections.abc import Sequence

from django.db.models import BigIntegerField, F, Func, Max, Value
from django.db.models.functions import Cast

from meetings.locking import lock_key
from meetings.models import Board, MinuteSeries
from minutes.models import Minute, Minutes

COUNCIL_YEAR = (5, 1)
"""Month and day on which a municipal year begins where the board does not say."""


def series_for(minutes: Minutes) -> str:
    """The series a meeting's minutes are numbered in, by the setting of its board.

    A municipal year runs from May to May, or from the day on which the board's series begins:
    July 2016 and March 2017 are both "2016/17".
    """
    meeting = minutes.meeting
    match meeting.board.minute_series:
        case MinuteSeries.PER_MEETING:
            return f"meeting {meeting.pk}"
        case MinuteSeries.CONTINUOUS:
            return ""
    start = meeting.board.series_started_on
    turn = (start.month, start.day) if start else COUNCIL_YEAR
    year = meeting.date.year - ((meeting.date.month, meeting.date.day) < turn)
    return f"{year}/{(year + 1) % 100:02d}"


def number_entries(minutes: Minutes) -> dict[str, str]:
    """Fix the numbers of minutes that leave draft; what changed, old number to new.

    The board is locked, so that two officers get numbers one after the other. What has a number
    keeps it, but where minutes that come last in their series got an entry more.
    """
    lock_series(minutes)
    return _store(minutes, planned_numbers(minutes))


def lock_series(minutes: Minutes) -> None:
    """Let nobody else number minutes of this board until the transaction ends."""
    lock_key(Board, minutes.meeting.board_id, no_key=True)


def close_gap(minutes: Minutes, *, first: int) -> dict[str, str]:
    """Number entries from `first` on again after one of them was taken out.

    For minutes that come last in their series; those read from an old pack keep its gaps.
    """
    numbered = [each for each in entries_in_order(minutes) if each.number]
    if any(each.source_line is not None for each in numbered):
        return {}
    return _store(minutes, {each.pk: str(first + at) for at, each in enumerate(numbered)})


def planned_numbers(minutes: Minutes) -> dict[int, str]:
    """The number that each entry has, or would get if the minutes left draft now."""
    entries = [each for each in entries_in_order(minutes) if not _was_unnumbered(each)]
    numbers = numbers_for(entries, after=highest_elsewhere(minutes))
    return {each.pk: number for each, number in zip(entries, numbers, strict=True)}


def numbers_for(entries: Sequence[Minute], *, after: int) -> list[str]:
    """The numbers of entries in order, where others of the series go up to `after`."""
    held = [each.number for each in entries]
    own = [_digits(number) for number in held if number]
    if all(held):
        return held
    if not own:
        return [str(after + place) for place in range(1, len(entries) + 1)]
    imported = any(each.source_line is not None for each in entries)
    if min(own) > after and not imported:
        return [str(min(own) + place) for place in range(len(entries))]
    return _lettered(held)


def first_number(minutes: Minutes) -> int:
    """The lowest number that the minutes have; 0 for none."""
    own = [_digits(each.number) for each in entries_in_order(minutes) if each.number]
    return min(own, default=0)


def is_last_in_series(minutes: Minutes) -> bool:
    """Whether no other minutes of the series have a number behind these."""
    return first_number(minutes) > highest_elsewhere(minutes)


def highest_elsewhere(minutes: Minutes) -> int:
    """The highest number that other minutes of the same series have; 0 for none."""
    others = Minute.objects.filter(
        board_id=minutes.meeting.board_id, series=_series_held(minutes)
    ).exclude(minutes=minutes)
    digits = Func(F("number"), Value(r"^\d+"), function="substring")
    found = others.aggregate(last=Max(Cast(digits, BigIntegerField())))
    return found["last"] or 0


def unnumbered_before(minutes: Minutes) -> bool:
    """Whether an earlier meeting of the series has draft minutes that would come after these."""
    meeting = minutes.meeting
    earlier = Minutes.objects.filter(
        meeting__board_id=meeting.board_id,
        meeting__date__lt=meeting.date,
        state="draft",
        entries__number="",
        entries__source_line__isnull=True,
    ).select_related("meeting__board")
    own = series_for(minutes)
    return any(series_for(each) == own for each in earlier.distinct())


def entries_in_order(minutes: Minutes) -> list[Minute]:
    return list(minutes.entries.order_by("position"))


def _series_held(minutes: Minutes) -> str:
    """The series of the numbers they have; of minutes without any, the one they belong to."""
    held = minutes.entries.exclude(number="").values_list("series", flat=True).first()
    return series_for(minutes) if held is None else held


def _was_unnumbered(entry: Minute) -> bool:
    """Whether an entry was read from an old pack that gave it no number."""
    return entry.source_line is not None and not entry.number


def _store(minutes: Minutes, numbers: dict[int, str]) -> dict[str, str]:
    series = _series_held(minutes)
    changed = [each for each in entries_in_order(minutes) if each.number != numbers.get(each.pk)]
    changed = [each for each in changed if each.pk in numbers]
    told = {each.number or each.title[:80]: numbers[each.pk] for each in changed}
    # Numbers are unique at once, not at the end: clear them before they are dealt out anew.
    minutes.entries.filter(pk__in=[each.pk for each in changed]).update(number="")
    for each in changed:
        each.number, each.series = numbers[each.pk], series
    Minute.objects.bulk_update(changed, ["number", "series"])
    return told


def _lettered(held: Sequence[str]) -> list[str]:
    """A letter more for each that has no number: 18A, 18B; at the very start by the first one."""
    taken = set(held)
    base = next(number for number in held if number)
    dealt = []
    for number in held:
        base = number or base
        chosen = number or _free(base.rstrip(string.ascii_uppercase), taken)
        taken.add(chosen)
        dealt.append(chosen)
    return dealt


def _free(base: str, taken: set[str]) -> str:
    letters = string.ascii_uppercase
    pairs = (first + second for first in letters for second in letters)
    return next(f"{base}{each}" for each in (*letters, *pairs) if f"{base}{each}" not in taken)


def _digits(number: str) -> int:
    found = re.match(r"\d+", number)
    return int(found[0]) if found else 0
