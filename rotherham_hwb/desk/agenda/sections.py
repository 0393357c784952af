"""The sections of an agenda: their words, their place, and their end."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from meetings import agenda as verbs
from meetings.doors import Request, officers
from rotherham_hwb.desk.agenda.builder import answer_list
from rotherham_hwb.desk.agenda.forms import SectionForm
from rotherham_hwb.desk.common.ask_verb import ask, own_meetings
from rotherham_hwb.desk.common.posted import posted


@officers
@require_http_methods(["GET", "POST"])
def section(request: Request, pk: int, section: int) -> HttpResponse:
    meeting = get_object_or_404(own_meetings(request), pk=pk)
    record = get_object_or_404(meeting.sections, pk=section)
    form = SectionForm(posted(request), instance=record)
    if form.is_valid() and ask(
        request,
        lambda: verbs.rename_section(record, **form.cleaned_data, by=request.user),
        done="The section is saved.",
    ):
        return redirect("desk_agenda", pk=pk)
    return render(request, "desk/agenda/section.html", {"meeting": meeting, "form": form})


@officers
@require_POST
def move(request: Request, pk: int, section: int) -> HttpResponse:
    """Move a section with its items one place up or down."""
    meeting = get_object_or_404(own_meetings(request), pk=pk)
    record = get_object_or_404(meeting.sections, pk=section)
    way = verbs.Way.UP if request.POST.get("way") == verbs.Way.UP else verbs.Way.DOWN
    ask(request, lambda: verbs.shift_section(record, way, by=request.user), done="")
    if request.htmx:
        return answer_list(request, meeting, said=f"The section “{record.heading}” moved {way}.")
    return redirect("desk_agenda", pk=pk)


@officers
@require_http_methods(["GET", "POST"])
def remove(request: Request, pk: int, section: int) -> HttpResponse:
    meeting = get_object_or_404(own_meetings(request), pk=pk)
    record = get_object_or_404(meeting.sections, pk=section)
    if request.method == "GET":
        context = {"meeting": meeting, "section": record, "count": record.items.count()}
        return render(request, "desk/agenda/remove_section.html", context)
    done = f"The section “{record.heading}” is off the agenda; its items stay where they were."
    ask(request, lambda: verbs.remove_section(record, by=request.user), done=done)
    return redirect("desk_agenda", pk=pk)
