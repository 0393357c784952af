"""Planning and rearranging meetings in a real browser: axe finds nothing, at both widths."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser

from meetings.models import ClosureDay, StandingItem
from meetings.workflow import give_notice, postpone_meeting
from tests import factories
from tests.journeys.test_pages_are_accessible import DESKTOP, PHONE, violations
from tests.public.world import Town

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def addresses(town: Town) -> list[str]:
    """One of every page of the calendar, the fullest there is."""
    today = timezone.localdate()
    ClosureDay.objects.create(date=today + dt.timedelta(days=3), name="Day of mourning")
    StandingItem.objects.create(board=town.board, position=1, title="Apologies for absence")
    give_notice(town.called, by=town.officer)
    late = factories.meeting(
        town.board,
        by=town.officer,
        date=today + dt.timedelta(days=4),
        venue="Town Hall",
        shorter_notice="",
    )
    off = factories.meeting(
        town.board, by=town.officer, date=today + dt.timedelta(days=20), state="called"
    )
    postpone_meeting(off, by=town.officer, reason="The chair is unwell.")
    series = (
        f"?board={town.board.pk}&week=1&weekday=0&every=1&first_day=1&first_month=1"
        "&first_year=2027&last_day=30&last_month=6&last_year=2027&time=9:00&venue="
    )
    return [
        *(reverse(f"desk_{name}") for name in ("calendar", "coming", "new_meeting", "closures")),
        reverse("desk_series") + series,
        *(reverse(f"desk_{name}", args=[late.pk]) for name in ("meeting", "publish", "call")),
        reverse("desk_edit_meeting", args=[late.pk]),
        *(
            reverse(f"desk_{name}_meeting", args=[town.called.pk])
            for name in ("move", "cancel", "postpone")
        ),
        reverse("desk_notice", args=[town.called.pk]),
        reverse("desk_new_date", args=[off.pk]),
        reverse("desk_reinstate_meeting", args=[off.pk]),
        reverse("desk_board", args=[town.board.slug]),
        reverse("desk_board_settings", args=[town.board.slug]),
        reverse("desk_board_deadlines", args=[town.board.slug]),
        reverse("desk_add_standing", args=[town.board.slug]),
        reverse("public_notice", args=[town.called.pk]),
        off.get_absolute_url(),
    ]


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    live_server: Any, browser: Browser, width: int
) -> None:
    town = Town(timezone.localdate())
    client = Client()
    client.force_login(town.officer)
    context = browser.new_context(viewport={"width": width, "height": 800}, bypass_csp=True)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}]
    )
    page = context.new_page()
    found: list[str] = []
    for address in addresses(town):
        answer = page.goto(f"{live_server.url}{address}")
        assert answer is not None
        assert answer.status == 200, address
        found += [f"{address} {each}" for each in violations(page)]
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append(f"{address} scrolls sideways")
    context.close()

    assert found == []
