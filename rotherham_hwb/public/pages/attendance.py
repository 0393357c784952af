"""Who came to a board's meetings, as a page and as a file for a spreadsheet."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from meetings.doors import Request, public
from minutes.attendance.figures import FiguresLine
from rotherham_hwb.files import PLAIN, SHOWN, gives
from rotherham_hwb.shown.attendance import AttendancePage, shown_attendance
from rotherham_hwb.shown.finding import find_board
from rotherham_hwb.spreadsheets import csv_text


@public
@require_safe
def attendance(request: Request, slug: str) -> HttpResponse:
    """One municipal year of a board: seats against meetings, then member by member."""
    page = _read(request, slug)
    context = {"board": page.board, "page": page}
    return render(request, "public/boards/attendance.html", context)


@public
@require_safe
@gives(
    "attendance as CSV",
    source=SHOWN,
    cleaning=PLAIN,
)
def attendance_file(request: Request, slug: str) -> HttpResponse:
    """The same as CSV."""
    page = _read(request, slug)
    head, *rows = _rows(page)
    year = f"-{page.year.began}" if page.year else ""
    return HttpResponse(
        csv_text(head, rows),
        content_type="text/csv; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="{page.board.slug}-attendance{year}.csv"'
        },
    )


def _read(request: Request, slug: str) -> AttendancePage:
    """The year of the board that is asked for; a year without minutes is not there."""
    board = find_board(slug)
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and len(asked) == 4 else None
    page = shown_attendance(board, year, timezone.localdate())
    if asked and (
        page.year is None or page.year not in page.years or str(page.year.began) != asked
    ):
        raise Http404
    return page


def _rows(page: AttendancePage) -> list[list[str]]:
    days = [meeting.date.isoformat() for meeting in page.meetings]
    head = ["Table", "Seat or member", *days, "Present", "Deputy", "Meetings due", "Percentage"]
    groups = (("Seat", page.seats), ("Member", page.members))
    return [head, *(_row(kind, line) for kind, lines in groups for line in lines)]


def _row(kind: str, line: FiguresLine) -> list[str]:
    share = "" if line.percentage is None else str(line.percentage)
    counts = [str(number) for number in (line.present, line.deputy, line.due)]
    return [kind, line.name, *(mark.sign for mark in line.marks), *counts, share]
