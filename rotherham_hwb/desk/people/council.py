"""The officers of the council: who adds boards, and names others who do."""

from __future__ import annotations

from functools import partial

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from meetings.access import RoleKind
from meetings.boards import end_role, give_role
from meetings.doors import Request, officers
from meetings.models import Role, User
from rotherham_hwb.desk.common.ask_verb import ask
from rotherham_hwb.desk.common.posted import posted
from rotherham_hwb.form_types import offer


class CouncilOfficerForm(forms.Form):
    """Which officer of a board is to add boards, too."""

    user = forms.ModelChoiceField(
        label="Officer", queryset=User.objects.none(), empty_label="Choose an officer"
    )


@officers
@require_http_methods(["GET", "POST"])
def council_officers(request: Request) -> HttpResponse:
    """Who adds boards, with a form to name one more."""
    if not request.viewer.adds_boards:
        raise Http404
    held = Role.objects.current().of_the_council().select_related("user").order_by("user__name")
    form = CouncilOfficerForm(posted(request))
    serving = Role.objects.current().filter(kind=RoleKind.OFFICER, board__isnull=False)
    others = User.objects.filter(roles__in=serving).exclude(pk__in=held.values("user"))
    offer(form, "user", others.distinct().order_by("name", "pk"), label=_name_and_address)
    if form.is_valid():
        user: User = form.cleaned_data["user"]
        give = partial(give_role, user, None, RoleKind.OFFICER, by=request.user)
        ask(request, give, done=f"{user.name} may add boards now.")
        return redirect("desk_council_officers")
    context = {"roles": held, "form": form, "others": others.exists()}
    return render(request, "desk/people/council.html", context)


@officers
@require_http_methods(["GET", "POST"])
def end_council_role(request: Request, pk: int) -> HttpResponse:
    if not request.viewer.adds_boards:
        raise Http404
    held = Role.objects.current().of_the_council().select_related("user")
    role = get_object_or_404(held, pk=pk)
    if request.method == "GET":
        return render(request, "desk/people/end_council_role.html", {"role": role})
    end = partial(end_role, role, by=request.user)
    ask(request, end, done=f"{role.user.name} adds no boards any more.")
    itself = role.user_id == request.user.pk
    return redirect("after_sign_in" if itself else "desk_council_officers")


def _name_and_address(user: User) -> str:
    return f"{user.name} ({user.email})"
