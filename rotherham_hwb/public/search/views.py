"""The search of everything a viewer may read, held within what the database can bear."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from meetings.doors import Request, public
from rotherham_hwb.public.search.bounds import TooSlow, asked_too_often, within
from rotherham_hwb.public.search.facets import address, facets
from rotherham_hwb.public.search.forms import NarrowingForm, SearchForm
from rotherham_hwb.shown.search import drafts, results, shortcuts
from rotherham_hwb.shown.search.narrowing import Narrowing

PER_PAGE = 20
MOST_SECONDS = 5


@public
@require_safe
def search(request: Request) -> HttpResponse:
    """The matters that hold the words asked for, each with the places where they stand."""
    form = SearchForm(request.GET)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    if words and asked_too_often(request):
        return render(request, "429.html", status=429)
    chosen = NarrowingForm(request.GET).chosen
    context = {"form": form, "words": words, "chosen": chosen}
    try:
        with within(MOST_SECONDS):
            found = _found(request, words, chosen) if words else {}
    except TooSlow:
        found = {"too_slow": True}
    status = 503 if "too_slow" in found else 200
    return render(request, "public/search/search.html", context | found, status=status)


def _found(request: Request, words: str, chosen: Narrowing) -> dict[str, object]:
    answer = results.answer(words, request.viewer, chosen)
    page = Paginator(answer.groups, PER_PAGE).get_page(request.GET.get("page"))
    return {
        "answer": answer,
        "facets": facets(request.GET, answer.choices),
        "best_first": address(request.GET, sort=""),
        "newest_first": address(request.GET, sort="newest"),
        "whole": address(request.GET, matter=""),
        "page": page,
        "hits": results.shown_hits(answer.asked, page.object_list, request.viewer),
        "drafts": drafts.draft_hits(answer.asked, request.viewer),
        "shortcuts": shortcuts.shown_shortcuts(words, request.viewer),
        "meant": "" if answer.groups else results.meant(words),
    }
