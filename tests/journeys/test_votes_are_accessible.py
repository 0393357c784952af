"""The pages of votes, and minutes with everything in them: axe, valid HTML, phone widths."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Page

from minutes import voting
from minutes.models import Declaration, SubHeading
from tests import factories, tools
from tests.journeys.test_pages_are_accessible import DESKTOP, PHONE, violations
from tests.journeys.test_reports_are_accessible import signed_in
from tests.minutes.full import Full
from tests.minutes.test_voting import Room

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


class Votes:
    """A draft with votes of every manner on one minute, and published minutes of another day."""

    def __init__(self) -> None:
        self.room = Room()
        SubHeading.objects.create(minute=self.room.minute, position=1, heading="Below")
        self.room.add("Remy Remote", mode="remote")
        Declaration.objects.create(
            attendance=self.room.members[9], item=self.room.item, kind="disclosable", nature="Owns"
        )
        self.vote = self.room.vote(in_favour=5, against=2, moved_by="Member 1")
        voting.record_my_vote(
            self.vote, attendance=self.room.members[3], side="against", by=self.room.officer
        )
        self.room.named(in_favour=4, against=4, casting="for")
        self.full = Full(factories.board(), self.room.officer)
        self.full.publish()

    def addresses(self) -> list[str]:
        meeting, full = self.room.minutes.meeting_id, self.full
        votes = reverse("desk_votes", args=[meeting, self.room.minute.pk])
        return [
            *(f"{votes}?manner={each}" for each in ("counted", "named", "hands", "agreed")),
            reverse(
                "desk_item_votes", args=[meeting, factories.item(self.room.minutes.meeting).pk]
            ),
            reverse("desk_vote", args=[meeting, self.vote.pk]),
            reverse("desk_vote_remove", args=[meeting, self.vote.pk]),
            full.minutes.get_absolute_url(),
            full.open.get_absolute_url(),
            full.secret.get_absolute_url(),
        ]


def _faults(page: Page, name: str, width: int) -> list[str]:
    page.wait_for_load_state("networkidle")
    if shots := os.environ.get("SHOTS"):
        page.screenshot(path=f"{shots}/{width}-{name}.png", full_page=True)
    found = [f"{page.url} {each}" for each in violations(page)]
    if page.evaluate("document.documentElement.scrollWidth") > width:
        found.append(f"{page.url} scrolls sideways")
    return found


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    live_server: Any, browser: Browser, width: int
) -> None:
    votes = Votes()
    size = {"viewport": {"width": width, "height": 800}, "bypass_csp": True}
    page = signed_in(browser, live_server.url, votes.room.officer, **size).new_page()
    found, listed = [], votes.addresses()
    for number, address in enumerate(listed):
        answer = page.goto(f"{live_server.url}{address}")
        assert answer is not None
        assert answer.status == 200, address
        found += _faults(page, f"{number:02}", width)
    page.goto(f"{live_server.url}{listed[0]}")
    page.get_by_label("What was put to the vote").fill("That coats be worn.")
    page.get_by_label("In favour", exact=True).fill("4")
    page.get_by_label("Against", exact=True).fill("4")
    page.get_by_role("button", name="Record the vote").click()
    page.wait_for_url("**")
    assert page.get_by_text("Casting vote of Member 1").count() == 1
    found += _faults(page, "tie", width)
    page.get_by_label("Against", exact=True).last.check()
    page.get_by_role("button", name="Record the vote").click()
    assert page.get_by_text("The vote is recorded: lost.").is_visible()

    assert found == []


def test_the_html_is_valid(tmp_path: Path) -> None:
    votes, client = Votes(), Client()
    client.force_login(votes.room.officer)
    for number, address in enumerate(votes.addresses()):
        (tmp_path / f"{number:02}.html").write_bytes(client.get(address).content)
    pages = map(str, sorted(tmp_path.glob("*.html")))
    command = [tools.java(), "-jar", str(tools.vnu()), "--errors-only", *pages]

    assert subprocess.run(command, capture_output=True, text=True).stderr == ""
