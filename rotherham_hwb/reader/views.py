"""A member's own pages: their meetings and what is new, and apologies for a meeting ahead."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from meetings.apologies import apologies_of, deputies_of, why_no_apologies
from meetings.doors import Request, members
from meetings.lifecycle import Refused
from meetings.models import Apology, Meeting
from rotherham_hwb.reader import apologising
from rotherham_hwb.reader.forms import ApologiesForm
from rotherham_hwb.reader.home import read_home
from rotherham_hwb.reader.looking import look, mark_read


@members
@require_safe
def home(request: Request) -> HttpResponse:
    """The meetings ahead of a member's boards, and what is new since they last looked."""
    page = read_home(request.viewer, look(request.user))
    return render(request, "reader/home.html", {"page": page})


@members
@require_POST
def read(request: Request) -> HttpResponse:
    """Count everything published by now as read."""
    mark_read(request.user)
    return redirect("reading")


@members
@require_http_methods(["GET", "POST"])
def apologies(request: Request, pk: int) -> HttpResponse:
    """Send apologies for a meeting ahead, or change those that were sent."""
    meeting = _meeting(request, pk)
    if sentence := why_no_apologies(meeting, request.viewer):
        messages.error(request, sentence)
        return redirect("reading")
    sent = apologies_of(request.user, meeting)
    form = _form(request, meeting, sent)
    if form.is_valid() and _sent(request, meeting, form):
        return redirect("reading")
    context = {"meeting": meeting, "sent": sent, "form": form}
    return render(request, "reader/apologies.html", context)


@members
@require_POST
def withdraw(request: Request, pk: int) -> HttpResponse:
    """Take apologies back."""
    meeting = _meeting(request, pk)
    _ask(
        request,
        lambda: apologising.withdraw_apologies(meeting, by=request.user),
        done="Your apologies are taken back, and the officers are told that you come.",
    )
    return redirect("reading")


def _meeting(request: Request, pk: int) -> Meeting:
    visible = Meeting.objects.visible_to(request.viewer).select_related("board")
    found: Meeting = get_object_or_404(visible, pk=pk)
    return found


def _form(request: Request, meeting: Meeting, sent: Apology | None) -> ApologiesForm:
    initial = {"note": sent.note, "deputy": sent.deputy_id} if sent else {}
    form = ApologiesForm(request.POST if request.method == "POST" else None, initial=initial)
    deputies = deputies_of(request.user, meeting)
    if deputies.exists():
        form.fields["deputy"].queryset = deputies  # type: ignore[attr-defined]
    else:
        del form.fields["deputy"]
    return form


def _sent(request: Request, meeting: Meeting, form: ApologiesForm) -> bool:
    told = form.cleaned_data
    return _ask(
        request,
        lambda: apologising.send_apologies(
            meeting, by=request.user, note=told["note"], deputy=told.get("deputy")
        ),
        done="Your apologies are sent to the officers of the meeting.",
    )


def _ask(request: Request, verb: Callable[[], object], *, done: str) -> bool:
    """Call a verb and tell the member what came of it; whether it was done."""
    try:
        verb()
    except Refused as refusal:
        messages.error(request, str(refusal))
        return False
    messages.success(request, done)
    return True
