"""Discarding minutes: a draft begun by mistake, or a record that nothing keeps any more."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from meetings.doors import Request, officers
from minutes.retention import delete_minutes, why_kept
from rotherham_hwb.desk.common.ask_verb import ask
from rotherham_hwb.desk.common.forms import ReasonForm
from rotherham_hwb.desk.common.posted import posted
from rotherham_hwb.desk.minutes.draft import own_minutes

KEPT_IN_THE_LOG = "Kept in the board’s log; the public does not see it."


@officers
@require_http_methods(["GET", "POST"])
def discard_minutes(request: Request, pk: int) -> HttpResponse:
    """Ask before minutes are deleted, or say the rule that keeps them."""
    found = own_minutes(request, pk)
    form = ReasonForm(posted(request), help_text=KEPT_IN_THE_LOG)
    if form.is_valid() and ask(
        request,
        lambda: delete_minutes(found, by=request.user, reason=form.reason),
        done="The minutes are deleted.",
    ):
        return redirect("desk_meeting", pk=pk)
    kept = why_kept(found, today=timezone.localdate())
    context = {"minutes": found, "form": form, "kept": kept}
    return render(request, "desk/minutes/discard.html", context)
