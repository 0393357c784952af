"""What every walk in a browser needs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests import tools

FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-quic")


@pytest.fixture(autouse=True)
def allow_the_browser_beside_django(monkeypatch: pytest.MonkeyPatch) -> None:
    # Playwright runs an event loop in this thread, and Django then takes it for async code.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=tools.chromium(), args=list(FLAGS))
        yield chromium
        chromium.close()


@pytest.fixture
def compiled_here() -> None:
    """Packs are compiled as the portal does it: in a child of its own."""
