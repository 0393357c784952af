"""The chair's own page of draft minutes, behind a link: read them, propose changes, agree."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from meetings.doors import Request, by_signed_link, sign_link
from meetings.lifecycle import Refused
from rotherham_hwb.files import BEARS_READER, OURS, SHOWN, gives, pdf_view
from rotherham_hwb.notifications.chairs import agree, propose
from rotherham_hwb.packs.editions.minutes_files import file_name, holds_more, minutes_file
from rotherham_hwb.public.chair.forms import ProposalForm
from rotherham_hwb.public.pages.minutes import give_minutes
from rotherham_hwb.shown.chair_review import SALT, OpenedReview, open_review


@by_signed_link(SALT)
@require_http_methods(["GET", "POST"])
def chair_review(request: Request, signed: object) -> HttpResponse:
    """Read the whole draft, propose a change, or agree."""
    opened = open_review(signed, request.viewer)
    if opened.why:
        return _over(request, opened)
    proposing = request.method == "POST" and "agree" not in request.POST
    form = ProposalForm(request.POST if proposing else None, places=opened.places)
    if request.method == "POST" and _answered(request, opened, form):
        return redirect(request.path)
    file = reverse("chair_review_file", args=[sign_link(signed, salt=SALT)])
    context = {"opened": opened, "form": form, "file": file}
    return render(request, "public/minutes/review.html", context)


@by_signed_link(SALT)
@require_safe
@pdf_view
@gives(
    "draft minutes as PDF, for the chair",
    source=SHOWN,
    cleaning=OURS,
    restricted=BEARS_READER,
)
def chair_review_file(request: Request, signed: object) -> HttpResponseBase:
    """The same draft to print."""
    opened = open_review(signed, request.viewer)
    if opened.why or opened.minutes is None:
        return _over(request, opened)
    pdf = minutes_file(opened.minutes, request.viewer)
    name = file_name(opened.minutes, "draft minutes")
    personal = holds_more(opened.minutes, request.viewer)
    return give_minutes(request, pdf, name, personal=personal)


def _answered(request: Request, opened: OpenedReview, form: ProposalForm) -> bool:
    """Keep what the chair says; whether it was kept."""
    assert opened.link
    try:
        if not form.is_bound:
            agree(opened.link)
            done = "Thank you. The board’s officer knows that you agree."
        elif form.is_valid():
            propose(opened.link, **form.words())
            done = "Your proposal is with the board’s officer."
        else:
            return False
    except Refused as refusal:
        messages.error(request, str(refusal))
        return False
    messages.success(request, done)
    return True


def _over(request: Request, opened: OpenedReview) -> HttpResponse:
    """Why the link is over, whom to ask, and what was written into the form."""
    written = "\n".join(filter(None, (request.POST.get("old"), request.POST.get("new"))))
    context = {"why": opened.why, "board": opened.board, "written": written}
    return render(request, "public/minutes/review_over.html", context, status=410)
