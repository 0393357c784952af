"""What follows a published agenda: supplements, with their late items and papers."""

from __future__ import annotations

from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from meetings import supplements as verbs
from meetings.doors import Request, officers
from meetings.models import AgendaItem, Supplement
from reports.models import Placement
from reports.signing import to_clear
from rotherham_hwb.checks.run import check_meeting
from rotherham_hwb.desk.common.ask_verb import ask, own_meetings
from rotherham_hwb.desk.common.posted import posted, posted_files
from rotherham_hwb.desk.papers.adding import add_from_form
from rotherham_hwb.desk.publication.supplement_forms import (
    LateItemForm,
    SupplementPaperForm,
    UrgencyForm,
    open_form,
)
from rotherham_hwb.packs.editions.releases import is_up_to_date
from rotherham_hwb.packs.kinds import Stage
from rotherham_hwb.packs.models import Release
from rotherham_hwb.publishing.publish import ISSUED_TOGETHER, publish_supplement
from rotherham_hwb.publishing.tasks import request_pack


@officers
@require_http_methods(["GET", "POST"])
def open_new(request: Request, pk: int) -> HttpResponse:
    meeting = get_object_or_404(own_meetings(request), pk=pk)
    form = open_form(posted(request))
    if form.is_valid() and ask(
        request,
        lambda: verbs.open_supplement(meeting, reason=form.reason, by=request.user),
        done="The supplement is open: add its papers and late items.",
    ):
        return redirect("desk_supplement", pk=meeting.supplements.latest("number").pk)
    context = {"meeting": meeting, "form": form}
    return render(request, "desk/publication/supplement_open.html", context)


@officers
@require_GET
def supplement(request: Request, pk: int) -> HttpResponse:
    record = _own(request, pk)
    papers = Placement.objects.filter(supplement=record).select_related("paper", "replaces__paper")
    items = record.meeting.items.order_by("position").prefetch_related(
        Prefetch("placements", queryset=papers, to_attr="late_papers")
    )
    context = {
        "supplement": record,
        "meeting": record.meeting,
        "items": items,
        "releases": _releases(record),
        "to_clear": to_clear(record.meeting).exists(),
    }
    return render(request, "desk/publication/supplement.html", context)


@officers
@require_http_methods(["GET", "POST"])
def urgency(request: Request, pk: int) -> HttpResponse:
    record = _own(request, pk)
    form = UrgencyForm(posted(request), instance=record)
    if form.is_valid() and ask(
        request,
        lambda: verbs.record_urgency(record, **form.cleaned_data, by=request.user),
        done="The chair’s opinion is recorded.",
    ):
        return redirect("desk_supplement", pk=pk)
    context = {"supplement": record, "meeting": record.meeting, "form": form}
    return render(request, "desk/publication/supplement_urgency.html", context)


@officers
@require_http_methods(["GET", "POST"])
def late_item(request: Request, pk: int) -> HttpResponse:
    record = _own(request, pk)
    form = LateItemForm(posted(request), instance=AgendaItem(meeting=record.meeting))
    if form.is_valid() and ask(
        request,
        lambda: verbs.add_late_item(
            form.instance, after=form.cleaned_data["after"], supplement=record, by=request.user
        ),
        done="The late item is on the supplement.",
    ):
        return redirect("desk_supplement", pk=pk)
    context = {"supplement": record, "meeting": record.meeting, "form": form}
    return render(request, "desk/publication/supplement_item.html", context)


@officers
@require_http_methods(["GET", "POST"])
def add_paper(request: Request, pk: int, item: int) -> HttpResponse:
    record = _own(request, pk)
    place = get_object_or_404(record.meeting.items.select_related("meeting__board"), pk=item)
    form = SupplementPaperForm(posted(request), posted_files(request), item=place)
    if form.is_valid() and add_from_form(request, place, form, record):
        return redirect("desk_supplement", pk=pk)
    context = {"supplement": record, "item": place, "form": form}
    return render(request, "desk/publication/supplement_paper.html", context)


@officers
@require_POST
def compile_pack(request: Request, pk: int) -> HttpResponse:
    """Compile the supplement and the whole pack with it, for everyone who is to have one."""
    record = _own(request, pk)
    wanted = request_pack(record.meeting, supplement=record.number, by=request.user)
    return redirect("desk_compile_progress", pk=wanted.pk)


@officers
@require_http_methods(["GET", "POST"])
def publish(request: Request, pk: int) -> HttpResponse:
    record = _own(request, pk)
    if request.method == "GET":
        context = {
            "supplement": record,
            "meeting": record.meeting,
            "releases": [each for each in _releases(record) if is_up_to_date(each)],
            "result": check_meeting(record.meeting, record),
            "checks_query": f"supplement={record.number}",
        }
        return render(request, "desk/publication/supplement_publish.html", context)
    ask(
        request,
        lambda: publish_supplement(record, by=request.user),
        done="The supplement is public, and the board’s people are told.",
    )
    return redirect("desk_supplement", pk=pk)


def _own(request: Request, pk: int) -> Supplement:
    found = Supplement.objects.select_related("meeting__board", "published_by")
    record: Supplement = get_object_or_404(found, pk=pk, meeting__in=own_meetings(request))
    return record


def _releases(record: Supplement) -> list[Release]:
    """What is out or waits to be published, the newest of each kind."""
    own = record.meeting.releases.filter(supplement=record.number, superseded_at=None)
    newest = {
        each.kind: each
        for each in own.filter(stage=Stage.PUBLISHED)
        .prefetch_related("editions")
        .order_by("compiled_at", "pk")
    }
    return [newest[kind] for kind in ISSUED_TOGETHER if kind in newest]
