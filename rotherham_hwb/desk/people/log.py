"""The log of a board: what was done, by whom, when; all of it, or of one record."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from meetings.doors import Request, officers
from rotherham_hwb.desk.meetings.filters import boards_of
from rotherham_hwb.desk.people.forms import LogFilter, events_of
from rotherham_hwb.desk.people.log_sentences import details_of, sentence_of

PER_PAGE = 50


@officers
@require_GET
def log(request: Request, slug: str) -> HttpResponse:
    """`?record=meetings.Meeting:12` narrows it to one record."""
    board = get_object_or_404(boards_of(request), slug=slug)
    events = events_of(board)
    kind, _, pk = request.GET.get("record", "").partition(":")
    if kind:
        events = events.filter(record_type=kind, record_id=pk)
    narrowed = LogFilter(request.GET, queryset=events)
    page = Paginator(narrowed.qs, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "board": board,
        "filter": narrowed,
        "page": page,
        "rows": [(event, sentence_of(event), details_of(event)) for event in page],
        "one_record": events.first() if kind else None,
        "record": request.GET.get("record", ""),
    }
    return render(request, "desk/people/log.html", context)
