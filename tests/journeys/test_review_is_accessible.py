"""The officer's pages of old packs in a real browser: axe, valid HTML, phone widths, keyboard."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page

from meetings.models import User
from reports.models import Paper
from rotherham_hwb.legacy.keep.batches import bring_together
from rotherham_hwb.legacy.keep.importer import import_pack, keep_file
from rotherham_hwb.legacy.keep.review import correct, decide
from rotherham_hwb.legacy.keep.unpacking import A_ZIP
from rotherham_hwb.legacy.models import Decision, ImportedPack, NamePair, ReadFact
from tests import factories
from tests.journeys.walks import Walk, signed_in
from tests.legacy import harbour

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


class Desk:
    """An officer with a pack half looked through, a corrected file of it, and a kept scan."""

    def __init__(self, folder: Path) -> None:
        self.board = factories.board("Harbour Board")
        self.officer: User = factories.officer(self.board)
        self.pack, _ = import_pack(harbour.written(folder, harbour.with_lifeboats()), by="a test")
        item = self.fact("item", "dredging-plan")
        correct(item, {**item.read, "title": "The dredging plan"}, by=self.officer)
        decide(self.fact("person", "present/Tom Tide"), Decision.REJECTED, by=self.officer)
        text = harbour.with_lifeboats().replace("painted white", "painted blue")
        import_pack(harbour.written(folder, text, "corrected.txt"), by=self.officer)
        older = harbour.written(folder, harbour.FEBRUARY, "older.txt")
        import_pack(older, by=self.officer)
        self.kept = keep_file(
            harbour.written(folder, "%PDF-1.4 a picture", "scan.pdf"),
            name="scan.pdf",
            by=self.officer,
        )
        type(self.kept).objects.filter(pk=self.kept.pk).update(
            status="kept", problem="scan.pdf holds no text: it is a scan."
        )

        waiting = harbour.written(folder, "A file that waits.", "waits.txt")
        together = [(path.name, path) for path in (older, folder / "scan.pdf", waiting)]
        refused = [("more.zip", A_ZIP)]
        self.batch = bring_together(together, refused=refused, by=self.officer)

    def fact(self, kind: str, key: str) -> ReadFact:
        return ReadFact.objects.filter(pack=self.pack, kind=kind, key=key).order_by("position")[0]

    def addresses(self) -> list[str]:
        pack, fact = self.pack.pk, self.fact("item", "dredging-plan").pk
        review = reverse("desk_import", args=[pack])
        return [
            reverse("desk_imports"),
            *(review + query for query in ("", "?show=all", "?section=agenda&show=decided")),
            f"{review}?section=papers&show=all",
            reverse("desk_correct_fact", args=[fact]),
            reverse("desk_correct_fact", args=[self.fact("meeting", "meeting").pk]),
            reverse("desk_publish_import", args=[pack]),
            reverse("desk_pack_lines", args=[self.pack.current.pk]),
            reverse("desk_pack_file", args=[self.kept.pk]),
            reverse("desk_pack_discard", args=[self.kept.pk]),
            reverse("desk_people"),
            self.batch.get_absolute_url(),
            Paper.objects.filter(versions__file="").latest("pk").get_absolute_url(),
        ]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_every_page_is_accessible_fits_both_widths_and_is_valid_html(
    desk: Desk, walk: Walk
) -> None:
    for address in desk.addresses():
        walk.visit(address, by=desk.officer)

    assert walk.faults == []


def opened_review(live_server: Any, desk: Desk, browser: Browser, **context: Any) -> Page:
    page = signed_in(browser, live_server.url, desk.officer, **context).new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(live_server.url + reverse("desk_import", args=[desk.pack.pk]) + "?show=all")
    assert complaints == []
    return page


def test_the_keyboard_decides_and_goes_on_to_the_next_fact(
    live_server: Any, desk: Desk, browser: Browser
) -> None:
    page = opened_review(live_server, desk, browser)
    first, second = page.locator("[data-fact]").nth(0), page.locator("[data-fact]").nth(1)
    name, after = first.get_attribute("id"), second.get_attribute("id")

    page.locator("[data-first-fact]").click()
    page.keyboard.press("a")
    page.wait_for_selector(f"#{name}.portal-fact--accepted")
    page.wait_for_function(f"document.activeElement.id === '{after}'")
    page.keyboard.press("k")
    page.keyboard.press("u")
    page.wait_for_selector(f"#{name}:not(.portal-fact--accepted)")

    assert ReadFact.objects.get(pk=int(str(name)[5:])).decision == Decision.UNDECIDED


def test_a_correction_is_made_in_place(live_server: Any, desk: Desk, browser: Browser) -> None:
    page = opened_review(live_server, desk, browser)
    fact = desk.fact("item", "apologies-for-absence")
    card = page.locator(f"#fact-{fact.pk}")

    card.focus()
    page.keyboard.press("c")
    page.wait_for_selector(f"#fact-{fact.pk} #id_title")
    page.fill("#id_title", "Apologies")
    page.locator(f"#fact-{fact.pk} button[type=submit]").click()
    page.wait_for_selector(f"#fact-{fact.pk}.portal-fact--corrected")

    assert desk.pack.meeting.items.first().title == "Apologies"
    assert "Read as" in card.inner_text()


def test_everything_works_without_scripts(live_server: Any, desk: Desk, browser: Browser) -> None:
    page = opened_review(live_server, desk, browser, java_script_enabled=False)
    name = str(page.locator("[data-fact]").first.get_attribute("id"))

    page.locator(f"#{name} button[value=accept]").click()

    assert ReadFact.objects.get(pk=int(name[5:])).decision == Decision.ACCEPTED
    assert page.url.endswith(f"#{page.locator('[data-fact]').nth(1).get_attribute('id')}") or (
        "#fact-" in page.url
    )
    assert ImportedPack.objects.count() == 2
    assert NamePair.objects.exists()
