"""The live screen of a meeting: who is there, whether they are enough, and when it was."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from meetings.doors import Request, officers
from minutes.attendance import attending
from minutes.attendance.roll import RollLine, read_roll
from minutes.models import Attendance, Minutes
from rotherham_hwb.desk.common.ask_verb import ask, own_meetings, own_minutes
from rotherham_hwb.desk.live.forms import PublicForm, TimeForm, moment
from rotherham_hwb.desk.live.page import context_of, open_now, press_named, read_boxes

CLOCK = {
    "begin": (attending.begin_meeting, "The meeting has begun."),
    "end": (attending.end_meeting, "The meeting has ended."),
}


@officers
@require_GET
def at_meeting(request: Request, pk: int) -> HttpResponse:
    meeting = get_object_or_404(own_meetings(request), pk=pk)
    minutes = Minutes.objects.visible_to(request.viewer).filter(meeting=meeting).first()
    if minutes is None:
        context = {"meeting": meeting, "not_yet": attending.why_not_yet(meeting)}
        return render(request, "desk/live/open.html", context)
    minutes.meeting = meeting
    return _page(request, minutes)


@officers
@require_POST
def begin_record(request: Request, pk: int) -> HttpResponse:
    """Open the minutes of a meeting, so that what happens can be recorded."""
    meeting = get_object_or_404(own_meetings(request), pk=pk)
    ask(
        request,
        lambda: attending.open_minutes(meeting, by=request.user),
        done="The record is open. Nobody but officers sees it.",
    )
    return redirect("desk_at_meeting", pk=pk)


@officers
@require_POST
def press(request: Request, pk: int) -> HttpResponse:
    """Record what one press tells of one person: `<key>:<what>`."""
    minutes = own_minutes(request, pk)
    key, _, what = request.POST.get("press", "").partition(":")
    if what == "sent":
        _record_apologies(request, minutes)
        return _roll(request, minutes, "roll")
    line = line_at(minutes, key)
    _press(request, line, what)
    return _roll(request, minutes, f"row-{key}")


@officers
@require_POST
def set_clock(request: Request, pk: int) -> HttpResponse:
    """Record when the meeting began or ended, or take back that it ended."""
    minutes = own_minutes(request, pk)
    form, what = TimeForm(request.POST), request.POST.get("do", "")
    if what == "resume":
        done = "The meeting goes on."
        ask(request, lambda: attending.resume_meeting(minutes, by=request.user), done=done)
    elif what not in CLOCK:
        raise Http404
    elif not form.is_valid():
        messages.error(request, str(form.errors["time"][0]))
    else:
        verb, done = CLOCK[what]
        at = moment(minutes, form.cleaned_data["time"])
        ask(request, lambda: verb(minutes, at=at, by=request.user), done=done)
    return redirect(f"{reverse('desk_at_meeting', args=[pk])}#roll")


@officers
@require_POST
def count_public(request: Request, pk: int) -> HttpResponse:
    minutes = own_minutes(request, pk)
    form = PublicForm(request.POST)
    if not form.is_valid():
        return _page(request, minutes, public=form)
    ask(
        request,
        lambda: attending.count_public(minutes, **form.cleaned_data, by=request.user),
        done="The public is counted.",
    )
    return redirect(f"{reverse('desk_at_meeting', args=[pk])}#public")


def line_at(minutes: Minutes, key: str) -> RollLine:
    """Somebody's line on the roll; a name that has gone from it is not there."""
    found = next((each for each in read_roll(minutes) if each.key == key), None)
    if found is None:
        raise Http404
    return found


def _press(request: Request, line: RollLine, what: str) -> None:
    who, by, chosen = line.attendance, request.user, press_named(what)
    if chosen:
        done = f"{who}: {chosen.word.lower()}."
        ask(request, lambda: _mark(who, chosen.kind, chosen.mode, request), done=done)
    elif what == "undo":
        ask(request, lambda: attending.unmark(who, by=by), done=f"{who} is not recorded yet.")
    elif what in ("left", "back"):
        arrives = what == "back"
        done = f"{who} {'is back' if arrives else 'has left'}."
        ask(request, lambda: attending.move(who, arrives=arrives, by=by), done=done)
    else:
        raise Http404


def _mark(
    who: Attendance, kind: Attendance.Kind, mode: Attendance.Mode, request: Request
) -> Attendance:
    return attending.mark(who, kind=kind, mode=mode, by=request.user)


def _record_apologies(request: Request, minutes: Minutes) -> None:
    ask(
        request,
        lambda: attending.record_apologies(minutes, by=request.user),
        done="The apologies sent beforehand are recorded.",
    )


def _roll(request: Request, minutes: Minutes, anchor: str) -> HttpResponse:
    """The roll and the quorum anew; the whole page where no script asks."""
    address = reverse("desk_at_meeting", args=[minutes.meeting_id])
    if not request.htmx:
        return redirect(f"{address}#{anchor}")
    minutes = own_minutes(request, minutes.meeting_id)
    return render(request, "desk/live/_roll.html", context_of(minutes, swapped=True))


def _page(request: Request, minutes: Minutes, *, public: PublicForm | None = None) -> HttpResponse:
    counted = {"count": minutes.public_count, "note": minutes.note}
    boxes = read_boxes(minutes, request.viewer)
    context = context_of(
        minutes,
        boxes=boxes,
        now=open_now(boxes),
        public=public or PublicForm(initial=counted),
        form=public,
    )
    return render(request, "desk/live/live.html", context)
