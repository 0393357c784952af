"""One restricted paper opened to one person by name: who may read it so, and ending it."""

from __future__ import annotations

from django import forms
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from meetings.access import PUBLIC, RoleKind, can_see
from meetings.doors import Request, officers
from meetings.models import Role, User
from reports.grants import end_grant
from reports.models import Paper, PaperGrant
from rotherham_hwb.desk.common.ask_verb import ask, ask_in_form
from rotherham_hwb.desk.common.posted import posted
from rotherham_hwb.desk.meetings.forms import DayField
from rotherham_hwb.form_types import Posted, offer
from rotherham_hwb.notifications.grants import grant_paper


class GrantForm(forms.Form):
    """Who may read a paper, why, and for how long."""

    user = forms.ModelChoiceField(
        label="Who may read it?",
        queryset=User.objects.none(),
        help_text=(
            "Somebody who signs in here and acts for a board. Anybody else: add them to the "
            "board first, as a co-opted partner."
        ),
        error_messages={"required": "Choose who may read it."},
    )
    reason = forms.CharField(
        label="Why?",
        help_text="It stands in the log. The public never sees it.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why they may read it."},
    )
    ends_on = DayField(
        label="Last day",
        help_text="From the day after it is closed to them again.",
        error_messages={"required": "Say on which day it ends."},
    )

    def __init__(self, data: Posted = None) -> None:
        super().__init__(data)
        acting = User.objects.filter(is_active=True, roles__in=Role.objects.current()).distinct()
        offer(self, "user", acting.order_by("name", "pk"), label=_name_and_address)


@officers
@require_http_methods(["GET", "POST"])
def grants(request: Request, pk: int) -> HttpResponse:
    """Who may read the paper by name, and opening it to one more."""
    paper = get_object_or_404(_own(request), pk=pk)
    form = GrantForm(posted(request))
    if form.is_valid() and _granted(request, paper, form):
        return redirect("desk_grants", pk=pk)
    held = paper.grants.select_related("user", "granted_by", "ended_by")
    context = {
        "paper": paper,
        "form": form,
        "grants": held.order_by("-granted_at", "-pk"),
        "can_open": paper.state.is_published and not can_see(PUBLIC, paper),
    }
    return render(request, "desk/papers/grants.html", context)


@officers
@require_http_methods(["GET", "POST"])
def end(request: Request, pk: int) -> HttpResponse:
    found = PaperGrant.objects.live().select_related("user", "paper")
    grant = get_object_or_404(found, pk=pk, paper__in=_own(request))
    if request.method == "GET":
        return render(request, "desk/papers/end_grant.html", {"grant": grant})
    done = f"{grant.user} reads the paper no more."
    ask(request, lambda: end_grant(grant, by=request.user), done=done)
    return redirect("desk_grants", pk=grant.paper_id)


def _granted(request: Request, paper: Paper, form: GrantForm) -> bool:
    told = form.cleaned_data
    to, reason, ends_on = told["user"], told["reason"], told["ends_on"]
    return ask_in_form(
        request,
        form,
        lambda: grant_paper(paper, to=to, reason=reason, ends_on=ends_on, by=request.user),
        done=f"{to} may read it now, and is told by e-mail.",
    )


def _own(request: Request) -> QuerySet[Paper]:
    """The papers of the boards this officer serves."""
    boards = request.viewer.boards_as(RoleKind.OFFICER)
    return Paper.objects.filter(board_id__in=boards).select_related("board")


def _name_and_address(user: User) -> str:
    return f"{user.name} ({user.email})"
