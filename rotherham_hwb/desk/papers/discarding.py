"""Deleting a paper: a draft added by mistake, or what the law keeps no longer."""

from __future__ import annotations

from functools import partial

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from meetings.access import RoleKind
from meetings.doors import Request, officers
from reports.retention import delete_paper, why_kept
from rotherham_hwb.desk.common.ask_verb import ask
from rotherham_hwb.desk.common.forms import ReasonForm
from rotherham_hwb.desk.common.posted import posted
from rotherham_hwb.desk.reports.parts import own_papers


@officers
@require_http_methods(["GET", "POST"])
def discard(request: Request, pk: int) -> HttpResponse:
    """Ask before a paper is deleted, or say the rule that keeps it."""
    served = request.viewer.boards_as(RoleKind.OFFICER)
    found = get_object_or_404(own_papers(request).filter(board__in=served), pk=pk)
    form = ReasonForm(posted(request))
    if form.is_valid():
        delete = partial(delete_paper, found, by=request.user, reason=form.cleaned_data["reason"])
        if ask(request, delete, done="The paper is deleted."):
            return redirect("desk")
    kept = why_kept(found, today=timezone.localdate())
    context = {"paper": found, "form": form, "kept": kept}
    return render(request, "desk/papers/discard.html", context)
