"""Taking a published paper back, and putting a corrected pack in the place of the published."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from meetings.access import RoleKind
from meetings.doors import Request, officers
from reports.models import Paper
from rotherham_hwb.desk.common.ask_verb import ask, own_meetings
from rotherham_hwb.desk.common.forms import ReasonForm
from rotherham_hwb.desk.common.posted import posted
from rotherham_hwb.packs.models import PackEdition
from rotherham_hwb.publishing.correct import (
    publish_corrected,
    waiting_corrections,
    withdraw_from_packs,
)

WITHDRAWN = "The paper is withdrawn, and every pack that holds it: compile and publish them anew."


@officers
@require_http_methods(["GET", "POST"])
def withdraw(request: Request, pk: int) -> HttpResponse:
    """Take a published paper back; its page stays and says why."""
    boards = request.viewer.boards_as(RoleKind.OFFICER)
    paper = get_object_or_404(Paper, pk=pk, board_id__in=boards, state="published")
    form = _reason_form(request)
    meetings = own_meetings(request).filter(items__placements__paper=paper).distinct()
    if form.is_valid() and ask(
        request,
        lambda: withdraw_from_packs(paper, by=request.user, reason=form.reason),
        done=WITHDRAWN,
    ):
        return redirect("desk_paper", pk=pk)
    context = {"paper": paper, "meetings": meetings, "form": form}
    return render(request, "desk/publication/withdraw.html", context)


@officers
@require_http_methods(["GET", "POST"])
def correct(request: Request, pk: int) -> HttpResponse:
    """Publish a pack compiled anew in the place of the published one."""
    meeting = get_object_or_404(own_meetings(request), pk=pk, agenda_published_at__isnull=False)
    form = _reason_form(request)
    old = PackEdition.objects.filter(meeting=meeting, published_at__isnull=False).exists()
    if form.is_valid() and ask(
        request,
        lambda: publish_corrected(meeting, reason=form.reason, by=request.user),
        done="The corrected pack is public, and the board’s people are told.",
    ):
        return redirect("desk_meeting", pk=pk)
    context = {"meeting": meeting, "old": old, "new": waiting_corrections(meeting), "form": form}
    return render(request, "desk/publication/correct.html", context)


def _reason_form(request: Request) -> ReasonForm:
    return ReasonForm(
        posted(request),
        label="Why?",
        help_text="The public reads this: do not name what must stay private.",
        max_length=500,
        missing="Enter why it is taken back.",
    )
