"""The presses and pages of a publication day, counted: at most half of what each job took once.

Before: an item two pages; five meetings twelve presses; nine findings twenty-seven; four editions
eight. A press is a click on a button, a tick or Enter; a page is one that is loaded.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from playwright.sync_api import Browser

from meetings.models import Board, Meeting, User
from rotherham_hwb.checks.run import check_meeting
from rotherham_hwb.packs.models import PackEdition
from tests import factories
from tests.factories.packs import meeting_with_papers, pdf_paper
from tests.journeys.test_from_an_empty_board_to_a_published_pack import (
    Desk,
    a_wednesday,
    compile_all,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


class CountedDesk(Desk):
    """An officer whose presses and pages are counted from where they begin."""

    def begin(self, path: str) -> None:
        self.go(path)
        self.presses = self.pages = 0
        self.page.on("load", lambda _: setattr(self, "pages", self.pages + 1))

    def press(self, button: str) -> None:
        super().press(button)
        self.presses += 1

    def tick(self, name: str) -> None:
        for box in self.page.locator(f"main input[type=checkbox][name={name}]").all():
            box.check()
            self.presses += 1


@pytest.fixture
def board() -> Board:
    return factories.board("Harbour Board", default_venue="Custom House, Quay Street")


@pytest.fixture
def desk(live_server: Any, browser: Browser, board: Board) -> CountedDesk:
    return CountedDesk(browser, live_server.url, factories.officer(board))


def test_an_item_is_its_title_and_enter(desk: CountedDesk, board: Board) -> None:
    meeting = factories.meeting(board, by=board.roles.get().user, items=0)
    desk.begin(f"/desk/meetings/{meeting.pk}/agenda/")
    desk.page.locator("[name='titles']").click()
    for title in ("Quays", "Pilots", "Dredging"):
        desk.page.keyboard.type(title)
        desk.page.keyboard.press("Enter")
        desk.page.locator(".portal-builder__title", has_text=title).wait_for()

    assert meeting.items.count() == 3
    assert desk.pages == 0


def test_five_meetings_are_planned_and_announced_with_three_presses(
    desk: CountedDesk, board: Board
) -> None:
    first = a_wednesday() + dt.timedelta(weeks=8)
    desk.begin("/desk/meetings/series/")
    desk.page.select_option("[name=week]", "2")
    desk.page.select_option("[name=weekday]", "1")
    desk.day("first", first)
    desk.day("last", first + dt.timedelta(days=152))
    desk.fill(time="10am", venue="Custom House")
    desk.press("Show the days")
    desk.press("Plan the ticked meetings")
    desk.press("Make the ticked dates public")

    assert Meeting.objects.filter(board=board, called_at__isnull=False).count() >= 4
    assert (desk.presses, desk.pages) == (3, 3)


def test_nine_findings_are_accepted_with_a_tick_each_and_one_press(
    desk: CountedDesk, board: Board
) -> None:
    meeting = factories.meeting(board, by=board.roles.get().user, date=a_wednesday(), items=0)
    for number in range(9):
        factories.item(meeting, f"Quay {number}", kind="paper")
    desk.begin(f"/desk/meetings/{meeting.pk}/checks/?now=1")
    desk.tick("finding")
    desk.fill(reason="Each is tabled at the meeting.")
    desk.press("Accept the ticked ones")

    assert check_meeting(meeting).stops == ()
    assert desk.presses <= 27 / 2
    assert desk.pages == 1


def test_every_edition_of_a_pack_comes_of_one_press(desk: CountedDesk, board: Board) -> None:
    officer: User = board.roles.get().user
    meeting = meeting_with_papers(1, board=board, by=officer, date=a_wednesday(), venue="Quay")
    pdf_paper(factories.private_item(meeting, "A bid"), "Offers", **factories.exempt("A purchase"))
    desk.begin(f"/desk/meetings/{meeting.pk}/")
    desk.press("Compile the pack")
    compile_all()

    assert {(each.audience, each.layout) for each in PackEdition.objects.all()} == {
        (audience, layout)
        for audience in ("public", "restricted")
        for layout in ("screen", "print")
    }
    assert desk.presses == 1
