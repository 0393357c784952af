"""Signing in and out."""

from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from meetings.doors import Request, public, signed_in

sign_in = public(
    LoginView.as_view(
        extra_context={"current_section": "sign_in"}, redirect_authenticated_user=True
    )
)
sign_out = public(LogoutView.as_view())


@signed_in
@require_safe
def after_sign_in(request: Request) -> HttpResponse:
    """Officers go to their desk, everyone else to the home page."""
    return redirect("desk" if request.viewer.is_officer else "home")
