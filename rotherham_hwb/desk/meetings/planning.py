"""Planning meetings, and rearranging those that are public."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from meetings import workflow
from meetings.doors import Request, officers
from meetings.models import DeadlineKind, Meeting
from meetings.planning import change_plan, delete_plan, plan_meeting
from meetings.rearranging import move_meeting
from meetings.wording import page_date
from rotherham_hwb.checks.notices import check_public_notice
from rotherham_hwb.desk.common.ask_verb import ask, own_meetings
from rotherham_hwb.desk.common.forms import ReasonForm
from rotherham_hwb.desk.common.posted import posted
from rotherham_hwb.desk.meetings.filters import boards_of
from rotherham_hwb.desk.meetings.forms import MeetingForm, MoveForm, WhenForm
from rotherham_hwb.desk.meetings.new_date import hold_on_a_new_date
from rotherham_hwb.desk.meetings.steps import read_rail
from rotherham_hwb.desk.publication.clear_days import clock_of
from rotherham_hwb.publishing.notices import give_checked_notice


@officers
@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    boards = boards_of(request).current()
    if not boards:
        messages.error(request, "A meeting is of a board, and you serve none yet: add one first.")
        return redirect("desk_boards")
    board = boards.filter(slug=request.GET.get("board", "").replace("\0", "")).first()
    meeting = Meeting(board=board or boards[0])
    meeting.venue = meeting.board.default_venue
    form = MeetingForm(posted(request), boards=boards, viewer=request.viewer, instance=meeting)
    if form.is_valid():
        joint = form.joint_boards()
        plan = partial(plan_meeting, form.instance, joint_boards=joint, by=request.user)
        if ask(request, plan, done="The meeting is planned. Only officers see it so far."):
            return redirect("desk_meeting", pk=form.instance.pk)
    return render(request, "desk/meetings/new.html", {"form": form})


@officers
@require_http_methods(["GET", "POST"])
def edit(request: Request, pk: int) -> HttpResponse:
    record = get_object_or_404(own_meetings(request), pk=pk)
    if record.state != "draft":
        return redirect("desk_move_meeting", pk=pk)
    boards = boards_of(request)
    form = MeetingForm(posted(request), boards=boards, viewer=request.viewer, instance=record)
    if form.is_valid():
        joint = form.joint_boards()
        change = partial(change_plan, form.instance, joint_boards=joint, by=request.user)
        if ask(request, change, done="The meeting’s details are changed."):
            return redirect("desk_meeting", pk=pk)
    record = get_object_or_404(own_meetings(request), pk=pk)
    return _asked(request, "desk/meetings/edit.html", record, form=form)


@officers
@require_http_methods(["GET", "POST"])
def move(request: Request, pk: int) -> HttpResponse:
    record = get_object_or_404(own_meetings(request), pk=pk)
    form = MoveForm(posted(request), meeting=record)
    if form.is_valid():
        said = form.when()
        verb = partial(move_meeting, record, by=request.user, **said)
        if ask(request, verb, done="The meeting is changed, and its page says so."):
            return redirect("desk_meeting", pk=pk)
    return _asked(request, "desk/meetings/move.html", record, form=form)


@officers
@require_http_methods(["GET", "POST"])
def cancel(request: Request, pk: int) -> HttpResponse:
    return _with_reason(request, pk, workflow.cancel_meeting, "cancel", "The meeting is cancelled.")


@officers
@require_http_methods(["GET", "POST"])
def postpone(request: Request, pk: int) -> HttpResponse:
    done = "The meeting is postponed. Set its new date as soon as you know it."
    return _with_reason(request, pk, workflow.postpone_meeting, "postpone", done)


@officers
@require_http_methods(["GET", "POST"])
def reinstate(request: Request, pk: int) -> HttpResponse:
    done = "The meeting goes ahead again."
    return _with_reason(request, pk, workflow.reinstate_meeting, "reinstate", done)


@officers
@require_http_methods(["GET", "POST"])
def delete(request: Request, pk: int) -> HttpResponse:
    """Delete a meeting that was planned and never public."""
    record = get_object_or_404(own_meetings(request), pk=pk)
    if request.method == "POST":
        done = f"The meeting of {page_date(record.date)} is deleted."
        if ask(request, partial(delete_plan, record, by=request.user), done=done):
            return redirect("desk_meetings")
        return redirect("desk_meeting", pk=pk)
    return _asked(request, "desk/meetings/delete.html", record)


@officers
@require_http_methods(["GET", "POST"])
def new_date(request: Request, pk: int) -> HttpResponse:
    record = get_object_or_404(own_meetings(request), pk=pk)
    form = WhenForm(posted(request), initial={"time": record.time, "venue": record.venue})
    if form.is_valid():
        hold = partial(hold_on_a_new_date, record, by=request.user, **form.when())
        done = "The new meeting is planned, with the agenda of the old one. Make it public next."
        if ask(request, hold, done=done):
            return redirect("desk_meeting", pk=Meeting.objects.get(postponed_from=record).pk)
    return _asked(request, "desk/meetings/new_date.html", record, form=form)


@officers
@require_http_methods(["GET", "POST"])
def notice(request: Request, pk: int) -> HttpResponse:
    """Give public notice of time and place."""
    record = get_object_or_404(own_meetings(request), pk=pk)
    clock = clock_of(record, posted(request), kind=DeadlineKind.NOTICE)
    if request.method == "POST" and clock.may_go_on:
        give = partial(give_checked_notice, by=request.user, shorter_notice=clock.reason)
        ask(request, partial(give, record), done="Public notice is given.")
        return redirect("desk_meeting", pk=pk)
    result = check_public_notice(record)
    return _asked(request, "desk/meetings/notice.html", record, clock=clock, result=result)


def _with_reason(
    request: Request, pk: int, verb: Callable[..., Meeting], name: str, done: str
) -> HttpResponse:
    """Ask for the reason of a change the public is told, then make it."""
    record = get_object_or_404(own_meetings(request), pk=pk)
    form = ReasonForm(posted(request), help_text="Everyone reads this on the meeting’s page.")
    if name == "reinstate" and record.called_at is None:
        form.fields["reason"].required = False
    if form.is_valid():
        ask(request, lambda: verb(record, by=request.user, reason=form.reason), done=done)
        return redirect("desk_meeting", pk=pk)
    return _asked(request, f"desk/meetings/{name}.html", record, form=form)


def _asked(request: Request, template: str, meeting: Meeting, **more: object) -> HttpResponse:
    context = {"meeting": meeting, "rail": read_rail(meeting), **more}
    return render(request, template, context)
