"""A file for one paper: brought, followed while the worker reads it, and what came of it."""

from __future__ import annotations

import time
from pathlib import Path

from django.contrib import messages
from django.db.models import QuerySet
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from meetings.doors import Request, authors
from meetings.lifecycle import Refused
from meetings.models import AgendaItem, Supplement
from reports.files.incoming import let_go
from reports.files.receiving import ReceivedFile
from reports.models import ListedAppendix, Paper, Upload
from rotherham_hwb.desk.common.ask_verb import ask
from rotherham_hwb.desk.papers.tasks import request_reading, request_without

MOMENT = 1.5  # seconds: a small file is read by then, and nobody sees the page that waits
LOOK_EVERY = 0.1  # seconds


def own_uploads(request: Request) -> QuerySet[Upload]:
    """The files that this viewer has brought of late."""
    uploads: QuerySet[Upload] = Upload.objects.visible_to(request.viewer)
    return uploads.select_related("item__parent", "supplement", "appendix", "paper")


def unfinished(request: Request) -> QuerySet[Upload]:
    """Those of them that are still read, or of which nothing came."""
    return own_uploads(request).exclude(status=Upload.Status.DONE)


def refused_upload(
    request: Request, **place: AgendaItem | Supplement | ListedAppendix | Paper
) -> Upload | None:
    """The file that this page is opened for once more: it was refused."""
    asked = request.GET.get("upload", "")
    if not asked.isdecimal():
        return None
    refused = own_uploads(request).filter(status=Upload.Status.REFUSED, **place)
    return refused.filter(pk=asked).first()


def bring(
    request: Request, upload: Upload, form: BaseForm, *, instead_of: Upload | None
) -> HttpResponse | None:
    """Have a form's file read, and go where it leads; None, and a message, where it is not wanted.

    `instead_of` is a file that was refused, and forgotten with this one.
    """
    received: ReceivedFile = form.cleaned_data["file"]
    path, name = Path(received.temporary_file_path()), received.name or "file"
    try:
        request_reading(upload, path, name=name, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return None
    if instead_of is not None:
        let_go(instead_of)
    return _after_a_moment(request, upload)


@authors
@require_GET
def upload(request: Request, pk: int) -> HttpResponse:
    """How far the reading of a file is; once it is over, on to what came of it."""
    found = get_object_or_404(own_uploads(request), pk=pk)
    if found.is_over:
        over = HttpResponse(headers={"HX-Refresh": "true"})
        return over if request.htmx else _onward(request, found)
    template = "desk/papers/_upload.html" if request.htmx else "desk/papers/upload.html"
    return render(request, template, {"upload": found})


@authors
@require_POST
def without(request: Request, pk: int) -> HttpResponse:
    """Convert an office file without its tracked changes and comments."""
    found = get_object_or_404(own_uploads(request), pk=pk)
    told = f"“{found}” is converted without them."
    ask(request, lambda: request_without(found, by=request.user), done=told)
    return _after_a_moment(request, found)


def _after_a_moment(request: Request, upload: Upload) -> HttpResponse:
    """To what came of the file where it is read within a moment, or to the page that waits."""
    end = time.monotonic() + MOMENT
    upload.refresh_from_db()
    while not upload.is_over and time.monotonic() < end:
        time.sleep(LOOK_EVERY)
        upload.refresh_from_db()
    return _onward(request, upload) if upload.is_over else redirect("desk_upload", pk=upload.pk)


def _onward(request: Request, upload: Upload) -> HttpResponse:
    if upload.status.is_refused:
        return redirect(f"{_form_of(upload)}?upload={upload.pk}")
    messages.success(request, _told(upload))
    if upload.appendix:
        return redirect("report_appendices", pk=upload.appendix.report_id)
    if upload.supplement:
        return redirect("desk_supplement", pk=upload.supplement.pk)
    return redirect("desk_paper", pk=upload.paper_id)


def _form_of(upload: Upload) -> str:
    """The address of the form the file was sent with."""
    if upload.appendix:
        listed = upload.appendix
        return reverse("report_attach", args=[listed.report_id, listed.pk])
    if upload.supplement:
        return reverse("desk_supplement_paper", args=[upload.supplement.pk, upload.item_id])
    if upload.item:
        return reverse("desk_add_paper", args=[upload.item_id])
    return reverse("desk_replace_paper", args=[upload.paper_id])


def _told(upload: Upload) -> str:
    if upload.appendix:
        return f"“{upload.appendix.title}” is attached."
    if upload.item is None:
        return "The file is replaced; the one before it is kept."
    where = " of the supplement" if upload.supplement else ""
    return f"The paper is added to item {upload.item.full_number}{where}."
