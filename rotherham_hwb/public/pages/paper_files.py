"""The file of a paper, and the pictures in its text."""

from __future__ import annotations

from hashlib import sha256
from io import BytesIO

from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from meetings.doors import Request, public
from rotherham_hwb.files import BEARS_READER, give_pdf, give_personal, gives, pdf_view
from rotherham_hwb.packs.editions.personal_copy import paper_pdf, personal_picture
from rotherham_hwb.shown.finding import find_paper
from rotherham_hwb.shown.paper_file import shown_file, shown_picture


@public
@require_safe
@pdf_view
@gives(
    "a paper as PDF",
    source="the published form of its newest version; a report written here is set",
    cleaning="written by an allow-list at upload",
    restricted=f"why, and {BEARS_READER}",
)
def paper_file(request: Request, pk: int) -> HttpResponseBase:
    """The newest PDF of a paper, a restricted one as its reader's own copy; a withdrawn one's is
    gone."""
    found = find_paper(pk, request.viewer)
    given = shown_file(found)
    if given.gone:
        context = {"reason": found.withdrawn_reason, "paper": found}
        return render(request, "410.html", context, status=410)
    if given.stored and not given.personal:
        return give_pdf(request, given.stored, sha256=given.sha256, name=given.name)
    try:
        pdf = paper_pdf(found, given, request.viewer)
    except LookupError as error:
        raise Http404 from error
    if given.personal:
        return give_personal(pdf, name=given.name)
    return give_pdf(request, BytesIO(pdf), sha256=sha256(pdf).hexdigest(), name=given.name)


@public
@require_safe
@gives(
    "a picture in a report",
    source="the picture as it was drawn anew at upload",
    cleaning="drawn anew, without what the camera wrote into it",
    restricted=BEARS_READER,
)
def paper_picture(request: Request, pk: int, number: int) -> HttpResponseBase:
    """A picture in the text of a report; of one not sent yet, for those who write it."""
    given = shown_picture(find_paper(pk, request.viewer), number, request.viewer)
    if given is None:
        return render(request, "410.html", status=410)
    if given.personal:
        copy = personal_picture(given, request.viewer)
        return give_personal(copy, name=given.name, kind=given.kind)
    return give_pdf(request, given.stored, sha256=given.sha256, name=given.name, kind=given.kind)
