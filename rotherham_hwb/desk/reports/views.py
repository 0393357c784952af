"""Reports for those who write them: their list, one report's page, its text, and sending it."""

from __future__ import annotations

from datetime import date, datetime, time

from django.contrib import messages
from django.db.models import Prefetch, Q, QuerySet
from django.forms import BoundField
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from meetings.access import RoleKind
from meetings.doors import Request, authors
from meetings.lifecycle import Refused
from meetings.models import AgendaItem
from meetings.wording import page_time
from reports.authored.writing import NewerText, missing, save_draft, send_report, start_report
from reports.models import UNPUBLISHED, Placement, Report, SignOff
from reports.signing import waits_for_officer
from rotherham_hwb.desk.common.ask_verb import ask
from rotherham_hwb.desk.common.posted import posted
from rotherham_hwb.desk.papers.uploads import unfinished
from rotherham_hwb.desk.papers.why_not_public import why_not_public
from rotherham_hwb.desk.reports.forms import PREFIX, DraftForm, RichText, StartForm
from rotherham_hwb.desk.worklist.waiting_for import answers, history, waiting_for
from rotherham_hwb.files import gives
from rotherham_hwb.shown.opened_papers import shown_opened_papers

WRITERS = (RoleKind.AUTHOR, RoleKind.OFFICER)
MOST_ITEMS = 40
MOST_OUT = 20


def own_reports(request: Request) -> QuerySet[Report]:
    """The reports this viewer writes, or whose board they serve, with what lists show of them."""
    placements = Placement.objects.select_related("item__meeting__board").order_by("pk")
    found: QuerySet[Report] = Report.objects.visible_to(request.viewer)
    return found.select_related(
        "paper__board", "paper__created_by", "template", "author", "saved_by"
    ).prefetch_related(
        Prefetch("paper__placements", queryset=placements),
        Prefetch("paper__sign_offs", queryset=SignOff.objects.select_related("approver")),
    )


@authors
@require_GET
def reports(request: Request) -> HttpResponse:
    """What I write, what others of my boards write, and where a report can be started."""
    found = own_reports(request).order_by("-saved_at")
    in_hand = list(found.filter(paper__state__in=UNPUBLISHED))
    mine = [each for each in in_hand if each.author_id == request.viewer.user_id]
    out = found.exclude(paper__state__in=UNPUBLISHED)[:MOST_OUT]
    context = {
        "groups": [
            ("Your reports", _with_waiting(mine)),
            ("Reports of others", _with_waiting([each for each in in_hand if each not in mine])),
            ("Published lately", _with_waiting(list(out))),
        ],
        "items": open_items(request)[:MOST_ITEMS],
        "uploads": unfinished(request),
        "opened": shown_opened_papers(request.viewer),
    }
    return render(request, "desk/reports/reports.html", context)


@authors
@require_http_methods(["GET", "POST"])
def start(request: Request, pk: int) -> HttpResponse:
    item = get_object_or_404(open_items(request), pk=pk)
    officer = item.meeting.board_id in request.viewer.boards_as(RoleKind.OFFICER)
    form = StartForm(posted(request), item=item, by=request.user, officer=officer)
    if form.is_valid():
        made = _started(request, item, form)
        if made is not None:
            return redirect("report_write", pk=made.pk)
    return render(
        request,
        "desk/reports/start.html",
        {"item": item, "form": form, "officer": officer},
    )


@authors
@require_GET
def report(request: Request, pk: int) -> HttpResponse:
    """One report: for whom it waits, what it still lacks, what each post says, what was done."""
    found = get_object_or_404(own_reports(request), pk=pk)
    serves = found.paper.board_id in request.viewer.boards_as(RoleKind.OFFICER)
    places = _places(found)
    day = max((_morning(each.item.meeting.date) for each in places), default=None)
    context = {
        "report": found,
        "paper": found.paper,
        "waiting_for": waiting_for(found.paper),
        "lacks": missing(found) if found.can_be_written else [],
        "places": places,
        "may_clear": waits_for_officer(found.paper, request.user),
        "sign_offs": answers(found.paper, days=found.template.approvals_last_days, at=day),
        "serves": serves,
        "may_answer": serves,
        "appendices": found.listed_appendices.select_related("paper"),
        "events": history(found.paper),
        "reasons": why_not_public(found.paper),
        "aside": found.drafts.filter(set_aside=True).select_related("saved_by"),
    }
    return render(request, "desk/reports/report.html", context)


