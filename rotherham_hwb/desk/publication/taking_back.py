"""Taking words back that were published by mistake: what goes is shown before it goes."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from meetings.doors import Request, officers
from meetings.lifecycle import Refused
from meetings.models import Meeting
from rotherham_hwb.desk.common.ask_verb import ask, ask_in_form, own_meetings
from rotherham_hwb.desk.common.posted import posted
from rotherham_hwb.packs.models import Release
from rotherham_hwb.publishing.printed_words import PrintedWords, find_printed
from rotherham_hwb.publishing.redact import (
    WordsPlace,
    ask_redaction,
    confirm_redaction,
    find_places,
    packs_to_take_back,
)
from rotherham_hwb.redactions.models import Redaction

ASKED = "Asked for: the words stand until another officer confirms."
TAKEN = "The words are taken out. Corrected packs are compiled, and published when they are ready."
IN_PART = (
    "The words are taken out of the record, but papers still print them: see below what is left."
)
NOWHERE = "These words stand neither in the record of this meeting nor in its published papers."


class TakeBackForm(forms.Form):
    """Words to take out of the record, and why."""

    words = forms.CharField(
        label="Which words?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="As they stand, whole words: another form of a name is to be taken back apart.",
        error_messages={"required": "Enter the words that are to be taken out."},
    )
    reason = forms.CharField(
        label="Why?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="The public reads this: do not name what must stay private.",
        error_messages={"required": "Enter why they are taken back."},
    )


@dataclass(frozen=True)
class StandingWords:
    """Where words stand now: in the record, in the packs that go with it, in files of papers."""

    places: tuple[WordsPlace, ...] = ()
    going: tuple[Release, ...] = ()
    printed: tuple[PrintedWords, ...] = ()
    pictures: tuple[PrintedWords, ...] = ()
    """Papers with pages that could not be read for them."""

    @property
    def done(self) -> str:
        """What an officer is told once they are taken out of the record."""
        return IN_PART if self.printed else TAKEN


@officers
@require_http_methods(["GET", "POST"])
def take_back(request: Request, pk: int) -> HttpResponse:
    """Enter words and a reason; then see every place, and confirm."""
    meeting = get_object_or_404(own_meetings(request), pk=pk)
    form = TakeBackForm(posted(request))
    found = _found(form, meeting) if form.is_valid() else StandingWords()
    if found.places and "confirm" in request.POST:
        done = ASKED if meeting.board.second_officer_redacts else found.done
        given = {"words": form.cleaned_data["words"], "reason": form.cleaned_data["reason"]}
        if ask_in_form(
            request, form, lambda: ask_redaction(meeting, **given, by=request.user), done=done
        ):
            return redirect("desk_redactions", pk=pk)
    context = {"meeting": meeting, "form": form, "found": found}
    return render(request, "desk/publication/take_back.html", context)


@officers
@require_safe
def redactions(request: Request, pk: int) -> HttpResponse:
    """What was taken out of a meeting's record, with the originals, and what waits."""
    meeting = get_object_or_404(own_meetings(request), pk=pk)
    found = Redaction.objects.visible_to(request.viewer).filter(meeting=meeting)
    asked = found.select_related("asked_by", "confirmed_by").prefetch_related("places")
    rows = [(each, _left(meeting, each.words)) for each in asked]
    context = {"meeting": meeting, "redactions": rows}
    return render(request, "desk/publication/redactions.html", context)


@officers
@require_POST
def confirm(request: Request, pk: int) -> HttpResponse:
    """Take out what another officer asked for."""
    asked = get_object_or_404(Redaction.objects.visible_to(request.viewer), pk=pk)
    done = _left(asked.meeting, asked.words).done
    ask(request, lambda: confirm_redaction(asked, by=request.user), done=done)
    return redirect("desk_redactions", pk=asked.meeting_id)


def _found(form: TakeBackForm, meeting: Meeting) -> StandingWords:
    """Where the words stand; where they stand nowhere, the form says so."""
    try:
        found = _standing(meeting, form.cleaned_data["words"])
    except Refused as refusal:
        form.add_error("words", str(refusal))
        return StandingWords()
    if not found.places and not found.printed:
        form.add_error("words", NOWHERE)
    return found


def _standing(meeting: Meeting, words: str) -> StandingWords:
    places, files = find_places(meeting, words), find_printed(meeting, words)
    return StandingWords(
        tuple(places),
        tuple(packs_to_take_back(places)),
        tuple(each for each in files if each.is_found),
        tuple(each for each in files if not each.is_found),
    )


def _left(meeting: Meeting, words: str) -> StandingWords:
    """Where words stand that were asked for; a short title that was replaced is not looked for."""
    try:
        return _standing(meeting, words)
    except Refused:
        return StandingWords()
