"""A member's own pages and the previews in a real browser: axe, valid HTML, phone widths."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser

from meetings.apologies import send_apologies
from meetings.models import Membership, User
from meetings.people import join_account
from reports.workflow import withdraw_paper
from tests import factories
from tests.journeys.walks import Walk, signed_in
from tests.public.world import Town, edition, filed_paper

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


class Harbour(Town):
    """A town with a member who has a deputy and sent apologies, and much that is new."""

    def __init__(self, today: dt.date) -> None:
        super().__init__(today)
        for audience in ("public", "restricted"):
            edition(self.ready, by=self.officer, audience=audience)
        item = self.ready.items.get()
        filed_paper(item, "Buses in winter", by=self.officer)
        gone = filed_paper(item, "Heating in winter", by=self.officer)
        withdraw_paper(gone, by=self.officer, reason="It named a patient.")
        self.draft = factories.meeting(
            self.board, date=today + dt.timedelta(days=80), by=self.officer, venue="Town Hall"
        )
        factories.private_item(self.draft, "Purchase of the old cannery")
        factories.paper(self.draft.items.earliest("position"), "Winter report")
        self.member = self._user("Ines Okafor", "member")
        una = Membership.objects.get(person__name="Una Reyes").person
        send_apologies(self.called, by=self.member, note="In hospital.", deputy=una)
        self.newcomer = factories.user("Sol Vance", board=self.sister, role="partner")

    def _user(self, name: str, role: str) -> User:
        user = factories.user(name, board=self.board, role=role)
        person = Membership.objects.get(person__name=name).person
        join_account(person, user, by="a test")
        return user

    def visits(self) -> list[tuple[User, str]]:
        """Who opens which page."""
        preview = reverse("desk_preview", args=[self.draft.pk])
        roles = ("public", "partner", "member", "officer")
        return [
            (self.member, reverse("reading")),
            (self.member, reverse("apologies", args=[self.called.pk])),
            (self.member, reverse("apologies", args=[self.ready.pk])),
            (self.newcomer, reverse("reading")),
            (self.officer, reverse("reading")),
            (self.officer, reverse("desk_meeting", args=[self.called.pk])),
            *((self.officer, f"{preview}?as={role}") for role in roles),
            (self.officer, f"{reverse('desk_preview', args=[self.held.pk])}?as=member"),
        ]


@pytest.fixture
def harbour() -> Harbour:
    return Harbour(timezone.localdate())


def test_every_page_is_accessible_fits_both_widths_and_is_valid_html(
    harbour: Harbour, walk: Walk
) -> None:
    for user, address in harbour.visits():
        walk.visit(address, by=user)

    assert walk.faults == []


def test_a_member_sends_apologies_and_takes_them_back(
    live_server: Any, harbour: Harbour, browser: Browser
) -> None:
    context = signed_in(browser, live_server.url, harbour.member, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}{reverse('home')}")
    page.get_by_role("link", name="My meetings").click()
    page.get_by_role("link", name="Send apologies").first.click()
    page.get_by_label("Who comes in your place?").select_option("Una Reyes")
    page.get_by_role("button", name="Send apologies").click()
    assert page.get_by_text("Your apologies are sent").is_visible()
    page.get_by_role("link", name="Change or take back your apologies").first.click()
    page.get_by_role("button", name="I come after all").click()

    assert page.get_by_text("Your apologies are taken back").is_visible()
