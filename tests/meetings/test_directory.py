"""Signing in by the council's directory (OpenID Connect): it proves who somebody is, no more."""

from __future__ import annotations

from typing import Any

import pytest
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.helpers import complete_social_login
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import HttpResponse
from django.test import Client

from meetings.models import User
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
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
    config = {"authorization_endpoint": f"{DIRECTORY}/authorize", "token_endpoint": DIRECTORY}
    monkeypatch.setattr(OpenIDConnectOAuth2Adapter, "openid_config", config)

    def says(email: str) -> None:
        def come_back(self: Any, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
            provider = get_adapter().get_provider(request, "directory")
            login = provider.sociallogin_from_response(request, {"sub": email, "email": email})
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
