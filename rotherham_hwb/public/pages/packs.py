"""The files of packs, by the SHA-256 of their bytes."""

from __future__ import annotations

import io
from pathlib import Path

from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from meetings.access import Viewer
from meetings.doors import Request, public
from rotherham_hwb.files import give_pdf, pdf_view
from rotherham_hwb.packs.editions.permissions import edition_taken_back
from rotherham_hwb.packs.models import Audience, PackEdition
from rotherham_hwb.packs.pdf.watermark import watermarked
from rotherham_hwb.packs.typesetting.fonts import arimo


@public
@require_safe
@pdf_view
def pack_file(request: Request, sha256: str) -> HttpResponseBase:
    """A pack for those who may have it; a restricted one with the reader's name on every page."""
    found = PackEdition.objects.visible_to(request.viewer).filter(sha256=sha256)
    edition = found.select_related("meeting__board").order_by("audience").first()
    if edition is None:
        return _taken_back(request, sha256)
    if edition.audience == Audience.RESTRICTED:
        return _personal_copy(edition, request.viewer)
    return give_pdf(request, edition.file, sha256=sha256, name=file_name(edition))


def _taken_back(request: Request, sha256: str) -> HttpResponse:
    """Say why a published pack is given out no more, and where the corrected one is."""
    gone = PackEdition.objects.filter(edition_taken_back(request.viewer), sha256=sha256)
    edition = gone.select_related("meeting__board").first()
    if edition is None:
        raise Http404
    return render(request, "public/meetings/pack_superseded.html", {"edition": edition}, status=410)


def _personal_copy(edition: PackEdition, viewer: Viewer) -> HttpResponseBase:
    words = f"Copy of {viewer.name}"
    pdf = watermarked(Path(edition.file.path), words, font=arimo())
    return FileResponse(
        io.BytesIO(pdf), content_type="application/pdf", filename=file_name(edition)
    )


def file_name(edition: PackEdition) -> str:
    """What a saved copy is called: “harbour-board-2025-01-22-agenda-pack.pdf”."""
    words = f"{edition.meeting.board.slug} {edition.meeting.date} {edition.kind.label}"
    return f"{slugify(words)}.pdf"
