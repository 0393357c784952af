"""A council set up from an empty database: one command for the first officer, the rest by screen.

Every page is reached by the links and buttons of the one before; no address is typed but the
first, and those that e-mails bring.
"""

from __future__ import annotations

import io
import re
import sys
from typing import Any

import pytest
from django.core.management import call_command
from playwright.sync_api import Browser, Page

from meetings.models import Board, Meeting, Person, User
from rotherham_hwb.outbox.models import Message
from tests.journeys.test_from_an_empty_board_to_a_published_pack import (
    Desk,
    a_wednesday,
    compile_all,
    public,
)
from tests.sign_in import app_code

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "two herons on the weir"


class Newcomer(Desk):
    """Somebody at the pages who finds their way by what the pages say."""

    def __init__(self, browser: Browser, url: str) -> None:
        self.url = url
        self.page: Page = browser.new_context().new_page()
        self.page.set_default_timeout(20_000)

    def follow(self, link: str) -> None:
        found = self.page.get_by_role("link", name=link)
        with self.page.expect_navigation():
            found.or_(self.page.get_by_role("button", name=link)).first.click()
        assert "Something went wrong" not in self.words


def test_a_council_is_set_up_by_one_command_and_the_browser_alone(
    live_server: Any, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{PASSWORD}\n"))
    call_command("add_officer", "ruth@council.example.org", name="Ruth Marsh", stdout=io.StringIO())
    ruth = Newcomer(browser, live_server.url)

    _sign_in_for_the_first_time(ruth)
    _add_a_board(ruth)
    _put_people_on_it(ruth)
    _let_the_chair_in(ruth, browser)
    meeting = _plan_a_meeting(ruth)
    _publish_it(ruth, meeting)

    shown = public(meeting.get_absolute_url())
    for words in ("Health and Care Board", "The Corn Exchange", "Winter pressures"):
        assert words in shown
    board = public(f"/boards/{Board.objects.get().slug}/")
    for words in ("Councillor Ada Byron", "Dan Okri", "Looks after health and care."):
        assert words in board


def _sign_in_for_the_first_time(ruth: Newcomer) -> None:
    ruth.page.goto(ruth.url)
    ruth.follow("Sign in")
    ruth.fill(login="ruth@council.example.org", password=PASSWORD)
    ruth.press("Sign in")
    ruth.follow("Set up an authenticator app")
    key = ruth.page.locator("main code.portal-code").text_content() or ""
    ruth.fill(code=app_code(key.strip()))
    ruth.press("Set it up")
    ruth.follow("I have kept them")


def _add_a_board(ruth: Newcomer) -> None:
    ruth.follow("Desk")
    ruth.follow("Add a board")
    ruth.fill(name="Health and Care Board", short_name="HCB")
    ruth.choose(regime="part_va")
    ruth.fill(purpose="Looks after health and care.")
    ruth.press("Add the board")
    ruth.follow("Change the quorum")
    ruth.fill(quorum="2", default_venue="The Corn Exchange, Bridge Street")
    ruth.press("Save the settings")
    for title in ("Apologies for absence", "Winter pressures"):
        ruth.follow("Add a standing item")
        ruth.fill(title=title)
        ruth.choose(place="opening")
        ruth.press("Save the item")


def _put_people_on_it(ruth: Newcomer) -> None:
    ruth.follow("Seats and members")
    ruth.follow("Add a seat")
    ruth.fill(title="Healthwatch", organisation="Healthwatch Weir")
    ruth.press("Save the seat")
    for name, kind in (("Councillor Ada Byron", "chair"), ("Dan Okri", "member")):
        ruth.follow("Add a member")
        ruth.fill(name=name)
        ruth.choose(kind=kind)
        ruth.press("Add them")
        ruth.follow("Boards and people")
        ruth.follow("Seats and members")


def _let_the_chair_in(ruth: Newcomer, browser: Browser) -> None:
    """The chair gets an invitation, makes an account and is known as who they are on the board."""
    ruth.follow("People and roles")
    ruth.follow("Add somebody")
    ruth.fill(name="Ada Byron", email="ada@council.example.org")
    ruth.choose(kind="member")
    ruth.page.select_option("main [name=person]", label="Councillor Ada Byron")
    ruth.press("Add them")
    (mail,) = Message.objects.filter(recipient="ada@council.example.org")
    found = re.search(r"https?://\S+?(/invitations?/\S+)", mail.text)
    assert found, mail.text
    ada = Newcomer(browser, ruth.url)
    ada.page.goto(f"{ruth.url}{found[1]}")
    ada.fill(password1=PASSWORD, password2=PASSWORD)
    ada.press("Make my account")
    assert Person.objects.get(name="Councillor Ada Byron").user == User.objects.get(
        email="ada@council.example.org"
    )


def _plan_a_meeting(ruth: Newcomer) -> Meeting:
    ruth.follow("Desk")
    ruth.follow("Plan a meeting")
    ruth.day("date", a_wednesday())
    ruth.fill(time="2.00 p.m.")
    ruth.page.locator("main form button[type=submit]").first.click()
    ruth.page.wait_for_url("**/desk/meetings/*/")
    return Meeting.objects.get()


def _publish_it(ruth: Newcomer, meeting: Meeting) -> None:
    ruth.follow("Agenda")
    ruth.press("Add the standing items")
    ruth.follow("Details")
    ruth.press("Compile the pack")
    compile_all()
    ruth.follow("Back to the meeting")
    ruth.follow("Publish")
    ruth.press("Publish the agenda")
    meeting.refresh_from_db()
    assert meeting.state == "agenda_published", ruth.words
