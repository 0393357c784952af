"""Sign-off on the desk: what I am asked, answering, reminding, and an officer's own decisions."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from meetings.doors import Request, approvers, authors, officers
from meetings.models import User
from reports.models import Paper, SignOff, SignOffState
from reports.reminders import unanswered
from reports.signing import (
    AskedPost,
    approve,
    clear_paper,
    clear_papers,
    clear_without_sign_off,
    defer_paper,
    mark_not_applicable,
    return_with_comments,
    send_for_sign_off,
    take_back,
    take_up,
    to_clear,
)
from rotherham_hwb.desk.common.ask_verb import ask, own_meetings
from rotherham_hwb.desk.common.forms import ReasonForm
from rotherham_hwb.desk.common.posted import posted
from rotherham_hwb.desk.meetings.steps import read_rail
from rotherham_hwb.desk.reports.changes import changes_since_answer
from rotherham_hwb.desk.reports.forms import AnswerForm, AskForm
from rotherham_hwb.desk.reports.parts import back_to, own_papers
from rotherham_hwb.notifications.sign_offs import remind_approvers
from rotherham_hwb.shown.opened_papers import shown_opened_papers
from rotherham_hwb.shown.paper import shown_paper

MOST_ANSWERED = 20


@approvers
@require_GET
def approvals(request: Request) -> HttpResponse:
    """What waits for my answer, and what I have answered."""
    found = _answerable(request).order_by("asked_at", "pk")
    context = {
        "waiting": found.filter(state=SignOffState.ASKED, paper__state="sign_off").exclude(
            paper__report__author=request.user
        ),
        "opened": shown_opened_papers(request.viewer),
        "answered": found.filter(decided_by=request.user).order_by("-decided_at")[:MOST_ANSWERED],
    }
    return render(request, "desk/reports/approvals.html", context)


@approvers
@require_http_methods(["GET", "POST"])
def sign_off(request: Request, pk: int) -> HttpResponse:
    """One paper to sign off: its text beside the answer."""
    found = get_object_or_404(_answerable(request), pk=pk)
    form = AnswerForm(posted(request), initial={"officer": _who(found, request.user)})
    said = form.is_valid()
    if said and ask(
        request, lambda: _answered(request, found, form), done="Your answer is recorded."
    ):
        return redirect("approvals")
    context = {
        "sign_off": found,
        "paper": found.paper,
        "page": shown_paper(found.paper, request.viewer),
        "others": found.paper.sign_offs.exclude(pk=pk),
        "changes": changes_since_answer(found),
        "form": form,
    }
    return render(request, "desk/reports/sign_off.html", context)


@officers
@require_POST
def remind(request: Request, pk: int) -> HttpResponse:
    """Write to those who have not answered about a paper."""
    paper = get_object_or_404(own_papers(request), pk=pk)
    with transaction.atomic():
        count = remind_approvers(unanswered(paper), by=request.user)
    people = f"{count} {'person' if count == 1 else 'people'}"
    messages.success(request, f"Reminded {people}." if count else "There is nobody to remind.")
    return back_to(paper)


@officers
@require_http_methods(["GET", "POST"])
def ask_for_sign_off(request: Request, pk: int) -> HttpResponse:
    """Have an uploaded paper signed off by the posts of a template."""
    paper = get_object_or_404(own_papers(request).filter(report=None), pk=pk)
    form = AskForm(posted(request), board=paper.board)
    if form.is_valid():
        roles = form.cleaned_data["template"].roles.select_related("approver")
        posts = [AskedPost(role.post, role.approver) for role in roles]
        ask(
            request,
            lambda: send_for_sign_off(paper, posts, by=request.user),
            done="It is with its approvers.",
        )
        return back_to(paper)
    context = {"paper": paper, "form": form}
    return render(request, "desk/papers/sign_off.html", context)


@officers
@require_POST
def clear(request: Request, pk: int) -> HttpResponse:
    paper = get_object_or_404(own_papers(request), pk=pk)
    seen = _seen(request)
    ask(
        request,
        lambda: clear_paper(paper, by=request.user, seen=seen),
        done="The paper is cleared.",
    )
    return back_to(paper)


@officers
@require_http_methods(["GET", "POST"])
def clear_all(request: Request, pk: int) -> HttpResponse:
    """Clear the papers of a meeting that wait for an officer, each named and to be opened."""
    meeting = get_object_or_404(own_meetings(request), pk=pk)
    papers = to_clear(meeting)
    if request.method == "GET":
        others = papers.exclude(report__author=request.user).prefetch_related("versions")
        own = papers.filter(report__author=request.user)
        rail = read_rail(meeting, "Sign-off")
        context = {"meeting": meeting, "rail": rail, "papers": others, "own": own}
        return render(request, "desk/papers/clear_all.html", context)
    seen = _seen_of_each(request)
    named = own_papers(request).filter(placements__item__meeting=meeting, pk__in=seen).distinct()
    done = "The papers are cleared."
    ask(request, lambda: clear_papers(named, by=request.user, seen=seen), done=done)
    return redirect("desk_meeting", pk=pk)


@authors
@require_POST
def back(request: Request, pk: int) -> HttpResponse:
    """Open a paper for changes again."""
    paper = get_object_or_404(own_papers(request), pk=pk)
    ask(request, lambda: take_back(paper, by=request.user), done="You can change it again.")
    return back_to(paper)


@officers
@require_POST
def resume(request: Request, pk: int) -> HttpResponse:
    paper = get_object_or_404(own_papers(request), pk=pk)
    ask(request, lambda: take_up(paper, by=request.user), done="The paper is a draft again.")
    return back_to(paper)


@officers
@require_http_methods(["GET", "POST"])
def clear_anyway(request: Request, pk: int) -> HttpResponse:
    verb = partial(clear_without_sign_off, seen=_seen(request))
    return _with_reason(request, pk, "desk/papers/clear_anyway.html", verb)


@officers
@require_http_methods(["GET", "POST"])
def defer(request: Request, pk: int) -> HttpResponse:
    return _with_reason(request, pk, "desk/papers/defer.html", defer_paper)


def _with_reason(
    request: Request, pk: int, template: str, verb: Callable[..., Paper]
) -> HttpResponse:
    paper = get_object_or_404(own_papers(request), pk=pk)
    form = ReasonForm(posted(request))
    if form.is_valid():
        ask(
            request,
            lambda: verb(paper, by=request.user, reason=form.reason),
            done="Done, and written into the record.",
        )
        return back_to(paper)
    return render(request, template, {"paper": paper, "hides": [paper], "form": form})


def _answerable(request: Request) -> QuerySet[SignOff]:
    found: QuerySet[SignOff] = SignOff.objects.answerable_by(request.viewer)
    return found.distinct().select_related("paper__board", "paper__report__author", "approver")


def _who(sign_off: SignOff, user: User) -> str:
    return sign_off.approver.name if sign_off.approver else user.name


def _answered(request: Request, sign_off: SignOff, form: AnswerForm) -> SignOff:
    said = form.cleaned_data
    who, comment, seen = said["officer"], said["comment"], _seen(request)
    by = request.user
    if said["answer"] == SignOffState.APPROVED:
        return approve(sign_off, by=by, officer=who, comment=comment, seen=seen)
    if said["answer"] == SignOffState.NOT_APPLICABLE:
        return mark_not_applicable(sign_off, by=by, officer=who, reason=comment, seen=seen)
    return return_with_comments(sign_off, by=by, officer=who, comments=comment, seen=seen)


def _seen(request: Request) -> str:
    """How the paper stood that the page showed."""
    return request.POST.get("seen", "")


def _seen_of_each(request: Request) -> dict[int, str]:
    """The same of each paper that a page named: “17:draft 2”."""
    named = (said.partition(":") for said in request.POST.getlist("paper"))
    return {int(pk): seen for pk, _, seen in named if pk.isdecimal()}
