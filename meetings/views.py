"""Where people go once they have signed in."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from meetings.doors import Request, lacks_second_step, signed_in


@signed_in
@require_safe
def after_sign_in(request: Request) -> HttpResponse:
    """Officers go to their desk, those who lack their second step to their account."""
    if lacks_second_step(request.user):
        return redirect("mfa_index")
    return redirect("desk" if request.viewer.is_officer else "home")
