"""The roll of a meeting: who is expected, and what is recorded of whom. Reads, never writes.

Nobody is recorded before an officer says so: whoever is expected stands on the roll as an
attendance not stored yet, with the seat, vote and words it would be stored with.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from django.db.models import Q

from meetings.access import RoleKind
from meetings.council import group_deputies
from meetings.models import (
    Apology,
    Membership,
    MembershipKind,
    Person,
    Presenter,
    Role,
    Seat,
)
from minutes.models import Attendance, Capacity, Minutes

BLOCKS = {
    Capacity.MEMBER: 1,
    Capacity.DEPUTY: 1,
    Capacity.CO_OPTED: 1,
    Capacity.PRESENTER: 2,
    Capacity.OFFICER: 3,
    Capacity.OBSERVER: 4,
}
"""The order in which the list of those present is printed."""
CAPACITIES = {
    MembershipKind.CO_OPTED: Capacity.CO_OPTED,
    MembershipKind.OBSERVER: Capacity.OBSERVER,
}
FIRST = (MembershipKind.CHAIR, MembershipKind.VICE_CHAIR)
IN_THE_CHAIR = "in the Chair"
Place = tuple[int, int, str, int]
"""Where somebody stands within a block: board, seat, words, and after whom they stand in for."""
LAST = 999


@dataclass(frozen=True)
class RollLine:
    """One name on the roll: as it is recorded, or, without a primary key, as it would be.

    `key` stays the same when the name is recorded; `told` is what is known beforehand.
    """

    key: str
    attendance: Attendance
    place: Place
    told: str = ""
    sent_apologies: bool = False

    @property
    def recorded(self) -> bool:
        return self.attendance.pk is not None

    @property
    def vacant(self) -> bool:
        """Whether it stands for a seat that nobody holds."""
        return is_vacant(self.attendance)


def is_vacant(attendance: Attendance) -> bool:
    """Whether an attendance stands for a seat that nobody holds."""
    seat = attendance.seat
    nobody = attendance.person_id is None and attendance.capacity == Capacity.MEMBER
    return nobody and seat is not None and attendance.name == seat.title


def read_roll(minutes: Minutes) -> list[RollLine]:
    """Everybody expected or recorded, in the order in which the minutes print them."""
    stored = list(minutes.attendances.select_related("seat").prefetch_related("movements"))
    for each in stored:
        each.minutes = minutes
    lines: list[RollLine] = []
    for line in _once(_expected(minutes)):
        found = next((each for each in stored if same(each, line.attendance)), None)
        if found is not None:
            stored.remove(found)
        lines.append(replace(line, attendance=found) if found else line)
    return sorted([*lines, *(_added(each, lines) for each in stored)], key=_order)


def same(one: Attendance, other: Attendance) -> bool:
    """Whether two attendances are of one person: by the record, or by name where there is none."""
    if one.person_id and other.person_id:
        return one.person_id == other.person_id
    return one.name.casefold() == other.name.casefold()


def deputies_for(attendance: Attendance) -> list[Person]:
    """Those who may stand in: the deputies of somebody's seat or group, or of a board without."""
    day = attendance.minutes.meeting.date
    deputies = Membership.objects.on(day).filter(kind=MembershipKind.DEPUTY)
    if attendance.seat_id:
        deputies = deputies.filter(seat=attendance.seat_id)
    else:
        deputies = deputies.filter(seat=None, board__in=_boards(attendance.minutes))
    may_come = Q(pk__in=deputies.values("person"))
    own = Membership.objects.on(day).filter(board__in=_boards(attendance.minutes))
    for place in own.filter(person=attendance.person_id):
        may_come |= Q(pk__in=group_deputies(place, day).values("person"))
    return list(Person.objects.filter(may_come))


def _added(attendance: Attendance, lines: list[RollLine]) -> RollLine:
    """Whom nobody expected: a deputy after their principal, all others at the end."""
    last = (LAST, attendance.position, "", 0)
    if not attendance.representing:
        return RollLine(f"a{attendance.pk}", attendance, last)
    places = (each.place for each in lines if each.attendance.name == attendance.representing)
    return RollLine(f"a{attendance.pk}", attendance, _after(next(places, last)))


def _after(place: Place) -> Place:
    return (*place[:3], 1)


def _order(line: RollLine) -> tuple[int, bool, Place]:
    attendance = line.attendance
    block = BLOCKS[Capacity(attendance.capacity or Capacity.OBSERVER)]
    return (block, attendance.role != IN_THE_CHAIR, line.place)


def _once(lines: Iterable[RollLine]) -> Iterator[RollLine]:
    """Each person once: a member who presents an item too is a member."""
    seen: list[Attendance] = []
    for line in lines:
        if not any(same(line.attendance, each) for each in seen):
            seen.append(line.attendance)
            yield line


def _expected(minutes: Minutes) -> Iterator[RollLine]:
    apologies = list(Apology.objects.filter(meeting=minutes.meeting).select_related("deputy"))
    boards = _boards(minutes)
    held = _memberships(minutes, boards)
    deputies = []
    for membership in held:
        sent = next((each for each in apologies if _is_of(each, membership.person)), None)
        line = _member(minutes, membership, boards.index(membership.board_id), sent)
        yield line
        if sent and sent.deputy:
            deputies.append(_deputy(line, sent.deputy))
    yield from deputies
    yield from _vacancies(minutes, boards, {each.seat_id for each in held if each.seat_id})
    yield from _presenters(minutes)
    yield from _officers(minutes, boards)


