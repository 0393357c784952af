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


class AttendanceMark(models.TextChoices):
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
        return signs.get(self.value, "X" if self == AttendanceMark.NOT_REQUIRED else "–")

    @property
    def is_not_required(self) -> bool:
        return self is AttendanceMark.NOT_REQUIRED

    @property
    def is_unknown(self) -> bool:
        return self is AttendanceMark.UNKNOWN


NOT_COUNTED = (AttendanceMark.NOT_REQUIRED, AttendanceMark.UNKNOWN)


@dataclass(frozen=True)
class RecordedName:
    """What minutes record of one name: at which meeting, in which seat, of whom, and what."""

    meeting: int
    seat: int | None
    person: int | None
    mark: AttendanceMark


@dataclass(frozen=True)
class FiguresLine:
    """One seat or member, with what is known of each meeting in turn."""

    name: str
    marks: tuple[AttendanceMark, ...]

    @property
    def due(self) -> int:
        """At how many meetings somebody was to be there."""
        return sum(mark not in NOT_COUNTED for mark in self.marks)

    @property
    def present(self) -> int:
        return self.marks.count(AttendanceMark.PRESENT)

    @property
    def deputy(self) -> int:
        return self.marks.count(AttendanceMark.DEPUTY)

    @property
    def percentage(self) -> int | None:
        """Of the meetings due, those with the holder or a deputy; None where none was due."""
        return percentage(self.present + self.deputy, self.due)


def percentage(attended: int, due: int) -> int | None:
    """A share in whole per cent, halves up; None of nothing."""
    return (200 * attended + due) // (2 * due) if due else None


def mark_of(attendance: Attendance) -> AttendanceMark:
    """What the record of one name says; a name that represents another is a deputy's."""
    if attendance.kind != Attendance.Kind.PRESENT:
        return AttendanceMark(attendance.kind)
    deputy = attendance.capacity == Capacity.DEPUTY or (
        not attendance.capacity and attendance.representing
    )
    return AttendanceMark.DEPUTY if deputy else AttendanceMark.PRESENT


def best(marks: Iterable[AttendanceMark]) -> AttendanceMark:
    """What holds where a seat has several marks: a deputy who came outweighs an apology."""
    return min(marks, key=list(AttendanceMark).index, default=AttendanceMark.UNKNOWN)


def by_seat(
    seats: Mapping[int, str], said: Sequence[RecordedName], meetings: Sequence[int]
) -> tuple[FiguresLine, ...]:
    """A line for each seat, in the order given, over these meetings."""
    return tuple(
        FiguresLine(name, tuple(best(_marks(said, meeting, seat)) for meeting in meetings))
        for seat, name in seats.items()
    )


def by_member(
    members: Mapping[int, str], said: Sequence[RecordedName], meetings: Sequence[int]
) -> tuple[FiguresLine, ...]:
    """A line for each member over these meetings; a deputy of their seat counts for them."""
    own = {(each.meeting, each.person): each for each in said if each.mark != AttendanceMark.DEPUTY}

    def mark(meeting: int, person: int) -> AttendanceMark:
        found = own.get((meeting, person))
        if found is None:
            return AttendanceMark.UNKNOWN
        stood_in = _marks(said, meeting, found.seat) if found.seat else ()
        return best([found.mark, *(each for each in stood_in if each == AttendanceMark.DEPUTY)])

    return tuple(
        FiguresLine(name, tuple(mark(meeting, person) for meeting in meetings))
        for person, name in members.items()
    )


def _marks(said: Sequence[RecordedName], meeting: int, seat: int) -> list[AttendanceMark]:
    return [each.mark for each in said if (each.meeting, each.seat) == (meeting, seat)]
