"""The officer's actions: what waits for an owner, is overdue or was reported."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.paginator import Paginator
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from meetings.doors import Request, officers
from minutes.models import Action, ActionOwner, ActionReport, Minute
from minutes.models.action import ActionQuerySet
from minutes.writing.drafts import why_closed
from rotherham_hwb.desk.actions.filters import ActionFilter
from rotherham_hwb.desk.common.ask_verb import own_meetings
from rotherham_hwb.desk.meetings.steps import read_rail
from rotherham_hwb.shown.actions.log import LogLine, shown_actions

PER_PAGE = 30


def own_actions(request: Request) -> ActionQuerySet:
    """The actions of the meetings this officer serves."""
    found: ActionQuerySet = Action.objects.select_related(
        "minute__minutes__meeting__board", "due_at", "revised_at"
    ).filter(minute__minutes__meeting__in=own_meetings(request))
    return found


def waiting_first(actions: ActionQuerySet) -> ActionQuerySet:
    """What waits for an officer first: no owner, then a report to read, then the first due."""
    nobody = Q(owner="") & ~Exists(ActionOwner.objects.filter(action=OuterRef("pk")))
    unread = ActionReport.objects.filter(action=OuterRef("pk"), taken_at=None, refused_at=None)
    live = Q(state__in=["open", "carried"])
    found: ActionQuerySet = (
        actions.with_due_day()
        .annotate(
            unowned=Case(When(live & nobody, then=Value(True)), default=Value(False)),
            reported=Exists(unread),
        )
        .order_by("-unowned", "-reported", F("due_day").asc(nulls_last=True), "pk")
    )
    return found


@officers
@require_GET
def actions(request: Request) -> HttpResponse:
    """Every action of the officer's boards, to be narrowed; what waits for them first."""
    own, today = own_actions(request), timezone.localdate()
    narrowed = ActionFilter(request.GET.dict(), queryset=waiting_first(own), request=request)
    page = Paginator(narrowed.qs, PER_PAGE).get_page(request.GET.get("page"))
    unread = ActionReport.objects.filter(action__in=own, taken_at=None, refused_at=None)
    context = {
        "filter": narrowed,
        "page": page,
        "rows": _rows(request, page.object_list),
        "counts": {
            "unowned": own.live().unowned().count(),
            "overdue": own.overdue(today).count(),
            "reported": unread.values("action").distinct().count(),
        },
    }
    return render(request, "desk/actions/actions.html", context)


def _rows(request: Request, found: Iterable[Action]) -> list[tuple[Action, LogLine]]:
    """Each action, and what the log says of it."""
    records = list(found)
    lines = shown_actions(found, request.viewer, timezone.localdate(), for_officer=True)
    return list(zip(records, lines, strict=True))


@officers
@require_GET
def meeting_actions(request: Request, pk: int) -> HttpResponse:
    """The actions of one meeting, minute by minute."""
    meeting = get_object_or_404(own_meetings(request).select_related("minutes"), pk=pk)
    found = waiting_first(own_actions(request).filter(minute__minutes__meeting=meeting))
    minutes = getattr(meeting, "minutes", None)
    entries = Minute.objects.filter(minutes=minutes).order_by("position") if minutes else ()
    context = {
        "meeting": meeting,
        "rail": read_rail(meeting, "Actions"),
        "rows": _rows(request, found.order_by("minute__position", "position")),
        "entries": entries,
        "minutes": minutes,
        "closed": why_closed(minutes) if minutes else "",
    }
    return render(request, "desk/actions/of_meeting.html", context)
