"""A board's settings: its deadlines, its quorum, and what stands on every agenda."""

from __future__ import annotations

from functools import partial

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from meetings import board_settings as verbs
from meetings.doors import Request, officers
from meetings.models import ClosureDay, StandingItem
from rotherham_hwb.desk.boards.forms import BoardForm, ClosureForm, DeadlinesForm, StandingForm
from rotherham_hwb.desk.common.ask_verb import ask
from rotherham_hwb.desk.common.posted import posted
from rotherham_hwb.desk.meetings.filters import boards_of


@officers
@require_GET
def board(request: Request, slug: str) -> HttpResponse:
    found = get_object_or_404(boards_of(request), slug=slug)
    context = {
        "board": found,
        "deadlines": DeadlinesForm(board=found).initial_lines(),
        "standing": found.standing_items.order_by("-place", "position"),
        "parts": found.parts.all(),
        "retired": not found.meets_on(timezone.localdate()),
    }
    return render(request, "desk/boards/board.html", context)


@officers
@require_http_methods(["GET", "POST"])
def settings(request: Request, slug: str) -> HttpResponse:
    found = get_object_or_404(boards_of(request), slug=slug)
    form = BoardForm(posted(request), instance=found)
    if form.is_valid():
        change = partial(verbs.change_board, form.instance, form.changed_data, by=request.user)
        if ask(request, change, done="The board’s settings are changed."):
            return redirect("desk_board", slug=slug)
    return render(request, "desk/boards/settings.html", {"board": found, "form": form})


@officers
@require_http_methods(["GET", "POST"])
def deadlines(request: Request, slug: str) -> HttpResponse:
    found = get_object_or_404(boards_of(request), slug=slug)
    form = DeadlinesForm(posted(request), board=found)
    if form.is_valid():
        change = partial(verbs.set_deadlines, found, form.days(), by=request.user)
        said = form.cleaned_data["holds_from"]
        if ask(request, partial(change, holds_from=said), done="The deadlines are changed."):
            return redirect("desk_board", slug=slug)
    return render(request, "desk/boards/deadlines.html", {"board": found, "form": form})


@officers
@require_http_methods(["GET", "POST"])
def standing(request: Request, slug: str, pk: int | None = None) -> HttpResponse:
    """Add a standing item, or change one."""
    found = get_object_or_404(boards_of(request), slug=slug)
    known = get_object_or_404(found.standing_items, pk=pk) if pk else StandingItem(board=found)
    form = StandingForm(posted(request), instance=known)
    if form.is_valid():
        put = partial(verbs.put_standing_item, form.instance, by=request.user)
        if ask(request, put, done="The standing items are changed; agendas under way keep theirs."):
            return redirect("desk_board", slug=slug)
    context = {"board": found, "form": form, "item": known}
    return render(request, "desk/boards/standing_item.html", context)


@officers
@require_POST
def arrange(request: Request, slug: str, pk: int) -> HttpResponse:
    """Move a standing item up or down, or take it off."""
    found = get_object_or_404(boards_of(request), slug=slug)
    item = get_object_or_404(found.standing_items, pk=pk)
    way = request.POST.get("way", "")
    if way == "remove":
        take = partial(verbs.remove_standing_item, item, by=request.user)
        ask(request, take, done=f"“{item.title}” is taken off. Add it again if you need it.")
    elif way in ("up", "down"):
        shift = partial(verbs.shift_standing_item, item, up=way == "up", by=request.user)
        ask(request, shift, done=f"“{item.title}” is moved {way}.")
    return redirect("desk_board", slug=slug)


@officers
@require_http_methods(["GET", "POST"])
def closures(request: Request) -> HttpResponse:
    form = ClosureForm(posted(request))
    if form.is_valid():
        add = partial(verbs.add_closure_days, form.days(), by=request.user)
        if ask(request, add, done="The days are added: deadlines no longer count them."):
            return redirect("desk_closures")
    context = {"days": ClosureDay.objects.all(), "form": form}
    return render(request, "desk/boards/closures.html", context)


@officers
@require_http_methods(["GET", "POST"])
def remove_closure(request: Request, pk: int) -> HttpResponse:
    day = get_object_or_404(ClosureDay, pk=pk)
    if request.method == "GET":
        return render(request, "desk/boards/closure_remove.html", {"day": day})
    remove = partial(verbs.remove_closure_day, day, by=request.user)
    ask(request, remove, done="The day is taken off: deadlines count it again.")
    return redirect("desk_closures")
