"""The pages in a real browser: axe finds nothing, nothing scrolls sideways, the HTML is valid."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser

from tests.journeys.html_checker import HtmlChecker
from tests.journeys.walks import Walk, violations
from tests.public.world import Town

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NOWHERE = "/no-such-page/"


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


def test_every_page_is_accessible_fits_both_widths_and_is_valid_html(
    town: Town, walk: Walk
) -> None:
    for address in addresses(town):
        walk.visit(address, status=404 if address == NOWHERE else 200)

    assert walk.faults == []


def test_axe_would_object(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content("<title>Bad</title><h1>Bad</h1><img src='x.png'>")

    assert any("image-alt" in each for each in violations(page))


def test_the_html_checker_would_object(html_checker: HtmlChecker) -> None:
    faults = html_checker.faults("<!DOCTYPE html><title>Bad</title><p><div>…</p>".encode())

    assert any("Unclosed element" in each for each in faults)


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
