"""Minutes to take away, whole or one alone, and a matter followed through its meetings."""

from __future__ import annotations

from hashlib import sha256
from io import BytesIO
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from meetings.doors import Request, public
from minutes.models import Minute, Minutes
from rotherham_hwb.files import give_pdf, pdf_view
from rotherham_hwb.packs.editions.minutes_files import extract_file, file_name, minutes_file
from rotherham_hwb.shown.matter import read_thread


@public
@require_safe
@pdf_view
def minutes_pdf(request: Request, meeting_id: int) -> HttpResponseBase:
    """The minutes of one meeting, as far as their reader may have them."""
    visible = Minutes.objects.visible_to(request.viewer).select_related("meeting__board")
    found = get_object_or_404(visible, meeting=meeting_id)
    return _given(request, minutes_file(found, request.viewer), file_name(found, "minutes"))


@public
@require_safe
@pdf_view
def minute_extract(request: Request, meeting_id: int, number: str) -> HttpResponseBase:
    """One minute as a document of its own."""
    found = _minute(request, meeting_id, number)
    name = file_name(found.minutes, f"minute {found.number}")
    return _given(request, extract_file(found, request.viewer), name)


@public
@require_safe
def thread(request: Request, meeting_id: int, number: str) -> HttpResponse:
    """A matter through its meetings."""
    found = _minute(request, meeting_id, number)
    context = {
        "number": found.number,
        "meeting": found.minutes.meeting,
        "thread": read_thread(found, request.viewer),
        "current_section": "meetings",
    }
    return render(request, "public/minutes/thread.html", context)


def _minute(request: Request, meeting_id: int, number: str) -> Any:
    """A minute from the list for the reader; one withheld may be known by its safe title."""
    if "\0" in number:  # PostgreSQL takes no text that holds one
        raise Http404
    listed = Minute.objects.listed_for(request.viewer).select_related("minutes__meeting__board")
    return get_object_or_404(listed, minutes__meeting=meeting_id, number=number)


def _given(request: Request, pdf: bytes, name: str) -> HttpResponseBase:
    return give_pdf(request, BytesIO(pdf), sha256=sha256(pdf).hexdigest(), name=name)
