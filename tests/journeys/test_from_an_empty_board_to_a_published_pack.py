"""An officer's way from an empty board to a published pack and its supplement, in a browser.

Every step is taken on the pages, as somebody new would; what the public gets is looked at after
each. The worker's jobs are done here, between two steps.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, Page

from meetings.models import Board, Meeting, User
from reports.files import converting
from rotherham_hwb.outbox.models import Message
from rotherham_hwb.packs.models import CompileRequest, PackEdition
from rotherham_hwb.publishing.tasks import compile_requested
from tests import factories
from tests.factories import writing
from tests.journeys.walks import signed_in
from tests.packs.fixtures import add_text_page, plain_pdf
from tests.reports.files.test_converting import docx

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SECRET = "Okapi Holdings asks four hundred and twelve thousand pounds for the slipway"
WHY = "Naming the price before the sale would weaken the board’s hand."


@pytest.fixture
def board() -> Board:
    return factories.board("Harbour Board", default_venue="Custom House, Quay Street")


@pytest.fixture
def olive(board: Board) -> User:
    return factories.officer(board)


class Desk:
    """Somebody at the pages of a server."""

    def __init__(self, browser: Browser, url: str, user: User, **context: Any) -> None:
        self.url = url
        self.page: Page = signed_in(browser, url, user, **context).new_page()
        self.page.set_default_timeout(20_000)

    def go(self, path: str) -> None:
        answer = self.page.goto(f"{self.url}{path}")
        assert answer is not None
        assert answer.status == 200, path

    def fill(self, **fields: str) -> None:
        for name, value in fields.items():
            self.page.locator(f"main [name='{name}']").first.fill(value)

    def choose(self, **radios: str) -> None:
        for name, value in radios.items():
            self.page.check(f"main input:not([type=hidden])[name='{name}'][value='{value}']")

    def day(self, name: str, day: dt.date) -> None:
        self.fill(**{f"{name}_day": str(day.day), f"{name}_month": str(day.month)})
        self.fill(**{f"{name}_year": str(day.year)})

    def press(self, button: str) -> None:
        with self.page.expect_navigation():
            self.page.locator("main").get_by_role("button", name=button).first.click()
        assert not self.page.locator(".govuk-error-summary").count(), self.words
        assert "Something went wrong" not in self.words

    @property
    def words(self) -> str:
        return self.page.inner_text("main")


def compile_all() -> None:
    """What the worker does."""
    for wanted in CompileRequest.objects.filter(status="queued"):
        compile_requested.func(wanted.pk)
        wanted.refresh_from_db()
        assert wanted.status == "done", wanted.error


def public(path: str) -> str:
    """The page as somebody gets it who is not signed in; empty where it is not there."""
    answer = Client().get(path)
    return answer.content.decode() if answer.status_code == 200 else ""


def words_of(edition: PackEdition) -> str:
    with pypdfium2.PdfDocument(edition.file.path) as pdf:
        return " ".join(page.get_textpage().get_text_bounded() for page in pdf)


def secret_pdf(path: Path) -> Path:
    pdf = pikepdf.new()
    add_text_page(pdf, (50, 700, SECRET))
    pdf.save(path)
    return path


def a_wednesday() -> dt.date:
    """Far enough ahead for every deadline, and no bank holiday."""
    day = timezone.localdate() + dt.timedelta(weeks=5)
    return day + dt.timedelta(days=(2 - day.weekday()) % 7)


def test_from_an_empty_board_to_a_published_pack_and_a_supplement(
    live_server: Any, browser: Browser, board: Board, olive: User, tmp_path: Path
) -> None:
    arthur = factories.user("Arthur Author", board=board, role="author")
    fiona = factories.user("Fiona Finance", board=board, role="approver")
    factories.user("Mary Member", board=board, role="member")
    template = writing.template(board, posts=((writing.FINANCE, fiona),))
    desk = Desk(browser, live_server.url, olive)

    # A board's settings, and its next meeting.
    for title, place in (
        ("Apologies for absence", "opening"),
        ("Date of the next meeting", "closing"),
    ):
        desk.go(f"/desk/boards/{board.slug}/standing/")
        desk.fill(title=title)
        desk.page.locator("main [name='place']").first.evaluate(
            "(field, value) => { field.type === 'radio' ? document.querySelector("
            "`main [name=place][value=${value}]`).click() : field.value = value }",
            place,
        )
        desk.press("Save the item")
    desk.go("/desk/meetings/new/")
    desk.day("date", a_wednesday())
    desk.fill(time="10:00")
    desk.page.locator("main form button[type=submit]").first.click()
    desk.page.wait_for_url("**/desk/meetings/*/")
    meeting = Meeting.objects.get()
    base = f"/desk/meetings/{meeting.pk}/"
    page = meeting.get_absolute_url()
    assert public(page) == "", "a draft is nobody’s business"

    # The agenda: standing items, eight of its own, one exempt with the exclusion before it.
    desk.go(f"{base}agenda/")
    desk.press("Add the standing items")
    for title in ("Quay repairs", "Dredging", "Pilots", "Warm homes", "Winter plan"):
        desk.go(f"{base}agenda/add/")
        desk.fill(title=title)
        desk.choose(kind="paper" if title not in ("Pilots",) else "verbal", restriction="open")
        desk.press("Save the item")
    desk.go(f"{base}agenda/add/")
    desk.fill(title="Harbour master’s diary")
    desk.choose(kind="presentation", restriction="open")
    desk.press("Save the item")
    desk.go(f"{base}agenda/add/")
    desk.choose(kind="paper", restriction="exempt")  # which unfolds what that asks for
    desk.fill(title="Price of the slipway", safe_title="A purchase", public_interest=WHY)
    desk.choose(exempt_paragraphs="3")
    desk.press("Save the item")
    desk.press("Add Exclusion")  # which the builder suggests
    exclusion = meeting.items.get(kind="exclusion")
    private = meeting.items.get(restriction="exempt")
    while exclusion.position > private.position:
        desk.page.locator(f"#up-{exclusion.pk}").click()
        desk.page.wait_for_function(
            "([id, was]) => document.querySelector(`#item-${id} .portal-builder__number`)"
            ".innerText !== was",
            arg=[exclusion.pk, exclusion.number],
        )
        exclusion.refresh_from_db()
        private.refresh_from_db()
    assert meeting.items.count() == 10
    closing = meeting.items.get(title="Date of the next meeting")
    while closing.position < 10:
        desk.go(f"{base}agenda/")
        desk.page.locator(f"#down-{closing.pk}").click()
        desk.page.wait_for_timeout(400)
        closing.refresh_from_db()
    assert [each.number for each in meeting.items.order_by("position")] == [
        str(number) for number in range(1, 11)
    ]

    # Five papers: two PDFs, one Word file, one exempt, one written here and signed off.
    def upload(title: str, path: Path, name: str) -> None:
        item = meeting.items.get(title=title)
        desk.go(f"/desk/items/{item.pk}/add-paper/")
        desk.fill(title=name)
        desk.page.set_input_files("main input[type=file]", path)
        desk.press("Add the paper")

    upload("Quay repairs", plain_pdf(tmp_path / "quay.pdf", pages=2), "The quay in winter")
    upload("Dredging", plain_pdf(tmp_path / "dredging.pdf"), "Depths in the channel")
    office = converting.converter() is not None
    word = docx(tmp_path / "plan.docx") if office else plain_pdf(tmp_path / "plan.pdf")
    upload("Winter plan", word, "Plan for the winter")
    upload("Price of the slipway", secret_pdf(tmp_path / "price.pdf"), "Offer for the slipway")
    item = meeting.items.get(title="Warm homes")
    author = Desk(browser, live_server.url, arthur)
    author.go(f"/desk/items/{item.pk}/start-report/")
    author.fill(title="Warm homes: a year on")
    author.press("Start writing")
    report = template.reports.get()
    author.go(f"/desk/reports/{report.pk}/write/")
    for box in author.page.locator("main [contenteditable=true]").all():
        box.click()
        author.page.keyboard.type("Fewer homes are cold than a year ago.")
    for box in author.page.locator("main textarea:visible").all():
        box.fill("Arthur Author")
    author.press("Save and go back")
    placement = report.paper.placements.get()
    author.go(f"/desk/placements/{placement.pk}/recommendations/")
    author.page.locator("main textarea").first.fill("That the board notes the report.")
    author.press("Save the recommendations")
    author.go(f"/desk/reports/{report.pk}/background/")
    author.page.locator("main input[type=checkbox]").first.check()
    author.press("Save the list")
    author.go(f"/desk/reports/{report.pk}/send/")
    author.press("Send it for sign-off")
    desk.go(f"{base}checks/?now=1")
    approver = Desk(browser, live_server.url, fiona)
    approver.go(f"/desk/approvals/{report.paper.sign_offs.get().pk}/")
    approver.page.locator("main input[type=radio][value=approved]").check()
    approver.press("Record the answer")
    report.paper.refresh_from_db()
    assert report.paper.state == "cleared"
    assert public(page) == ""

    # The date first, then the checks, the packs, and the publication.
    desk.go(f"{base}call/")
    desk.page.locator("main form button[type=submit]").first.click()
    desk.page.wait_for_url(f"**{base}")
    assert "Harbour Board" in public(page)
    assert "Quay repairs" not in public(page)
    desk.go(f"{base}clear/")
    desk.press("Clear them")
    desk.go(f"{base}checks/?now=1")
    assert "Put it right" not in desk.words, desk.words
    desk.go(base)
    desk.choose(stage="published")
    desk.press("Compile the pack")
    compile_all()
    desk.go(f"{base}publish/")
    desk.press("Publish the agenda")
    meeting.refresh_from_db()
    assert meeting.state == "agenda_published", desk.words

    shown = public(page)
    for title in (
        "Quay repairs",
        "The quay in winter",
        "Plan for the winter",
        "Warm homes: a year on",
    ):
        assert title in shown
    for word_ in ("slipway", "Offer"):
        assert word_ not in shown
    assert "A purchase" in shown
    pack = PackEdition.objects.get(audience="public", layout="screen")
    assert "Fewer homes are cold" in " ".join(words_of(pack).split())
    assert "slipway" not in words_of(pack)
    assert b"".join(Client().get(pack.get_absolute_url()).streaming_content) == pack.file.read()  # type: ignore[attr-defined]
    restricted = PackEdition.objects.get(audience="restricted", layout="screen")
    assert SECRET in " ".join(words_of(restricted).split())
    assert Client().get(restricted.get_absolute_url()).status_code == 404
    assert Message.objects.filter(recipient=fiona.email).exists()
    assert not any("slipway" in each.text for each in Message.objects.all())

    # What comes late.
    desk.go(f"{base}supplements/open/")
    desk.fill(reason="The storm came on Friday.")
    desk.press("Open the supplement")
    late = meeting.supplements.get()
    desk.go(f"/desk/supplements/{late.pk}/urgency/")
    desk.fill(
        urgency="The pier is closed until it is made safe.", urgency_by="Councillor Ada Byron"
    )
    desk.press("Record the opinion")
    desk.go(f"/desk/supplements/{late.pk}/late-item/")
    desk.fill(title="Storm damage to the pier")
    desk.page.select_option("main [name=after]", str(meeting.items.get(number="5").pk))
    desk.choose(kind="paper", restriction="open")
    desk.press("Add the late item")
    storm = meeting.items.get(title="Storm damage to the pier")
    assert storm.number == "5A"
    desk.go(f"/desk/supplements/{late.pk}/items/{storm.pk}/add-paper/")
    desk.fill(title="What the storm did")
    desk.page.set_input_files("main input[type=file]", plain_pdf(tmp_path / "storm.pdf"))
    desk.press("Add the paper")
    assert "Storm damage" not in public(page)
    desk.go(f"{base}clear/")
    desk.press("Clear them")
    desk.go(f"/desk/supplements/{late.pk}/")
    desk.press("Compile the supplement and the whole pack with it")
    compile_all()
    desk.go(f"/desk/supplements/{late.pk}/publish/")
    desk.press("Publish the supplement")
    late.refresh_from_db()
    assert late.published_at is not None, desk.words
    shown = public(page)
    assert "Storm damage to the pier" in shown
    assert "What the storm did" in shown
    assert "The pier is closed" in shown
    for edition in PackEdition.objects.filter(audience="public"):
        assert "slipway" not in words_of(edition)


def test_the_agenda_is_built_without_javascript(
    live_server: Any, browser: Browser, board: Board, olive: User
) -> None:
    meeting = factories.meeting(board, by=olive, items=0)
    desk = Desk(browser, live_server.url, olive, java_script_enabled=False)
    for title in ("Apologies", "Budget", "Close"):
        desk.go(f"/desk/meetings/{meeting.pk}/agenda/add/")
        desk.fill(title=title)
        desk.choose(kind="standing", restriction="open")
        desk.press("Save the item")
    budget = meeting.items.get(title="Budget")

    desk.page.locator(f"#up-{budget.pk}").click()
    desk.page.wait_for_load_state()
    desk.go(f"/desk/meetings/{meeting.pk}/agenda/{budget.pk}/remove/")
    desk.press("Remove the item")

    assert [f"{each.number} {each.title}" for each in meeting.items.order_by("position")] == [
        "1 Apologies",
        "2 Close",
    ]


def test_a_title_and_enter_is_an_item_and_a_list_is_shown_first(
    live_server: Any, browser: Browser, board: Board, olive: User
) -> None:
    meeting = factories.meeting(board, by=olive, items=0)
    desk = Desk(browser, live_server.url, olive)
    desk.go(f"/desk/meetings/{meeting.pk}/agenda/")
    box = desk.page.locator("[name='titles']")

    box.click()
    for title in ("Apologies", "Budget"):
        desk.page.keyboard.type(title)
        desk.page.keyboard.press("Enter")
        desk.page.locator(".portal-builder__title", has_text=title).wait_for()
    assert box.evaluate("field => field === document.activeElement && field.value === ''")
    box.fill("3. Strategy\n(a) Housing")
    desk.press("Add")
    desk.press("Add the items")

    numbered = [f"{each.full_number} {each.title}" for each in meeting.items.order_by("position")]
    assert numbered == ["1 Apologies", "2 Budget", "3 Strategy", "3(a) Housing"]


def test_an_item_is_dragged_before_another(
    live_server: Any, browser: Browser, board: Board, olive: User
) -> None:
    meeting = factories.meeting(board, by=olive, items=3)
    first, _, third = meeting.items.order_by("position")
    desk = Desk(browser, live_server.url, olive)
    desk.go(f"/desk/meetings/{meeting.pk}/agenda/")

    desk.page.drag_and_drop(
        f"#item-{third.pk} .portal-builder__number", f"#item-{first.pk} .portal-builder__number"
    )
    desk.page.wait_for_function(
        "id => document.querySelector(`#item-${id} .portal-builder__number`).innerText === '1'",
        arg=third.pk,
    )

    third.refresh_from_db()
    assert (third.position, third.number) == (1, "1")
