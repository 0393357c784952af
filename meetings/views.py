"""Signing in and out."""

from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from meetings.doors import Request, public, signed_in


class SignIn(LoginView):
    """Django's own, which fails where it is asked to lead back to itself."""

    def get_success_url(self) -> str:
        wanted: str = super().get_success_url()
        own = wanted.split("?")[0] == self.request.path
        return self.get_default_redirect_url() if own else wanted


sign_in = public(
    SignIn.as_view(extra_context={"current_section": "sign_in"}, redirect_authenticated_user=True)
)
sign_out = public(LogoutView.as_view())


@signed_in
@require_safe
def after_sign_in(request: Request) -> HttpResponse:
    """Officers go to their desk, everyone else to the home page."""
    return redirect("desk" if request.viewer.is_officer else "home")
