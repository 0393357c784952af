"""Making the dates of several meetings public at one press."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from meetings.doors import Request, officers
from meetings.lifecycle import Refused
from meetings.models import DeadlineKind, Meeting
from meetings.wording import page_date
from meetings.workflow import notice_is_due
from rotherham_hwb.desk.common.ask_verb import own_meetings
from rotherham_hwb.desk.publication.clear_days import clock_of
from rotherham_hwb.publishing.notices import convene_checked_meeting


@dataclass(frozen=True)
class PlannedDate:
    """A meeting whose date may be made public; `why_not` says why not from here."""

    meeting: Meeting
    notice: bool
    why_not: str

    @property
    def key(self) -> str:
        return str(self.meeting.pk)


@officers
@require_http_methods(["GET", "POST"])
def call_several(request: Request) -> HttpResponse:
    """Show the planned meetings to come, all ticked, and make the ticked ones public."""
    planned = planned_dates(request)
    if request.method == "GET":
        return render(request, "desk/meetings/call_several.html", {"planned": planned})
    ticked = [each for each in planned if each.key in request.POST.getlist("meeting")]
    if not ticked:
        messages.error(request, "Tick at least one meeting.")
        return redirect("desk_call_several")
    _call(request, (each.meeting for each in ticked if not each.why_not))
    return redirect("desk_coming")


def planned_dates(request: Request) -> list[PlannedDate]:
    """The officer's meetings to come that nobody else knows of, the first one first."""
    ahead = own_meetings(request).filter(state="draft", date__gte=timezone.localdate())
    return [_planned(each) for each in ahead.select_related("board").order_by("date", "time")]


def _planned(meeting: Meeting) -> PlannedDate:
    due = notice_is_due(meeting)
    late = due and clock_of(meeting, kind=DeadlineKind.NOTICE).form is not None
    why_not = "Its notice is shorter than the law asks: say why on its own page" if late else ""
    return PlannedDate(meeting, due, why_not)


def _call(request: Request, meetings: Iterable[Meeting]) -> None:
    """Each by itself: one that is refused holds up no other."""
    done = 0
    for meeting in meetings:
        try:
            convene_checked_meeting(meeting, by=request.user)
            done += 1
        except Refused as refusal:
            messages.error(request, f"{meeting.board}, {page_date(meeting.date)}: {refusal}")
    if done:
        said = "The date of one meeting is" if done == 1 else f"The dates of {done} meetings are"
        messages.success(request, f"{said} public.")
