"""Who sits on a board: every seat with its holder, and one form for each thing that changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from meetings import seating
from meetings.council import balance_of
from meetings.doors import Request, officers
from meetings.models import Board, Membership, MembershipKind, Seat
from rotherham_hwb.desk.boards.members.seat_forms import (
    EndForm,
    MembershipForm,
    NewMemberForm,
    SeatForm,
)
from rotherham_hwb.desk.common.ask_verb import ask_in_form
from rotherham_hwb.desk.common.posted import posted
from rotherham_hwb.desk.meetings.filters import boards_of


@dataclass(frozen=True)
class SeatRow:
    """One seat with who holds it today, who stands by, and who is to come; or those without."""

    seat: Seat | None
    holders: tuple[Membership, ...]
    deputies: tuple[Membership, ...]
    coming: tuple[Membership, ...]

    @property
    def is_vacant(self) -> bool:
        return self.seat is not None and not self.holders


@officers
@require_GET
def seats(request: Request, slug: str) -> HttpResponse:
    board = get_object_or_404(boards_of(request), slug=slug)
    today = timezone.localdate()
    held = board.memberships.select_related("person__user", "post__organisation")
    lasting = [each for each in held if each.ended_on is None or each.ended_on >= today]
    own = board.seats.select_related("organisation").order_by("position", "pk")
    context = {
        "board": board,
        "rows": seat_rows(own.current(), lasting, today),
        "balance": balance_of(board, today) if board.politically_balanced else (),
        "past_seats": own.filter(ended_on__lt=today),
        "past": held.filter(ended_on__lt=today).order_by("-ended_on", "-pk")[:50],
    }
    return render(request, "desk/boards/members/seats.html", context)


def seat_rows(
    seats: Iterable[Seat], lasting: Iterable[Membership], today: dt.date
) -> list[SeatRow]:
    """A row for each seat, and a last one for the members without a seat."""
    by_seat: dict[int | None, list[Membership]] = {}
    for each in sorted(lasting, key=lambda each: (each.person.sort_name, each.person.name)):
        by_seat.setdefault(each.seat_id, []).append(each)
    rows = [_row(seat, by_seat.get(seat.pk, []), today) for seat in seats]
    without = by_seat.get(None, [])
    return [*rows, _row(None, without, today)] if without else rows


def _row(seat: Seat | None, held: list[Membership], today: dt.date) -> SeatRow:
    here = [each for each in held if each.started_on <= today]
    return SeatRow(
        seat=seat,
        holders=tuple(each for each in here if each.kind != MembershipKind.DEPUTY),
        deputies=tuple(each for each in here if each.kind == MembershipKind.DEPUTY),
        coming=tuple(each for each in held if each.started_on > today),
    )


@officers
@require_http_methods(["GET", "POST"])
def seat(request: Request, slug: str, pk: int | None = None) -> HttpResponse:
    """Add a seat, or change one; its last day ends it."""
    board = get_object_or_404(boards_of(request), slug=slug)
    known = get_object_or_404(board.seats, pk=pk) if pk else Seat(board=board)
    form = SeatForm(posted(request), instance=known)
    if form.is_valid():
        put = partial(seating.put_seat, form.seat(), by=request.user)
        if ask_in_form(request, form, put, done=f"The seat “{known.title}” is stored."):
            return redirect("desk_seats", slug=slug)
    context = {"board": board, "form": form, "is_new": pk is None}
    return render(request, "desk/boards/members/seat.html", context)


@officers
@require_http_methods(["GET", "POST"])
def add_member(request: Request, slug: str) -> HttpResponse:
    """Put somebody on the board, in the seat `?seat=` names or another."""
    board = get_object_or_404(boards_of(request), slug=slug)
    form = NewMemberForm(posted(request), board=board, seat=_asked_seat(request, board))
    if form.is_valid():
        said, place = form.cleaned_data, form.membership()
        put = partial(seating.seat_somebody, place, name=said["name"], person=form.person())
        put = partial(put, follows=said["follows"], by=request.user)
        if ask_in_form(request, form, put, done=f"{said['name']} is on the board."):
            return redirect("desk_person", pk=place.person_id)
    context = {"board": board, "form": form}
    return render(request, "desk/boards/members/add.html", context)


@officers
@require_http_methods(["GET", "POST"])
def place(request: Request, pk: int) -> HttpResponse:
    """Change what somebody is on a board."""
    found = _own_place(request, pk)
    form = MembershipForm(posted(request), instance=found)
    if form.is_valid():
        change = partial(seating.change_place, form.membership(), by=request.user)
        if ask_in_form(request, form, change, done=f"The place of {found.person} is changed."):
            return redirect("desk_seats", slug=found.board.slug)
    context = {"membership": found, "board": found.board, "form": form}
    return render(request, "desk/boards/members/place.html", context)


@officers
@require_http_methods(["GET", "POST"])
def end(request: Request, pk: int) -> HttpResponse:
    """Let somebody's place end with a day."""
    found = _own_place(request, pk)
    form = EndForm(posted(request))
    if form.is_valid():
        leave = partial(seating.end_place, found, by=request.user, **form.cleaned_data)
        if ask_in_form(request, form, leave, done=f"The place of {found.person} ends."):
            return redirect("desk_seats", slug=found.board.slug)
    context = {"membership": found, "board": found.board, "form": form}
    return render(request, "desk/boards/members/end.html", context)


def _own_place(request: Request, pk: int) -> Membership:
    held = Membership.objects.filter(board__in=boards_of(request))
    return get_object_or_404(held.select_related("board", "seat", "person", "post"), pk=pk)


def _asked_seat(request: Request, board: Board) -> Seat | None:
    asked = request.GET.get("seat", "")
    return board.seats.filter(pk=asked).first() if asked.isdecimal() and len(asked) < 10 else None
