"""The agenda and the minutes of a meeting as Word files, for the chair and the officer."""

from __future__ import annotations

from django.db.models import Prefetch, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.text import slugify
from django.views.decorators.http import require_GET

from meetings.access import Restriction
from meetings.doors import Request, officers
from meetings.models import Meeting
from minutes.models import Minutes
from reports.models import PaperState, Placement
from rotherham_hwb.desk.common.ask_verb import own_meetings
from rotherham_hwb.desk.word.agenda import agenda_docx
from rotherham_hwb.desk.word.minutes import minutes_docx
from rotherham_hwb.packs.contents.minutes import minutes_section

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EVERYTHING = frozenset(Restriction)
OPEN = frozenset({Restriction.OPEN})


@officers
@require_GET
def agenda(request: Request, pk: int) -> HttpResponse:
    """The officer's copy, in which restricted items are marked; `?copy=public` has safe titles."""
    meeting = get_object_or_404(own_meetings(request), pk=pk)
    public = _is_public(request)
    out = Q(supplement=None) | Q(supplement__published_at__isnull=False)
    placed = Placement.objects.exclude(paper__state=PaperState.DEFERRED)
    if public:
        placed = placed.filter(out).exclude(paper__state=PaperState.WITHDRAWN)
    placements = placed.select_related("paper").order_by("position")
    items = (
        meeting.items.filter(out if public else Q())
        .select_related("section", "minutes_of")
        .prefetch_related("presenters", Prefetch("placements", queryset=placements))
        .order_by("position")
    )
    return _given(agenda_docx(meeting, list(items), public=public), meeting, "agenda", public)


@officers
@require_GET
def minutes(request: Request, pk: int) -> HttpResponse:
    """The same of the minutes, as far as they are written."""
    found = Minutes.objects.select_related("meeting__board").filter(
        meeting__in=own_meetings(request)
    )
    record = get_object_or_404(found, meeting_id=pk)
    public = _is_public(request)
    section = minutes_section(record, admits=OPEN if public else EVERYTHING)
    marked = {
        (entry.number, entry.title): entry.restriction
        for entry in record.entries.all()
        if entry.restriction != Restriction.OPEN
    }
    made = minutes_docx(section, status=record.state.label, marked={} if public else marked)
    return _given(made, record.meeting, "minutes", public)


def _is_public(request: Request) -> bool:
    return request.GET.get("copy") == "public"


def _given(made: bytes, meeting: Meeting, what: str, public: bool) -> HttpResponse:
    copy = "" if public else "-officers-copy"
    name = f"{slugify(meeting.board.name)}-{meeting.date:%Y-%m-%d}-{what}{copy}.docx"
    answer = HttpResponse(made, content_type=DOCX)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
