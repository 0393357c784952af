"""The live screen of a meeting, one person: their times, who stands in, the chair; and guests."""

from __future__ import annotations

from functools import partial

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from meetings.doors import Request, officers
from minutes.attendance import attending
from minutes.attendance.movements import take_back_movement
from minutes.attendance.roll import RollLine, deputies_for
from minutes.models import Minutes, Movement
from minutes.writing.drafts import why_closed
from rotherham_hwb.desk.common.ask_verb import ask, ask_in_form, own_minutes
from rotherham_hwb.desk.common.posted import posted
from rotherham_hwb.desk.live.forms import AddForm, StandInForm, TimeForm, moment
from rotherham_hwb.desk.live.page import is_the_day, said_time
from rotherham_hwb.desk.live.views import line_at


@officers
@require_http_methods(["GET", "POST"])
def add(request: Request, pk: int) -> HttpResponse:
    """Record somebody as present whom the roll does not expect."""
    minutes = own_minutes(request, pk)
    form = AddForm(posted(request))
    if form.is_valid():
        said = form.cleaned_data
        verb = partial(attending.add_attendee, minutes, **said, by=request.user)
        if ask_in_form(request, form, verb, done=f"{said['name']} is on the list."):
            return redirect(_back(minutes))
    context = {"meeting": minutes.meeting, "form": form, "closed": why_closed(minutes)}
    return render(request, "desk/live/add.html", context)


@officers
@require_http_methods(["GET", "POST"])
def person(request: Request, pk: int, key: str) -> HttpResponse:
    """One person: when they came and left, or who stands in for them."""
    minutes = own_minutes(request, pk)
    line = line_at(minutes, key)
    form = TimeForm(posted(request), today=is_the_day(minutes.meeting))
    if form.is_valid():
        arrives = request.POST.get("do") == "arrives"
        at = moment(minutes, form.cleaned_data["time"])
        done = f"{line.attendance} {'came' if arrives else 'left'}: it is recorded."
        verb = partial(attending.move, line.attendance, arrives=arrives, at=at, by=request.user)
        if ask_in_form(request, form, verb, done=done):
            return redirect("desk_at_person", pk=pk, key=key)
    return _page(request, minutes, line, form)


@officers
@require_http_methods(["GET", "POST"])
def stand_in(request: Request, pk: int, key: str) -> HttpResponse:
    """Who sits in somebody's seat, with their vote."""
    minutes = own_minutes(request, pk)
    line = line_at(minutes, key)
    form = StandInForm(posted(request), deputies=deputies_for(line.attendance))
    if form.is_valid():
        said = form.said()
        done = f"{said['name']} stands in for {line.attendance}."
        verb = partial(attending.stand_in, line.attendance, **said, by=request.user)
        if ask_in_form(request, form, verb, done=done):
            return redirect(_back(minutes, key))
    context = {"meeting": minutes.meeting, "line": line, "form": form}
    context["closed"] = why_closed(minutes)
    return render(request, "desk/live/stand_in.html", context)


@officers
@require_POST
def take_chair(request: Request, pk: int, key: str) -> HttpResponse:
    minutes = own_minutes(request, pk)
    line = line_at(minutes, key)
    ask(
        request,
        lambda: attending.take_chair(line.attendance, by=request.user),
        done=f"{line.attendance} is in the Chair.",
    )
    return redirect(_back(minutes, key))


@officers
@require_POST
def take_off(request: Request, pk: int, key: str) -> HttpResponse:
    """Take a name off the list; who is expected stays on the roll, not recorded."""
    minutes = own_minutes(request, pk)
    line = line_at(minutes, key)
    ask(
        request,
        lambda: attending.unmark(line.attendance, by=request.user),
        done=f"{line.attendance} is off the list.",
    )
    return redirect(_back(minutes))


@officers
@require_POST
def take_back(request: Request, pk: int, key: str, movement: int) -> HttpResponse:
    """Strike out a time at which somebody came or left."""
    minutes = own_minutes(request, pk)
    line = line_at(minutes, key)
    if not line.recorded:
        raise Http404
    found: Movement = get_object_or_404(line.attendance.movements, pk=movement)
    found.attendance = line.attendance
    ask(request, lambda: take_back_movement(found, by=request.user), done="The time is struck out.")
    return redirect("desk_at_person", pk=pk, key=key)


def _page(request: Request, minutes: Minutes, line: RollLine, form: TimeForm) -> HttpResponse:
    moves = line.attendance.movements.all() if line.recorded else []
    context = {
        "meeting": minutes.meeting,
        "line": line,
        "form": form,
        "moves": [(each.pk, said_time(each)) for each in moves],
        "sits": line.attendance.capacity in attending.SITS_ON_THE_BOARD,
        "closed": why_closed(minutes),
    }
    return render(request, "desk/live/person.html", context)


def _back(minutes: Minutes, key: str = "") -> str:
    address = reverse("desk_at_meeting", args=[minutes.meeting_id])
    return f"{address}#{f'row-{key}' if key else 'roll'}"
