"""The papers of an officer's boards: adding one to an item, looking at it, replacing its file."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from meetings.access import RoleKind
from meetings.doors import Request, officers
from meetings.models import AgendaItem
from reports.models import Paper, Placement
from reports.workflow import add_paper_with_file, add_version
from rotherham_hwb.desk.asking import ask, own_meetings
from rotherham_hwb.desk.paper_forms import FileForm, PaperForm, Upload


@officers
@require_http_methods(["GET", "POST"])
def add(request: Request, pk: int) -> HttpResponse:
    items = AgendaItem.objects.select_related("meeting__board")
    item = get_object_or_404(items, pk=pk, meeting__in=own_meetings(request))
    bound = (request.POST, request.FILES) if request.method == "POST" else ()
    form = PaperForm(*bound, item=item)
    if bound and form.is_valid() and _added(request, item, form):
        return redirect("desk_paper", pk=form.instance.pk)
    context = {"item": item, "form": form, "current_section": "desk"}
    return render(request, "desk/paper_add.html", context)


@officers
@require_GET
def paper(request: Request, pk: int) -> HttpResponse:
    record = get_object_or_404(_own_papers(request), pk=pk)
    context = {
        "paper": record,
        "version": record.latest,
        "versions": record.versions.select_related("uploaded_by").defer("text").order_by("-number"),
        "placements": record.placements.select_related("item__meeting", "parent__paper"),
        "current_section": "desk",
    }
    return render(request, "desk/paper.html", context)


@officers
@require_http_methods(["GET", "POST"])
def replace(request: Request, pk: int) -> HttpResponse:
    record = get_object_or_404(_own_papers(request), pk=pk)
    bound = (request.POST, request.FILES) if request.method == "POST" else ()
    form = FileForm(*bound)
    if bound and form.is_valid() and _replaced(request, record, form.cleaned_data["file"]):
        return redirect("desk_paper", pk=pk)
    context = {"paper": record, "form": form, "current_section": "desk"}
    return render(request, "desk/paper_replace.html", context)


def _added(request: Request, item: AgendaItem, form: PaperForm) -> bool:
    upload: Upload = form.cleaned_data["file"]
    return ask(
        request,
        lambda: add_paper_with_file(
            form.instance,
            item,
            upload.path,
            file_name=upload.file_name,
            facts=upload.facts,
            under=form.cleaned_data.get("under"),
            by=request.user,
        ),
        done=f"The paper is added to item {item.number}.",
    )


def _replaced(request: Request, paper: Paper, upload: Upload) -> bool:
    name, facts = upload.file_name, upload.facts
    return ask(
        request,
        lambda: add_version(paper, upload.path, file_name=name, facts=facts, by=request.user),
        done="The file is replaced; the one before it is kept.",
    )


def _own_papers(request: Request) -> QuerySet[Paper]:
    """The papers of the boards this officer serves, and those of the meetings they join in."""
    boards = request.viewer.boards_as(RoleKind.OFFICER)
    placed = Placement.objects.filter(item__meeting__in=own_meetings(request)).values("paper")
    own = Q(board_id__in=boards) | Q(pk__in=placed)
    return Paper.objects.filter(own).select_related("board")
