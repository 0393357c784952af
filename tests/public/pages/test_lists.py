"""Home, boards, the list of meetings: what is on them, and that they do not ask once a row."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from meetings.models import Board
from rotherham_hwb.shown.calendar import agenda_line, municipal_year, year_name
from tests import factories
from tests.public.world import Town, edition, filed_paper

pytestmark = pytest.mark.django_db
TODAY = dt.date(2025, 3, 3)


@pytest.fixture
def town() -> Town:
    """For its own test alone: others here look at an empty portal."""
    return Town(timezone.localdate())


def text_of(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def full_meeting(board: Board, days: int) -> None:
    """A meeting with a paper, a pack and minutes, so many days from today."""
    by = factories.officer(board)
    date = timezone.localdate() + dt.timedelta(days=days)
    meeting = factories.meeting(board, date=date, state="agenda_published", by=by)
    item = meeting.items.get()
    edition(meeting, ("1", filed_paper(item, "Paper", by=by)), by=by, audience="public")
    factories.minutes(meeting, state="published_draft", by=by)


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["home", "meetings", "boards", "attending", "board", "search"])
def test_a_list_asks_as_often_for_three_rows_as_for_one(client: Client, name: str) -> None:
    board = factories.board("Harbour Board")
    address = reverse("board", args=[board.slug]) if name == "board" else reverse(name)
    address += {"meetings": "?when=", "search": "?q=business+or+paper"}.get(name, "")
    full_meeting(board, 10)
    queries(client, address)  # the first search of a minute begins to count
    first = queries(client, address)
    for days in (20, 30):
        full_meeting(board, days)
        factories.board()
    queries(client, address)  # another minute may have begun

    assert queries(client, address) == first


def test_home_shows_the_nearest_meeting_first(client: Client, town: Town) -> None:
    page = text_of(client, reverse("home"))

    assert page.index(town.ready.get_absolute_url()) < page.index(town.called.get_absolute_url())
    assert "Agenda published" in page
    assert "Agenda due" in page
    assert town.paper.get_absolute_url() in page
    assert town.minutes.get_absolute_url() in page


def test_home_says_what_to_do_when_there_is_no_meeting(client: Client) -> None:
    assert "No meeting has been announced yet" in text_of(client, reverse("home"))


@pytest.mark.parametrize(
    ("date", "line"),
    [
        (dt.date(2025, 3, 13), "Agenda due Wednesday 5 March 2025"),
        (dt.date(2025, 3, 6), "Agenda was due Wednesday 26 February 2025"),
        (dt.date(2025, 3, 1), ""),
        (dt.date(2060, 3, 1), "Agenda not published yet"),
    ],
)
def test_the_line_on_an_agenda_that_is_not_out(date: dt.date, line: str) -> None:
    assert (
        agenda_line(factories.meeting(factories.board(), date=date, state="called"), TODAY) == line
    )


def test_a_municipal_year_runs_from_may() -> None:
    assert year_name(municipal_year(dt.date(2025, 4, 30))) == "May 2024 to April 2025"
    assert year_name(municipal_year(dt.date(2025, 5, 1))) == "May 2025 to April 2026"


def test_the_list_is_narrowed_by_board_and_time(client: Client, town: Town) -> None:
    other = factories.meeting(town.sister, date=town.today, state="called")
    held, called = town.held.get_absolute_url(), town.called.get_absolute_url()
    address = reverse("meetings")

    def listed(query: str) -> set[str]:
        page = text_of(client, address + query)
        return {url for url in (held, called, other.get_absolute_url()) if f'"{url}"' in page}

    assert listed("") == {called, other.get_absolute_url()}
    assert listed("?when=past") == {held}
    assert listed("?when=2024") == {held}
    assert listed(f"?when=&board={town.board.slug}") == {held, called}
    assert listed(f"?when=past&board={town.sister.slug}") == set()


def test_a_choice_that_is_none_is_named_not_obeyed(client: Client, town: Town) -> None:
    page = text_of(client, reverse("meetings") + "?when=yesterday&board=nowhere")

    assert "There is a problem" in page


def test_a_board_shows_its_people_vacancies_and_years(client: Client, town: Town) -> None:
    page = text_of(client, town.board.get_absolute_url())

    for words in ("Councillor Ada Byron", "Vacant", "Una Reyes", "May 2024 to April 2025"):
        assert words in page
    assert "say what came of it" in page
    assert "olive@example.org" in page


def test_a_board_with_nothing_says_so(client: Client) -> None:
    page = text_of(client, factories.board().get_absolute_url())

    assert "No meeting is planned" in page
    assert "The members are not listed here yet" in page


def test_only_an_officer_of_the_board_sees_its_draft_meetings(client: Client, town: Town) -> None:
    draft = factories.meeting(town.board, date=town.today, by=town.officer)
    pages = [reverse("meetings"), town.board.get_absolute_url(), reverse("home")]
    link = f'"{draft.get_absolute_url()}"'

    assert [page for page in pages if link in text_of(client, page)] == []
    client.force_login(town.officer)
    assert [page for page in pages if link in text_of(client, page)] == pages
    assert "Draft: only officers see this" in text_of(client, pages[0])
