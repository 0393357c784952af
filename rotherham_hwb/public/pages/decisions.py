"""The pages of decisions: the register, and the notice of one decision."""

from __future__ import annotations

from hashlib import sha256
from io import BytesIO

from django.core.paginator import Paginator
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
from rotherham_hwb.packs.editions.decision_notice_file import file_name, notice_file
from rotherham_hwb.packs.editions.personal_copy import personal_copy
from rotherham_hwb.public.pages.decision_filter import DecisionFilter
from rotherham_hwb.shown.decisions.lines import read_decisions, with_parts
from rotherham_hwb.shown.decisions.notice import (
    ShownDecisionNotice,
    shown_decision_notice,
)
from rotherham_hwb.shown.finding import find_decision_notice

PER_PAGE = 20


@public
@require_safe
def decisions(request: Request) -> HttpResponse:
    """What all boards have resolved, the newest first, to be narrowed."""
    narrowed = DecisionFilter(request.GET.dict(), request.viewer)
    form = narrowed.form
    found = with_parts(narrowed.qs, request.viewer) if form.is_valid() else narrowed.qs.none()
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "meeting": form.cleaned_data.get("meeting"),
        "narrowed": any(form.cleaned_data.values()),
        "page": page,
        "lines": read_decisions(page.object_list),
    }
    return render(request, "public/decisions/decisions.html", context)


@public
@require_safe
def decision_notice(request: Request, minute: int) -> HttpResponse:
    """One decision with its reasons and what was turned down."""
    context = {"notice": _shown(request, minute)}
    return render(request, "public/decisions/notice.html", context)


@public
@require_safe
@pdf_view
@gives(
    "a decision notice as PDF",
    source=SHOWN,
    cleaning=OURS,
    restricted=BEARS_READER,
)
def decision_notice_file(request: Request, minute: int) -> HttpResponseBase:
    """The same as a PDF made to last."""
    shown = _shown(request, minute)
    pdf = notice_file(shown)
    if shown.why:
        return give_personal(personal_copy(pdf, request.viewer), name=file_name(shown))
    digest = sha256(pdf).hexdigest()
    return give_pdf(request, BytesIO(pdf), sha256=digest, name=file_name(shown))


def _shown(request: Request, minute: int) -> ShownDecisionNotice:
    found = find_decision_notice(minute, request.viewer)
    return shown_decision_notice(found, request.viewer)
