"""The public notice of a meeting, as a page and as a PDF."""

from __future__ import annotations

from hashlib import sha256
from io import BytesIO

from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.cache import get_conditional_response
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from meetings.doors import Request, public
from meetings.models import Meeting, PublicNotice
from rotherham_hwb.files import pdf_view
from rotherham_hwb.shown.notice import notice_given, notice_pdf, notice_words, read_changes


@public
@require_safe
def notice(request: Request, pk: int) -> HttpResponse:
    """When and where the board meets, who may come and whom to ask."""
    found = _found(request, pk)
    meeting = found.meeting
    context = {
        "meeting": meeting,
        "given": found,
        "notice": notice_words(found),
        "changes": read_changes(meeting, request.viewer),
        "state": meeting.state,
        "current_section": "meetings",
    }
    return render(request, "public/meetings/notice.html", context)


@public
@require_safe
@pdf_view
def notice_file(request: Request, pk: int) -> HttpResponseBase:
    """The notice as a PDF, to be put up where people pass."""
    found = _found(request, pk)
    pdf = notice_pdf(notice_words(found))
    etag = f'"{sha256(pdf).hexdigest()}"'
    response: HttpResponseBase | None = get_conditional_response(request, etag=etag)
    if response is None:
        response = FileResponse(
            BytesIO(pdf), filename=_file_name(found), content_type="application/pdf"
        )
    response["ETag"] = etag
    response["Cache-Control"] = "no-cache"
    return response


def _found(request: Request, pk: int) -> PublicNotice:
    visible = Meeting.objects.visible_to(request.viewer).select_related("board")
    meeting = get_object_or_404(visible, pk=pk)
    found = notice_given(meeting, request.viewer)
    if found is None:
        raise Http404
    found.meeting = meeting
    return found


def _file_name(notice: PublicNotice) -> str:
    """What a saved copy is called: “harbour-board-2025-01-22-public-notice.pdf”."""
    return f"{slugify(f'{notice.meeting.board.slug} {notice.date} public notice')}.pdf"
