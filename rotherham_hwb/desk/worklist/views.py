"""The desk's first page: today's meetings, and what is due, the first due first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from meetings.access import RoleKind
from meetings.doors import Request, officers
from rotherham_hwb.desk.common.ask_verb import own_meetings
from rotherham_hwb.desk.meetings.filters import boards_of
from rotherham_hwb.desk.papers.uploads import unfinished
from rotherham_hwb.desk.worklist.due import OFF, SOON, Narrowed, Task, next_listed, read_worklist
from rotherham_hwb.desk.worklist.forms import WorklistForm

PER_PAGE = 30
MOST_COMING = 6


@dataclass(frozen=True)
class Group:
    """The tasks of one heading, the first due first."""

    heading: str
    tasks: tuple[Task, ...]
    late: bool = False


@officers
@require_GET
def worklist(request: Request) -> HttpResponse:
    """The first page of the desk: today's meetings, and what is due, the first due first."""
    form = WorklistForm(request.GET, boards=boards_of(request))
    wanted = _narrowed(request, form)
    today = timezone.localdate()
    tasks = read_worklist(request, wanted, today)
    page = Paginator(tasks, PER_PAGE).get_page(request.GET.get("page"))
    found = wanted.meetings.filter(date__gte=today).exclude(state__in=OFF).order_by("date", "time")
    coming = [each for each in found if each.date > today]
    context = {
        "form": form,
        "groups": grouped(page.object_list, today),
        "page": page,
        "today": [each for each in found if each.date == today],
        "coming": coming[:MOST_COMING],
        "next_listed": next_listed(coming),
        "uploads": unfinished(request),
        "has_boards": bool(request.viewer.boards_as(RoleKind.OFFICER)),
    }
    return render(request, "desk/worklist/worklist.html", context)


def grouped(tasks: Iterable[Task], today: dt.date) -> tuple[Group, ...]:
    """The tasks under three headings; empty ones are left out."""
    tasks = list(tasks)
    late = [each for each in tasks if each.is_late(today)]
    soon = [each for each in tasks if each.due and today <= each.due <= today + SOON]
    rest = [each for each in tasks if each not in late and each not in soon]
    groups = (
        Group("Late", tuple(late), late=True),
        Group("This week", tuple(soon)),
        Group("Later", tuple(rest)),
    )
    return tuple(group for group in groups if group.tasks)


def _narrowed(request: Request, form: WorklistForm) -> Narrowed:
    boards = request.viewer.boards_as(RoleKind.OFFICER)
    meetings = own_meetings(request)
    chosen = form.cleaned_data if form.is_valid() else {}
    if board := chosen.get("board"):
        boards, meetings = boards & {board.pk}, meetings.filter(board=board)
    return Narrowed(meetings, boards, mine=chosen.get("whom") == "you")
