"""A member's own pages: their meetings and what is new, and apologies for a meeting ahead."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from meetings.apologies import apologies_of, deputies_of, why_no_apologies
from meetings.doors import Request, members
from rotherham_hwb.ask_verb import ask
from rotherham_hwb.reader import apologising
from rotherham_hwb.reader.forms import ApologiesForm
from rotherham_hwb.reader.looking import look, mark_read
from rotherham_hwb.shown.finding import find_meeting
from rotherham_hwb.shown.members_home import shown_members_home

SENT = "Your apologies are sent to the officers of the meeting."


@members
@require_safe
def home(request: Request) -> HttpResponse:
    """The meetings ahead of a member's boards, and what is new since they last looked."""
    page = shown_members_home(request.viewer, look(request.user))
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
    meeting = find_meeting(pk, request.viewer)
    if sentence := why_no_apologies(meeting, request.viewer):
        messages.error(request, sentence)
        return redirect("reading")
    sent = apologies_of(request.user, meeting)
    initial = {"note": sent.note, "deputy": sent.deputy_id} if sent else {}
    posted = request.POST if request.method == "POST" else None
    deputies = deputies_of(request.user, meeting)
    form = ApologiesForm(posted, initial=initial, deputies=deputies)
    send = partial(apologising.send_apologies, meeting, by=request.user)
    if form.is_valid() and ask(request, partial(send, **form.told), done=SENT):
        return redirect("reading")
    context = {"meeting": meeting, "sent": sent, "form": form}
    return render(request, "reader/apologies.html", context)


@members
@require_POST
def withdraw(request: Request, pk: int) -> HttpResponse:
    """Take apologies back."""
    meeting = find_meeting(pk, request.viewer)
    ask(
        request,
        lambda: apologising.withdraw_apologies(meeting, by=request.user),
        done="Your apologies are taken back, and the officers are told that you come.",
    )
    return redirect("reading")
