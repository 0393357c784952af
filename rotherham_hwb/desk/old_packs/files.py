"""Packs from before this system: taking a file in, following its reading, publishing it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path

from django import forms
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Count, Prefetch, Q, QuerySet
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from meetings.board_settings import change_board
from meetings.doors import Request, officers
from meetings.models import Board, User
from reports.files.receiving import ReceivedFile
from reports.files.uploads import MAX_BYTES, TOO_LARGE
from rotherham_hwb.desk.common.ask_verb import ask
from rotherham_hwb.desk.common.posted import posted, posted_files
from rotherham_hwb.desk.meetings.filters import boards_of
from rotherham_hwb.desk.old_packs.fact_cards import LINES_PER_PAGE
from rotherham_hwb.desk.old_packs.review import own_packs
from rotherham_hwb.desk.papers.bulk.fields import ManyFilesField, ManyFilesInput
from rotherham_hwb.desk.papers.bulk.receiving import MOST_FILES, receives_many
from rotherham_hwb.files import give_pdf, gives, pdf_view
from rotherham_hwb.form_types import Posted, offer
from rotherham_hwb.legacy.keep.batches import bring_archive, bring_together
from rotherham_hwb.legacy.keep.importer import discard, keep_file
from rotherham_hwb.legacy.keep.publishing import outlook
from rotherham_hwb.legacy.keep.unpacking import EMPTY
from rotherham_hwb.legacy.models import Decision, PackBatch, PackFile
from rotherham_hwb.legacy.review.entries import sheet_of
from rotherham_hwb.legacy.tasks import (
    has_stalled,
    read_again,
    request_reading,
    request_readings,
    request_unpacking,
)
from rotherham_hwb.packs.models import CompileRequest
from rotherham_hwb.publishing.old_packs import (
    can_be_printed,
    check_old_pack,
    publish_checked_pack,
)
from rotherham_hwb.publishing.tasks import request_pack

PER_PAGE = 30
HEAVY = ("text", "sheets", "facts", "warnings")


class PackFilesField(ManyFilesField):
    """Any number of packs; of a single one it is said here what is wrong with it."""

    def clean(
        self, data: Iterable[ReceivedFile] | None, initial: object = None
    ) -> list[ReceivedFile]:
        files: list[ReceivedFile] = [each for each in data or [] if each is not None]
        if not files:
            raise ValidationError("Choose the file of a pack.")
        if len(files) == 1 and files[0].too_large:
            raise ValidationError(TOO_LARGE)
        if len(files) == 1 and not files[0].size:
            raise ValidationError("The file is empty.")
        return files


class PackForm(forms.Form):
    """Packs to be read: PDFs with text in them, or the text of some, or a ZIP of such files."""

    file = PackFilesField(
        label="Packs to read",
        help_text=f"PDFs or text files of at most {MAX_BYTES // 1024**2} MB each, up to "
        f"{MOST_FILES} together, or a ZIP of them.",
        widget=ManyFilesInput(
            attrs={"accept": ".pdf,.txt,.md,.zip,application/pdf,text/plain,application/zip"}
        ),
    )


class WhichBoardForm(forms.Form):
    """Which of the officer's boards a printed name means."""

    board = forms.ModelChoiceField(queryset=Board.objects.none(), empty_label="Choose a board")

    def __init__(self, data: Posted = None, *, boards: QuerySet[Board]) -> None:
        super().__init__(data)
        offer(self, "board", boards.order_by("name"))


@officers
@receives_many
@require_http_methods(["GET", "POST"])
def imports(request: Request) -> HttpResponse:
    """The packs read so far, the files that could not be read, and a form for one more."""
    form = PackForm(posted(request), posted_files(request))
    if form.is_valid():
        return redirect(_take_in(request, form.cleaned_data["file"]) or "desk_imports")
    undecided = Q(read_facts__decision=Decision.UNDECIDED)
    light = PackFile.objects.defer(*HEAVY).order_by("-version")
    packs = (
        own_packs(request)
        .annotate(
            to_do=Count("read_facts", filter=undecided),
            facts=Count("read_facts"),
        )
        .prefetch_related(Prefetch("files", queryset=light))
        .order_by("-meeting__date", "-pk")
    )
    page = Paginator(packs, PER_PAGE).get_page(request.GET.get("page"))
    waiting = own_files(request).filter(pack__isnull=True)
    batches = PackBatch.objects.filter(brought_by=request.user)[:PER_PAGE]
    context = {"page": page, "waiting": waiting, "batches": batches, "form": form}
    return render(request, "desk/old_packs/packs.html", context)


@officers
@require_GET
def pack_file(request: Request, pk: int) -> HttpResponse:
    """How far the reading of a file is; a file that was read leads on to what it says."""
    file = get_object_or_404(own_files(request), pk=pk)
    if file.pack_id and not request.htmx:
        return redirect("desk_import", pk=file.pack_id)
    template = "desk/old_packs/_file.html" if request.htmx else "desk/old_packs/file.html"
    boards = boards_of(request)
    context = {"file": file, "stalled": has_stalled(file), "boards": boards.exists()}
    return render(request, template, context | {"board_form": WhichBoardForm(boards=boards)})


