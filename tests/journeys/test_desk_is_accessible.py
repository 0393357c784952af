"""The pages on which an agenda is built, checked and published: axe, valid HTML, phone widths."""

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

from meetings.supplements import open_supplement, record_urgency
from reports.models import Paper
from rotherham_hwb.checks.run import check_meeting, overrule
from rotherham_hwb.publishing.publish import publish_meeting_papers
from tests import factories, tools
from tests.factories.packs import edition, meeting_with_papers
from tests.journeys.test_pages_are_accessible import DESKTOP, PHONE, violations
from tests.journeys.test_reports_are_accessible import signed_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


class Week:
    """One agenda that is being built, with findings of every kind, and one that is out."""

    def __init__(self) -> None:
        self.board = factories.board("Harbour Board")
        self.olive = factories.officer(self.board)
        self.draft = factories.meeting(self.board, by=self.olive, items=0)
        factories.item(self.draft, "Budget", kind="paper")
        factories.item(self.draft, "Leases", kind="to_follow")
        factories.item(self.draft, "Purchase", **factories.exempt())
        found = check_meeting(self.draft).stops
        overrule(self.draft, found[0], reason="It is tabled.", by=self.olive)
        self.out = meeting_with_papers(1, board=self.board, by=self.olive, date=dt.date(2025, 3, 5))
        edition(self.out)
        publish_meeting_papers(self.out, by=self.olive)
        self.late = open_supplement(self.out, reason="The storm.", by=self.olive)
        record_urgency(self.late, urgency="The pier.", urgency_by="The chair", by=self.olive)

    def addresses(self) -> list[str]:
        draft, out, late = self.draft.pk, self.out.pk, self.late.pk
        item = self.draft.items.get(title="Budget").pk
        paper = Paper.objects.get().pk
        return [
            *(reverse(name) for name in ("desk", "desk_due")),
            *(reverse("desk_meeting", args=[pk]) for pk in (draft, out)),
            *(reverse("desk_agenda", args=[pk]) for pk in (draft, out)),
            reverse("desk_agenda_add", args=[draft]),
            reverse("desk_agenda_change", args=[draft, item]),
            reverse("desk_agenda_remove", args=[draft, item]),
            reverse("desk_front_sheet", args=[draft]),
            f"{reverse('desk_checks', args=[draft])}?now=1",
            reverse("desk_publish", args=[draft]),
            reverse("desk_correct", args=[out]),
            reverse("desk_withdraw", args=[paper]),
            reverse("desk_supplement", args=[late]),
            reverse("desk_urgency", args=[late]),
            reverse("desk_late_item", args=[late]),
            reverse("desk_supplement_paper", args=[late, self.out.items.get().pk]),
            reverse("desk_publish_supplement", args=[late]),
        ]


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    live_server: Any, browser: Browser, width: int
) -> None:
    week = Week()
    size = {"viewport": {"width": width, "height": 800}, "bypass_csp": True}
    page = signed_in(browser, live_server.url, week.olive, **size).new_page()
    found = []
    for number, address in enumerate(week.addresses()):
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
    week, client = Week(), Client()
    client.force_login(week.olive)
    for number, address in enumerate(week.addresses()):
        (tmp_path / f"{number:02}.html").write_bytes(client.get(address).content)
    command = [
        tools.java(),
        "-jar",
        str(tools.vnu()),
        "--errors-only",
        *map(str, sorted(tmp_path.glob("*.html"))),
    ]

    done = subprocess.run(command, capture_output=True, text=True)

    assert done.stderr == ""
