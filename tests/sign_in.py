"""Signing in as people do, with the second step where they have one."""

from __future__ import annotations

from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.test import Client

from meetings.models import User
from tests import factories


def app_code(secret: str = factories.APP_SECRET) -> str:
    """What the authenticator app shows now."""
    (counter,) = yield_hotp_counters_from_time()
    return str(format_hotp_value(hotp_value(secret, counter)))


def sign_in(client: Client, user: User) -> None:
    """Give the password, and the app's code where one is asked for; a code works once."""
    given = {"login": user.email, "password": factories.PASSWORD}
    answer = client.post("/sign-in/", given)
    if answer["Location"] == "/sign-in/code/":
        client.post("/sign-in/code/", {"code": app_code()})
