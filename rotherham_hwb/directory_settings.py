"""The council's directory, as settings name it: its own, whole, or none."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from rotherham_hwb import environment

NEEDED = ("OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET", "OIDC_EMAIL_DOMAINS")
DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]")
# Who signs in there is whoever made themselves an account, of any organisation or of none.
ANYBODYS = (
    *("accounts.google.com", "appleid.apple.com", "login.live.com", "login.yahoo.com"),
    *("www.facebook.com", "facebook.com", "www.linkedin.com", "gitlab.com", "github.com"),
)
MICROSOFT = re.compile(r"(?:.*\.)?(?:microsoftonline\.(?:com|us)|windows\.net|microsoft\.com)")
TENANT = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
PERSONAL_ACCOUNTS = "9188040d-6c67-4c5b-b112-36a304b66dad"


def server_url() -> str:
    """The address of the directory; empty where none is set up.

    Raises ImproperlyConfigured where it is everybody's, or where the rest is not said.
    """
    url = environment.web_address("OIDC_SERVER_URL", secure=True)
    said = [name for name in NEEDED if environment.text(name)]
    if not url:
        if said:
            raise environment.wrong("OIDC_SERVER_URL", f"said where {said[0]} is")
        return ""
    for name in NEEDED:
        if name not in said:
            raise environment.wrong(name, "said where OIDC_SERVER_URL is")
    if is_everybodys(url):
        raise environment.wrong(
            "OIDC_SERVER_URL",
            "the directory of the council alone, with its own tenant in the address: "
            "to this one strangers belong as well",
        )
    return url


def email_domains() -> list[str]:
    """The domains of e-mail addresses that the directory proves."""
    domains = [each.lower().removeprefix("@") for each in environment.comma_list(NEEDED[2])]
    for each in domains:
        if not DOMAIN.fullmatch(each):
            raise environment.wrong(
                NEEDED[2], "domains between commas, such as example.gov.uk", each
            )
    return domains


def is_everybodys(url: str) -> bool:
    """Whether anybody can have an account there: of Microsoft, an address that names no tenant."""
    parts = urlsplit(url)
    host = (parts.hostname or "").rstrip(".")
    if not MICROSOFT.fullmatch(host):
        return host in ANYBODYS
    tenant = next(iter(parts.path.lower().strip("/").split("/")))
    named = TENANT.fullmatch(tenant) or DOMAIN.fullmatch(tenant)
    return not named or tenant == PERSONAL_ACCOUNTS
