"""The pages on which minutes are written: axe, valid HTML, phone widths."""

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

from minutes.drafting import draft_minutes
from minutes.entries import add_entry, change_minute
from minutes.excluding import exclude_public
from minutes.limbs import LimbDraft
from minutes.models import Minutes
from minutes.resolving import set_limbs, set_sub_headings
from minutes.workflow import send_to_chair, start_minutes
from tests import factories, tools
from tests.journeys.test_pages_are_accessible import DESKTOP, PHONE, violations
from tests.journeys.test_reports_are_accessible import signed_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PROPOSED = "That officers report to the board in May on heating and on buses."


class Draft:
    """Minutes being written with everything in them, some with the chair, and none yet."""

    def __init__(self) -> None:
        self.board = factories.board("Harbour Health and Wellbeing Board")
        self.olive = factories.officer(self.board)
        self.minutes = self._written()
        self.sent = self._begun(dt.date(2024, 9, 18))
        add_entry(self.sent, title="Communications", by=self.olive)
        send_to_chair(self.sent, by=self.olive)
        earlier = self._begun(dt.date(2024, 7, 3))
        add_entry(earlier, title="Communications", by=self.olive)
        self.none = factories.meeting(
            self.board, by=self.olive, state="held", date=dt.date(2024, 6, 5)
        )
        self.winter = self.minutes.entries.get(title="Winter in the harbour towns")

    def _begun(self, day: dt.date) -> Minutes:
        meeting = factories.meeting(self.board, by=self.olive, date=day, state="held")
        return start_minutes(Minutes(meeting=meeting), by=self.olive)

    def _written(self) -> Minutes:
        minutes = self._begun(dt.date(2024, 11, 20))
        for title in ("Declarations of Interest", "Winter in the harbour towns"):
            factories.item(minutes.meeting, title)
        factories.item(minutes.meeting, "Pier", late=True, late_reason="The storm broke the pier.")
        sale = factories.private_item(minutes.meeting, "Sale of the cannery", kind="paper")
        draft_minutes(minutes, proposals={sale.pk: [("", "That it be sold.")]}, by=self.olive)
        winter = minutes.entries.get(title="Winter in the harbour towns")
        change_minute(winter, revision=0, text="It snowed.\n\n- Heating\n- Buses", by=self.olive)
        plan, _ = set_sub_headings(
            winter, [("The plan", "It was read."), ("The group", "")], by=self.olive
        )
        amended = (
            "That officers report to the board in June on heating and, with the police, buses."
        )
        limbs = [
            LimbDraft("That the report be noted.", proposed="That the report be noted."),
            LimbDraft(amended, under=plan, proposed=PROPOSED, addressee="The Director"),
            LimbDraft("That a letter be sent.", under=plan),
            LimbDraft("That it be sold.", proposed="That it be sold.", fate="lost"),
        ]
        set_limbs(winter, limbs, by=self.olive)
        exclusion = minutes.entries.get(title="Exclusion of the press and public")
        exclude_public(minutes, resolved_in=exclusion, by=self.olive)
        add_entry(minutes, title="A tribute to the harbour master", by=self.olive)
        return minutes

    def addresses(self) -> list[str]:
        meeting, winter = self.minutes.meeting_id, self.winter.pk
        exclusion = self.minutes.exclusions.get().resolved_in_id
        sale = self.minutes.entries.get(title="Sale of the cannery").pk
        return [
            *(
                reverse("desk_minutes", args=[pk])
                for pk in (meeting, self.sent.meeting_id, self.none.pk)
            ),
            reverse("desk_minute", args=[meeting, winter]),
            reverse("desk_minute", args=[meeting, sale]),
            reverse("desk_minutes_add", args=[meeting]),
            reverse("desk_minutes_return", args=[self.sent.meeting_id]),
            reverse("desk_minute_remove", args=[meeting, winter]),
            reverse("desk_minute_class", args=[meeting, sale]),
            reverse("desk_minute_exclusion", args=[meeting, exclusion]),
            reverse("desk_publish_minutes", args=[meeting]),
            reverse("desk_meeting", args=[meeting]),
        ]


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    live_server: Any, browser: Browser, width: int
) -> None:
    draft = Draft()
    size = {"viewport": {"width": width, "height": 800}, "bypass_csp": True}
    page = signed_in(browser, live_server.url, draft.olive, **size).new_page()
    found = []
    for number, address in enumerate(draft.addresses()):
        answer = page.goto(f"{live_server.url}{address}")
        assert answer is not None
        assert answer.status == 200, address
        page.wait_for_load_state("networkidle")
        if shots := os.environ.get("SHOTS"):
            page.screenshot(path=f"{shots}/{width}-{number:02}.png", full_page=True)
        found += [f"{address} {each}" for each in violations(page)]
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append(f"{address} scrolls sideways")

    assert found == []


def test_the_html_is_valid(tmp_path: Path) -> None:
    draft, client = Draft(), Client()
    client.force_login(draft.olive)
    for number, address in enumerate(draft.addresses()):
        (tmp_path / f"{number:02}.html").write_bytes(client.get(address).content)
    clash = {"revision": "0", "title": "Winter", "text": "Mine"}
    clash |= {
        f"{part}-{form}_FORMS": "0" for part in ("parts", "limbs") for form in ("TOTAL", "INITIAL")
    }
    address = reverse("desk_minute", args=[draft.minutes.meeting_id, draft.winter.pk])
    (tmp_path / "clash.html").write_bytes(client.post(address, clash).content)
    command = [tools.java(), "-jar", str(tools.vnu()), "--errors-only"]

    done = subprocess.run(
        [*command, *map(str, sorted(tmp_path.glob("*.html")))], capture_output=True, text=True
    )

    assert done.stderr == ""
