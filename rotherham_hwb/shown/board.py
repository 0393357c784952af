"""A board's page: its meetings by year, and who sits on it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import Q

from meetings.access import Viewer
from meetings.council import GroupShare, balance_of
from meetings.models import Board, CouncilTerm, Meeting, Membership, MembershipKind, Seat
from rotherham_hwb.shown.calendar import OFF, MeetingLine, municipal_year, shown_lines, year_name
from rotherham_hwb.shown.prose import Passage, passages

OPEN_YEARS = 2
"""Years whose meetings are shown at once; older ones are folded away."""


@dataclass(frozen=True)
class YearOfMeetings:
    """The meetings of one municipal year."""

    name: str
    meetings: tuple[MeetingLine, ...]


@dataclass(frozen=True)
class MemberLine:
    """Somebody on the board, or a seat that is vacant (no name)."""

    name: str
    role: str
    seat: str
    organisation: str
    sits_for: str = ""  # a councillor's group and ward


@dataclass(frozen=True)
class BoardPage:
    """A board with its meetings by year and those who sit on it; `retired` when it is."""

    parent: Board | None
    parts: tuple[Board, ...]
    retired: bool
    balance: tuple[GroupShare, ...]
    next_meeting: MeetingLine | None
    years: tuple[YearOfMeetings, ...]
    older: tuple[YearOfMeetings, ...]
    members: tuple[MemberLine, ...]
    deputies: tuple[MemberLine, ...]
    terms: tuple[Passage, ...]


@dataclass(frozen=True)
class Attending:
    """How to come to a board's meetings and ask it a question."""

    board: Board
    attend: tuple[Passage, ...]
    ask: tuple[Passage, ...]


def shown_attending() -> tuple[Attending, ...]:
    """Read how every board is attended and asked."""
    return tuple(
        Attending(each, passages(each.how_to_attend), passages(each.how_to_ask))
        for each in Board.objects.current()
    )


def shown_board(board: Board, viewer: Viewer, today: dt.date) -> BoardPage:
    """Read a board's meetings and members as a viewer may see them."""
    joint = board.joint_meetings.values("pk")
    meetings = Meeting.objects.visible_to(viewer).filter(Q(board=board) | Q(pk__in=joint))
    lines = shown_lines(list(meetings.select_related("board")), viewer, today)
    years = _years(lines)
    ahead = [line for line in lines if not line.past and line.state not in OFF]
    members, deputies = _members(board, today)
    return BoardPage(
        parent=board.parent,
        parts=tuple(board.parts.all().current()),
        retired=not board.meets_on(today),
        balance=balance_of(board, today) if board.politically_balanced else (),
        next_meeting=ahead[-1] if ahead else None,
        years=years[:OPEN_YEARS],
        older=years[OPEN_YEARS:],
        members=members,
        deputies=deputies,
        terms=passages(board.terms_of_reference),
    )


def _years(lines: Iterable[MeetingLine]) -> tuple[YearOfMeetings, ...]:
    groups = groupby(lines, key=lambda line: municipal_year(line.meeting.date))
    return tuple(YearOfMeetings(year_name(year), tuple(group)) for year, group in groups)


def _members(board: Board, today: dt.date) -> tuple[tuple[MemberLine, ...], tuple[MemberLine, ...]]:
    """The members with the vacancies at the end, and the deputies; none of a retired board."""
    if not board.meets_on(today):
        return (), ()
    held = board.memberships.current().select_related(
        "person", "post__organisation", "seat__organisation"
    )
    terms = CouncilTerm.objects.on(today).filter(person__memberships__in=held)
    sits_for = {each.person_id: str(each) for each in terms.select_related("group")}
    ranked = sorted(held, key=_rank)
    members = [_member(each, sits_for) for each in ranked if each.kind != MembershipKind.DEPUTY]
    seats: Any = board.seats.current().with_vacancy()
    vacant = [
        _vacancy(seat) for seat in seats.filter(is_vacant=True).select_related("organisation")
    ]
    deputies = [_member(each, sits_for) for each in ranked if each.kind == MembershipKind.DEPUTY]
    return (*members, *vacant), tuple(deputies)


def _rank(membership: Membership) -> tuple[int, int, str, str]:
    person = membership.person
    return (
        list(MembershipKind).index(MembershipKind(membership.kind)),
        membership.seat.position if membership.seat else 0,
        person.sort_name,
        person.name,
    )


def _member(membership: Membership, sits_for: Mapping[int, str]) -> MemberLine:
    post, seat = membership.post, membership.seat
    organisation = (post and post.organisation) or (seat and seat.organisation)
    return MemberLine(
        name=membership.person.name,
        role=membership.kind.label,
        seat=seat.title if seat else (post.title if post else ""),
        organisation=organisation.name if organisation else "",
        sits_for=sits_for.get(membership.person_id, ""),
    )


def _vacancy(seat: Seat) -> MemberLine:
    organisation = seat.organisation.name if seat.organisation else ""
    return MemberLine(name="", role="", seat=seat.title, organisation=organisation)
