"""Taking a published paper back, and putting a corrected pack in the place of the published."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from meetings.access import RoleKind
from meetings.doors import Request, officers
from meetings.models import User
from reports.models import Paper
from rotherham_hwb.checks.run import check_meeting
from rotherham_hwb.desk.common.ask_verb import ask, own_meetings
from rotherham_hwb.desk.common.forms import ReasonForm
from rotherham_hwb.desk.common.posted import posted
from rotherham_hwb.form_types import Posted
from rotherham_hwb.packs.models import CompileRequest
from rotherham_hwb.publishing.correct import (
    publish_corrected,
    releases_with,
    replaced_by,
    to_add_to,
    to_correct,
    waiting_corrections,
    withdraw_from_packs,
)
from rotherham_hwb.publishing.redact import withdraw_renamed
from rotherham_hwb.publishing.tasks import request_pack

Work = CompileRequest.Work
WITHDRAWN = "The paper is withdrawn, and every pack that holds it: compile and publish them anew."

REASON = {
    "label": "Why?",
    "help_text": "The public reads this: do not name what must stay private.",
    "missing": "Enter why it is taken back.",
}


class WithdrawForm(ReasonForm):
    """Why a paper is withdrawn, and under which title it is listed from now on."""

    def __init__(self, data: Posted = None) -> None:
        super().__init__(data, **REASON, max_length=500)
        self.fields["safe_title"] = forms.CharField(
            label="Another title, where its own tells too much (optional)",
            help_text="Its page and the agenda list it by this one; its own is kept for officers.",
            max_length=500,
            required=False,
        )

    @property
    def safe_title(self) -> str:
        """Of a form that is valid; empty: its title stays."""
        return str(self.cleaned_data["safe_title"]).strip()


@officers
@require_http_methods(["GET", "POST"])
def withdraw(request: Request, pk: int) -> HttpResponse:
    """Take a published paper back; its page stays and says why."""
    boards = request.viewer.boards_as(RoleKind.OFFICER)
    paper = get_object_or_404(Paper, pk=pk, board_id__in=boards, state="published")
    form = WithdrawForm(posted(request))
    meetings = own_meetings(request).filter(items__placements__paper=paper).distinct()
    if form.is_valid() and ask(
        request,
        lambda: _withdraw(paper, form, by=request.user),
        done=WITHDRAWN,
    ):
        return redirect("desk_paper", pk=pk)
    context = {
        "paper": paper,
        "meetings": meetings,
        "going": releases_with(paper),
        "form": form,
    }
    return render(request, "desk/publication/withdraw.html", context)


@officers
@require_http_methods(["GET", "POST"])
def correct(request: Request, pk: int) -> HttpResponse:
    """Compile packs anew, then publish them in the place of the published ones."""
    meeting = get_object_or_404(own_meetings(request), pk=pk, agenda_published_at__isnull=False)
    if "compile" in request.POST:
        wanted = request_pack(meeting, work=Work.CORRECTION, by=request.user)
        return redirect("desk_compile_progress", pk=wanted.pk)
    form = _reason_form(request)
    if form.is_valid() and ask(
        request,
        lambda: publish_corrected(meeting, reason=form.reason, by=request.user),
        done="The corrected pack is public, and the board’s people are told.",
    ):
        return redirect("desk_meeting", pk=pk)
    new = waiting_corrections(meeting)
    context = {
        "meeting": meeting,
        "new": new,
        "result": check_meeting(meeting) if new else None,
        "going": replaced_by(meeting, new),
        "wrong": () if new else to_correct(meeting),
        "form": form,
    }
    return render(request, "desk/publication/correct.html", context)


@officers
@require_http_methods(["GET", "POST"])
def add_editions(request: Request, pk: int) -> HttpResponse:
    """Give out the editions that the published packs lack, without calling it a correction."""
    meeting = get_object_or_404(own_meetings(request), pk=pk, agenda_published_at__isnull=False)
    if request.method == "POST":
        wanted = request_pack(meeting, work=Work.ADDITION, by=request.user)
        return redirect("desk_compile_progress", pk=wanted.pk)
    context = {"meeting": meeting, "lacking": to_add_to(meeting)}
    return render(request, "desk/publication/add_editions.html", context)


def _withdraw(paper: Paper, form: WithdrawForm, *, by: User) -> None:
    if form.safe_title:
        withdraw_renamed(paper, title=form.safe_title, reason=form.reason, by=by)
    else:
        withdraw_from_packs(paper, reason=form.reason, by=by)


def _reason_form(request: Request) -> ReasonForm:
    return ReasonForm(
        posted(request),
        **REASON,
        max_length=500,
    )
