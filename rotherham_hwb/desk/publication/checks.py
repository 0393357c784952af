"""The checks before each publication: what to put right, and overruling it with a reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from meetings.doors import Request, officers
from meetings.models import Meeting
from minutes.models import DecisionNotice, Minutes
from rotherham_hwb.checks.findings import Finding
from rotherham_hwb.checks.minutes import check_minutes, check_notice
from rotherham_hwb.checks.notices import check_public_notice
from rotherham_hwb.checks.run import Result, check_meeting, overrule, withdraw_overrule
from rotherham_hwb.desk.common.ask_verb import ask, own_meetings
from rotherham_hwb.desk.meetings.steps import read_rail
from rotherham_hwb.legacy.models import ImportedPack
from rotherham_hwb.publishing.old_packs import check_old_pack

MOST_DIGITS = 4
MOST_OF_KEY = 18  # digits of a record's key


class OverruleForm(forms.Form):
    """Why a finding does not stop a publication."""

    reason = forms.CharField(
        max_length=2000,
        error_messages={"required": "Say why this may be published all the same."},
    )


@dataclass(frozen=True)
class CheckedThing:
    """What is about to go out: its checks, how addresses name it, and where it is pressed."""

    query: str
    name: str
    look: Callable[[], Result]
    onward: str


@officers
@require_GET
def checks(request: Request, pk: int) -> HttpResponse:
    """The page at once, and what the checks say when the papers are read."""
    meeting = get_object_or_404(own_meetings(request), pk=pk)
    thing = _thing(request, meeting)
    context: dict[str, object] = {"meeting": meeting, "thing": thing}
    if request.htmx or "now" in request.GET:
        context["result"] = thing.look()
    if request.htmx:
        return render(request, "desk/publication/_checks.html", context)
    context["rail"] = read_rail(meeting, "Minutes" if thing.query == "of=minutes" else "Checks")
    return render(request, "desk/publication/checks.html", context)


@officers
@require_POST
def overrule_finding(request: Request, pk: int) -> HttpResponse:
    meeting = get_object_or_404(own_meetings(request), pk=pk)
    thing = _thing(request, meeting)
    finding = _finding(thing.look(), request.POST.get("finding", ""))
    form = OverruleForm(request.POST)
    if finding is None:
        messages.error(request, "That is put right already: it is no longer found.")
    elif not form.is_valid():
        messages.error(request, " ".join(map(str, form.errors["reason"])))
    else:
        ask(
            request,
            lambda: overrule(meeting, finding, reason=form.cleaned_data["reason"], by=request.user),
            done="Accepted: it no longer stops this publication.",
        )
    return redirect(_back(meeting, thing))


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
    return redirect(_back(meeting, _thing(request, meeting)))


def _finding(result: Result, key: str) -> Finding | None:
    return next((each for each in (*result.stops, *result.looks) if each.key == key), None)


def _thing(request: Request, meeting: Meeting) -> CheckedThing:
    """What the address asks for: the agenda, or with `supplement` or `of` something else."""
    if number := request.GET.get("supplement", ""):
        return _supplement(meeting, number)
    match request.GET.get("of", ""):
        case "":
            publish = reverse("desk_publish", args=[meeting.pk])
            return CheckedThing("", "the agenda", lambda: check_meeting(meeting), publish)
        case "minutes":
            return _minutes(meeting)
        case "notice":
            onward = reverse("desk_meeting", args=[meeting.pk])
            look = check_public_notice
            return CheckedThing("of=notice", "the public notice", lambda: look(meeting), onward)
        case "decision":
            return _decision(request, meeting)
        case "pack":
            return _old_pack(request, meeting)
    raise Http404


def _supplement(meeting: Meeting, number: str) -> CheckedThing:
    if not number.isdecimal() or len(number) > MOST_DIGITS:
        raise Http404
    found = get_object_or_404(meeting.supplements, number=number)
    onward = reverse("desk_publish_supplement", args=[found.pk])
    look = check_meeting
    name = f"supplement {number}"
    return CheckedThing(f"supplement={number}", name, lambda: look(meeting, found), onward)


def _minutes(meeting: Meeting) -> CheckedThing:
    found = get_object_or_404(Minutes.objects.select_related("meeting__board"), meeting=meeting)
    onward = reverse("desk_publish_minutes", args=[meeting.pk])
    return CheckedThing("of=minutes", "the minutes", lambda: check_minutes(found), onward)


def _decision(request: Request, meeting: Meeting) -> CheckedThing:
    minute = request.GET.get("minute", "")
    readable = DecisionNotice.objects.visible_to(request.viewer)
    own = readable.filter(minute__minutes__meeting=meeting)
    found = get_object_or_404(
        own, minute=minute if minute.isdecimal() and len(minute) <= MOST_OF_KEY else 0
    )
    onward = reverse("desk_publish_notice", args=[meeting.pk, found.minute_id])
    query = f"of=decision&minute={found.minute_id}"
    return CheckedThing(query, "the decision notice", lambda: check_notice(found), onward)


def _old_pack(request: Request, meeting: Meeting) -> CheckedThing:
    pack = get_object_or_404(ImportedPack, meeting=meeting)
    onward = reverse("desk_publish_import", args=[pack.pk])
    look = check_old_pack
    return CheckedThing("of=pack", "the old pack", lambda: look(pack, by=request.user), onward)


def _back(meeting: Meeting, thing: CheckedThing) -> str:
    query = f"&{thing.query}" if thing.query else ""
    return f"{reverse('desk_checks', args=[meeting.pk])}?now=1{query}"
