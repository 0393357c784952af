"""Who came to a board's meetings, by municipal year, from its published minutes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet

from meetings.models import Board, Meeting, MeetingState, Membership, MembershipKind
from minutes.attendance.figures import (
    AttendanceMark,
    FiguresLine,
    RecordedName,
    by_member,
    by_seat,
    mark_of,
)
from minutes.models import Attendance, Capacity, Minutes
from rotherham_hwb.shown.calendar import municipal_year, year_days, year_name

OFF = (MeetingState.CANCELLED, MeetingState.POSTPONED)
MEMBERS = (Capacity.MEMBER, Capacity.CO_OPTED)
Held = Sequence[Membership]


@dataclass(frozen=True)
class Year:
    """A municipal year by the calendar year in which it began."""

    began: int

    @property
    def name(self) -> str:
        return year_name(self.began)


@dataclass(frozen=True)
class AttendanceRow:
    """A line of the table, each mark beside the meeting it is of."""

    line: FiguresLine
    cells: tuple[tuple[AttendanceMark, Meeting], ...]


@dataclass(frozen=True)
class AttendancePage:
    """One municipal year of a board; `awaited` meetings were held and have no minutes here yet."""

    board: Board
    year: Year | None
    years: tuple[Year, ...]
    meetings: tuple[Meeting, ...]
    seats: tuple[FiguresLine, ...]
    members: tuple[FiguresLine, ...]
    awaited: int

    @property
    def seat_rows(self) -> tuple[AttendanceRow, ...]:
        return self._rows(self.seats)

    @property
    def member_rows(self) -> tuple[AttendanceRow, ...]:
        return self._rows(self.members)

    def _rows(self, lines: tuple[FiguresLine, ...]) -> tuple[AttendanceRow, ...]:
        return tuple(
            AttendanceRow(line, tuple(zip(line.marks, self.meetings, strict=True)))
            for line in lines
        )

    @property
    def key(self) -> tuple[AttendanceMark, ...]:
        """The marks that occur, for the key."""
        used = {mark for line in (*self.seats, *self.members) for mark in line.marks}
        return tuple(mark for mark in AttendanceMark if mark in used)


def shown_attendance(board: Board, year: int | None, today: dt.date) -> AttendancePage:
    """Read a year of a board, the newest with published minutes where none is named."""
    minuted = _minuted(board)
    days = minuted.order_by().values_list("meeting__date", flat=True)
    began = sorted({municipal_year(day) for day in days}, reverse=True)
    years = tuple(map(Year, began))
    year = began[0] if year is None and began else year
    if year not in began:
        return AttendancePage(board, None, years, (), (), (), 0)
    roll = Prefetch("attendances", queryset=Attendance.objects.select_related("person"))
    chosen = minuted.filter(meeting__date__range=year_days(year)).prefetch_related(roll)
    return _page(board, Year(year), years, list(chosen), today)


def _minuted(board: Board) -> QuerySet[Minutes]:
    """The published minutes of meetings that took place, of the board and those it joined in."""
    joint = board.joint_meetings.values("pk")
    own = Q(meeting__board=board) | Q(meeting__in=joint)
    found = Minutes.objects.filter(own, published_at__isnull=False).exclude(meeting__state__in=OFF)
    return found.select_related("meeting").order_by("meeting__date", "meeting__time")


def _page(
    board: Board, year: Year, years: tuple[Year, ...], chosen: list[Minutes], today: dt.date
) -> AttendancePage:
    held = list(board.memberships.select_related("person", "seat"))
    first, last = year_days(year.began)
    seats = {each.pk: each.title for each in board.seats.order_by("position")}
    said = [each for minutes in chosen for each in _said(minutes, held, seats)]
    meetings = tuple(each.meeting for each in chosen)
    keys = [each.pk for each in meetings]
    filled = {each.seat for each in said}
    there = {pk: name for pk, name in seats.items() if pk in filled}
    past = board.meetings.filter(date__range=(first, last), date__lt=today, called_at__isnull=False)
    awaited = past.exclude(state__in=OFF).exclude(pk__in=keys).count()
    return AttendancePage(
        board=board,
        year=year,
        years=years,
        meetings=meetings,
        seats=by_seat(there, said, keys),
        members=by_member(_members(chosen, held), said, keys),
        awaited=awaited,
    )


def _said(minutes: Minutes, held: Held, seats: dict[int, str]) -> Iterable[RecordedName]:
    """What the minutes record of seats of this board and of their holders.

    Imported names have no seat: who they were is looked up in the memberships of that day.
    """
    for each in minutes.attendances.all():
        place = _place(each, held, minutes.meeting.date)
        seat = each.seat_id if each.seat_id in seats else (place.seat_id if place else None)
        if seat is None and place is None and each.capacity not in MEMBERS:
            continue
        mark = mark_of(each)
        if mark == AttendanceMark.PRESENT and place and _deputises(place) and not each.capacity:
            mark = AttendanceMark.DEPUTY
        yield RecordedName(minutes.meeting_id, seat, each.person_id, mark)


def _place(attendance: Attendance, held: Held, day: dt.date) -> Membership | None:
    """The membership somebody held on a day, where the minutes tell no seat themselves."""
    if attendance.person_id is None or attendance.capacity not in ("", *MEMBERS, Capacity.DEPUTY):
        return None
    return next(
        (
            each
            for each in held
            if each.person_id == attendance.person_id
            and each.started_on <= day
            and (each.ended_on is None or day <= each.ended_on)
        ),
        None,
    )


def _deputises(membership: Membership) -> bool:
    return membership.kind == MembershipKind.DEPUTY


def _members(chosen: Iterable[Minutes], held: Held) -> dict[int, str]:
    """Those recorded as members, by surname; names as the minutes print them last."""
    found: dict[int, tuple[str, str]] = {}
    for minutes in chosen:
        for each in minutes.attendances.all():
            if each.person_id is None or not _is_member(each, held, minutes.meeting.date):
                continue
            sort_name = each.person.sort_name if each.person else ""
            found[each.person_id] = (sort_name or each.name, each.name)
    ordered = sorted(found.items(), key=lambda item: item[1])
    return {person: name for person, (_, name) in ordered}


def _is_member(attendance: Attendance, held: Held, day: dt.date) -> bool:
    if attendance.capacity:
        return attendance.capacity in MEMBERS
    place = _place(attendance, held, day)
    return place is not None and not _deputises(place)
