"""The public notice of a meeting, as a page and as a PDF."""

from __future__ import annotations

from hashlib import sha256
from io import BytesIO

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from meetings.doors import Request, public
from rotherham_hwb.files import NOTHING_RESTRICTED, OURS, SHOWN, give_pdf, gives, pdf_view
from rotherham_hwb.packs.editions.notice_file import file_name, notice_pdf
from rotherham_hwb.shown.calendar import is_ahead
from rotherham_hwb.shown.finding import find_meeting, state_of
from rotherham_hwb.shown.notice import shown_changes, shown_notice


@public
@require_safe
def notice(request: Request, pk: int) -> HttpResponse:
    """When and where the board meets, who may come and whom to ask."""
    meeting = find_meeting(pk, request.viewer)
    given = shown_notice(meeting, request.viewer)
    if given is None:
        raise Http404
    context = {
        "meeting": meeting,
        "notice": given,
        "changes": shown_changes(meeting, request.viewer),
        "state": state_of(meeting),
        "is_ahead": is_ahead(meeting, timezone.localdate()),
    }
    return render(request, "public/meetings/notice.html", context)


@public
@require_safe
@pdf_view
@gives(
    "a public notice as PDF",
    source=SHOWN,
    cleaning=OURS,
    restricted=NOTHING_RESTRICTED,
)
def notice_file(request: Request, pk: int) -> HttpResponseBase:
    """The notice as a PDF, to be put up where people pass."""
    given = shown_notice(find_meeting(pk, request.viewer), request.viewer)
    if given is None:
        raise Http404
    pdf = notice_pdf(given)
    return give_pdf(request, BytesIO(pdf), sha256=sha256(pdf).hexdigest(), name=file_name(given))
