"""A board's settings for its minutes: the word, the numbers, and who counts."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.forms import model_to_dict
from django.test import Client
from django.urls import reverse

from meetings.models import Board
from rotherham_hwb.desk.boards.forms import BoardForm
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def board(client: Client) -> Board:
    found = factories.board("Harbour Board", quorum=4)
    client.force_login(factories.officer(found))
    return found


def post(client: Client, board: Board, **changes: Any) -> Any:
    fields = model_to_dict(board, fields=BoardForm.Meta.fields)
    said = {name: value for name, value in fields.items() if value not in (None, False)}
    return client.post(reverse("desk_board_settings", args=[board.slug]), {**said, **changes})


def day(name: str, value: dt.date) -> dict[str, int]:
    return {f"{name}_day": value.day, f"{name}_month": value.month, f"{name}_year": value.year}


def test_the_settings_of_the_minutes_are_changed(client: Client, board: Board) -> None:
    remote, series = dt.date(2026, 4, 1), dt.date(2025, 5, 14)
    changes = {**day("remote_counts_from", remote), **day("series_started_on", series)}

    answer = post(client, board, decision_word="Agreed", minute_series="continuous", **changes)

    assert answer.status_code == 302
    board.refresh_from_db()
    assert (board.decision_word, board.minute_series) == ("Agreed", "continuous")
    assert (board.remote_counts_from, board.series_started_on) == (remote, series)
    page = client.get(reverse("desk_board", args=[board.slug])).content.decode()
    for words in ("Agreed", "On without end", "Count from Wednesday 1 April 2026"):
        assert words in page


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"decision_word": ""}, "Enter the word that minutes print before a decision."),
        (
            {**day("series_started_on", dt.date(2025, 1, 31)), "series_started_on_month": 2},
            "First day of the present series of minute numbers must be a real date",
        ),
        ({"quorum": "-1"}, "Enter a quorum of 1 or more."),
    ],
)
def test_what_cannot_be_is_answered_with_a_sentence(
    client: Client, board: Board, changes: dict[str, Any], sentence: str
) -> None:
    answer = post(client, board, **changes)

    assert sentence in answer.content.decode()
    board.refresh_from_db()
    assert (board.decision_word, board.series_started_on, board.quorum) == ("Resolved", None, 4)


def test_the_page_says_who_counts(client: Client, board: Board) -> None:
    address = reverse("desk_board", args=[board.slug])
    assert "Do not count towards the quorum" in client.get(address).content.decode()

    Board.objects.update(regime="non_statutory")

    assert "no statute asks them to be in the room" in client.get(address).content.decode()