@authors
@require_http_methods(["GET", "POST"])
def write(request: Request, pk: int) -> HttpResponse:
    """The text of a report; a save that meets a newer one shows both."""
    found = get_object_or_404(own_reports(request), pk=pk)
    form = DraftForm(posted(request), report=found)
    context = {"report": found, "form": form}
    if not form.is_valid():
        return render(request, "desk/reports/write.html", context)
    try:
        saved = save_draft(
            found, form.values(), revision=form.cleaned_data["revision"] or 0, by=request.user
        )
    except NewerText as newer:
        return _both(request, newer)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return render(request, "desk/reports/write.html", context, status=409)
    for sentence in saved.told:
        messages.warning(request, sentence)
    also = " What somebody else wrote meanwhile in other fields is kept." if saved.merged else ""
    messages.success(request, f"Saved.{also}")
    return redirect("report" if "done" in request.POST else "report_write", pk=pk)


@authors
@require_POST
@gives(
    "how saving went, as JSON",
    source="what was just saved",
    cleaning="words of the portal",
)
def autosave(request: Request, pk: int) -> JsonResponse:
    """Save while the author goes on writing; answers with the new revision, or why not."""
    found = get_object_or_404(own_reports(request), pk=pk)
    form = DraftForm(request.POST, report=found)
    if not form.is_valid():
        return JsonResponse({"said": "Not saved: press “Save” to see why."}, status=400)
    revision = form.cleaned_data["revision"] or 0
    if revision != found.revision:
        return JsonResponse(
            {"said": "Somebody else has saved this report. Press “Save” to see both."}, status=409
        )
    try:
        saved = save_draft(found, form.values(), revision=revision, by=request.user)
    except Refused as refusal:
        return JsonResponse({"said": str(refusal)}, status=409)
    return JsonResponse(
        {
            "revision": saved.report.revision,
            "said": f"Saved {page_time(saved.report.saved_at)}.",
        }
    )


@authors
@require_GET
def set_aside(request: Request, pk: int, draft: int) -> HttpResponse:
    """A text that was set aside, to copy from."""
    found = get_object_or_404(own_reports(request), pk=pk)
    kept = get_object_or_404(
        found.drafts.filter(set_aside=True).select_related("saved_by"), pk=draft
    )
    form = DraftForm(report=found, values=kept.values)
    texts = [_shown(box, box.initial) for box in form.visible_fields()]
    context = {"report": found, "draft": kept, "texts": texts}
    return render(request, "desk/reports/aside.html", context)


@authors
@require_http_methods(["GET", "POST"])
def send(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(own_reports(request), pk=pk)
    posts = found.template.roles.select_related("approver")
    if request.method == "GET":
        context = {"report": found, "posts": posts, "lacks": missing(found)}
        return render(request, "desk/reports/send.html", context)
    done = "It is with its approvers." if posts else "An officer of the board clears it now."
    ask(request, lambda: send_report(found, by=request.user), done=done)
    return redirect("report", pk=pk)


def open_items(request: Request) -> QuerySet[AgendaItem]:
    """The items of agendas not yet published that this viewer can write a report for."""
    boards = request.viewer.boards_as(*WRITERS)
    found: QuerySet[AgendaItem] = AgendaItem.objects.visible_to(request.viewer)
    return (
        found.filter(meeting__board_id__in=boards, published_at__isnull=True)
        .filter(Q(kind="paper") | Q(kind="to_follow"))
        .filter(meeting__imported_pack=None)
        .exclude(meeting__state__in=("cancelled", "held", "closed"))
        .select_related("meeting__board")
        .order_by("meeting__date", "meeting_id", "position")
    )


def _started(request: Request, item: AgendaItem, form: StartForm) -> Report | None:
    said = form.cleaned_data
    try:
        return start_report(
            said["template"],
            item,
            title=said["title"],
            author=said.get("author") or request.user,
            by=request.user,
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None


def _both(request: Request, newer: NewerText) -> HttpResponse:
    """The form with the writer's own text, and beside each disputed field what is stored now."""
    found = newer.report
    mine = DraftForm(report=found, values=newer.aside.values)
    theirs = {
        mine[PREFIX + key].id_for_label: _shown(mine[PREFIX + key], found.values.get(key, ""))
        for key in newer.disputed
        if PREFIX + key in mine.fields
    }
    context = {"report": found, "form": mine, "theirs": theirs, "why": str(newer)}
    return render(request, "desk/reports/write.html", context, status=409)


def _shown(box: BoundField, text: str) -> tuple[str, str, bool]:
    """A field's label and text, and whether the text is HTML that may be shown as it is."""
    widget = box.field.widget
    if isinstance(widget, RichText):
        return str(box.label), widget.cleaned(text), True
    return str(box.label), text, False


def _with_waiting(found: list[Report]) -> list[dict[str, object]]:
    return [{"report": each, "waiting_for": waiting_for(each.paper)} for each in found]


def _morning(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def _places(report: Report) -> list[Placement]:
    placements = report.paper.placements.select_related("item__meeting__board")
    return list(placements.prefetch_related("recommendations", "appendices__paper"))
