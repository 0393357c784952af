"""Pages looked at in a real browser, each visited once: axe, both widths, valid HTML."""

from __future__ import annotations

import os
from functools import cache
from typing import Any

from django.conf import settings
from django.test import Client
from django.utils.text import slugify
from playwright.sync_api import Browser, BrowserContext, Page

from meetings.models import User
from tests import tools
from tests.journeys.html_checker import HtmlChecker

RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
DESKTOP, PHONE = 1280, 320
"""CSS pixels; 320 is what a page 1,280 wide has left at 400 % (WCAG 1.4.10)."""
HEIGHT = 800
LOADED_LATE = "[data-hx-trigger^=load]"


class Walk:
    """A walk over many pages, by one or more people; `faults` are what is wrong with any."""

    def __init__(self, browser: Browser, url: str, html: HtmlChecker) -> None:
        self.url = url
        self.faults: list[str] = []
        self._browser, self._html = browser, html
        self._pages: dict[User | None, Page] = {}

    def page(self, user: User | None = None) -> Page:
        """The page of a user who has signed in, or of the public; one for each."""
        if user not in self._pages:
            # The policy of our pages lets no foreign script in, axe included.
            options: Any = {"viewport": _size(DESKTOP), "bypass_csp": True}
            context = (
                signed_in(self._browser, self.url, user, **options)
                if user
                else self._browser.new_context(**options)
            )
            self._pages[user] = context.new_page()
        return self._pages[user]

    def visit(self, address: str, *, by: User | None = None, status: int = 200) -> None:
        """Open an address, and look at the page in both widths and at its HTML."""
        page = self.page(by)
        page.set_viewport_size(_size(DESKTOP))
        answer = page.goto(f"{self.url}{address}")
        assert answer is not None
        assert answer.status == status, address
        self.check(address, answer.body())
        if page.locator(LOADED_LATE).count():
            page.wait_for_load_state("networkidle")
        self.look(address, page)

    def look(self, name: str, page: Page) -> None:
        """Look at what the page shows now, in both widths."""
        page.evaluate(_axe())
        for width in (DESKTOP, PHONE):
            page.set_viewport_size(_size(width))
            if shots := os.environ.get("SHOTS"):
                page.screenshot(path=f"{shots}/{width}-{slugify(name)}.png", full_page=True)
            self.faults += [f"{name} at {width}: {each}" for each in _violations(page)]
            if page.evaluate("document.documentElement.scrollWidth") > width:
                self.faults.append(f"{name} at {width}: scrolls sideways")

    def check(self, name: str, html: bytes) -> None:
        """Check the HTML of a page."""
        self.faults += [f"{name} in line {each}" for each in self._html.faults(html)]


def signed_in(browser: Browser, url: str, user: User, **context: Any) -> BrowserContext:
    """A browser in which the user has signed in."""
    client = Client()
    client.force_login(user)
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    opened = browser.new_context(**context)
    opened.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": url}])
    return opened


def violations(page: Page) -> list[str]:
    """What axe objects to, as short lines."""
    page.evaluate(_axe())
    return _violations(page)


def _violations(page: Page) -> list[str]:
    # Without what passed, which axe would describe node by node.
    only = "{runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']}"
    run = f"tags => axe.run(document, {only})"
    found = page.evaluate(run, list(RULES))["violations"]
    return [
        f"{each['impact']} {each['id']}: {node['target']}"
        for each in found
        for node in each["nodes"]
    ]


@cache
def _axe() -> str:
    return tools.axe().read_text()


def _size(width: int) -> Any:
    return {"width": width, "height": HEIGHT}
