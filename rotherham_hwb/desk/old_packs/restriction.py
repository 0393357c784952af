"""What a pack keeps from the public: the words that say so, a safe title, opening it by hand."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from meetings.doors import Request, officers
from rotherham_hwb.desk.common.ask_verb import ask_in_form
from rotherham_hwb.desk.common.forms import ReasonForm
from rotherham_hwb.desk.old_packs.fact_cards import cards_of, source_line
from rotherham_hwb.desk.old_packs.review import decidable_facts
from rotherham_hwb.form_types import Posted
from rotherham_hwb.legacy.keep.restricting import neutral_title
from rotherham_hwb.legacy.keep.review import name_safely, open_to_public
from rotherham_hwb.legacy.models import ReadFact


class SafeTitleForm(forms.Form):
    """What the public may read in place of a restricted heading."""

    safe_title = forms.CharField(
        label="Title the public may read",
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs={"class": "govuk-input"}),
    )

    def __init__(self, data: Posted = None, *, fact: ReadFact) -> None:
        super().__init__(data, initial={"safe_title": fact.safe_title})
        self.fields[
            "safe_title"
        ].help_text = f"Empty: “{neutral_title(fact)}”. The heading itself is never shown."


@officers
@require_http_methods(["GET", "POST"])
def restriction(request: Request, pk: int) -> HttpResponse:
    """A fact that is kept from the public, beside the line that says why."""
    facts = decidable_facts(request).filter(read__has_key="restricted")
    fact = get_object_or_404(facts, pk=pk)
    act = request.POST.get("act", "")
    title = SafeTitleForm(request.POST if act == "title" else None, fact=fact)
    opening = ReasonForm(
        request.POST if act == "open" else None,
        label="Why the public may read this",
        help_text="It is kept in the log with your name.",
        missing="Say why the public may read this.",
    )
    if _done(request, fact, title, opening):
        return redirect("desk_import", pk=fact.pack_id)
    (card,) = cards_of([fact], fact.pack.current, titles={}, locked=())
    context = {
        "card": card,
        "fact": fact,
        "pack": fact.pack,
        "said": source_line(fact.pack.current, fact.restriction_read or {}),
        "title_form": title,
        "open_form": opening,
    }
    return render(request, "desk/old_packs/restriction.html", context)


def _done(request: Request, fact: ReadFact, title: SafeTitleForm, opening: ReasonForm) -> bool:
    """Whether one of the two forms was sent, and did what it says."""
    if title.is_bound and title.is_valid():
        said = title.cleaned_data["safe_title"]
        verb = lambda: name_safely(fact, said, by=request.user)  # noqa: E731
        return ask_in_form(request, title, verb, done="The title the public may read is kept.")
    if opening.is_bound and opening.is_valid():
        return ask_in_form(
            request,
            opening,
            lambda: open_to_public(fact, reason=opening.reason, by=request.user),
            done="It is open: the public may read it once it is published.",
        )
    return False
