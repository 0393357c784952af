"""What django-allauth asks of the house: who may come in, in which words, with what kept how."""

from __future__ import annotations

import base64
import time
from collections.abc import Mapping
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

from allauth.account import app_settings as account_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.internal import ratelimit
from allauth.core.internal.ratelimit import RateLimitUsage
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import generate_totp_secret
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from meetings.identity import council_name
from meetings.models import User
from meetings.sign_in.devices import known_device, network_of, remember_device

TOO_MANY = "Too many tries went wrong. Wait five minutes, then try again."


class AccountAdapter(DefaultAccountAdapter):
    """Passwords. Nobody signs up here: an officer invites them.

    The front of house adds how e-mails go out (`notifications/accounts.py`).
    """

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": (
            "This e-mail address and password do not belong together. Check both and try again."
        ),
        "incorrect_password": "This is not your password. Check it and try again.",
        "enter_current_password": "This is not your present password. Check it and try again.",
        "rate_limited": TOO_MANY,
        "too_many_login_attempts": TOO_MANY,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: str) -> None:
        """Count a try before it is known to be right; `devices` says by what.

        Raises ValidationError when there were too many.
        """
        self._counted: list[RateLimitUsage] = []
        who = credentials.get("email", "").lower()
        if device := known_device(request, who):
            self._count(request, "login_failed_on_device", device)
        else:
            own = self._get_login_attempts_cache_key(request, **credentials)
            self._count(request, "login_failed", own)
            self._count(request, "login_failed_anywhere", who or own)

    def post_login(self, request: HttpRequest, user: User, **told: Any) -> HttpResponseBase:
        response: HttpResponseBase = super().post_login(request, user, **told)
        remember_device(request, response, user)
        return response

    def _count(self, request: HttpRequest, action: str, key: str) -> None:
        counted = ratelimit.consume(request, app="allauth.account", action=action, key=key)
        if not counted:
            raise self.validation_error("too_many_login_attempts")
        self._counted.append(counted)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: str) -> str:
        """Who signs in, and from which network; who proves again who they are gives no address."""
        who = credentials.get("email", "").lower() or f"user {request.user.pk}"
        return f"{who} {network_of(request)}"

    def _rollback_login_failed_rl_usage(self) -> None:
        """A right password counts for nothing."""
        for counted in self._counted:
            counted.rollback()

    def is_reauthentication_required(self, *, app: str, **kwargs: object) -> bool:
        """Whoever signed in a moment ago need not prove at once again who they are."""
        records = get_authentication_records(self.request, self.request.user)
        since = max((record["at"] for record in records), default=0)
        fresh = time.time() - since < account_settings.REAUTHENTICATION_TIMEOUT
        return not fresh and super().is_reauthentication_required(app=app, **kwargs)

    def is_safe_url(self, url: str) -> bool:
        """Signing in leads to a page of ours, and never back to signing in."""
        return bool(super().is_safe_url(url)) and urlsplit(url).path != reverse("account_login")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("mfa_index")

    def get_reset_password_from_key_url(self, key: str) -> str:
        """The link of the e-mail leads to our public address, whatever host was asked."""
        link: str = super().get_reset_password_from_key_url(key)
        return f"{settings.PUBLIC_URL}{urlsplit(link).path}"

    def send_notification_mail(
        self,
        template_prefix: str,
        user: User,
        context: dict[str, object] | None = None,
        email: str | None = None,
    ) -> None:
        super().send_notification_mail(template_prefix, user, context, email or user.email)


class MFAAdapter(DefaultMFAAdapter):
    """The second step of signing in; its secrets are stored enciphered."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "This code is not right, or it was used already. Enter the newest one.",
        "cannot_generate_recovery_codes": (
            "Set up an authenticator app or a passkey first: recovery codes stand in for those."
        ),
    }

    def get_totp_issuer(self) -> str:
        return f"{council_name()} meetings"

    def _get_site_name(self) -> str:
        return self.get_totp_issuer()

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:
        held = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return f"Passkey {held + 1}"

    def encrypt(self, text: str) -> str:
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """A secret that our key no longer opens becomes one that no code fits."""
        try:
            return _box().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            return str(generate_totp_secret())


class DirectoryAdapter(DefaultSocialAccountAdapter):
    """The council's directory proves who somebody is; whether they may come in, we know."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: object) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Stop who comes with an address that the directory has not proven, or of no domain here.

        Asked at every sign-in, of accounts that are connected already as well.
        """
        told = sociallogin.account.get_provider_account().get_user_data() or {}
        if why := why_not_by_directory(told):
            page = render(request, "socialaccount/refused.html", {"why": why}, status=403)
            raise ImmediateHttpResponse(page)


def why_not_by_directory(told: Mapping[str, object]) -> str:
    """Why what the directory says of somebody lets nobody in; empty where it does.

    `email_verified` is what OpenID Connect calls it, `xms_edov` what Microsoft does. Only a
    plain yes counts: an address that anybody could write into their own entry proves nothing.
    """
    email = str(told.get("email") or "")
    proven = (told.get(name) for name in ("email_verified", "xms_edov"))
    if not any(each is True or each in ("true", "1", 1) for each in proven):
        return "The council’s directory does not say that your e-mail address is proven."
    if email.rpartition("@")[2].lower() not in settings.OIDC_EMAIL_DOMAINS:
        return "Your e-mail address is of no organisation that signs in by the council’s directory."
    return ""


def _box() -> MultiFernet:
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return MultiFernet([Fernet(_key(key)) for key in keys])


def _key(secret: str) -> bytes:
    """A key of its own, so that what it opens is not what a session is signed with."""
    return base64.urlsafe_b64encode(sha256(b"second step:" + secret.encode()).digest())
