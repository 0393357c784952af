"""The files of packs, by the SHA-256 of their bytes."""

from __future__ import annotations

from pathlib import Path

from django.http import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from meetings.doors import Request, public
from rotherham_hwb.files import BEARS_READER, give_pdf, give_personal, gives, pdf_view
from rotherham_hwb.packs.editions.personal_copy import personal_copy
from rotherham_hwb.shown.packs import shown_pack_file


@public
@require_safe
@pdf_view
@gives(
    "a pack as PDF",
    source="an edition, bound from published forms and what the portal sets",
    cleaning="bound from published forms",
    restricted=BEARS_READER,
)
def pack_file(request: Request, sha256: str) -> HttpResponseBase:
    """A pack for those who may have it; a restricted one with the reader's name on every page.

    Of one that was taken back, why, and where the corrected one is.
    """
    given = shown_pack_file(sha256, request.viewer)
    if given.taken_back:
        context = {"edition": given.edition, "replaced": given.replaced}
        return render(request, "public/meetings/pack_superseded.html", context, status=410)
    if given.personal:
        pdf = personal_copy(Path(given.edition.file.path), request.viewer)
        return give_personal(pdf, name=given.name)
    return give_pdf(request, given.edition.file, sha256=sha256, name=given.name)
