"""Signing in."""

import pytest
from django.test import Client

from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("target", ["/sign-in/", "/sign-in/?next=/desk/", "https://evil.example/"])
def test_signing_in_leads_nowhere_odd(client: Client, target: str) -> None:
    client.force_login(factories.user())

    answer = client.get("/sign-in/", {"next": target})

    assert answer.status_code == 302
    assert answer["Location"] == "/signed-in/"
