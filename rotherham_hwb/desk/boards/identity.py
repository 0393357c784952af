"""Adding a board, saying what it is and was called, retiring it."""

from __future__ import annotations

from functools import partial

from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from meetings import board_set_up as verbs
from meetings.board_settings import change_board
from meetings.doors import Request, officers
from meetings.models import Board, User
from reports.authored.templates import provide_forms
from rotherham_hwb.desk.boards.identity_forms import AboutBoardForm, NewBoardForm, RetireForm
from rotherham_hwb.desk.common.ask_verb import ask, ask_in_form
from rotherham_hwb.desk.common.names import (
    FormerNameForm,
    NewNameForm,
    former_name_is_added,
    name_is_changed,
    remove_name_as_asked,
)
from rotherham_hwb.desk.common.posted import posted
from rotherham_hwb.desk.meetings.filters import boards_of


@officers
@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    """Add a board, as an officer of the council."""
    if not request.viewer.adds_boards:
        raise Http404
    asked = request.GET.get("name", "").replace("\0", "")[:200]
    form = NewBoardForm(posted(request), name=asked)
    if form.is_valid():
        add = partial(_add, form.instance, like=form.cleaned_data["like"], by=request.user)
        done = f"{form.instance} is added. Set it up below; its seats and members come next."
        if ask_in_form(request, form, add, done=done):
            return redirect("desk_board", slug=form.instance.slug)
    return render(request, "desk/boards/new.html", {"form": form})


def _add(board: Board, *, like: Board | None, by: User) -> None:
    with transaction.atomic():
        verbs.add_board(board, like=like, by=by)
        provide_forms(board, by=by)


@officers
@require_http_methods(["GET", "POST"])
def about(request: Request, slug: str) -> HttpResponse:
    found = get_object_or_404(boards_of(request), slug=slug)
    form = AboutBoardForm(posted(request), instance=found)
    if form.is_valid():
        change = partial(change_board, form.instance, form.changed_data, by=request.user)
        if ask_in_form(request, form, change, done="What the board is, is changed."):
            return redirect("desk_board", slug=slug)
    return render(request, "desk/boards/about.html", {"board": found, "form": form})


@officers
@require_http_methods(["GET", "POST"])
def name(request: Request, slug: str) -> HttpResponse:
    found = get_object_or_404(boards_of(request), slug=slug)
    form = NewNameForm(posted(request), record=found)
    if form.is_valid() and name_is_changed(request, form, found):
        return redirect("desk_board", slug=slug)
    return render(request, "desk/boards/name.html", {"board": found, "form": form})


@officers
@require_http_methods(["GET", "POST"])
def former_names(request: Request, slug: str) -> HttpResponse:
    """The names it had before, with a form for one more."""
    found = get_object_or_404(boards_of(request), slug=slug)
    form = FormerNameForm(posted(request))
    if form.is_valid() and former_name_is_added(request, form, found):
        return redirect("desk_board_former", slug=slug)
    return render(request, "desk/boards/former_names.html", {"board": found, "form": form})


@officers
@require_POST
def remove_former(request: Request, slug: str) -> HttpResponse:
    found = get_object_or_404(boards_of(request), slug=slug)
    remove_name_as_asked(request, found)
    return redirect("desk_board_former", slug=slug)


@officers
@require_http_methods(["GET", "POST"])
def retire(request: Request, slug: str) -> HttpResponse:
    found = get_object_or_404(boards_of(request), slug=slug)
    form = RetireForm(posted(request), initial={"last_day": timezone.localdate()})
    if form.is_valid():
        end = partial(verbs.retire_board, found, by=request.user, **form.cleaned_data)
        if ask_in_form(request, form, end, done=f"{found} is retired. Its pages stay."):
            return redirect("desk_board", slug=slug)
    return render(request, "desk/boards/retire.html", {"board": found, "form": form})


@officers
@require_POST
def reinstate(request: Request, slug: str) -> HttpResponse:
    found = get_object_or_404(boards_of(request), slug=slug)
    bring_back = partial(verbs.reinstate_board, found, by=request.user)
    ask(request, bring_back, done=f"{found} meets again.")
    return redirect("desk_board", slug=slug)
