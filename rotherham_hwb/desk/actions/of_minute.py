"""The actions of a draft minute, written down together."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from meetings.doors import Request, officers
from meetings.lifecycle import Refused, Stale
from minutes.actions import put_actions
from minutes.models import Minute
from minutes.writing.drafts import why_closed
from rotherham_hwb.desk.actions.forms import BaseActions, RevisionForm, action_forms
from rotherham_hwb.desk.common.ask_verb import own_meetings
from rotherham_hwb.desk.common.posted import posted


@officers
@require_http_methods(["GET", "POST"])
def minute_actions(request: Request, pk: int, minute: int) -> HttpResponse:
    """Write the actions of a draft minute."""
    entries = Minute.objects.select_related("minutes__meeting__board", "board")
    found = get_object_or_404(
        entries, pk=minute, minutes__meeting__in=own_meetings(request), minutes__meeting=pk
    )
    data = posted(request)
    rows = action_forms(found, data)
    revision = RevisionForm(data, initial={"revision": found.revision})
    if data is None or not (rows.is_valid() and revision.is_valid()):
        return _form(request, found, rows, revision)
    try:
        given = revision.cleaned_data["revision"]
        put_actions(found, rows.drafts(), revision=given, by=request.user)
    except Stale as changed:
        messages.error(
            request, f"{changed} What is stored is beside yours: save again to replace it."
        )
        return _clash(request, found.pk)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return _form(request, found, rows, revision)
    messages.success(request, "The actions of the minute are saved.")
    return redirect("desk_minute_actions", pk=pk, minute=minute)


def _clash(request: Request, pk: int) -> HttpResponse:
    """The officer's own words in the form again, and what somebody else stored meanwhile."""
    theirs = Minute.objects.select_related("minutes__meeting__board", "board").get(pk=pk)
    stored = theirs.actions.prefetch_related("owners").order_by("position")
    own = request.POST.copy()
    own["revision"] = str(theirs.revision)
    return _form(request, theirs, action_forms(theirs, own), RevisionForm(own), theirs=stored)


def _form(
    request: Request, minute: Minute, rows: BaseActions, revision: RevisionForm, **more: object
) -> HttpResponse:
    context = {
        "minute": minute,
        "meeting": minute.minutes.meeting,
        "rows": rows,
        "revision": revision,
        "limbs": rows.limbs,
        "closed": why_closed(minute.minutes),
        **more,
    }
    return render(request, "desk/actions/of_minute.html", context)
