"""Minutes to take away, whole or one alone, and a matter followed through its meetings."""

from __future__ import annotations

from hashlib import sha256
from io import BytesIO

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from meetings.doors import Request, public
from rotherham_hwb.files import (
    BEARS_READER,
    OURS,
    SHOWN,
    give_pdf,
    give_personal,
    gives,
    pdf_view,
)
from rotherham_hwb.packs.editions.minutes_files import (
    extract_file,
    file_name,
    holds_more,
    minutes_file,
)
from rotherham_hwb.packs.editions.personal_copy import personal_copy
from rotherham_hwb.shown.finding import find_minute, find_minutes_of
from rotherham_hwb.shown.matter import read_thread


@public
@require_safe
@pdf_view
@gives(
    "minutes as PDF",
    source=SHOWN,
    cleaning=OURS,
    restricted=BEARS_READER,
)
def minutes_pdf(request: Request, meeting_id: int) -> HttpResponseBase:
    """The minutes of one meeting, as far as their reader may have them."""
    found = find_minutes_of(meeting_id, request.viewer)
    pdf, name = minutes_file(found, request.viewer), file_name(found, "minutes")
    return give_minutes(request, pdf, name, personal=holds_more(found, request.viewer))


@public
@require_safe
@pdf_view
@gives(
    "one minute as PDF",
    source=SHOWN,
    cleaning=OURS,
    restricted=BEARS_READER,
)
def minute_extract(request: Request, meeting_id: int, number: str) -> HttpResponseBase:
    """One minute as a document of its own."""
    found = find_minute(meeting_id, number, request.viewer)
    name = file_name(found.minutes, f"minute {found.number}")
    pdf = extract_file(found, request.viewer)
    personal = holds_more(found.minutes, request.viewer, only=found)
    return give_minutes(request, pdf, name, personal=personal)


@public
@require_safe
def thread(request: Request, meeting_id: int, number: str) -> HttpResponse:
    """A matter through its meetings."""
    found = find_minute(meeting_id, number, request.viewer)
    context = {
        "number": found.number,
        "meeting": found.minutes.meeting,
        "thread": read_thread(found, request.viewer),
    }
    return render(request, "public/minutes/thread.html", context)


def give_minutes(request: Request, pdf: bytes, name: str, *, personal: bool) -> HttpResponseBase:
    """Answer with minutes; where their copy tells more than the public gets, with its reader."""
    if personal:
        return give_personal(personal_copy(pdf, request.viewer), name=name)
    return give_pdf(request, BytesIO(pdf), sha256=sha256(pdf).hexdigest(), name=name)
