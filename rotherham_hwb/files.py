"""Giving out a stored PDF, after somebody has checked that its reader may have it."""

from __future__ import annotations

from typing import IO

from csp.decorators import csp_exempt
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.utils.cache import get_conditional_response

from meetings.doors import View


def pdf_view(view: View) -> View:
    """Send no content security policy: it would forbid the browser's own PDF viewer.

    Nothing in a PDF runs in the portal's name.
    """
    return csp_exempt()(view)


def give_pdf(
    request: HttpRequest,
    file: FieldFile | IO[bytes],
    *,
    sha256: str,
    name: str,
    kind: str = "application/pdf",
) -> HttpResponseBase:
    """Answer with the file, to be shown in the browser, or that the reader's copy still holds.

    Nothing may keep it without asking again: a paper can be withdrawn.
    """
    etag = f'"{sha256}"'
    response: HttpResponseBase | None = get_conditional_response(request, etag=etag)
    if response is None:
        opened = file.open("rb") if isinstance(file, FieldFile) else file
        response = FileResponse(opened, filename=name, content_type=kind)
    response["ETag"] = etag
    response["Cache-Control"] = "no-cache"
    return response
