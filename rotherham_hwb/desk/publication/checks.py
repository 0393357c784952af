"""The checks of an agenda or a supplement: what to put right, and overruling it with a reason."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from meetings.doors import Request, officers
from meetings.models import Meeting, Supplement
from rotherham_hwb.checks.findings import Finding
from rotherham_hwb.checks.run import Result, check_meeting, overrule, withdraw_overrule
from rotherham_hwb.desk.common.ask_verb import ask, own_meetings

MOST_DIGITS = 4


class OverruleForm(forms.Form):
    """Why a finding does not stop a publication."""

    reason = forms.CharField(
        max_length=2000,
        error_messages={"required": "Say why this may be published all the same."},
    )


@officers
@require_GET
def checks(request: Request, pk: int) -> HttpResponse:
    """The page at once, and what the checks say when the papers are read."""
    meeting = get_object_or_404(own_meetings(request), pk=pk)
    supplement = _supplement(request, meeting)
    context: dict[str, object] = {
        "meeting": meeting,
        "supplement": supplement,
    }
    if request.htmx or "now" in request.GET:
        context["result"] = check_meeting(meeting, supplement)
    template = "desk/publication/_checks.html" if request.htmx else "desk/publication/checks.html"
    return render(request, template, context)


@officers
@require_POST
def overrule_finding(request: Request, pk: int) -> HttpResponse:
    meeting = get_object_or_404(own_meetings(request), pk=pk)
    supplement = _supplement(request, meeting)
    finding = _finding(check_meeting(meeting, supplement), request.POST.get("finding", ""))
    form = OverruleForm(request.POST)
    if finding is None:
        messages.error(request, "That is put right already: it is no longer found.")
    elif not form.is_valid():
        messages.error(request, " ".join(map(str, form.errors["reason"])))
    else:
        ask(
            request,
            lambda: overrule(meeting, finding, reason=form.cleaned_data["reason"], by=request.user),
            done="Overruled: it no longer stops this publication.",
        )
    return redirect(_back(meeting, supplement))


@officers
@require_POST
def count_again(request: Request, pk: int, overrule: int) -> HttpResponse:
    meeting = get_object_or_404(own_meetings(request), pk=pk)
    made = get_object_or_404(meeting.overrules, pk=overrule)
    ask(
        request,
        lambda: withdraw_overrule(made, by=request.user),
        done="It counts again.",
    )
    return redirect(_back(meeting, _supplement(request, meeting)))


def _finding(result: Result, key: str) -> Finding | None:
    return next((each for each in (*result.stops, *result.looks) if each.key == key), None)


def _supplement(request: Request, meeting: Meeting) -> Supplement | None:
    number = request.GET.get("supplement", "")
    if not number:
        return None
    if not number.isdecimal() or len(number) > MOST_DIGITS:
        raise Http404
    return get_object_or_404(meeting.supplements, number=number)


def _back(meeting: Meeting, supplement: Supplement | None) -> str:
    query = f"&supplement={supplement.number}" if supplement else ""
    return f"{reverse('desk_checks', args=[meeting.pk])}?now=1{query}"
