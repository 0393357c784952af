"""Discarding minutes: a draft begun by mistake, or a record that nothing keeps any more."""

from __future__ import annotations

from functools import partial

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from meetings.doors import Request, officers
from minutes.models import Minutes
from minutes.retention import delete_minutes, why_kept
from rotherham_hwb.desk.common.ask_verb import ask, own_meetings


class DiscardForm(forms.Form):
    """Why the minutes go."""

    reason = forms.CharField(
        label="Reason",
        help_text="Kept in the board’s log; the public does not see it.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )


@officers
@require_http_methods(["GET", "POST"])
def discard_minutes(request: Request, pk: int) -> HttpResponse:
    """Ask before minutes are deleted, or say the rule that keeps them."""
    found = get_object_or_404(
        Minutes.objects.select_related("meeting__board"),
        meeting__in=own_meetings(request),
        meeting=pk,
    )
    form = DiscardForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        delete = partial(delete_minutes, found, by=request.user, reason=form.cleaned_data["reason"])
        if ask(request, delete, done="The minutes are deleted."):
            return redirect("desk_meeting", pk=pk)
    kept = why_kept(found, today=timezone.localdate())
    context = {"minutes": found, "form": form, "kept": kept}
    return render(request, "desk/minutes/discard.html", context)
