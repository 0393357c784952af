"""The pages in a real browser: axe finds nothing, nothing scrolls sideways, the HTML is valid."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, Page

from tests import tools
from tests.public.world import Town

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
NOWHERE = "/no-such-page/"
DESKTOP, PHONE = 1280, 320
"""CSS pixels; 320 is what a page 1,280 wide has left at 400 % (WCAG 1.4.10)."""


@pytest.fixture
def town(settings: Any, tmp_path: Path) -> Town:
    settings.MEDIA_ROOT = str(tmp_path)
    return Town(timezone.localdate())


def addresses(town: Town) -> list[str]:
    """One of every kind of page, the fullest there is."""
    return [
        *(reverse(name) for name in ("home", "boards", "meetings", "attending", "accessibility")),
        *(reverse(name) for name in ("account_login", "account_inactive")),
        *(reverse(name) for name in ("account_reset_password", "account_reset_password_done")),
        reverse("account_reset_password_from_key", args=["abc", "123"]),
        f"{reverse('search')}?q=winter",
        f"{reverse('search')}?q=zebra",
        town.board.get_absolute_url(),
        town.held.get_absolute_url(),
        town.called.get_absolute_url(),
        town.cancelled.get_absolute_url(),
        town.minutes.get_absolute_url(),
        town.minute.get_absolute_url(),
        town.paper.get_absolute_url(),
        NOWHERE,
    ]


def violations(page: Page) -> list[str]:
    """What axe objects to, as short lines."""
    page.evaluate(tools.axe().read_text())
    run = "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})"
    found = page.evaluate(run, list(RULES))["violations"]
    return [
        f"{each['impact']} {each['id']}: {node['target']}"
        for each in found
        for node in each["nodes"]
    ]


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    live_server: Any, town: Town, browser: Browser, width: int
) -> None:
    # The policy of our pages lets no foreign script in, axe included.
    context = browser.new_context(viewport={"width": width, "height": 800}, bypass_csp=True)
    page = context.new_page()
    found: list[str] = []
    for address in addresses(town):
        answer = page.goto(f"{live_server.url}{address}")
        assert answer is not None
        assert (answer.status == 200) == (address != NOWHERE), address
        found += [f"{address} {each}" for each in violations(page)]
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append(f"{address} scrolls sideways")
    context.close()

    assert found == []


def test_axe_would_object(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content("<title>Bad</title><h1>Bad</h1><img src='x.png'>")

    assert any("image-alt" in each for each in violations(page))


def test_the_policy_of_the_pages_stops_none_of_their_own_parts(
    live_server: Any, town: Town, browser: Browser
) -> None:
    page = browser.new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    for address in addresses(town)[:-1]:
        page.goto(f"{live_server.url}{address}")

    assert complaints == []


def test_the_html_is_valid(town: Town, client: Client, tmp_path: Path) -> None:
    for number, address in enumerate(addresses(town)):
        body = client.get(address).content
        (tmp_path / f"{number:02}.html").write_bytes(body)
    files = sorted(map(str, tmp_path.glob("*.html")))

    command = [tools.java(), "-jar", str(tools.vnu()), "--errors-only", *files]
    checked = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)

    assert checked.stderr == ""
