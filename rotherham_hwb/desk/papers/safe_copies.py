"""Making a paper safe at an officer's wish, and seeing how far it is."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from meetings.access import RoleKind
from meetings.doors import Request, officers
from rotherham_hwb.desk.common.ask_verb import ask
from rotherham_hwb.desk.papers.tasks import request_safe_copy
from rotherham_hwb.desk.reports.parts import own_papers


@officers
@require_http_methods(["GET", "POST"])
def make_safe(request: Request, pk: int) -> HttpResponse:
    """Ask for it; a GET tells how far it is, and has the page read anew once it is over."""
    boards = request.viewer.boards_as(RoleKind.OFFICER)
    record = get_object_or_404(own_papers(request), pk=pk, board_id__in=boards)
    if request.method == "POST":
        done = "The paper is being made safe. You can leave this page and come back."
        ask(request, lambda: request_safe_copy(record, by=request.user), done=done)
        return redirect("desk_paper", pk=pk)
    copy = record.latest.safe_copies.first() if record.latest else None
    if request.htmx and (copy is None or not copy.is_under_way):
        return HttpResponse(headers={"HX-Refresh": "true"})
    if not request.htmx:
        return redirect("desk_paper", pk=pk)
    return render(request, "desk/papers/_safe_copy.html", {"paper": record, "copy": copy})
