"""The officer's desk: their meetings, and each one's way from draft to published."""

from __future__ import annotations

from functools import partial

from django.core.paginator import Paginator
from django.db.models import Count, Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from meetings import workflow
from meetings.apologies import apologies_for
from meetings.doors import Request, officers
from meetings.models import DeadlineKind, Meeting
from minutes.models import Minutes
from reports.models import Placement
from reports.signing import to_clear
from rotherham_hwb.checks.minutes import check_minutes
from rotherham_hwb.checks.notices import check_public_notice
from rotherham_hwb.checks.run import check_meeting
from rotherham_hwb.desk.common.ask_verb import ask, own_meetings
from rotherham_hwb.desk.common.forms import CompileForm
from rotherham_hwb.desk.common.posted import posted
from rotherham_hwb.desk.meetings.afterwards import read_afterwards
from rotherham_hwb.desk.meetings.filters import DeskMeetingFilter
from rotherham_hwb.desk.meetings.steps import read_rail
from rotherham_hwb.desk.minutes.chair import ChairForm
from rotherham_hwb.desk.papers.uploads import unfinished
from rotherham_hwb.desk.publication.clear_days import clock_of, deadline_lines
from rotherham_hwb.packs.editions.releases import ready_release
from rotherham_hwb.packs.kinds import Kind
from rotherham_hwb.packs.models import CompileRequest, PackEdition, PublicationCheck, Release
from rotherham_hwb.publishing.minutes import publish_checked_minutes, send_checked_minutes
from rotherham_hwb.publishing.notices import convene_checked_meeting
from rotherham_hwb.publishing.publish import publish_meeting_papers
from rotherham_hwb.publishing.tasks import request_pack
from rotherham_hwb.shown.moved_since import moves_of, prints_otherwise

PER_PAGE = 30
LAST_CHECK = Prefetch(
    "checks",
    queryset=PublicationCheck.objects.order_by("edition_id", "-checked_at").distinct("edition_id"),
)
EDITIONS = Prefetch(
    "editions",
    queryset=PackEdition.objects.defer("manifest", "page_map").prefetch_related(LAST_CHECK),
)


@officers
@require_GET
def meetings(request: Request) -> HttpResponse:
    found = own_meetings(request).annotate(item_count=Count("items")).select_related("minutes")
    found = found.order_by("-date", "-time", "-pk")
    narrowed = DeskMeetingFilter(request.GET, queryset=found, request=request)
    page = Paginator(narrowed.qs, PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "desk/meetings/meetings.html",
        {"filter": narrowed, "page": page},
    )


@officers
@require_GET
def meeting(request: Request, pk: int) -> HttpResponse:
    record = get_object_or_404(own_meetings(request), pk=pk)
    placements = Placement.objects.select_related("paper").prefetch_related("paper__versions")
    rail = read_rail(record)
    minutes = rail.minutes
    newest, older = _by_age(record)
    context = {
        "meeting": record,
        "rail": rail,
        "items": record.items.select_related("section", "minutes_of").prefetch_related(
            Prefetch("placements", queryset=placements)
        ),
        "to_clear": to_clear(record).count(),
        "form": CompileForm(),
        "newest": newest,
        "older": older,
        "outdated": _outdated(record, [*newest, *older]),
        "gone": record.releases.taken_back(),
        "requests": record.compile_requests.exclude(status="done")[:3],
        "minutes": minutes,
        "afterwards": read_afterwards(minutes),
        "supplements": record.supplements.all(),
        "board_messages": record.board_messages.select_related("sent_by"),
        "apologies": apologies_for(record, request.viewer),
        "deadlines": deadline_lines(record, timezone.localdate()),
        "notice": record.public_notices.last(),
        "notice_is_due": workflow.notice_is_due(record),
        "uploads": unfinished(request),
        "joint_boards": record.joint_boards.all(),
        "new_date": Meeting.objects.filter(postponed_from=record).first(),
    }
    return render(request, "desk/meetings/meeting.html", context)


def _outdated(record: Meeting, releases: list[Release]) -> list[str]:
    """Of the packs that are out, what they print of when and where that holds no more."""
    moves = moves_of([record])
    out = (each for each in releases if each.published_at and not each.superseded_at)
    said = (prints_otherwise(record, each.compiled_at, moves) for each in out)
    return list(dict.fromkeys(filter(None, said)))


