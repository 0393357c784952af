"""The notices of a meeting's decisions: which are owed, written and public, and since when."""

from __future__ import annotations

import json

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from meetings.doors import Request, officers
from meetings.lifecycle import Refused, Stale
from meetings.models import Meeting
from meetings.models.name_field import NameBox
from minutes.decisions.notices import (
    as_read,
    asks_for_notices,
    conflicts_of,
    dispensations_of,
    hours_since,
    missing_statements,
    write_notice,
)
from minutes.models import DecisionNotice, Declaration, Minute, Minutes, Resolution
from rotherham_hwb.checks.minutes import check_notice
from rotherham_hwb.desk.common.ask_verb import ask, own_meetings
from rotherham_hwb.desk.common.posted import posted
from rotherham_hwb.publishing.minutes import publish_checked_notice

NONE = "Write None where there were none."


def _words(label: str, hint: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class NoticeForm(forms.Form):
    """The statements of a decision; `seen` is what the notice said when the form was opened."""

    reasons = _words("Reasons for the decision", "Why the board decided as it did.")
    options_rejected = _words("Other options considered and rejected", NONE)
    conflicts = _words(
        "Conflicts of interest declared",
        f"Taken from what was declared in the item. {NONE}",
    )
    dispensations = _words(
        "Dispensations granted", f"In respect of a conflict that was declared. {NONE}"
    )
    key_decision = forms.BooleanField(label="This is a key decision", required=False)
    takes_effect = NameBox(
        label="When it takes effect",
        help_text="Such as “Unless called in, from Monday 6 March 2017”.",
        required=False,
        max_length=200,
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_seen(self) -> dict[str, object]:
        """What was read; anything else counts as nothing read."""
        try:
            seen = json.loads(self.cleaned_data["seen"])
        except (ValueError, RecursionError):
            return {}
        return seen if isinstance(seen, dict) else {}


@officers
@require_GET
def decision_notices(request: Request, pk: int) -> HttpResponse:
    """What a meeting decided, each with how far its notice has come."""
    meeting = _owing(request, pk)
    minutes = Minutes.objects.visible_to(request.viewer).filter(meeting=meeting).first()
    found = Minute.objects.visible_to(request.viewer).filter(
        minutes=minutes, resolutions__in=Resolution.objects.exclude(fate="lost")
    )
    decided = list(found.distinct().order_by("position").select_related("decision_notice"))
    context = {
        "meeting": meeting,
        "decided": decided,
        "done": decided and all(map(_is_out, decided)),
        "hours": hours_since(minutes, timezone.now()) if minutes else None,
    }
    return render(request, "desk/minutes/notices/notices.html", context)


@officers
@require_http_methods(["GET", "POST"])
def decision_notice(request: Request, pk: int, minute: int) -> HttpResponse:
    """Write the notice of one decision."""
    found = _minute(request, pk, minute)
    notice = getattr(found, "decision_notice", None)
    form = NoticeForm(posted(request), initial=_initial(found, notice, request))
    refusal = None
    if form.is_valid():
        refusal = _write(request, found, form)
        if refusal is None:
            return redirect("desk_decision_notices", pk=pk)
    newer = refusal.theirs if isinstance(refusal, Stale) else None
    context = {
        "minute": found,
        "notice": notice,
        "newer": newer,
        "form": _against(form, newer) if newer else form,
        "hours": hours_since(found.minutes, timezone.now()),
    }
    return render(request, "desk/minutes/notices/notice.html", context)


@officers
@require_http_methods(["GET", "POST"])
def publish(request: Request, pk: int, minute: int) -> HttpResponse:
    """Ask before the public reads it."""
    found = _minute(request, pk, minute)
    notice = get_object_or_404(DecisionNotice, minute=found)
    if request.method == "POST" and ask(
        request,
        lambda: publish_checked_notice(notice, by=request.user),
        done="The decision notice is public.",
    ):
        return redirect("desk_decision_notices", pk=pk)
    missing = missing_statements(notice)
    result = check_notice(notice)
    context = {"minute": found, "notice": notice, "missing": missing, "result": result}
    context["checks_query"] = f"of=decision&minute={found.pk}"
    return render(request, "desk/minutes/notices/publish.html", context)


def _is_out(minute: Minute) -> bool:
    notice = getattr(minute, "decision_notice", None)
    return notice is not None and notice.published_at is not None


def _owing(request: Request, pk: int) -> Meeting:
    """A meeting of a board whose law asks for notices."""
    meeting: Meeting = get_object_or_404(own_meetings(request), pk=pk)
    if not asks_for_notices(meeting.board):
        raise Http404
    return meeting


def _minute(request: Request, pk: int, minute: int) -> Minute:
    meeting = _owing(request, pk)
    readable = Minute.objects.visible_to(request.viewer).filter(minutes__meeting=meeting)
    found: Minute = get_object_or_404(
        readable.select_related("minutes__meeting__board", "board", "decision_notice"), pk=minute
    )
    return found


def _initial(minute: Minute, notice: DecisionNotice | None, request: Request) -> dict[str, object]:
    """What is stored; of a notice nobody has written yet, what was declared in the item."""
    if notice is not None:
        return {**as_read(notice), "seen": json.dumps(as_read(notice))}
    declared = Declaration.objects.none()
    if minute.item_id:
        declared = Declaration.objects.visible_to(request.viewer).filter(
            item=minute.item_id, attendance__minutes=minute.minutes_id
        )
    told = list(declared.select_related("attendance"))
    return {
        "conflicts": conflicts_of(told),
        "dispensations": dispensations_of(told),
        "seen": json.dumps(as_read(DecisionNotice())),
    }


def _write(request: Request, minute: Minute, form: NoticeForm) -> Refused | None:
    """Store what was written, or say why not; what was typed stays in the form."""
    said = dict(form.cleaned_data)
    try:
        write_notice(minute, by=request.user, seen=said.pop("seen"), **said)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return refusal
    messages.success(request, "The notice is saved. Only officers can read it yet.")
    return None


def _against(form: NoticeForm, newer: DecisionNotice) -> NoticeForm:
    """The form with the officer's own words, to be saved over the newer notice."""
    return NoticeForm({**form.data, **form.cleaned_data, "seen": json.dumps(as_read(newer))})
