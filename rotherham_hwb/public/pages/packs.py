"""The files of packs, by the SHA-256 of their bytes."""

from __future__ import annotations

import io
from pathlib import Path

from django.http import FileResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from meetings.access import Viewer
from meetings.doors import Request, public
from rotherham_hwb.files import give_pdf, pdf_view
from rotherham_hwb.packs.pdf.watermark import watermarked
from rotherham_hwb.packs.typesetting.fonts import arimo
from rotherham_hwb.shown.packs import EditionFile, shown_pack_file


@public
@require_safe
@pdf_view
def pack_file(request: Request, sha256: str) -> HttpResponseBase:
    """A pack for those who may have it; a restricted one with the reader's name on every page.

    Of one that was taken back, why, and where the corrected one is.
    """
    given = shown_pack_file(sha256, request.viewer)
    if given.taken_back:
        context = {"edition": given.edition, "replaced": given.replaced}
        return render(request, "public/meetings/pack_superseded.html", context, status=410)
    if given.personal:
        return _personal_copy(given, request.viewer)
    return give_pdf(request, given.edition.file, sha256=sha256, name=given.name)


def _personal_copy(given: EditionFile, viewer: Viewer) -> HttpResponseBase:
    words = f"Copy of {viewer.name}"
    pdf = watermarked(Path(given.edition.file.path), words, font=arimo())
    return FileResponse(io.BytesIO(pdf), content_type="application/pdf", filename=given.name)
