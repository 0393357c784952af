"""Many files for a meeting at once: brought, checked, matched to items, and confirmed."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from django.db.models import Prefetch, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from meetings.doors import Request, officers
from meetings.models import AgendaItem, Meeting
from reports.files.receiving import ReceivedFile
from reports.files.staging import (
    convert_without,
    discard_staged,
    record_staged,
    refuse_file,
    remove_stale,
    stage_file,
    take_staged,
)
from reports.files.uploads import TOO_LARGE
from reports.models import PaperVersion, Placement, StagedFile
from rotherham_hwb.desk.common.ask_verb import ask, own_meetings
from rotherham_hwb.desk.common.posted import posted, posted_files
from rotherham_hwb.desk.meetings.steps import read_rail
from rotherham_hwb.desk.papers.bulk import matching as bulk_matching
from rotherham_hwb.desk.papers.bulk.fields import UploadForm
from rotherham_hwb.desk.papers.bulk.forms import MatchForm
from rotherham_hwb.desk.papers.bulk.receiving import receives_many
from rotherham_hwb.desk.papers.bulk.tasks import reap_checks, request_checks
from rotherham_hwb.form_types import Posted


@officers
@receives_many
@require_http_methods(["GET", "POST"])
def upload(request: Request, pk: int) -> HttpResponse:
    """Bring files for a meeting; none is a paper yet."""
    meeting = get_object_or_404(own_meetings(request), pk=pk)
    remove_stale()
    form = UploadForm(posted(request), posted_files(request))
    if form.is_valid() and _keep(request, meeting, form.cleaned_data["files"]):
        return redirect("desk_bulk_match", pk=pk)
    context = {
        "meeting": meeting,
        "rail": read_rail(meeting, "Papers"),
        "form": form,
        "waiting": meeting.staged_files.count(),
        "items": meeting.items.count(),
    }
    return render(request, "desk/papers/bulk/upload.html", context)


@officers
@require_http_methods(["GET", "POST"])
def match(request: Request, pk: int) -> HttpResponse:
    """What each file is taken for, to be changed and confirmed."""
    meeting = get_object_or_404(own_meetings(request), pk=pk)
    staged = list(meeting.staged_files.select_related("staged_by"))
    if not staged:
        return redirect("desk_bulk_upload", pk=pk)
    if not all(each.is_over for each in staged):
        return _progress(request, meeting, staged)
    if request.htmx:  # the page that waited is replaced by the whole one
        return HttpResponse(headers={"HX-Refresh": "true"})
    form = _form(posted(request), meeting, staged)
    if form.is_valid() and _settle(request, meeting, form):
        return redirect("desk_meeting", pk=pk)
    context = {
        "meeting": meeting,
        "form": form,
        "rows": list(form.rows()),
        "unusable": [each for each in staged if each.status == StagedFile.Status.UNUSABLE],
    }
    return render(request, "desk/papers/bulk/match.html", context)


@officers
@require_POST
def again(request: Request, pk: int) -> HttpResponse:
    """Check those files again of which nothing was heard for long."""
    meeting = get_object_or_404(own_meetings(request), pk=pk)
    reap_checks(meeting.staged_files.all())
    return redirect("desk_bulk_match", pk=pk)


@officers
@require_POST
def without(request: Request, pk: int) -> HttpResponse:
    """Convert one office file without its tracked changes and comments."""
    meeting = get_object_or_404(own_meetings(request), pk=pk)
    asked = request.POST.get("file", "")
    staged = get_object_or_404(meeting.staged_files, pk=asked if asked.isdigit() else 0)
    told = f"“{staged}” is converted without them."
    if ask(request, lambda: convert_without(staged, by=request.user), done=told):
        request_checks([staged])
    return redirect("desk_bulk_match", pk=pk)


@officers
@require_http_methods(["GET", "POST"])
def discard(request: Request, pk: int) -> HttpResponse:
    """Let all the files go, after asking."""
    meeting = get_object_or_404(own_meetings(request), pk=pk)
    if request.method == "GET":
        context = {"meeting": meeting, "files": meeting.staged_files.count()}
        return render(request, "desk/papers/bulk/discard.html", context)
    ask(request, lambda: discard_staged(meeting, by=request.user), done="The files are gone.")
    return redirect("desk_meeting", pk=pk)


def _keep(request: Request, meeting: Meeting, files: list[ReceivedFile]) -> bool:
    kept: list[StagedFile] = []

    def keep() -> None:
        for received in files:
            name = received.name or "file"
            if received.too_large:
                refuse_file(meeting, name=name, problem=TOO_LARGE, by=request.user)
                continue
            path = Path(received.temporary_file_path())
            staged = stage_file(meeting, path, name=name, by=request.user)
            if staged:
                kept.append(staged)
        record_staged(meeting, files=len(files), by=request.user)
        request_checks(kept)

    count = f"{len(files)} files are" if len(files) > 1 else "1 file is"
    return ask(request, keep, done=f"{count} here. Nothing is added until you confirm.")


def _progress(request: Request, meeting: Meeting, staged: list[StagedFile]) -> HttpResponse:
    template = (
        "desk/papers/bulk/_progress.html" if request.htmx else "desk/papers/bulk/progress.html"
    )
    done = sum(each.is_over for each in staged)
    context = {"meeting": meeting, "files": staged, "done": done, "total": len(staged)}
    return render(request, template, context)


def _form(data: Posted, meeting: Meeting, staged: list[StagedFile]) -> MatchForm:
    placements = Placement.objects.select_related("paper").order_by("position")
    items = list(
        meeting.items.select_related("parent")
        .prefetch_related(Prefetch("placements", queryset=placements))
        .order_by("position")
    )
    ready = {each.pk: each for each in staged if each.status == StagedFile.Status.READY}
    names = [bulk_matching.FileName(each.pk, each.name) for each in ready.values()]
    matches = bulk_matching.match(names, [_sketch(item) for item in items])
    return MatchForm(
        data,
        meeting=meeting,
        items=items,
        staged=ready,
        matches=matches,
        already=_already(meeting, ready.values()),
    )


def _sketch(item: AgendaItem) -> bulk_matching.Item:
    return bulk_matching.Item(
        item.pk,
        item.number,
        item.title,
        item.parent.number if item.parent else "",
        tuple((placed.pk, placed.paper.title) for placed in item.placements.all()),
    )


def _already(meeting: Meeting, staged: Iterable[StagedFile]) -> dict[int, Placement]:
    """Where the same file, as it came or as published, stands on this meeting already."""
    files = list(staged)
    hashes = [each.sha256 for each in files]
    same = Q(sha256__in=hashes) | Q(original_sha256__in=hashes)
    versions = PaperVersion.objects.filter(same, paper__placements__item__meeting=meeting)
    found = dict[str, int]()
    for sha256, original, paper in versions.values_list("sha256", "original_sha256", "paper_id"):
        found |= {sha256: paper, original: paper}
    placed = {
        each.paper_id: each
        for each in Placement.objects.filter(
            item__meeting=meeting, paper_id__in=found.values()
        ).select_related("paper", "item")
    }
    return {each.pk: placed[found[each.sha256]] for each in files if each.sha256 in found}


def _settle(request: Request, meeting: Meeting, form: MatchForm) -> bool:
    choices = form.choices()
    added = sum(each.item is not None for each in choices)
    words = "1 paper is added" if added == 1 else f"{added or 'No'} papers are added"
    return ask(
        request,
        lambda: take_staged(meeting, choices, by=request.user),
        done=f"{words}; the uploaded files are cleared away.",
    )
