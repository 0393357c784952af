"""The page on which somebody asks for another name."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from meetings.account_names import ask_for_name
from meetings.doors import Request, signed_in
from meetings.sign_in.forms import OwnName


@signed_in
@require_http_methods(["GET", "POST"])
def own_name(request: Request) -> HttpResponse:
    """Ask for it; asking for the present one takes back what was asked before."""
    user = request.user
    form = OwnName(request.POST or None, initial={"name": user.asked_name or user.name})
    if form.is_valid():
        try:
            asked = ask_for_name(user, form.cleaned_data["name"], by=user)
        except ValidationError as error:
            form.add_error("name", error.messages)
        else:
            messages.success(request, _said(asked.asked_name))
            return redirect("mfa_index")
    return render(request, "account/name.html", {"form": form})


def _said(asked: str) -> str:
    return f"You asked to be called {asked}: an officer is to confirm it." if asked else "Saved."
