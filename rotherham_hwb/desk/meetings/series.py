"""A year's series of meetings: looked at day by day, then planned as far as ticked."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from meetings.access import Viewer
from meetings.doors import Request, officers
from meetings.models import Board, Meeting
from meetings.planning import plan_series, series_days
from rotherham_hwb.desk.common.ask_verb import ask
from rotherham_hwb.desk.meetings.concerns import day_concerns, meetings_on
from rotherham_hwb.desk.meetings.filters import boards_of
from rotherham_hwb.desk.meetings.forms import SeriesForm


@dataclass(frozen=True)
class SeriesDay:
    """A day of a series, what speaks against it, and whether it cannot be."""

    date: dt.date
    concerns: tuple[str, ...]
    taken: bool

    @property
    def value(self) -> str:
        return self.date.isoformat()

    @property
    def ticked(self) -> bool:
        return not self.concerns


@officers
@require_http_methods(["GET", "POST"])
def series(request: Request) -> HttpResponse:
    asked = request.POST if request.method == "POST" else request.GET
    form = SeriesForm(asked if "week" in asked else None, boards=boards_of(request).current())
    days = look_at_series(form, request.viewer) if form.is_valid() else None
    if request.method == "POST" and days is not None and _planned(request, form, days):
        return redirect("desk_call_several")
    context = {"form": form, "days": days, "asked": _hidden(asked)}
    return render(request, "desk/meetings/series.html", context)


def look_at_series(form: SeriesForm, viewer: Viewer) -> list[SeriesDay]:
    """The days a series falls on, and what an officer should know of each."""
    said = form.cleaned_data
    board: Board = said["board"]
    days = list(
        series_days(
            said["first"],
            said["last"],
            week=said["week"],
            weekday=said["weekday"],
            every=said["every"],
        )
    )
    met = meetings_on(days, viewer)
    found = []
    for day in days:
        others = met.get(day, [])
        own = [each for each in others if each.board_id == board.pk]
        meet = (f"{each.board} meets that day" for each in others)
        concerns = (*day_concerns(board, day), *meet)
        found.append(SeriesDay(day, concerns, any(each.time == said["time"] for each in own)))
    return found


def _planned(request: Request, form: SeriesForm, days: list[SeriesDay]) -> bool:
    wanted = set(request.POST.getlist("day"))
    said = form.cleaned_data
    meetings = [
        Meeting(board=said["board"], date=each.date, time=said["time"], venue=said["venue"])
        for each in days
        if each.value in wanted and not each.taken
    ]
    if not meetings:
        form.add_error(None, "Tick at least one day.")
        return False
    plural = "meeting is" if len(meetings) == 1 else "meetings are"
    return ask(
        request,
        lambda: plan_series(meetings, by=request.user),
        done=f"{len(meetings)} {plural} planned. Only officers see them so far.",
    )


def _hidden(asked: QueryDict) -> list[tuple[str, str]]:
    """What was asked, to be sent along with the days."""
    left_out = ("day", "csrfmiddlewaretoken")
    return [(name, str(asked[name])) for name in asked if name not in left_out]
