"""Taking a published paper back, and putting a corrected pack in the place of the published."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from meetings.access import RoleKind
from meetings.doors import Request, officers
from meetings.models import Meeting
from reports.models import Paper
from rotherham_hwb.desk.common.ask_verb import ask, own_meetings
from rotherham_hwb.packs.models import PackEdition
from rotherham_hwb.publishing.correct import (
    publish_corrected,
    waiting_corrections,
    withdraw_from_packs,
)


class ReasonForm(forms.Form):
    """Why something published is taken back; the public reads it."""

    reason = forms.CharField(
        label="Why?",
        help_text="The public reads this: do not name what must stay private.",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Enter why it is taken back."},
    )


@officers
@require_http_methods(["GET", "POST"])
def withdraw(request: Request, pk: int) -> HttpResponse:
    """Take a published paper back; its page stays and says why."""
    boards = request.viewer.boards_as(RoleKind.OFFICER)
    paper = get_object_or_404(Paper, pk=pk, board_id__in=boards, state="published")
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and _withdrawn(request, paper, form):
        return redirect("desk_paper", pk=pk)
    meetings = own_meetings(request).filter(items__placements__paper=paper).distinct()
    context = {"paper": paper, "form": form, "meetings": meetings}
    return render(request, "desk/publication/withdraw.html", context)


@officers
@require_http_methods(["GET", "POST"])
def correct(request: Request, pk: int) -> HttpResponse:
    """Publish a pack compiled anew in the place of the published one."""
    meeting = get_object_or_404(own_meetings(request), pk=pk, agenda_published_at__isnull=False)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and _corrected(request, meeting, form):
        return redirect("desk_meeting", pk=pk)
    old = PackEdition.objects.filter(meeting=meeting, published_at__isnull=False).exists()
    new = waiting_corrections(meeting)
    context = {"meeting": meeting, "form": form, "old": old, "new": new}
    return render(request, "desk/publication/correct.html", context)


def _withdrawn(request: Request, paper: Paper, form: ReasonForm) -> bool:
    return ask(
        request,
        lambda: withdraw_from_packs(paper, by=request.user, reason=form.cleaned_data["reason"]),
        done="The paper is withdrawn, and every pack that holds it: compile and publish them anew.",
    )


def _corrected(request: Request, meeting: Meeting, form: ReasonForm) -> bool:
    return ask(
        request,
        lambda: publish_corrected(meeting, reason=form.cleaned_data["reason"], by=request.user),
        done="The corrected pack is public, and the board’s people are told.",
    )
