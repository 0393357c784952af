"""The papers of an officer's boards: adding one to an item, looking at it, replacing its file."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from meetings.access import PUBLIC, RoleKind, can_see
from meetings.doors import Request, authors, officers
from meetings.models import AgendaItem
from reports.files.taking_in import TakenIn
from reports.models import UNPUBLISHED, Paper, PaperVersion, SafeCopy
from reports.signing import waits_for_officer
from reports.workflow import add_version, classify_paper
from rotherham_hwb.desk.common.ask_verb import ask, own_meetings
from rotherham_hwb.desk.common.posted import posted, posted_files
from rotherham_hwb.desk.papers.adding import add_from_form
from rotherham_hwb.desk.papers.forms import FileForm, PaperClassForm, PaperForm
from rotherham_hwb.desk.papers.why_not_public import why_not_public
from rotherham_hwb.desk.reports.parts import own_papers
from rotherham_hwb.desk.worklist.waiting_for import answers, history, waiting_for
from rotherham_hwb.files import gives


@authors
@require_http_methods(["GET", "POST"])
def add(request: Request, pk: int) -> HttpResponse:
    item = get_object_or_404(_items_for_papers(request), pk=pk)
    form = PaperForm(posted(request), posted_files(request), item=item)
    if form.is_valid() and add_from_form(request, item, form):
        return redirect("desk_paper", pk=form.instance.pk)
    context = {"item": item, "form": form}
    return render(request, "desk/papers/add.html", context)


@authors
@require_GET
def paper(request: Request, pk: int) -> HttpResponse:
    record = get_object_or_404(own_papers(request), pk=pk)
    if hasattr(record, "report"):
        return redirect("report", pk=record.report.pk)
    version = record.latest
    serves = record.board_id in request.viewer.boards_as(RoleKind.OFFICER)
    context = {
        "paper": record,
        "waiting_for": waiting_for(record),
        "version": version,
        "unseen": version.unseen_kinds if version else (),
        "copy": version.safe_copies.first() if version else None,
        "made_safe": _made_safe(version) if version else None,
        "versions": record.versions.select_related("uploaded_by").defer("text").order_by("-number"),
        "placements": record.placements.select_related(
            "item__meeting__board", "parent__paper"
        ).prefetch_related("recommendations"),
        "sign_offs": answers(record, days=None),
        "may_answer": serves,
        "can_ask": record.board.report_templates.filter(roles__isnull=False).exists(),
        "may_clear": waits_for_officer(record, request.user),
        "events": history(record),
        "reasons": why_not_public(record),
        "closed": not can_see(PUBLIC, record),
        "grants": record.grants.live().select_related("user").order_by("user__name", "pk"),
        "serves": serves,
    }
    return render(request, "desk/papers/paper.html", context)


@authors
@require_http_methods(["GET", "POST"])
def replace(request: Request, pk: int) -> HttpResponse:
    record = get_object_or_404(own_papers(request), pk=pk)
    form = FileForm(posted(request), posted_files(request))
    if form.is_valid() and _replaced(request, record, form.cleaned_data["file"]):
        return redirect("desk_paper", pk=pk)
    context = {"paper": record, "form": form, "can_replace": record.state in UNPUBLISHED}
    return render(request, "desk/papers/replace.html", context)


@authors
@require_http_methods(["GET", "POST"])
def classify(request: Request, pk: int) -> HttpResponse:
    """The title of a paper, who may read it, and for an exempt one why and how long."""
    record = get_object_or_404(own_papers(request), pk=pk)
    form = PaperClassForm(posted(request), instance=record)
    if form.is_valid() and ask(
        request, lambda: classify_paper(form.instance, by=request.user), done="Saved."
    ):
        return redirect("desk_paper", pk=pk)
    record = own_papers(request).get(pk=pk) if form.errors else record
    context = {"paper": record, "form": form}
    return render(request, "desk/papers/classify.html", context)


@officers
@require_GET
@gives(
    "a paper’s file as it came",
    source="the original of a version",
    cleaning="none: for officers of its board, saved and never shown",
)
def original(request: Request, pk: int, version: int) -> HttpResponseBase:
    """The file of a version as it came, for the officers of its board; never shown, only saved."""
    boards = request.viewer.boards_as(RoleKind.OFFICER)
    record = get_object_or_404(own_papers(request), pk=pk, board_id__in=boards)
    found = get_object_or_404(record.versions.exclude(original=""), number=version)
    return FileResponse(found.original.open("rb"), as_attachment=True, filename=found.original_name)


def _made_safe(version: PaperVersion) -> SafeCopy | None:
    """The work that made this version of the one before it, where it is a safe copy."""
    done = SafeCopy.objects.filter(status=SafeCopy.Status.DONE).select_related("version")
    before = version.number - 1
    return done.filter(version__paper=version.paper_id, version__number=before).first()


def _replaced(request: Request, paper: Paper, taken: TakenIn) -> bool:
    return ask(
        request,
        lambda: add_version(paper, taken, by=request.user),
        done="The file is replaced; the one before it is kept.",
    )


def _items_for_papers(request: Request) -> QuerySet[AgendaItem]:
    """Items of the meetings an officer prepares, and those an author of the board may see."""
    items = AgendaItem.objects.select_related("meeting__board")
    seen = AgendaItem.objects.visible_to(request.viewer).filter(
        meeting__board_id__in=request.viewer.boards_as(RoleKind.AUTHOR)
    )
    return items.filter(Q(meeting__in=own_meetings(request)) | Q(pk__in=seen.values("pk")))
