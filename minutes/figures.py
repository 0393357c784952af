"""Who came how often, by seat and by member. Pure functions over what was recorded.

The rule is the one councils print: of the meetings at which a seat was to be filled, those at
which its holder or a deputy was. A meeting that was cancelled is none; one to which nobody was
invited, or at which nobody held the seat, does not count against it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import models

from minutes.models import Attendance, Capacity


class Mark(models.TextChoices):
    """What a table of attendance says of one seat at one meeting, the best first."""

    PRESENT = "present", "Present"
    DEPUTY = "deputy", "Deputy present"
    APOLOGIES = "apologies", "Apologies"
    ABSENT = "absent", "Absent without apologies"
    NOT_REQUIRED = "not_required", "Not invited, or nobody in the seat"
    UNKNOWN = "unknown", "Not recorded"

    @property
    def sign(self) -> str:
        """As printed."""
        signs = {"present": "✓", "deputy": "D", "apologies": "Aps", "absent": "Abs"}
        return signs.get(self.value, "X" if self == Mark.NOT_REQUIRED else "–")

    @property
    def is_not_required(self) -> bool:
        return self is Mark.NOT_REQUIRED

    @property
    def is_unknown(self) -> bool:
        return self is Mark.UNKNOWN


NOT_COUNTED = (Mark.NOT_REQUIRED, Mark.UNKNOWN)


@dataclass(frozen=True)
class Said:
    """What minutes record of one name: at which meeting, in which seat, of whom, and what."""

    meeting: int
    seat: int | None
    person: int | None
    mark: Mark


@dataclass(frozen=True)
class Line:
    """One seat or member, with what is known of each meeting in turn."""

    name: str
    marks: tuple[Mark, ...]

    @property
    def due(self) -> int:
        """At how many meetings somebody was to be there."""
        return sum(mark not in NOT_COUNTED for mark in self.marks)

    @property
    def present(self) -> int:
        return self.marks.count(Mark.PRESENT)

    @property
    def deputy(self) -> int:
        return self.marks.count(Mark.DEPUTY)

    @property
    def percentage(self) -> int | None:
        """Of the meetings due, those with the holder or a deputy; None where none was due."""
        return percentage(self.present + self.deputy, self.due)


def percentage(attended: int, due: int) -> int | None:
    """A share in whole per cent, halves up; None of nothing."""
    return (200 * attended + due) // (2 * due) if due else None


def mark_of(attendance: Attendance) -> Mark:
    """What the record of one name says; a name that represents another is a deputy's."""
    if attendance.kind != Attendance.Kind.PRESENT:
        return Mark(attendance.kind)
    deputy = attendance.capacity == Capacity.DEPUTY or (
        not attendance.capacity and attendance.representing
    )
    return Mark.DEPUTY if deputy else Mark.PRESENT


def best(marks: Iterable[Mark]) -> Mark:
    """What holds where a seat has several marks: a deputy who came outweighs an apology."""
    return min(marks, key=list(Mark).index, default=Mark.UNKNOWN)


def by_seat(
    seats: Mapping[int, str], said: Sequence[Said], meetings: Sequence[int]
) -> tuple[Line, ...]:
    """A line for each seat, in the order given, over these meetings."""
    return tuple(
        Line(name, tuple(best(_marks(said, meeting, seat)) for meeting in meetings))
        for seat, name in seats.items()
    )


def by_member(
    members: Mapping[int, str], said: Sequence[Said], meetings: Sequence[int]
) -> tuple[Line, ...]:
    """A line for each member over these meetings; a deputy of their seat counts for them."""
    own = {(each.meeting, each.person): each for each in said if each.mark != Mark.DEPUTY}

    def mark(meeting: int, person: int) -> Mark:
        found = own.get((meeting, person))
        if found is None:
            return Mark.UNKNOWN
        stood_in = _marks(said, meeting, found.seat) if found.seat else ()
        return best([found.mark, *(each for each in stood_in if each == Mark.DEPUTY)])

    return tuple(
        Line(name, tuple(mark(meeting, person) for meeting in meetings))
        for person, name in members.items()
    )


def _marks(said: Sequence[Said], meeting: int, seat: int) -> list[Mark]:
    return [each.mark for each in said if (each.meeting, each.seat) == (meeting, seat)]
