"""What belongs to a report beside its text: recommendations, sources, appendices, pictures."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from meetings.access import RoleKind
from meetings.doors import Request, authors, officers
from meetings.lifecycle import Refused
from meetings.models import AgendaItem
from reports.authored.pictures import add_picture
from reports.authored.snapshot import as_json, snapshot
from reports.authored.writing import (
    list_appendices,
    list_background_papers,
    set_recommendations,
)
from reports.files.uploads import Unusable
from reports.models import Paper, Placement, Report, Upload
from reports.workflow import place_paper
from rotherham_hwb.desk.common.ask_verb import ask, own_meetings
from rotherham_hwb.desk.common.posted import posted, posted_files
from rotherham_hwb.desk.papers.forms import FileForm
from rotherham_hwb.desk.papers.uploads import bring, refused_upload
from rotherham_hwb.desk.reports.forms import (
    AppendixListForm,
    LimbFormSet,
    NoSourcesForm,
    PictureForm,
    PlaceForm,
    SourceFormSet,
)
from rotherham_hwb.desk.reports.views import own_reports
from rotherham_hwb.files import OURS, SHOWN, gives
from rotherham_hwb.packs.contents.authored import authored_html
from rotherham_hwb.packs.contents.page_counts import pdf_of
from rotherham_hwb.packs.typesetting.fonts import FontsMissing
from rotherham_hwb.packs.typesetting.typesetter import SettingFailed
from rotherham_hwb.shown.report import PREFETCH


def own_papers(request: Request) -> QuerySet[Paper]:
    """The papers of the boards an officer serves, and those an author has in hand."""
    viewer = request.viewer
    visible: QuerySet[Paper] = Paper.objects.visible_to(viewer)
    officer = Q(board_id__in=viewer.boards_as(RoleKind.OFFICER))
    author = Q(board_id__in=viewer.boards_as(RoleKind.AUTHOR)) & (
        Q(created_by_id=viewer.user_id) | Q(report__author_id=viewer.user_id)
    )
    return visible.filter(officer | author).select_related("board", "report__template")


@authors
@require_http_methods(["GET", "POST"])
def recommendations(request: Request, pk: int) -> HttpResponse:
    """What a paper asks at one meeting, limb by limb."""
    placed = Placement.objects.select_related("item__meeting__board", "paper__report")
    placement = get_object_or_404(placed, pk=pk, paper__in=own_papers(request))
    limbs = [{"text": r.text, "addressee": r.addressee} for r in placement.recommendations.all()]
    initial = limbs or [{"addressee": str(placement.item.meeting.board)}]
    forms = LimbFormSet(posted(request), initial=initial, prefix="limb")
    if forms.is_valid():
        said = [(each["addressee"], each["text"]) for each in forms.cleaned_data if each]
        if ask(
            request,
            lambda: set_recommendations(placement, said, by=request.user),
            done="The recommendations are saved.",
        ):
            return back_to(placement.paper)
    context = {"placement": placement, "forms": forms}
    return render(request, "desk/reports/recommendations.html", context)


@authors
@require_http_methods(["GET", "POST"])
def background(request: Request, pk: int) -> HttpResponse:
    """The background papers, or that there are none."""
    found = get_object_or_404(own_reports(request), pk=pk)
    data, held = posted(request), found.background_papers.all()
    sources = SourceFormSet(data, queryset=held, prefix="source")
    none = NoSourcesForm(data, initial={"none": found.no_background_papers})
    if sources.is_valid() and none.is_valid():
        papers = [each.instance for each in sources if each.cleaned_data.get("title")]
        if ask(
            request,
            lambda: list_background_papers(
                found, papers, none=none.cleaned_data["none"], by=request.user
            ),
            done="The list of background papers is saved.",
        ):
            return redirect("report", pk=pk)
    context = {"report": found, "sources": sources, "none": none}
    return render(request, "desk/reports/background.html", context)


@authors
@require_http_methods(["GET", "POST"])
def appendices(request: Request, pk: int) -> HttpResponse:
    """The appendices as the report lists them, and which of them are attached."""
    found = get_object_or_404(own_reports(request), pk=pk)
    listed = found.listed_appendices.select_related("paper")
    titles = "\n".join(each.title for each in listed)
    form = AppendixListForm(posted(request), initial={"titles": titles})
    if form.is_valid() and ask(
        request,
        lambda: list_appendices(found, form.cleaned_data["titles"], by=request.user),
        done="The list of appendices is saved.",
    ):
        return redirect("report_appendices", pk=pk)
    context = {"report": found, "listed": listed, "form": form}
    return render(request, "desk/reports/appendices.html", context)


@authors
@require_http_methods(["GET", "POST"])
def attach(request: Request, pk: int, appendix: int) -> HttpResponse:
    """Give a listed appendix its file, wherever the report stands."""
    found = get_object_or_404(own_reports(request), pk=pk)
    listed = get_object_or_404(found.listed_appendices.filter(paper=None), pk=appendix)
    refused = refused_upload(request, appendix=listed)
    form = FileForm(posted(request), posted_files(request), refused=refused)
    if form.is_valid():
        wanted = Upload(appendix=listed)
        if answer := bring(request, wanted, form, instead_of=refused):
            return answer
    context = {"report": found, "listed": listed, "form": form, "refused": refused}
    return render(request, "desk/reports/attach.html", context)


@authors
@require_http_methods(["GET", "POST"])
def pictures(request: Request, pk: int) -> HttpResponse:
    """The pictures that the text can show, each with its description."""
    found = get_object_or_404(own_reports(request), pk=pk)
    form = PictureForm(posted(request), posted_files(request))
    if form.is_valid() and _added(request, found, form):
        return redirect("report_pictures", pk=pk)
    held = found.pictures.select_related("report__paper")
    context = {"report": found, "form": form, "pictures": held}
    return render(request, "desk/reports/pictures.html", context)


@officers
@require_http_methods(["GET", "POST"])
def place(request: Request, pk: int) -> HttpResponse:
    """Put a paper on the agenda of another meeting too."""
    paper = get_object_or_404(own_papers(request), pk=pk)
    items = (
        AgendaItem.objects.filter(meeting__in=own_meetings(request), published_at=None)
        .exclude(papers=paper)
        .exclude(meeting__state__in=("cancelled", "held", "closed"))
        .select_related("meeting__board")
        .order_by("meeting__date", "meeting_id", "position")
    )
    form = PlaceForm(posted(request), items=items)
    if form.is_valid() and ask(
        request,
        lambda: place_paper(paper, form.cleaned_data["item"], by=request.user),
        done="The paper is on that agenda too: write what it asks there.",
    ):
        return back_to(paper)
    return render(request, "desk/papers/place.html", {"paper": paper, "items": items, "form": form})


@authors
@require_GET
@gives(
    "a report as PDF, before it is sent",
    source=SHOWN,
    cleaning=OURS,
)
def preview(request: Request, pk: int) -> HttpResponse:
    """The report as it would be printed now, at its newest meeting."""
    found = get_object_or_404(own_reports(request), pk=pk)
    placed = found.paper.placements.select_related("item__meeting__board", "paper__report")
    placement = placed.prefetch_related(*PREFETCH).order_by("-pk").first()
    if placement is None:
        return redirect("report", pk=pk)
    version = found.paper.versions.model(paper=found.paper, authored=as_json(snapshot(found)))
    try:
        pdf = pdf_of(authored_html(placement, version, placement.item), f"report {pk}")
    except (Refused, FontsMissing, SettingFailed) as refusal:
        messages.error(request, str(refusal))
        return redirect("report", pk=pk)
    return HttpResponse(pdf, content_type="application/pdf")


def back_to(paper: Paper) -> HttpResponse:
    """To the page of a report, or of an uploaded paper."""
    report = Report.objects.filter(paper=paper).first()
    return redirect("report", pk=report.pk) if report else redirect("desk_paper", pk=paper.pk)


def _added(request: Request, report: Report, form: PictureForm) -> bool:
    try:
        add_picture(report, form.path(), alt=form.cleaned_data["alt"], by=request.user)
    except (Unusable, Refused) as reason:
        form.add_error("file", str(reason))
        return False
    messages.success(request, "The picture is kept: put it into the text with its address.")
    return True
