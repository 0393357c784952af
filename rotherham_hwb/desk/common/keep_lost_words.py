"""Words sent to a page whose record somebody removed meanwhile: shown again, to be copied."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpResponse
from django.shortcuts import render

from meetings.doors import Request
from rotherham_hwb.desk.common.ask_verb import own_meetings

FIELDS = ("motion", "title", "heading", "text", "urgent_reason")


def keeps_what_was_typed(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer 404 with the officer's own words, where what they wrote on is gone.

    `pk` is the meeting, which must be one that the officer serves.
    """

    @wraps(view)
    def kept(request: Request, pk: int, **named: int) -> HttpResponse:
        try:
            return view(request, pk, **named)
        except Http404:
            meeting = own_meetings(request).filter(pk=pk).first()
            words = _typed(request)
            if meeting is None or not words:
                raise
            context = {"meeting": meeting, "words": words}
            return render(request, "desk/common/keep_lost_words.html", context, status=404)

    return kept


def _typed(request: Request) -> list[str]:
    said = request.POST.items()
    return [str(words) for name, words in said if words and name.split("-")[-1] in FIELDS]
