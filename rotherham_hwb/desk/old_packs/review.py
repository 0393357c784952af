"""Looking through what was read from a pack: the source beside it, doubtful facts first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from meetings.access import RoleKind
from meetings.doors import Request, officers
from meetings.lifecycle import Refused
from minutes.models import Minutes
from rotherham_hwb.desk.common.ask_verb import ask, own_meetings
from rotherham_hwb.desk.common.posted import posted
from rotherham_hwb.desk.old_packs.fact_cards import Card, cards_of
from rotherham_hwb.desk.old_packs.fact_fields import CorrectForm
from rotherham_hwb.desk.old_packs.parts import part_titles, parts_of, whole_pack
from rotherham_hwb.legacy.keep.importer import store_again
from rotherham_hwb.legacy.keep.publishing import outlook
from rotherham_hwb.legacy.keep.restricting import kept_back
from rotherham_hwb.legacy.keep.review import DOUBTFUL, accept_section, correct, decide, shown
from rotherham_hwb.legacy.keep.unplaced import lines_to_look_at
from rotherham_hwb.legacy.models import Decision, ImportedPack, ReadFact, UnplacedLines
from rotherham_hwb.publishing.old_packs import can_be_printed

PER_PAGE = 20
SHOWS = {
    "doubtful": "Doubtful",
    "to_do": "Not decided",
    "decided": "Decided",
    "kept_back": "Kept from the public",
    "all": "All",
}
DECISIONS = {
    "accept": Decision.ACCEPTED,
    "reject": Decision.REJECTED,
    "undo": Decision.UNDECIDED,
}


def own_packs(request: Request) -> QuerySet[ImportedPack]:
    """The imported packs of the boards this officer serves."""
    packs = ImportedPack.objects.filter(meeting__in=own_meetings(request))
    return packs.select_related("meeting__board", "imported_by")


def own_facts(request: Request) -> QuerySet[ReadFact]:
    facts = ReadFact.objects.filter(pack__in=own_packs(request))
    return facts.select_related("pack__meeting__board", "parent", "decided_by")


@officers
@require_GET
def pack(request: Request, pk: int) -> HttpResponse:
    """One pack: how far it is looked through, and a page of its facts."""
    found = get_object_or_404(own_packs(request), pk=pk)
    context = _frame(request, found)
    facts = ReadFact.objects.filter(pack=found).select_related("parent", "decided_by")
    if context["section"]:
        facts = facts.filter(section=context["section"])
    page = Paginator(_doubtful_first(shown(facts, context["show"])), PER_PAGE).get_page(
        request.GET.get("page")
    )
    files = found.files.defer("text", "sheets", "facts", "warnings").order_by("-version")
    context |= {
        "page": page,
        "cards": _cards(request, found, page.object_list),
        "files": files,
        "file": files[0],
        "older": len(files) > 1,
        "can_be_printed": can_be_printed(found.meeting),
        "outlook_empty": outlook(found, by=request.user).is_empty,
        "unplaced": UnplacedLines.objects.filter(file=files[0]).exists(),
        "unplaced_left": lines_to_look_at(found),
        "kept_back": kept_back(found).count(),
    }
    return render(request, "desk/old_packs/pack.html", context)


@officers
@require_POST
def decide_fact(request: Request, pk: int) -> HttpResponse:
    fact = get_object_or_404(decidable_facts(request), pk=pk)
    decision = DECISIONS.get(request.POST.get("decision", ""))
    problem = ""
    if decision is not None:
        try:
            decide(fact, decision, by=request.user)
        except Refused as refusal:
            problem = str(refusal)
    return _answer(request, fact, problem)


@officers
@require_http_methods(["GET", "POST"])
def correct_fact(request: Request, pk: int) -> HttpResponse:
    fact = get_object_or_404(decidable_facts(request), pk=pk)
    form = CorrectForm(posted(request), fact=fact)
    if form.is_valid():
        try:
            correct(fact, form.values(), by=request.user)
        except Refused as refusal:
            return _answer(request, fact, str(refusal))
        return _answer(request, fact, "")
    (card,) = _cards(request, fact.pack, [fact])
    context = {"card": card, "form": form, "pack": fact.pack, **_kept(request)}
    template = "desk/old_packs/_fact_form.html" if request.htmx else "desk/old_packs/fact.html"
    return render(request, template, context)


@officers
@require_POST
def accept_all(request: Request, pk: int) -> HttpResponse:
    """Accept what is not decided yet in one section."""
    found = get_object_or_404(own_packs(request), pk=pk)
    section = request.POST.get("section", "")
    if section in _others_sections(request, found):
        section = ""
    count = accept_section(
        found, section, doubtful_too=request.POST.get("which") == "all", by=request.user
    )
    messages.success(request, f"{count} {'detail is' if count == 1 else 'details are'} accepted.")
    return redirect(_back(request, found))


@officers
@require_POST
def try_again(request: Request, pk: int) -> HttpResponse:
    """Store what could not be stored, now that a board or a number is there for it."""
    found = get_object_or_404(own_packs(request), pk=pk)
    ask(
        request,
        lambda: store_again(found, by=request.user),
        done="Everything was tried again; what could still not be stored says why.",
    )
    return redirect(_back(request, found))


def _answer(request: Request, fact: ReadFact, problem: str) -> HttpResponse:
    """The card as it is now for a script; for a browser alone, the page it came from."""
    if request.htmx:
        (card,) = _cards(request, fact.pack, [own_facts(request).get(pk=fact.pk)])
        kept = {name: request.POST.get(name, "") for name in ("section", "show", "page", "next")}
        context = {**_frame(request, fact.pack), **kept, "card": card, "problem": problem}
        return render(request, "desk/old_packs/_fact_answer.html", context)
    if problem:
        messages.error(request, problem)
    next_fact = request.POST.get("next", "")
    anchor = f"#fact-{next_fact}" if next_fact.isdigit() else "#facts"
    return redirect(_back(request, fact.pack) + anchor)


def decidable_facts(request: Request) -> QuerySet[ReadFact]:
    """The facts an officer decides on: not those of another board's stored minutes."""
    facts = own_facts(request)
    own = request.viewer.boards_as(RoleKind.OFFICER)
    others = Minutes.objects.exclude(meeting__board_id__in=own).values("pk")
    roots = facts.filter(kind="minutes", target_id__in=others)
    closed = Q()
    for pack_id, section in roots.values_list("pack_id", "section"):
        closed |= Q(pack_id=pack_id, section=section)
    return facts.exclude(closed) if closed else facts


