"""An officer takes a published name back in a browser; the old addresses give it no more."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from meetings.models import Meeting, User
from minutes.models import Minute
from rotherham_hwb.packs.models import PackEdition
from tests import factories
from tests.journeys.walks import signed_in, violations
from tests.packs.editions.test_supplements import published

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NAME = "Okapi Kruger"


def published_by_mistake() -> tuple[Meeting, User, list[str]]:
    """A meeting that names somebody in an item, a paper and a minute; its public addresses."""
    meeting, olive = published(1)
    item = meeting.items.get()
    paper = item.papers.get()
    minutes = factories.minutes(meeting, state="published_draft", by=olive)
    minute = Minute.objects.get(minutes=minutes)
    with factories.past_the_walls():
        for record in (item, paper, minute):
            type(record).objects.filter(pk=record.pk).update(title=f"The case of {NAME}")
    records = (meeting, paper, minute, minutes)
    return meeting, olive, [each.get_absolute_url() for each in records]


def test_a_name_is_taken_back_from_every_address(browser: Browser, live_server: Any) -> None:
    meeting, olive, addresses = published_by_mistake()
    old = PackEdition.objects.get(layout="screen").get_absolute_url()
    desk = signed_in(browser, live_server.url, olive).new_page()
    public = browser.new_context().new_page()

    desk.goto(f"{live_server.url}/desk/meetings/{meeting.pk}/")
    desk.get_by_role("link", name="Take words back").click()
    desk.get_by_label("Which words?").fill(NAME)
    desk.get_by_label("Why?").fill("A patient was named.")
    desk.get_by_role("button", name="Show where they stand").click()
    expect(desk.get_by_text(f"The case of {NAME}")).to_have_count(3)
    assert not violations(desk)
    desk.get_by_role("button", name="Take the words back").click()
    expect(desk.get_by_text(f"The case of {NAME}")).to_have_count(3)  # the originals, kept
    assert not violations(desk)

    for address in addresses:
        public.goto(f"{live_server.url}{address}")
        assert NAME not in public.content()
        assert "[words removed]" in public.content()
    answer = public.goto(f"{live_server.url}{old}")
    assert answer is not None
    assert answer.status == 410
    expect(public.get_by_text("A patient was named.")).to_be_visible()