def _by_age(record: Meeting) -> tuple[list[Release], list[Release]]:
    """Of each kind of pack and each supplement the newest release, and all the others."""
    found = list(record.releases.select_related("compiled_by").prefetch_related(EDITIONS))
    newest = {(each.kind, each.supplement): each for each in reversed(found)}
    return [each for each in found if each in newest.values()], [
        each for each in found if each not in newest.values()
    ]


@officers
@require_POST
def compile_pack(request: Request, pk: int) -> HttpResponse:
    record = get_object_or_404(own_meetings(request), pk=pk)
    form = CompileForm(request.POST)
    if not form.is_valid():
        return redirect("desk_meeting", pk=pk)
    wanted = request_pack(record, stage=form.chosen, by=request.user)
    return redirect("desk_compile_progress", pk=wanted.pk)


@officers
@require_GET
def compile_progress(request: Request, pk: int) -> HttpResponse:
    requests = CompileRequest.objects.select_related("meeting__board").prefetch_related(
        "releases__editions"
    )
    wanted = get_object_or_404(requests, pk=pk, meeting__in=own_meetings(request))
    template = (
        "desk/publication/_compile_progress.html"
        if request.htmx
        else "desk/publication/compile_progress.html"
    )
    return render(request, template, {"wanted": wanted, **_what_stops(wanted)})


def _what_stops(wanted: CompileRequest) -> dict[str, object]:
    """What the checks say of a pack that is compiled and not out: it may be looked at meanwhile."""
    if not wanted.status.is_done or wanted.work.goes_out_at_once:
        return {}
    supplement = wanted.meeting.supplements.filter(number=wanted.supplement).first()
    query = f"supplement={supplement.number}" if supplement else ""
    return {"result": check_meeting(wanted.meeting, supplement), "query": query}


@officers
@require_http_methods(["GET", "POST"])
def call(request: Request, pk: int) -> HttpResponse:
    record = get_object_or_404(own_meetings(request), pk=pk)
    clock = None
    if workflow.notice_is_due(record):
        clock = clock_of(record, posted(request), kind=DeadlineKind.NOTICE)
    if request.method == "GET" or (clock and not clock.may_go_on):
        result = check_public_notice(record)
        rail = read_rail(record)
        context = {"meeting": record, "rail": rail, "clock": clock, "result": result}
        return render(request, "desk/publication/call.html", context)
    reason = clock.reason if clock else ""
    ask(
        request,
        lambda: convene_checked_meeting(record, by=request.user, shorter_notice=reason),
        done="The meeting’s date and place are public.",
    )
    return redirect("desk_meeting", pk=pk)


@officers
@require_http_methods(["GET", "POST"])
def publish(request: Request, pk: int) -> HttpResponse:
    record = get_object_or_404(own_meetings(request), pk=pk)
    clock = clock_of(record, posted(request))
    if request.method == "GET" or not clock.may_go_on:
        context = {
            "meeting": record,
            "rail": read_rail(record, "Publish"),
            "release": ready_release(record, kind=Kind.MAIN, supplement=0),
            "clock": clock,
            "result": check_meeting(record),
        }
        return render(request, "desk/publication/publish.html", context)
    ask(
        request,
        lambda: publish_meeting_papers(record, by=request.user, shorter_notice=clock.reason),
        done="The agenda, its papers and its pack are published.",
    )
    return redirect("desk_meeting", pk=pk)


@officers
@require_http_methods(["GET", "POST"])
def publish_minutes(request: Request, pk: int) -> HttpResponse:
    minutes = get_object_or_404(Minutes, meeting__in=own_meetings(request), meeting_id=pk)
    form = ChairForm(posted(request), minutes=minutes) if minutes.state == "draft" else None
    if request.method == "GET" or (form and not form.is_valid()):
        context = {"minutes": minutes, "result": check_minutes(minutes), "form": form}
        context["rail"] = read_rail(minutes.meeting, "Minutes")
        return render(request, "desk/minutes/publish.html", context)
    if form:
        send = partial(send_checked_minutes, minutes, **form.cleaned_data, by=request.user)
        ask(request, send, done="The minutes are with the chair.")
    else:
        publish_them = partial(publish_checked_minutes, minutes, by=request.user)
        ask(request, publish_them, done="The minutes are published.")
    return redirect("desk_minutes", pk=pk)