def _others_sections(request: Request, pack: ImportedPack) -> set[str]:
    """The sections that are minutes of boards this officer does not serve, and stored there."""
    own = request.viewer.boards_as(RoleKind.OFFICER)
    others = Minutes.objects.exclude(meeting__board_id__in=own).values("pk")
    facts = ReadFact.objects.filter(pack=pack, kind="minutes", target_id__in=others)
    return set(facts.values_list("section", flat=True))


def _cards(request: Request, pack: ImportedPack, facts: Iterable[ReadFact]) -> list[Card]:
    return cards_of(
        list(facts),
        pack.current,
        titles=part_titles(pack),
        locked=_others_sections(request, pack),
    )


def _doubtful_first(facts: QuerySet[ReadFact]) -> QuerySet[ReadFact]:
    rank = Case(
        When(DOUBTFUL & Q(decision=Decision.UNDECIDED), then=Value(0)),
        default=Value(1),
        output_field=IntegerField(),
    )
    return facts.order_by(rank, "position")


def _frame(request: Request, pack: ImportedPack) -> dict[str, Any]:
    """What stands around the facts: the parts with their counts, and what is shown."""
    parts = parts_of(pack)
    whole, asked = whole_pack(parts), {**request.GET.dict(), **request.POST.dict()}
    here = next((each for each in parts if each.key == asked.get("section")), whole)
    first = next((name for name in ("doubtful", "to_do") if getattr(here.counts, name)), "all")
    return {
        "pack": pack,
        "meeting": pack.meeting,
        "sections": parts,
        "total": whole.counts,
        "title": here.title,
        "here": here.counts,
        "section": here.key,
        "show": asked["show"] if asked.get("show") in SHOWS else first,
        "shows": [(key, label, getattr(here.counts, key)) for key, label in SHOWS.items()],
        "others": _others_sections(request, pack),
    }


def _kept(request: Request) -> dict[str, str]:
    """Where in the list the officer is, carried from form to form."""
    asked = {**request.GET.dict(), **request.POST.dict()}
    return {name: asked.get(name, "") for name in ("section", "show", "page", "next")}


def _back(request: Request, pack: ImportedPack) -> str:
    kept = {name: value for name, value in _kept(request).items() if value and name != "next"}
    query = f"?{urlencode(kept)}" if kept else ""
    return reverse("desk_import", args=[pack.pk]) + query