def _boards(minutes: Minutes) -> list[int]:
    """The boards that meet, whose meeting it is first."""
    meeting = minutes.meeting
    return [meeting.board_id, *meeting.joint_boards.values_list("pk", flat=True)]


def _memberships(minutes: Minutes, boards: list[int]) -> list[Membership]:
    held = Membership.objects.on(minutes.meeting.date).filter(board__in=boards)
    held = held.exclude(kind=MembershipKind.DEPUTY).select_related(
        "person", "post__organisation", "seat__organisation"
    )
    return list(held.order_by("person__sort_name", "person__name", "pk"))


def _member(
    minutes: Minutes, membership: Membership, board: int, apology: Apology | None
) -> RollLine:
    seat, person = membership.seat, membership.person
    rank = FIRST.index(kind) if (kind := MembershipKind(membership.kind)) in FIRST else len(FIRST)
    attendance = Attendance(
        minutes=minutes,
        name=person.name_on(minutes.meeting.date),
        organisation_or_post=_standing(membership),
        person=person,
        capacity=CAPACITIES.get(kind, Capacity.MEMBER),
        seat=seat,
        votes=membership.votes and (seat is None or seat.votes),
    )
    words = f"{rank} {person.sort_name} {person.name}"
    place = (board, seat.position if seat else rank, words, 0)
    return RollLine(
        f"p{person.pk}", attendance, place, _apologies_told(apology), apology is not None
    )


def _apologies_told(apology: Apology | None) -> str:
    if apology is None:
        return ""
    deputy = f"; {apology.deputy} comes in their place" if apology.deputy else ""
    return f"Sent apologies{deputy}"


def _standing(membership: Membership) -> str:
    """What is printed beside a member: their post, or else what their seat is for."""
    if membership.post:
        return str(membership.post)
    return _seat_words(membership.seat) if membership.seat else ""


def _seat_words(seat: Seat) -> str:
    organisation = seat.organisation.name if seat.organisation else ""
    return seat.title if organisation in seat.title else f"{seat.title}, {organisation}"


def _deputy(principal: RollLine, deputy: Person) -> RollLine:
    day = principal.attendance.minutes.meeting.date
    name = deputy.name_on(day)
    attendance = deputy_of(principal.attendance, name=name, person=deputy)
    return RollLine(f"p{deputy.pk}", attendance, _after(principal.place), "Comes as deputy")


def deputy_of(principal: Attendance, *, name: str, person: Person | None) -> Attendance:
    """Somebody in a principal's place, as they would be recorded: seat and vote are theirs."""
    return Attendance(
        minutes=principal.minutes,
        name=name,
        person=person,
        capacity=Capacity.DEPUTY,
        seat=principal.seat,
        votes=principal.votes,
        representing=principal.name,
    )


def _vacancies(minutes: Minutes, boards: list[int], held: set[int]) -> Iterator[RollLine]:
    day = minutes.meeting.date
    seats = Seat.objects.filter(
        Q(started_on__isnull=True) | Q(started_on__lte=day),
        Q(ended_on__isnull=True) | Q(ended_on__gte=day),
        board__in=boards,
    ).exclude(pk__in=held)
    for seat in seats.select_related("organisation"):
        attendance = Attendance(
            minutes=minutes,
            name=seat.title,
            organisation_or_post=seat.organisation.name if seat.organisation else "",
            capacity=Capacity.MEMBER,
            seat=seat,
            votes=seat.votes,
        )
        place = (boards.index(seat.board_id), seat.position, seat.title, 0)
        yield RollLine(f"s{seat.pk}", attendance, place, "Nobody holds this seat")


def _presenters(minutes: Minutes) -> Iterator[RollLine]:
    named = Presenter.objects.filter(item__meeting=minutes.meeting).exclude(name="")
    named = named.select_related("item", "person").order_by("item__position", "position")
    for at, each in enumerate(named):
        attendance = Attendance(
            minutes=minutes,
            name=each.name,
            organisation_or_post=each.role,
            person=each.person,
            capacity=Capacity.PRESENTER,
        )
        key = f"p{each.person_id}" if each.person_id else f"n{each.pk}"
        yield RollLine(key, attendance, (at, 0, "", 0), _presents(each))


def _presents(presenter: Presenter) -> str:
    item = presenter.item
    told = f"Presents item {item.full_number}" if item.number else "Presents an item"
    if item.restriction == "open":
        return told
    return f"{told}, which is restricted: their name and post are printed among those present"


def _officers(minutes: Minutes, boards: list[int]) -> Iterator[RollLine]:
    roles = Role.objects.on(minutes.meeting.date).filter(board__in=boards, kind=RoleKind.OFFICER)
    for role in roles.select_related("user__person").order_by("user__name", "pk"):
        person = getattr(role.user, "person", None)
        attendance = Attendance(
            minutes=minutes,
            name=person.name_on(minutes.meeting.date) if person else role.user.name,
            person=person,
            capacity=Capacity.OFFICER,
        )
        yield RollLine(f"u{role.user_id}", attendance, (0, 0, attendance.name, 0))


def _is_of(apology: Apology, person: Person) -> bool:
    if apology.person_id:
        return apology.person_id == person.pk
    return person.user_id is not None and apology.user_id == person.user_id
