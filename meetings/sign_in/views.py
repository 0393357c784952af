"""django-allauth's pages that change something, each with its line in the trail."""

from __future__ import annotations

from functools import wraps

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.mfa.utils import decrypt
from allauth.mfa.webauthn import views as webauthn
from django.conf import settings
from django.db import transaction
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.views.generic.edit import FormMixin

from meetings import audit
from meetings.access import viewer_for
from meetings.doors import NEEDS_SECOND_STEP, View, lacks_second_step
from meetings.models import User
from meetings.sign_in.devices import remember_device
from meetings.sign_in.sessions import end_other_sessions


class Recorded(FormMixin[BaseForm]):
    """The change and its audit event stand or fall together."""

    action: str

    def form_valid(self, form: BaseForm) -> HttpResponse:
        with transaction.atomic():
            response = super().form_valid(form)
            audit.record(self.action, self.whose(), by=self.whose())
        return response

    def whose(self) -> User:
        return self.request.user  # type: ignore[attr-defined, no-any-return]


class NewPasswordView(Recorded, account.PasswordResetFromKeyView):
    action = "set a new password for"

    def whose(self) -> User:
        return self.reset_user  # type: ignore[no-any-return]

    def form_valid(self, form: BaseForm) -> HttpResponse:
        """Who has opened that mailbox may sign in next, however often others have guessed."""
        response = super().form_valid(form)
        remember_device(self.request, response, self.whose())
        return response


class ChangePasswordView(Recorded, account.PasswordChangeView):
    action = "change the password of"


class FirstPasswordView(Recorded, account.PasswordSetView):
    action = "set a password for"


class SecondStepAdded(Recorded):
    """What is set up here must not lift a session that began without it."""

    def form_valid(self, form: BaseForm) -> HttpResponse:
        with transaction.atomic():
            response = super().form_valid(form)
            end_other_sessions(self.request)  # type: ignore[attr-defined]
        return response


class SetUpAppView(SecondStepAdded, totp.ActivateTOTPView):
    action = "set up an authenticator app for"


class RemoveAppView(Recorded, totp.DeactivateTOTPView):
    action = "remove the authenticator app of"


class NewRecoveryCodesView(Recorded, recovery_codes.GenerateRecoveryCodesView):
    action = "make new recovery codes for"


class AddPasskeyView(SecondStepAdded, webauthn.AddWebAuthnView):
    action = "add a passkey of"


class RemovePasskeyView(Recorded, webauthn.RemoveWebAuthnView):
    action = "remove a passkey of"


class AccountView(mfa.IndexView):
    """Somebody's own page: how they sign in, and what they may do where."""

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        user: User = self.request.user
        shown: dict[str, object] = super().get_context_data(**kwargs)
        return shown | {
            "roles": user.roles.current().select_related("board").order_by("board__name", "kind"),
            "lacks_second_step": lacks_second_step(user),
            "role_waits": viewer_for(user).has_role(*NEEDS_SECOND_STEP),
        }


class SecondStepView(mfa.AuthenticateView):
    """The second step of signing in; the demonstration tells its officer the code."""

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        shown: dict[str, object] = super().get_context_data(**kwargs)
        return shown | {"demo_code": demo_code(self.stage.login.user)}


def demo_code(user: User) -> str:
    """The code of the demonstration's own app; empty for anybody and anywhere else."""
    if not settings.DEMO_SECOND_STEP:
        return ""
    app = Authenticator.objects.filter(user_id=user.pk, type=Authenticator.Type.TOTP).first()
    if app is None or decrypt(app.data["secret"]) != settings.DEMO_SECOND_STEP:
        return ""
    (counter,) = yield_hotp_counters_from_time()
    return str(format_hotp_value(hotp_value(settings.DEMO_SECOND_STEP, counter)))


def with_directory(view: View) -> View:
    """Closed where no council directory is set up."""

    @wraps(view)
    def opened(request: HttpRequest, **kwargs: object) -> HttpResponseBase:
        if not settings.OIDC_SERVER_URL:
            raise Http404("No directory is set up.")
        return view(request, **kwargs)

    return opened


def closed(request: HttpRequest, **kwargs: object) -> HttpResponse:
    """Nobody uses this page of the library here; its name must lead somewhere all the same."""
    raise Http404
