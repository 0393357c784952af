"""Devices that have signed in before, so that strangers' guesses do not keep their users out.

Wrong passwords are counted by address and network, and, far more of them, by address alone: else
whoever knows an officer's address could close the desk to them on publication day. A device with
the cookie of that account is counted by itself. The cookie lets nobody in, and passes no step.
"""

from __future__ import annotations

import ipaddress
from datetime import timedelta
from secrets import token_urlsafe

from allauth.core.internal.ratelimit import get_ip
from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse

from meetings.models import User

COOKIE = "known_device"
SALT = "known device"
GOOD_FOR = timedelta(days=180)
MOST_ACCOUNTS = 5  # of one device


def remember_device(request: HttpRequest, response: HttpResponseBase, user: User) -> None:
    """Note in the browser that this account has signed in on it."""
    device, accounts = _read(request)
    accounts = [user.pk, *(pk for pk in accounts if pk != user.pk)][:MOST_ACCOUNTS]
    response.set_cookie(
        COOKIE,
        signing.dumps([device or token_urlsafe(16), accounts], salt=SALT),
        max_age=GOOD_FOR,
        path=reverse("account_login"),
        secure=settings.SECURE,
        httponly=True,
        samesite="Lax",
    )


def known_device(request: HttpRequest, email: str) -> str:
    """The device, where the account of this address has signed in on it; else nothing."""
    device, accounts = _read(request)
    known = device and User.objects.filter(email__iexact=email, pk__in=accounts).exists()
    return device if known else ""


def network_of(request: HttpRequest) -> str:
    """The network a request comes from: of IPv4 256 addresses, of IPv6 what one customer has."""
    at: str = get_ip(request)
    try:
        address = ipaddress.ip_address(at)
    except ValueError:
        return at
    width = 24 if address.version == 4 else 64
    return str(ipaddress.ip_network(f"{address}/{width}", strict=False))


def _read(request: HttpRequest) -> tuple[str, list[int]]:
    said = request.COOKIES.get(COOKIE, "")
    try:
        device, accounts = signing.loads(said, salt=SALT, max_age=GOOD_FOR)
    except signing.BadSignature:
        return "", []
    return str(device), list(accounts)
