"""Where people go once they have signed in, and how they answer an invitation."""

from __future__ import annotations

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from meetings import invitations
from meetings.doors import Request, by_signed_link, lacks_second_step, signed_in
from meetings.lifecycle import Refused
from meetings.models import Invitation, InvitationState, User
from meetings.sign_in.forms import NewAccount


@signed_in
@require_safe
def after_sign_in(request: Request) -> HttpResponse:
    """Officers go to their desk, members to their meetings, who writes or approves to that work.

    Who lacks a second step goes to their account.

    A member is led there at each sign-in, and may go on to what is open without it.
    """
    if lacks_second_step(request.user):
        return redirect("mfa_index")
    if request.viewer.is_officer:
        return redirect("desk")
    if request.viewer.is_member:
        return redirect("reading")
    if request.viewer.approves:
        return redirect("approvals")
    return redirect("reports" if request.viewer.writes else "home")


@by_signed_link(invitations.SALT)
@require_http_methods(["GET", "POST"])
def invitation(request: Request, signed: list[int]) -> HttpResponse:
    """Answer an invitation: with the account one has, or with a new one."""
    found = invitations.invitation_of(signed)
    if found is None or found.state != InvitationState.WAITING:
        return render(request, "account/invitation_over.html", {"invitation": found}, status=410)
    has_account = User.objects.filter(email__iexact=found.email).exists()
    if request.user.is_authenticated or has_account:
        return _accept(request, found)
    return _accept_as_new(request, found)


def _accept(request: Request, found: Invitation) -> HttpResponse:
    context = {"invitation": found, "here": request.path}
    is_theirs = request.user.is_authenticated and request.user.email.lower() == found.email
    if not is_theirs:
        return render(request, "account/invitation_sign_in.html", context)
    if request.method == "GET":
        return render(request, "account/invitation_accept.html", context)
    try:
        invitations.accept(found, by=request.user)
    except Refused as refusal:  # answered in another window meanwhile, or its ground is gone
        return _over(request, refusal)
    return redirect("after_sign_in")


def _accept_as_new(request: Request, found: Invitation) -> HttpResponse:
    form = NewAccount(request.POST or None, initial={"name": found.name})
    if form.is_valid():
        told = form.cleaned_data
        try:
            user = invitations.accept_as_new(found, name=told["name"], password=told["password1"])
        except Refused as refusal:
            return _over(request, refusal)
        except ValidationError as error:
            form.add_error("password1", error.messages)
        else:
            login = Login(user=user, email=user.email, redirect_url=reverse("after_sign_in"))
            done: HttpResponse = perform_password_login(request, {"email": user.email}, login)
            return done
    return render(request, "account/invitation_new.html", {"invitation": found, "form": form})


def _over(request: Request, why: Refused) -> HttpResponse:
    return render(request, "account/invitation_over.html", {"why": str(why)}, status=410)
