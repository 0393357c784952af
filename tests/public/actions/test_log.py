"""The action log that anyone may read, and its table for a spreadsheet."""

from __future__ import annotations

import csv
import datetime as dt
import io

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from meetings.models import Board, User
from minutes.actions import ActionDraft, OwnerDraft, finish, tell_progress
from rotherham_hwb.shown.actions.log import span_words
from tests import factories
from tests.factories.actions import ANN, asked

pytestmark = pytest.mark.django_db
TODAY = dt.date(2025, 3, 5)


@pytest.fixture
def board() -> Board:
    return factories.board("Harbour Board")


@pytest.fixture
def olive(board: Board, monkeypatch: pytest.MonkeyPatch) -> User:
    monkeypatch.setattr(timezone, "localdate", lambda *args: TODAY if not args else _day(*args))
    return factories.officer(board)


def _day(value: dt.datetime) -> dt.date:
    return timezone.localtime(value).date()


def log(client: Client, board: Board, query: str = "") -> str:
    return client.get(reverse("board_actions", args=[board.slug]) + query).content.decode()


def test_the_log_says_who_owes_what_by_when_and_how_it_stands(
    client: Client, board: Board, olive: User
) -> None:
    later = factories.meeting(board, by=olive, state="called", date=dt.date(2025, 3, 19))
    secret = factories.meeting(board, by=olive, date=dt.date(2025, 4, 30))
    write, _, _, _ = asked(
        board,
        ActionDraft("Write to the port", owners=(ANN, OwnerDraft("the Trust")), due_on=TODAY),
        ActionDraft("Dredge", due_at=later),
        ActionDraft("Paint", due_at=secret),
        ActionDraft("Light", due_when="when the lease is signed"),
        by=olive,
    )
    tell_progress(write, by_name="Ann", text="She rang twice.", by=olive)

    page = log(client, board)

    assert "Ann Example and the Trust" in page
    assert "Wednesday 5 March 2025" in page
    assert "At the meeting of Wednesday 19 March 2025" in page
    assert "At a later meeting" in page
    assert "30 April" not in page
    assert "When the lease is signed" in page
    assert "She rang twice." in page
    assert "for 6 weeks" in page
    assert "Nobody yet" in page
    assert "Overdue" not in page


def test_the_log_marks_what_is_overdue(client: Client, board: Board, olive: User) -> None:
    asked(board, ActionDraft("Write", due_on=dt.date(2025, 3, 4)), by=olive)

    assert "1 to be done, 1 of them overdue" in log(client, board)


def test_what_is_done_leaves_the_list_and_stays_in_the_log(
    client: Client, board: Board, olive: User
) -> None:
    action = asked(board, by=olive)[0]
    finish(action, done_on=dt.date(2025, 2, 19), by=olive)

    assert "Write to the port" not in log(client, board)
    page = log(client, board, "?show=all")
    assert "Wednesday 19 February 2025, after 4 weeks" in page


def test_a_board_without_actions_says_what_comes(client: Client, board: Board) -> None:
    assert "No action is open" in log(client, board)


def test_the_log_holds_nothing_of_drafts_and_restricted_minutes(
    client: Client, board: Board, olive: User
) -> None:
    asked(board, ActionDraft("Buy the pier"), by=olive, **factories.exempt("A lease"))
    asked(board, by=olive, published=False, date=dt.date(2025, 2, 5))
    address = reverse("board_actions_file", args=[board.slug])

    for text in (log(client, board, "?show=all"), client.get(address).content.decode()):
        assert "Buy the pier" not in text
        assert "Write to the port" not in text
    client.force_login(olive)
    assert "Buy the pier" in log(client, board)


def test_the_table_is_whole_and_safe_in_a_spreadsheet(
    client: Client, board: Board, olive: User
) -> None:
    asked(
        board,
        ActionDraft('=HYPERLINK("evil")', owners=(OwnerDraft("@ann"),), due_on=TODAY),
        by=olive,
    )

    answer = client.get(reverse("board_actions_file", args=[board.slug]))

    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0]["Action"] == '\'=HYPERLINK("evil")'
    assert rows[0]["Owner"] == "'@ann"
    assert (rows[0]["Due"], rows[0]["Overdue"]) == ("Wednesday 5 March 2025", "no")
    assert rows[0]["Address"].startswith("http")


@pytest.mark.slow
def test_thirty_actions_take_no_more_queries_than_three(
    client: Client, board: Board, olive: User
) -> None:
    def some(count: int, date: dt.date) -> None:
        drafts = [ActionDraft(f"Task {at}", owners=(ANN,), due_on=TODAY) for at in range(count)]
        for action in asked(board, *drafts, by=olive, date=date):
            tell_progress(action, by_name="Ann", text="Begun.", by=olive)

    some(3, dt.date(2025, 1, 8))
    with CaptureQueriesContext(connection) as few:
        log(client, board)
    some(27, dt.date(2025, 1, 15))
    with CaptureQueriesContext(connection) as many:
        log(client, board)

    assert len(many) == len(few)


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "0 days"), (1, "1 day"), (13, "13 days"), (14, "2 weeks"), (90, "12 weeks")],
)
def test_how_long_in_words(days: int, words: str) -> None:
    assert span_words(TODAY, TODAY + dt.timedelta(days=days)) == words
