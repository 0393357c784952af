"""One minute of a draft: its words, its limbs, who may read it, and the public shut out."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from meetings.doors import Request, officers
from meetings.lifecycle import Refused, Stale
from meetings.models import AuditEvent
from minutes.decisions import resolving
from minutes.models import Exclusion, Minute
from minutes.writing import entries, excluding
from minutes.writing.phrases import Business, business_of
from rotherham_hwb.desk.common.ask_verb import ask
from rotherham_hwb.desk.common.keep_lost_words import keeps_what_was_typed
from rotherham_hwb.desk.common.posted import posted
from rotherham_hwb.desk.minutes.beside import read_beside
from rotherham_hwb.desk.minutes.draft import own_entry, refuse_imported, why_not_here
from rotherham_hwb.desk.minutes.forms import (
    BaseLimbs,
    BaseParts,
    ExclusionForm,
    MinuteClassForm,
    MinuteForm,
    limb_forms,
    part_forms,
)
from rotherham_hwb.form_types import Posted


class Written:
    """The forms of one minute, filled from what was sent or from what is stored."""

    def __init__(self, minute: Minute, data: Posted = None) -> None:
        self.minute = minute
        headings = list(minute.sub_headings.all())
        limbs = list(minute.resolutions.all())
        self.form = MinuteForm(data, minute=minute)
        self.parts: BaseParts = part_forms(data, headings)
        self.limbs: BaseLimbs = limb_forms(data, limbs, headings, self.parts.choices())

    def is_valid(self) -> bool:
        return all([self.form.is_valid(), self.parts.is_valid(), self.limbs.is_valid()])

    def store(self, request: Request) -> None:
        """Raises Stale or Refused, with nothing stored."""
        said = self.parts.given()
        with transaction.atomic():
            refuse_imported(self.minute.minutes)
            revision = self.form.cleaned_data["revision"] or 0
            entries.change_minute(
                self.minute, revision=revision, by=request.user, **self.form.words()
            )
            headings = resolving.set_sub_headings(self.minute, [*said.values()], by=request.user)
            placed = dict(zip(said, headings, strict=True))
            resolving.set_limbs(self.minute, self.limbs.given(placed), by=request.user)


@officers
@keeps_what_was_typed
@require_http_methods(["GET", "POST"])
def minute(request: Request, pk: int, minute: int) -> HttpResponse:
    entry = own_entry(request, pk, minute)
    if request.method == "GET":
        return _page(request, Written(entry))
    written = Written(entry, request.POST)
    if not written.is_valid():
        return _page(request, written)
    try:
        written.store(request)
    except Stale as newer:
        messages.error(request, f"{newer} Theirs is beside yours: save again to replace it.")
        return _clash(request, entry)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return _page(request, Written(own_entry(request, pk, minute), request.POST))
    messages.success(request, f"“{entry.title}” is saved.")
    return redirect("desk_minute", pk=pk, minute=minute)


@officers
@require_http_methods(["GET", "POST"])
def classify(request: Request, pk: int, minute: int) -> HttpResponse:
    entry = own_entry(request, pk, minute)
    form = MinuteClassForm(posted(request), minute=entry)
    context: dict[str, object] = {"minute": entry, "closed": why_not_here(entry.minutes)}
    if form.is_valid():
        try:
            if _classified(request, entry, form):
                return redirect("desk_minute", pk=pk, minute=minute)
        except Stale as newer:
            messages.error(request, f"{newer} See what is stored: save again to replace it.")
            form = MinuteClassForm(_on_newest(request, newer.theirs), minute=entry)
            context["theirs"] = newer.theirs
    context |= {"form": form}
    return render(request, "desk/minutes/class.html", context)


@officers
@require_http_methods(["GET", "POST"])
def exclusion(request: Request, pk: int, minute: int) -> HttpResponse:
    entry = own_entry(request, pk, minute)
    span = Exclusion.objects.filter(resolved_in=entry).first()
    form = ExclusionForm(posted(request), minute=entry, span=span)
    if form.is_valid() and _excluded(request, entry, form):
        return redirect("desk_minutes", pk=pk)
    context = {"minute": entry, "form": form, "span": span, "closed": why_not_here(entry.minutes)}
    return render(request, "desk/minutes/exclusion.html", context)


@officers
@require_POST
def undo_exclusion(request: Request, pk: int, minute: int) -> HttpResponse:
    entry = own_entry(request, pk, minute)
    span = get_object_or_404(Exclusion, resolved_in=entry)
    ask(
        request,
        lambda: excluding.undo_exclusion(span, by=request.user),
        done="The exclusion is taken back: the public was there.",
    )
    return redirect("desk_minutes", pk=pk)


def _classified(request: Request, entry: Minute, form: MinuteClassForm) -> bool:
    """Whether it is stored. Raises Stale, which the page shows beside the form."""
    try:
        refuse_imported(entry.minutes)
        entries.classify_minute(entry, **form.cleaned_data, by=request.user)
    except Stale:
        raise
    except Refused as refusal:
        messages.error(request, str(refusal))
        return False
    messages.success(request, "Who may read the minute is saved.")
    return True


def _excluded(request: Request, entry: Minute, form: ExclusionForm) -> bool:
    last, at = form.cleaned_data["last"], form.moment()

    def verb() -> None:
        with transaction.atomic():
            refuse_imported(entry.minutes)
            span = excluding.exclude_public(
                entry.minutes, resolved_in=entry, last=last, by=request.user
            )
            if at != span.readmitted_at:
                excluding.readmit_public(span, at=at, by=request.user)

    return ask(request, verb, done="The part held without the public is recorded.")


def _clash(request: Request, entry: Minute) -> HttpResponse:
    """The officer's own words in the form again, and what somebody else stored meanwhile."""
    theirs = own_entry(request, entry.minutes.meeting_id, entry.pk)
    own = _on_newest(request, theirs)
    event = AuditEvent.objects.filter(
        record_type="minutes.Minute", record_id=str(entry.pk), action__in=["change", "resolve in"]
    ).first()
    return _page(request, Written(theirs, own), theirs=theirs, event=event)


def _on_newest(request: Request, theirs: Minute) -> QueryDict:
    """What was sent, as if it had been written on what is stored now."""
    own = request.POST.copy()
    own["revision"] = str(theirs.revision)
    return own


def _page(request: Request, written: Written, **more: object) -> HttpResponse:
    entry = written.minute
    context = {
        "minute": entry,
        "meeting": entry.minutes.meeting,
        "form": written.form,
        "parts": written.parts,
        "limbs": written.limbs,
        "beside": read_beside(entry, request.viewer),
        "lists_interests": entry.item and business_of(entry.item) == Business.DECLARATIONS,
        "votes": entry.votes.count(),
        "actions": entry.actions.count(),
        "span": Exclusion.objects.filter(resolved_in=entry).first(),
        "closed": why_not_here(entry.minutes),
        **more,
    }
    return render(request, "desk/minutes/one_minute.html", context)
