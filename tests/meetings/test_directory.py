"""Signing in by the council's directory (OpenID Connect): it proves who somebody is, no more."""

from __future__ import annotations

from typing import Any

import pytest
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.helpers import complete_social_login
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpResponse
from django.test import Client

from meetings.models import User
from rotherham_hwb import directory_settings
from tests import factories
from tests.sign_in import app_code

pytestmark = pytest.mark.django_db
DIRECTORY = "https://login.example.org"


@pytest.fixture
def directory(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Set a directory up; what it says when somebody comes back from it is given by the test."""
    settings.OIDC_SERVER_URL = DIRECTORY
    app = {
        "provider_id": "directory",
        "name": "your council account",
        "client_id": "portal",
        "secret": "x",
        "settings": {"server_url": DIRECTORY, "verified_email": True},
    }
    settings.OIDC_EMAIL_DOMAINS = ["example.org"]
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
    config = {"authorization_endpoint": f"{DIRECTORY}/authorize", "token_endpoint": DIRECTORY}
    monkeypatch.setattr(OpenIDConnectOAuth2Adapter, "openid_config", config)

    def says(email: str, **more: object) -> None:
        told = {"sub": email, "email": email, "email_verified": True} | more

        def come_back(self: Any, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
            provider = get_adapter().get_provider(request, "directory")
            login = provider.sociallogin_from_response(request, {"userinfo": told})
            login.state = {"process": "login"}
            done: HttpResponse = complete_social_login(request, login)
            return done

        path = "allauth.socialaccount.providers.oauth2.views.OAuth2CallbackView.dispatch"
        monkeypatch.setattr(path, come_back)

    return says


BACK = "/sign-in/with/directory/back/"


def test_the_page_offers_the_directory_and_leads_to_it(client: Client, directory: Any) -> None:
    assert "Sign in with your council account" in client.get("/sign-in/").content.decode()

    answer = client.get("/sign-in/with/directory/")

    assert answer["Location"].startswith(f"{DIRECTORY}/authorize?client_id=portal")
    assert "redirect_uri=http%3A%2F%2Ftestserver%2Fsign-in%2Fwith%2Fdirectory" in answer["Location"]


def test_who_has_an_account_is_let_in(client: Client, directory: Any) -> None:
    ruth = factories.user(board=factories.board(), role="member")
    directory(ruth.email)

    assert client.get(BACK)["Location"] == "/signed-in/"
    assert client.session["_auth_user_id"] == str(ruth.pk)


def test_an_officer_is_asked_for_the_second_step_all_the_same(
    client: Client, directory: Any
) -> None:
    olive = factories.officer(factories.board())
    directory(olive.email)

    assert client.get(BACK)["Location"] == "/sign-in/code/"
    assert client.get("/desk/").status_code == 302
    client.post("/sign-in/code/", {"code": app_code()})
    assert client.get("/desk/").status_code == 200


def test_who_has_no_account_is_told_so_and_gets_none(client: Client, directory: Any) -> None:
    directory("stranger@example.org")

    said = client.get(BACK, follow=True).content.decode()

    assert "Nobody here has this address" in said
    assert not User.objects.filter(email="stranger@example.org").exists()


def test_without_a_directory_its_addresses_are_closed(client: Client) -> None:
    for address in (BACK, "/sign-in/with/directory/", "/sign-in/cancelled/"):
        assert client.get(address).status_code == 404


@pytest.mark.parametrize("said", [False, None, "false", "no", "", 0, {"a": 1}, []])
def test_an_address_the_directory_has_not_proven_lets_nobody_in(
    client: Client, directory: Any, said: object
) -> None:
    ruth = factories.user(board=factories.board(), role="member")
    directory(ruth.email, email_verified=said)

    answer = client.get(BACK)

    assert answer.status_code == 403
    assert "does not say that your e-mail address is proven" in answer.content.decode()
    assert "_auth_user_id" not in client.session


def test_an_account_that_came_by_the_directory_before_is_asked_again(
    client: Client, directory: Any
) -> None:
    ruth = factories.user(board=factories.board(), role="member")
    directory(ruth.email, email_verified=None, xms_edov=True)
    assert client.get(BACK).status_code == 302
    client.post("/sign-out/")

    directory(ruth.email, email_verified=False)

    assert client.get(BACK).status_code == 403


@pytest.mark.parametrize("domain", ["sub.example.org", "badexample.org", "example.org.evil.com"])
def test_an_address_of_another_domain_lets_nobody_in(
    client: Client, directory: Any, domain: str
) -> None:
    ruth = User.objects.create_user(email=f"ruth@{domain}", name="Ruth", password="x")
    directory(ruth.email)

    answer = client.get(BACK)

    assert answer.status_code == 403
    assert "of no organisation" in answer.content.decode()


MICROSOFT = "https://login.microsoftonline.com"
TENANT = "6f1c5b1e-3c1e-4d8e-9a59-0123456789ab"
WHOLE = {
    "OIDC_SERVER_URL": f"{MICROSOFT}/{TENANT}/v2.0",
    "OIDC_CLIENT_ID": "portal",
    "OIDC_CLIENT_SECRET": "x",
    "OIDC_EMAIL_DOMAINS": "Example.gov.uk, @example.org",
}


def set_up(monkeypatch: pytest.MonkeyPatch, **changes: str) -> None:
    for name, said in (WHOLE | changes).items():
        monkeypatch.setenv(name, said)


@pytest.mark.parametrize(
    "url",
    [
        f"{MICROSOFT}/{TENANT}/v2.0",
        f"{MICROSOFT}/example.onmicrosoft.com/v2.0",
        "https://login.example.gov.uk/realms/council",
    ],
)
def test_the_councils_own_directory_is_taken(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    set_up(monkeypatch, OIDC_SERVER_URL=url)

    assert directory_settings.server_url() == url
    assert directory_settings.email_domains() == ["example.gov.uk", "example.org"]


@pytest.mark.parametrize(
    "url",
    [
        *(
            f"{MICROSOFT}/{each}/v2.0"
            for each in ("common", "organizations", "consumers", "Common")
        ),
        f"{MICROSOFT}/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0",
        f"{MICROSOFT}/common/v2.0/.well-known/openid-configuration",
        f"{MICROSOFT}//common/v2.0",
        MICROSOFT,
        "https://sts.windows.net/common",
        "https://login.microsoftonline.com./common",
        "https://login.microsoftonline.us/organizations/v2.0",
        "https://accounts.google.com",
        "https://ACCOUNTS.google.com:443",
        "https://appleid.apple.com",
    ],
)
def test_a_directory_of_everybody_stops_the_start(
    monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    set_up(monkeypatch, OIDC_SERVER_URL=url)

    with pytest.raises(ImproperlyConfigured, match="OIDC_SERVER_URL must be the directory of the"):
        directory_settings.server_url()


@pytest.mark.parametrize("name", WHOLE)
def test_a_directory_that_is_half_set_up_stops_the_start(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    set_up(monkeypatch, **{name: ""})

    with pytest.raises(ImproperlyConfigured, match=f"The setting {name} must be said where"):
        directory_settings.server_url()


@pytest.mark.parametrize("said", ["gov", "example.org,", "a@example.org", "*.example.org", "*"])
def test_what_is_no_domain_stops_the_start(monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    set_up(monkeypatch, OIDC_EMAIL_DOMAINS=said)

    with pytest.raises(ImproperlyConfigured, match="The setting OIDC_EMAIL_DOMAINS must be"):
        directory_settings.email_domains()