@officers
@require_POST
def board(request: Request, pk: int) -> HttpResponse:
    """Say which board the name in a file means; it is found by that name from now on."""
    file = get_object_or_404(own_files(request), pk=pk, pack__isnull=True)
    form = WhichBoardForm(posted(request), boards=boards_of(request))
    if form.is_valid() and file.board_wanted:
        found: Board = form.cleaned_data["board"]
        found.variants = [*found.variants, file.board_wanted]
        change = partial(change_board, found, ["variants"], by=request.user)
        done = f"“{file.board_wanted}” is another name of {found}. The pack is being read."
        if ask(request, change, done=done):
            read_again(file, by=request.user)
    return redirect("desk_pack_file", pk=pk)


@officers
@require_POST
def again(request: Request, pk: int) -> HttpResponse:
    """Read a file again that could not be read, or whose reading was broken off."""
    file = get_object_or_404(own_files(request), pk=pk, pack__isnull=True)
    read_again(file, by=request.user)
    return redirect("desk_pack_file", pk=pk)


@officers
@require_http_methods(["GET", "POST"])
def discard_file(request: Request, pk: int) -> HttpResponse:
    """Throw a file away that was never read into a pack, after asking."""
    file = get_object_or_404(own_files(request), pk=pk, pack__isnull=True)
    if request.method == "GET":
        return render(request, "desk/old_packs/discard_file.html", {"file": file})
    ask(request, lambda: discard(file, by=request.user), done="The file is gone.")
    return redirect("desk_imports")


@officers
@require_GET
@pdf_view
@gives(
    "an old pack as it came",
    source="the file as it came",
    cleaning="none: for the officers who imported it",
)
def source(request: Request, pk: int) -> HttpResponseBase:
    """The file as it came."""
    file = get_object_or_404(own_files(request), pk=pk)
    if not file.file:
        raise Http404
    if file.is_pdf:
        return give_pdf(request, file.file, sha256=file.sha256, name=file.name)
    return FileResponse(
        file.file.open("rb"), as_attachment=True, filename=file.name, content_type="text/plain"
    )


@officers
@require_GET
def lines(request: Request, pk: int) -> HttpResponse:
    """Every line of a file with its number, and its page where the file has pages."""
    files = PackFile.objects.filter(pack__in=own_packs(request))
    file = get_object_or_404(files.select_related("pack__meeting__board"), pk=pk)
    text = file.text.split("\n")
    page = Paginator(text, LINES_PER_PAGE).get_page(request.GET.get("page"))
    first = page.start_index()
    numbered = [
        (number, line, sheet_of(file.sheets, number))
        for number, line in enumerate(page.object_list, start=first)
    ]
    context = {"file": file, "pack": file.pack, "page": page, "lines": numbered}
    return render(request, "desk/old_packs/lines.html", context)


@officers
@require_http_methods(["GET", "POST"])
def publish(request: Request, pk: int) -> HttpResponse:
    pack = get_object_or_404(own_packs(request), pk=pk)
    if request.method == "GET":
        told = outlook(pack, by=request.user)
        result = check_old_pack(pack, by=request.user)
        context = {"pack": pack, "outlook": told, "result": result}
        return render(request, "desk/old_packs/publish.html", context)
    ask(
        request,
        lambda: publish_checked_pack(pack, by=request.user),
        done="What was read from the pack is public.",
    )
    return redirect("desk_import", pk=pk)


@officers
@require_POST
def print_pack(request: Request, pk: int) -> HttpResponse:
    """Have the pack of an imported meeting compiled and given out."""
    pack = get_object_or_404(own_packs(request), pk=pk)
    if not can_be_printed(pack.meeting):
        return redirect("desk_import", pk=pk)
    wanted = request_pack(pack.meeting, work=CompileRequest.Work.REPRINT, by=request.user)
    return redirect("desk_compile_progress", pk=wanted.pk)


def _take_in(request: Request, received: list[ReceivedFile]) -> PackFile | PackBatch | None:
    """Keep what was brought, and ask for it to be read; where to follow that, if in one place."""
    by = request.user
    archives = [each for each in received if _is_archive(each) and not each.too_large]
    loose = [each for each in received if each not in archives]
    if len(received) == 1 and loose:
        return _take_one(received[0], by=by)
    with transaction.atomic():
        batches = [bring_archive(_path(each), name=_name(each), by=by) for each in archives]
        for batch in batches:
            request_unpacking(batch)
        if loose:
            usable = [each for each in loose if each.size and not each.too_large]
            refused = [
                (_name(each), TOO_LARGE if each.too_large else EMPTY)
                for each in loose
                if each not in usable
            ]
            files = [(_name(each), _path(each)) for each in usable]
            batches.append(bring_together(files, refused=refused, by=by))
            request_readings(batches[-1].files.all(), by=by)
    return batches[0] if len(batches) == 1 else None


def _take_one(received: ReceivedFile, *, by: User) -> PackFile:
    with transaction.atomic():
        file = keep_file(_path(received), name=_name(received), by=by)
        if file.pack_id is None:
            request_reading(file, by=by)
    return file


def _is_archive(received: ReceivedFile) -> bool:
    return _name(received).lower().endswith(".zip")


def _name(received: ReceivedFile) -> str:
    return received.name or "pack"


def _path(received: ReceivedFile) -> Path:
    return Path(received.temporary_file_path())


def own_files(request: Request) -> QuerySet[PackFile]:
    """The files of this officer's packs, and those they brought that became none."""
    mine = Q(pack__isnull=True, received_by=request.user)
    return PackFile.objects.filter(mine | Q(pack__in=own_packs(request))).defer(*HEAVY)
