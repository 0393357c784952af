"""The pages of minutes once they are out: axe finds nothing, phones need no sideways scroll."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser

from minutes.approving import CorrectionDraft, approve_minutes
from minutes.models import Minute
from rotherham_hwb.packs.editions.minutes_files import sign_minutes
from tests import factories, tools
from tests.journeys.test_pages_are_accessible import DESKTOP, PHONE, violations
from tests.journeys.test_reports_are_accessible import signed_in
from tests.minutes.test_references import drafted, publish, write

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MARCH, MAY, JULY = dt.date(2017, 3, 15), dt.date(2017, 5, 31), dt.date(2017, 7, 5)
SEPTEMBER = dt.date(2017, 9, 20)
PLACE = "correction-0-place"


class Year:
    """Minutes signed, approved, and out as a draft; and a matter that runs through them."""

    def __init__(self) -> None:
        self.board = factories.board("Harbour Board")
        self.olive = factories.officer(self.board)
        self.march = drafted(self.board, MARCH)
        self.first = write(self.march, "95", "Winter in the harbour towns", "It is cold.")
        publish(self.march)
        self.may = drafted(self.board, MAY)
        said = "Further to Minute No. 95 (Winter in the harbour towns), coats were bought."
        self.second = write(self.may, "3", "Coats", said, "That Minute No. 95 be closed.", "Two.")
        self.second.actions.create(position=1, text="Buy hats.", owner="Ivy Example")
        factories.minute(self.may, "The lease of the cannery", number="4", **factories.exempt())
        publish(self.may)
        self.july = drafted(self.board, JULY)
        self.third = write(self.july, "15", "Minutes of the previous meeting", "Minute No. 3.")
        wrong = CorrectionDraft(self.first, old="It is cold.", new="It was cold.")
        approve_minutes([self.march], in_minute=self.third, corrections=[wrong], by=self.olive)
        publish(self.july)
        sign_minutes(self.march, presided_by="Ada Byron", signed_on=JULY, by=self.olive)
        self.autumn = drafted(self.board, SEPTEMBER)
        self.fourth = write(self.autumn, "30", "Minutes of the previous meetings")

    def addresses(self) -> list[str]:
        record = (self.march, self.may, self.july, self.autumn)
        march, may, _, autumn = (each.meeting_id for each in record)
        return [
            self.may.get_absolute_url(),
            self.first.get_absolute_url(),
            f"{self.first.get_absolute_url()}thread/",
            f"{Minute.objects.get(number='4').get_absolute_url()}thread/",
            reverse("desk_minutes_approve", args=[autumn]),
            reverse("desk_minutes_approve", args=[march]),
            reverse("desk_minutes_correct", args=[march]),
            reverse("desk_minutes_sign", args=[march]),
            reverse("desk_minutes_sign", args=[may]),
            reverse("desk_meeting", args=[march]),
        ]


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    live_server: Any, browser: Browser, width: int
) -> None:
    year = Year()
    size = {"viewport": {"width": width, "height": 800}, "bypass_csp": True}
    page = signed_in(browser, live_server.url, year.olive, **size).new_page()
    found: list[str] = []

    def look(name: str) -> None:
        if shots := os.environ.get("SHOTS"):
            page.screenshot(path=f"{shots}/{width}-{name}.png", full_page=True)
        found.extend(f"{page.url} {each}" for each in violations(page))
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append(f"{page.url} scrolls sideways")

    for number, address in enumerate(year.addresses()):
        answer = page.goto(f"{live_server.url}{address}")
        assert answer is not None
        assert answer.status == 200, address
        look(f"{number:02}")
    page.goto(f"{live_server.url}{reverse('desk_minutes_approve', args=[year.autumn.meeting_id])}")
    page.select_option(f"[name={PLACE}]", f"m{year.second.pk}")
    page.fill("[name=correction-0-old]", "coats were bought")
    page.fill("[name=correction-0-new]", "coats were hired")
    page.get_by_role("button", name="See what will be recorded").click()
    look("approval")
    page.get_by_role("button", name="Record the approval").click()
    page.goto(f"{live_server.url}{reverse('desk_minutes_sign', args=[year.may.meeting_id])}")
    look("sign")

    assert found == []
    year.may.refresh_from_db()
    assert year.may.approved_in == year.fourth


def test_the_html_is_valid(tmp_path: Path) -> None:
    year, client = Year(), Client()
    client.force_login(year.olive)
    for number, address in enumerate(year.addresses()):
        (tmp_path / f"{number:02}.html").write_bytes(client.get(address).content)
    files = sorted(map(str, tmp_path.glob("*.html")))
    command = [tools.java(), "-jar", str(tools.vnu()), "--errors-only", *files]

    done = subprocess.run(command, capture_output=True, text=True)

    assert done.stderr == ""
