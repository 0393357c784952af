"""The search of everything a viewer may read, held within what the database can bear."""

from __future__ import annotations

from django import forms
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from meetings.doors import Request, public
from rotherham_hwb.public.search.bounds import TooSlow, asked_too_often, within
from rotherham_hwb.shown import search as finder

PER_PAGE = 20
MOST_SECONDS = 5


class SearchForm(forms.Form):
    """The words to look for."""

    q = forms.CharField(required=False, max_length=200, label="Search")


@public
@require_safe
def search(request: Request) -> HttpResponse:
    """Agenda items, papers and minutes that hold the words asked for."""
    form = SearchForm(request.GET)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    if words and asked_too_often(request):
        return render(request, "429.html", status=429)
    found = finder.matches(words, request.viewer)
    try:
        with within(MOST_SECONDS):
            page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
            hits = finder.shown_hits(page.object_list, words, request.viewer)
    except TooSlow:
        context = {"form": form, "words": words, "too_slow": True}
        return render(request, "public/search/search.html", context, status=503)
    context = {"form": form, "words": words, "page": page, "hits": hits}
    return render(request, "public/search/search.html", context)
