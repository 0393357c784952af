"""A board's seats and members as a CSV file: looked at, loaded, and given out."""

from __future__ import annotations

import json

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from meetings.doors import Request, officers
from meetings.models import Board
from reports.files.receiving import ReceivedFile
from rotherham_hwb.desk.boards.members.csv_rows import (
    COLUMNS,
    MOST_BYTES,
    CsvTable,
    NoTable,
    Problem,
    read_sheet,
    text_of,
    written,
)
from rotherham_hwb.desk.boards.members.load import Outcome, export_rows, load, look_at
from rotherham_hwb.desk.common.posted import posted, posted_files
from rotherham_hwb.desk.meetings.filters import boards_of
from rotherham_hwb.files import PLAIN, gives

EXAMPLES: tuple[dict[str, object], ...] = (
    {
        "seat": "Healthwatch",
        "organisation": "Healthwatch Sample",
        "legal_basis": "Health and Social Care Act 2012 s.194(2)(f)",
        "seat_votes": True,
        "person": "Ada Byron",
        "sort_name": "Byron, Ada",
        "post": "Chief Officer",
        "post_organisation": "Healthwatch Sample",
        "kind": "Member",
        "votes": True,
        "starts": "22/01/2025",
    },
    {"seat": "Voluntary sector", "seat_votes": True},
)


class SheetForm(forms.Form):
    """A table to look at."""

    file = forms.FileField(
        label="Table of seats and members",
        help_text="A CSV file of at most 1 MB, as Excel saves it.",
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
        error_messages={"empty": "The file is empty: download the template and fill it in."},
    )

    def clean_file(self) -> str:
        received: ReceivedFile = self.cleaned_data["file"]
        content = b"" if received.too_large else received.read(MOST_BYTES + 1)
        try:
            if received.too_large:
                raise NoTable("The file is far too large: it is no table of seats and members.")
            return _readable(text_of(content))
        except NoTable as reason:
            raise ValidationError(str(reason)) from reason


@officers
@require_http_methods(["GET", "POST"])
def members(request: Request, slug: str) -> HttpResponse:
    """The form for a table, and what a table would change."""
    board = get_object_or_404(boards_of(request), slug=slug)
    form = SheetForm(posted(request), posted_files(request))
    if form.is_valid():
        text = form.cleaned_data["file"]
        outcome = look_at(board, read_sheet(text), by=request.user)
        return _preview(request, board, text, outcome)
    context = {
        "board": board,
        "form": form,
        "columns": COLUMNS.values(),
        "seats": board.seats.count(),
        "members": board.memberships.current().count(),
    }
    return render(request, "desk/boards/members/table.html", context)


@officers
@require_http_methods(["POST"])
def confirm(request: Request, slug: str) -> HttpResponse:
    """Store what the officer has seen, or show again what is otherwise now."""
    board = get_object_or_404(boards_of(request), slug=slug)
    text = request.POST.get("table", "")
    sheet = _sheet(text)
    outcome = load(board, sheet, by=request.user, seen=_seen(request))
    if outcome is None:
        messages.error(request, "The board has changed since you looked: nothing is stored yet.")
        return _preview(request, board, text, look_at(board, sheet, by=request.user))
    words = "1 change is stored." if len(outcome.changes) == 1 else "changes are stored."
    count = "" if len(outcome.changes) == 1 else f"{len(outcome.changes)} "
    messages.success(request, f"{count}{words}")
    return redirect("desk_membership", slug=slug)


@officers
@require_GET
@gives(
    "a table to fill in as CSV",
    source="examples in the code",
    cleaning="plain text",
)
def template(request: Request, slug: str) -> HttpResponse:
    """An empty table with two rows to show how it is filled in."""
    get_object_or_404(boards_of(request), slug=slug)
    return _csv(written(EXAMPLES), "seats-and-members-template.csv")


@officers
@require_GET
@gives(
    "seats and members as CSV",
    source="the board’s records",
    cleaning=PLAIN,
)
def export(request: Request, slug: str) -> HttpResponse:
    """The board's seats and members, those of earlier times too."""
    board = get_object_or_404(boards_of(request), slug=slug)
    return _csv(written(export_rows(board)), f"{board.slug}-seats-and-members.csv")


def _csv(text: str, name: str) -> HttpResponse:
    answer = HttpResponse(text, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _readable(text: str) -> str:
    read_sheet(text)
    return text


def _sheet(text: str) -> CsvTable:
    try:
        return read_sheet(text)
    except NoTable as reason:
        return CsvTable((), (Problem(0, str(reason)),))


def _seen(request: Request) -> list[str]:
    try:
        seen: object = json.loads(request.POST.get("seen", ""))
    except ValueError:
        return []
    return seen if isinstance(seen, list) else []


def _preview(request: Request, board: Board, text: str, outcome: Outcome) -> HttpResponse:
    context = {
        "board": board,
        "outcome": outcome,
        "table": text,
        "seen": json.dumps(outcome.fingerprint),
        "may_store": bool(outcome.changes) and not outcome.problems,
    }
    return render(request, "desk/boards/members/preview.html", context)
