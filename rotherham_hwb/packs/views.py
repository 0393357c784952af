"""The files of packs, by the SHA-256 of their bytes."""

from __future__ import annotations

from django.http import (
    FileResponse,
    Http404,
    HttpResponseBase,
    HttpResponseNotModified,
)
from django.utils.cache import patch_cache_control
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from meetings.doors import Request, public
from rotherham_hwb.packs.models import PackEdition


@public
@require_safe
def pack_file(request: Request, sha256: str) -> HttpResponseBase:
    """The bytes never change, so a browser that has them is told so, once it may have them."""
    edition = PackEdition.objects.visible_to(request.viewer).filter(sha256=sha256).first()
    if edition is None:
        raise Http404
    tag = f'"{sha256}"'
    if request.headers.get("If-None-Match") == tag:
        return HttpResponseNotModified(headers={"ETag": tag})
    response = FileResponse(
        edition.file.open(), content_type="application/pdf", filename=file_name(edition)
    )
    response["ETag"] = tag
    patch_cache_control(response, no_cache=True)
    return response


def file_name(edition: PackEdition) -> str:
    """What a saved copy is called: “harbour-board-2025-01-22-agenda-pack.pdf”."""
    words = f"{edition.meeting.board.slug} {edition.meeting.date} {edition.get_kind_display()}"
    return f"{slugify(words)}.pdf"
