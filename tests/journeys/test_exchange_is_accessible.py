"""Uploads and tables of members in a real browser: axe, valid HTML, phone widths, no script."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page

from reports.files.staging import check_staged, refuse_file, stage_file
from reports.models import Placement, StagedFile, Upload
from reports.workflow import CLASS_FIELDS
from tests import factories
from tests.factories.packs import pdf_paper
from tests.journeys.walks import Walk, signed_in
from tests.packs.fixtures import plain_pdf

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TITLES = ("Apologies for absence", "Better Care Fund: quarter 3 return", "Winter plan")
NAMES = (
    "02 Better Care Fund quarter 3 return.pdf",
    "2 - Appendix 1 spending.pdf",
    "Item 3.pdf",
    "scan_0001_from_the_third_floor_printer_in_the_corridor.pdf",
    "05 Sale of the pier.pdf",
)
TABLE = (
    "Seat,Organisation,Person,Role,From,Until\n"
    "Healthwatch,Healthwatch Sample,Ada Byron,Member,22/01/2025,\n"
    "Voluntary sector,,,,,\n"
)
BAD_TABLE = TABLE + ",,Jo Marsh,King,1/1/2025,\n,,Mary Seacole,Member,31/02/2025,\n"


class Desk:
    """Three meetings: one without files, one whose files are checked, one whose files wait."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.board = factories.board("Harbour Board")
        self.officer = factories.officer(self.board)
        self.empty, self.ready, self.waiting = (self._meeting(time) for time in (9, 10, 11))
        factories.private_item(self.ready, "Sale of the pier")
        pdf_paper(self.ready.items.get(number="3"))
        for pages, name in enumerate(NAMES, start=1):
            self._stage(self.ready, name, pages)
        refuse_file(self.ready, name="notes.txt", problem="The file is not a PDF.", by=self.officer)
        for staged in self.ready.staged_files.filter(status="waiting"):
            check_staged(staged.pk)
        self._stage(self.waiting, "Item 2.pdf", 7)
        self.being_read = self._upload("Winter_plan_final_version_3_with_figures.pdf")
        changes = "The office file holds 1 tracked change: accept or remove it."
        said = {"status": "refused", "problem": changes, "holds_more": True}
        self.refused = self._upload("Winter plan.docx", **said)

    def _meeting(self, hour: int) -> Any:
        meeting = factories.meeting(self.board, items=0, by=self.officer, time=dt.time(hour))
        for title in TITLES:
            factories.item(meeting, title, kind="paper")
        return meeting

    def _stage(self, meeting: Any, name: str, pages: int) -> None:
        path = plain_pdf(self.folder / f"{meeting.pk}-{pages}.pdf", pages=pages)
        stage_file(meeting, path, name=name, by=self.officer)

    def _upload(self, name: str, **said: object) -> Upload:
        item = self.empty.items.get(number="3")
        upload = Upload(item=item, board=self.board, uploaded_by=self.officer, name=name)
        upload.said = dict.fromkeys(CLASS_FIELDS, "") | {"title": "Winter plan"}
        upload.said |= {"restriction": "open", "exempt_paragraphs": [], "review_on": None}
        upload.size = 12_345_678
        for field, value in said.items():
            setattr(upload, field, value)
        upload.save()
        return upload

    def addresses(self) -> list[str]:
        add = reverse("desk_add_paper", args=[self.refused.item_id])
        return [
            reverse("desk_upload", args=[self.being_read.pk]),
            f"{add}?upload={self.refused.pk}",
            reverse("desk_meeting", args=[self.empty.pk]),
            reverse("desk_bulk_upload", args=[self.empty.pk]),
            reverse("desk_bulk_upload", args=[self.ready.pk]),
            reverse("desk_bulk_match", args=[self.ready.pk]),
            reverse("desk_bulk_match", args=[self.waiting.pk]),
            reverse("desk_bulk_discard", args=[self.ready.pk]),
            reverse("desk_membership", args=[self.board.slug]),
        ]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def answered(page: Page, url: str, desk: Desk) -> Iterator[str]:
    """The pages that come only as the answer to a form, one after the other."""
    page.goto(f"{url}{reverse('desk_bulk_match', args=[desk.ready.pk])}")
    page.get_by_role("button", name="Add these papers").click()
    page.get_by_text("There is a problem").wait_for()
    yield "matches with an error"
    for name, table in (("changes", TABLE), ("problems", BAD_TABLE)):
        (desk.folder / "members.csv").write_text(table)
        page.goto(f"{url}{reverse('desk_membership', args=[desk.board.slug])}")
        page.get_by_label("Table of seats and members").set_input_files(desk.folder / "members.csv")
        page.get_by_role("button", name="See what it changes").click()
        page.get_by_role("heading", name="What the table changes").wait_for()
        yield f"a table with {name}"


def test_every_page_is_accessible_fits_both_widths_and_is_valid_html(
    desk: Desk, walk: Walk
) -> None:
    for address in desk.addresses():
        walk.visit(address, by=desk.officer)
    page = walk.page(desk.officer)
    for where in answered(page, walk.url, desk):
        walk.look(where, page)

    assert walk.faults == []


def test_files_are_brought_matched_and_confirmed_without_a_script(
    live_server: Any, desk: Desk, browser: Browser
) -> None:
    page = signed_in(browser, live_server.url, desk.officer, java_script_enabled=False).new_page()
    files = [
        plain_pdf(desk.folder / "2 Better Care Fund.pdf", pages=11),
        plain_pdf(desk.folder / "2 - Appendix 1.pdf", pages=12),
    ]
    page.goto(f"{live_server.url}{reverse('desk_meeting', args=[desk.empty.pk])}")
    page.get_by_role("button", name="Upload papers").click()
    page.get_by_label("Files").set_input_files(files)
    page.get_by_role("button", name="Upload the files").click()
    page.get_by_text("0 of 2 checked").wait_for()
    for staged in StagedFile.objects.filter(meeting=desk.empty):
        check_staged(staged.pk)
    page.get_by_role("link", name="See how far it is now").click()
    page.get_by_role("button", name="Add these papers").click()
    page.get_by_text("2 papers are added").wait_for()

    placed = Placement.objects.filter(item__meeting=desk.empty)
    assert {(each.paper.title, each.parent_id is None) for each in placed} == {
        ("Better Care Fund", True),
        ("Appendix 1", False),
    }
    assert {each.paper.restriction for each in placed} == {"open"}
