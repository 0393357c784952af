"""One action on the desk: its page, each step of its life, and the reports on it."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from meetings.doors import Request, officers
from meetings.models import AuditEvent
from minutes import actions as verbs
from minutes.actions import is_overdue
from minutes.models import ActionOwner, ActionReport
from rotherham_hwb.desk.actions import forms
from rotherham_hwb.desk.actions.steps import STEPS, steps_for
from rotherham_hwb.desk.actions.views import own_actions
from rotherham_hwb.desk.common.ask_verb import ask
from rotherham_hwb.desk.common.posted import posted
from rotherham_hwb.notifications.actions import send_link
from rotherham_hwb.shown.actions.links import why_no_link
from rotherham_hwb.shown.actions.log import due_of


@officers
@require_GET
def action(request: Request, pk: int) -> HttpResponse:
    """One action: who owes it, what was reported, what was done, what can be done."""
    found = get_object_or_404(own_actions(request), pk=pk)
    events = AuditEvent.objects.filter(record_type="minutes.Action", record_id=str(pk))
    reports = found.reports.order_by("-reported_at")
    context = {
        "action": found,
        "minute": found.minute,
        "meeting": found.minute.minutes.meeting,
        "due": due_of(found, for_officer=True).words(),
        "overdue": is_overdue(found, timezone.localdate()),
        "owners": found.owners.select_related("person__user", "post", "organisation"),
        "no_link": why_no_link(found),
        "waiting": [each for each in reports if each.waits],
        "answered": [each for each in reports if not each.waits],
        "steps": steps_for(found),
        "events": events.order_by("-recorded_at"),
    }
    return render(request, "desk/actions/action.html", context)


@officers
@require_http_methods(["GET", "POST"])
def step(request: Request, pk: int, step: str) -> HttpResponse:
    """One step: its page, and what comes of it."""
    action = get_object_or_404(own_actions(request), pk=pk)
    known = STEPS.get(step)
    if known is None:
        raise Http404
    form = known.form(posted(request), action=action)
    if form.is_valid() and ask(
        request, lambda: known.verb(action, **form.cleaned_data, by=request.user), done=known.done
    ):
        return redirect("desk_action", pk=pk)
    context = {"action": action, "step": known, "form": form}
    return render(request, "desk/actions/step.html", context)


@officers
@require_POST
def send(request: Request, pk: int, owner: int) -> HttpResponse:
    """Send an owner the link by which they report."""
    action = get_object_or_404(own_actions(request), pk=pk)
    found = ActionOwner.objects.select_related(
        "person__user", "action__minute__minutes__meeting__board"
    )
    whom = get_object_or_404(found, pk=owner, action=action)
    ask(
        request,
        lambda: send_link(whom, by=request.user),
        done=f"The message to {whom} is on its way.",
    )
    return redirect("desk_action", pk=pk)


@officers
@require_POST
def take(request: Request, pk: int) -> HttpResponse:
    report = _report(request, pk)
    done = "The report is in the log" + (", and the action is done." if report.says_done else ".")
    ask(request, lambda: verbs.take_report(report, by=request.user), done=done)
    return redirect("desk_action", pk=report.action_id)


@officers
@require_http_methods(["GET", "POST"])
def refuse(request: Request, pk: int) -> HttpResponse:
    report = _report(request, pk)
    form = forms.ReasonStepForm(posted(request), action=report.action)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        ask(
            request,
            lambda: verbs.refuse_report(report, reason=reason, by=request.user),
            done="The report stays out of the log.",
        )
        return redirect("desk_action", pk=report.action_id)
    context = {"report": report, "action": report.action, "form": form}
    return render(request, "desk/actions/refuse.html", context)


def _report(request: Request, pk: int) -> ActionReport:
    reports = ActionReport.objects.select_related("action__minute__minutes__meeting")
    found: ActionReport = get_object_or_404(reports, pk=pk, action__in=own_actions(request))
    return found
