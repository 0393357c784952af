"""The agenda and the minutes of a meeting as Word files, for the chair and the officer."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.text import slugify
from django.views.decorators.http import require_GET

from meetings.access import PUBLIC
from meetings.doors import Request, officers
from meetings.models import Meeting
from rotherham_hwb.desk.common.ask_verb import own_meetings, own_minutes
from rotherham_hwb.desk.word.agenda import agenda_docx
from rotherham_hwb.desk.word.minutes import minutes_docx
from rotherham_hwb.files import OURS, SHOWN, gives
from rotherham_hwb.shown.agenda.issue import ALL, ALL_THAT_IS_OUT
from rotherham_hwb.shown.agenda.items import shown_agenda
from rotherham_hwb.shown.minutes import PRINTED, shown_minutes

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@officers
@require_GET
@gives(
    "an agenda as Word",
    source=f"{SHOWN}; `?copy=public` as the public is shown it",
    cleaning=OURS,
)
def agenda(request: Request, pk: int) -> HttpResponse:
    """The officer's copy, in which restricted items are marked; `?copy=public` has safe titles."""
    meeting = get_object_or_404(own_meetings(request), pk=pk)
    public = _is_public(request)
    if public:
        agenda = shown_agenda(meeting, PUBLIC, issue=ALL_THAT_IS_OUT)
    else:
        agenda = shown_agenda(meeting, request.viewer, issue=ALL)
    return _given(agenda_docx(meeting, agenda), meeting, "agenda", public)


@officers
@require_GET
@gives(
    "minutes as Word",
    source=f"{SHOWN}; `?copy=public` as the public is shown it",
    cleaning=OURS,
)
def minutes(request: Request, pk: int) -> HttpResponse:
    """The same of the minutes, as far as they are written."""
    record = own_minutes(request, pk)
    public = _is_public(request)
    shown = shown_minutes(record, PUBLIC if public else request.viewer, style=PRINTED)
    return _given(minutes_docx(shown), record.meeting, "minutes", public)


def _is_public(request: Request) -> bool:
    return request.GET.get("copy") == "public"


def _given(made: bytes, meeting: Meeting, what: str, public: bool) -> HttpResponse:
    copy = "" if public else "-officers-copy"
    name = f"{slugify(meeting.board_name)}-{meeting.date:%Y-%m-%d}-{what}{copy}.docx"
    answer = HttpResponse(made, content_type=DOCX)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
