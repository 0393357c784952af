"""What every walk in a browser needs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests import tools
from tests.journeys.html_checker import HtmlChecker
from tests.journeys.walks import Walk

FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-quic")


@pytest.fixture(scope="package")
def chromium(django_db_setup: None) -> Iterator[Browser]:
    """One browser for all walks, and closed with the last of them."""
    with sync_playwright() as playwright, pytest.MonkeyPatch.context() as patch:
        # Playwright runs an event loop in this thread, and Django then takes it for async code.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        launched = playwright.chromium.launch(executable_path=tools.chromium(), args=list(FLAGS))
        yield launched
        launched.close()


@pytest.fixture
def browser(chromium: Browser) -> Iterator[Browser]:
    """The browser, as if it were new: what a test opens in it is closed after the test."""
    yield chromium
    for context in chromium.contexts:
        context.close()


@pytest.fixture(scope="package")
def html_checker() -> Iterator[HtmlChecker]:
    checker = HtmlChecker()
    yield checker
    checker.close()


@pytest.fixture
def walk(browser: Browser, live_server: Any, html_checker: HtmlChecker) -> Walk:
    return Walk(browser, live_server.url, html_checker)


@pytest.fixture
def compiled_here() -> None:
    """Packs are compiled as the portal does it: in a child of its own."""
