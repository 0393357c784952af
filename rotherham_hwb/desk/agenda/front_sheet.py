"""The front sheet of an agenda that is being built, as it will be printed."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from meetings.doors import Request, officers
from meetings.lifecycle import Refused
from meetings.models import Meeting
from reports.models import PaperVersion
from rotherham_hwb.desk.common.ask_verb import own_meetings
from rotherham_hwb.files import OURS, SHOWN, gives
from rotherham_hwb.packs.contents.page_counts import page_count_of
from rotherham_hwb.packs.contents.plan_pack import Contents, plan_pack
from rotherham_hwb.packs.kinds import Audience, Stage
from rotherham_hwb.packs.plan.numbering import number
from rotherham_hwb.packs.plan.pack_plan import Axes
from rotherham_hwb.packs.sections.front_sheet import front_sheet_html
from rotherham_hwb.packs.typesetting.cache import Cache
from rotherham_hwb.packs.typesetting.fonts import FontsMissing
from rotherham_hwb.packs.typesetting.typesetter import (
    SettingFailed,
    Typesetter,
    one_setting_process,
)

SCALE = 1.5  # pixels to a point: sharp at the width the page gives it


@officers
@require_GET
def front_sheet(request: Request, pk: int) -> HttpResponse:
    """The picture of the front sheet's first page, or why there is none."""
    meeting = get_object_or_404(own_meetings(request), pk=pk)
    context: dict[str, object] = {"meeting": meeting}
    try:
        digest = _contents(meeting).digest
        context["sheet"] = reverse("desk_front_sheet_pdf", args=[pk])
        context["picture"] = f"{reverse('desk_front_sheet_picture', args=[pk])}?v={digest[:16]}"
    except Refused as refusal:
        context["why"] = str(refusal)
    template = "desk/agenda/_front_sheet.html" if request.htmx else "desk/agenda/front_sheet.html"
    return render(request, template, context)


@officers
@require_GET
@gives(
    "a front sheet as PDF",
    source=SHOWN,
    cleaning=OURS,
)
def pdf(request: Request, pk: int) -> HttpResponse:
    return _answer(request, pk, lambda sheet: sheet, "application/pdf")


@officers
@require_GET
@gives(
    "a front sheet as a picture",
    source=SHOWN,
    cleaning=OURS,
)
def picture(request: Request, pk: int) -> HttpResponse:
    return _answer(request, pk, first_page, "image/png")


def _answer(request: Request, pk: int, made: object, kind: str) -> HttpResponse:
    meeting = get_object_or_404(own_meetings(request), pk=pk)
    try:
        sheet = front_sheet_pdf(_contents(meeting))
    except (Refused, FontsMissing, SettingFailed) as refusal:
        return HttpResponse(str(refusal), status=409, content_type="text/plain; charset=utf-8")
    answer = HttpResponse(made(sheet), content_type=kind)  # type: ignore[operator]
    answer["Cache-Control"] = "private, no-store"
    return answer


@one_setting_process()
def front_sheet_pdf(contents: Contents) -> bytes:
    """The front sheet with the page ranges that the papers have now.

    Raises Refused, FontsMissing, SettingFailed.
    """
    versions = PaperVersion.objects.filter(sha256__in=contents.files)
    known = versions.values_list("sha256", "page_count")
    counts = {sha: pages for sha, pages in known if pages is not None}
    counts |= {sha: page_count_of(html, sha) for sha, html in contents.sections.items()}
    html = front_sheet_html(contents.plan, number(contents.plan, counts))
    with Typesetter(Cache(Path(settings.MEDIA_ROOT) / "cache")) as typesetter:
        return typesetter.pdf("front sheet", html)


def first_page(sheet: bytes) -> bytes:
    """The first page of a PDF as a PNG."""
    with pypdfium2.PdfDocument(sheet) as document:
        image = document[0].render(scale=SCALE).to_pil()
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def _contents(meeting: Meeting) -> Contents:
    axes = Axes(audience=Audience.RESTRICTED, stage=Stage.DRAFT)
    return plan_pack(meeting, axes=axes)
