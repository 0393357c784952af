"""Reports and sign-off in a real browser: axe, valid HTML, phone widths, the editor, its saves."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page

from meetings.models import User
from reports.authored.pictures import add_picture
from reports.authored.templates import provide_forms
from reports.authored.writing import (
    NewerText,
    list_appendices,
    list_background_papers,
    save_draft,
)
from reports.models import BackgroundPaper, Report
from tests import factories
from tests.factories import writing as made
from tests.factories.packs import pdf_paper
from tests.journeys.walks import Walk, signed_in
from tests.reports.authored.test_writing import picture

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WORDS = (
    "<h3>Where we stand</h3><p>Fewer homes are <strong>cold</strong> than a year ago, and the "
    'plan is <a href="https://example.org/plan">on its way</a>.</p><ul><li>412 homes were made '
    "warmer</li><li>31 wait for a visit</li></ul><table><thead><tr><th>Quarter</th><th>Homes</th>"
    "</tr></thead><tbody><tr><td>April to June</td><td>180</td></tr><tr><td>July to September</td>"
    "<td>232</td></tr></tbody></table>"
)


class Office:
    """A report in every state that has a page of its own, with all that can belong to it."""

    def __init__(self, folder: Path) -> None:
        self.board = factories.board("Harbour Board")
        self.officer = factories.officer(self.board)
        self.author = factories.user("Arthur Author", board=self.board, role="author")
        self.approver = factories.user("Fiona Finance", board=self.board, role="approver")
        provide_forms(self.board, by=self.officer)
        meeting = factories.meeting(self.board, items=0)
        titles = ("Warm homes", "Quay repairs", "Dredging")
        self.items = [factories.item(meeting, title, kind="paper") for title in titles]
        self.draft = self._draft(folder)
        self.sent = made.sent(self.items[1], title="Quay repairs", author=self.author)
        self.returned = self.sent.paper.sign_offs.order_by("position")[1]
        self.uploaded = pdf_paper(self.items[2])

    def _draft(self, folder: Path) -> Report:
        report = made.written(self.items[0], author=self.author)
        shown = add_picture(
            report, picture(folder / "a.jpg"), alt="Cold homes by ward", by=self.author
        )
        image = f'<p><img src="{shown.address}" alt=""></p>'
        report = made.write(report, Summary=WORDS + image)
        list_appendices(report, ["Map of the wards", "Figures"], by=self.author)
        source = BackgroundPaper(title="The survey", link="https://example.org/survey")
        list_background_papers(report, [source], none=False, by=self.author)
        summary = report.template.fields.get(label="Summary").key
        try:
            save_draft(report, {summary: "<p>Other</p>"}, revision=0, by=self.officer)
        except NewerText as newer:
            self.aside = newer.aside
        return report

    def addresses(self) -> list[tuple[User, str]]:
        draft, sent = self.draft.pk, self.sent.pk
        template = self.board.report_templates.order_by("pk").first()
        assert template is not None
        field = template.fields.order_by("position")[0].pk
        placement = self.draft.paper.placements.get().pk
        appendix = self.draft.listed_appendices.order_by("position")[0].pk
        writing = (
            reverse("reports"),
            reverse("report_start", args=[self.items[2].pk]),
            reverse("report", args=[draft]),
            reverse("report", args=[sent]),
            reverse("report_write", args=[draft]),
            reverse("report_aside", args=[draft, self.aside.pk]),
            reverse("report_send", args=[draft]),
            reverse("report_background", args=[draft]),
            reverse("report_appendices", args=[draft]),
            reverse("report_attach", args=[draft, appendix]),
            reverse("report_pictures", args=[draft]),
            reverse("recommendations", args=[placement]),
            self.sent.paper.get_absolute_url(),
        )
        paper = self.uploaded.pk
        serving = (
            reverse("report", args=[sent]),
            reverse("desk_paper", args=[paper]),
            reverse("paper_classify", args=[paper]),
            reverse("paper_sign_off", args=[paper]),
            reverse("paper_clear_anyway", args=[self.sent.paper.pk]),
            reverse("paper_defer", args=[self.sent.paper.pk]),
            reverse("desk_discard_paper", args=[paper]),
            reverse("desk_discard_paper", args=[self.sent.paper.pk]),
            reverse("report_templates"),
            reverse("report_template", args=[template.pk]),
            reverse("report_field", args=[template.pk, field]),
            reverse("report_posts", args=[template.pk]),
            reverse("report_template_add", args=[self.board.pk]),
        )
        signing = (reverse("approvals"), reverse("sign_off", args=[self.returned.pk]))
        return [
            *((self.author, address) for address in writing),
            *((self.officer, address) for address in serving),
            *((self.approver, address) for address in signing),
        ]


@pytest.fixture
def office(tmp_path: Path, settings: Any) -> Office:
    settings.MEDIA_ROOT = str(tmp_path / "media")
    return Office(tmp_path)


def test_every_page_is_accessible_fits_both_widths_and_is_valid_html(
    office: Office, walk: Walk
) -> None:
    for user, address in office.addresses():
        walk.visit(address, by=user)

    assert walk.faults == []


def open_editor(live_server: Any, office: Office, browser: Browser, **context: Any) -> Page:
    page = signed_in(browser, live_server.url, office.author, **context).new_page()
    page.goto(f"{live_server.url}{reverse('report_write', args=[office.draft.pk])}")
    return page


def test_the_editor_works_under_the_policy_of_our_pages(
    live_server: Any, office: Office, browser: Browser
) -> None:
    page = open_editor(live_server, office, browser)
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.reload()
    text = page.get_by_role("textbox", name="Background (optional)")
    text.click()
    page.keyboard.type("The quay is old.")
    page.keyboard.press("Control+a")
    page.get_by_role("toolbar", name="Format Background (optional)").get_by_role(
        "button", name="Bold"
    ).click()
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_load_state("networkidle")

    stored = Report.objects.get(pk=office.draft.pk).values
    assert "<p><strong>The quay is old.</strong></p>" in stored.values()
    assert any("<thead>" in text and "<img" in text for text in stored.values())
    assert complaints == []


def test_the_editor_saves_by_itself(live_server: Any, office: Office, browser: Browser) -> None:
    page = signed_in(browser, live_server.url, office.author).new_page()
    page.clock.install()
    page.goto(f"{live_server.url}{reverse('report_write', args=[office.draft.pk])}")
    page.get_by_role("textbox", name="Background (optional)").click()
    page.keyboard.type("Saved by itself.")
    page.clock.run_for(16_000)
    page.locator("[data-report-status]").filter(has_text="Saved").wait_for()

    stored = Report.objects.get(pk=office.draft.pk).values
    assert "<p>Saved by itself.</p>" in stored.values()


def test_a_report_is_written_without_a_script(
    live_server: Any, office: Office, browser: Browser
) -> None:
    page = open_editor(live_server, office, browser, java_script_enabled=False)
    box = page.get_by_label("Background (optional)")
    box.fill("## Aim\n\n- warm\n- dry")
    page.get_by_role("button", name="Save", exact=True).click()

    stored = Report.objects.get(pk=office.draft.pk).values
    assert "<h3>Aim</h3><ul><li>warm</li><li>dry</li></ul>" in stored.values()
