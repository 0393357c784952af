"""What was held is never next, and what is off neither counts down nor invites."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meetings.access import PUBLIC
from meetings.models import Board, Meeting
from meetings.workflow import cancel_meeting, postpone_meeting, record_held
from rotherham_hwb.desk.publication.clear_days import deadline_lines
from rotherham_hwb.shown.board import shown_board
from rotherham_hwb.shown.home import shown_home
from tests import factories

pytestmark = pytest.mark.django_db
INVITES = "How to attend and ask a question"


@pytest.fixture
def board() -> Board:
    return factories.board("Harbour Board")


def planned(board: Board, days: int) -> Meeting:
    day = timezone.localdate() + dt.timedelta(days=days)
    place: Any = {"time": dt.time(9), "venue": "Town Hall"}
    made: Meeting = factories.meeting(board, date=day, state="agenda_published", **place)
    return made


def following(board: Board) -> tuple[Meeting | None, list[Meeting]]:
    """The board's next meeting, and those that the home page calls next."""
    today = timezone.localdate()
    line = shown_board(board, PUBLIC, today).next_meeting
    coming = shown_home(PUBLIC, today).coming
    return line.meeting if line else None, [each.meeting for each in coming]


def test_todays_meeting_is_next_until_it_was_held(board: Board) -> None:
    now, later = planned(board, 0), planned(board, 30)
    assert following(board) == (now, [now, later])

    record_held(now, by=factories.officer(board))

    assert following(board) == (later, [later])


@pytest.mark.parametrize("off", [cancel_meeting, postpone_meeting])
def test_what_is_off_is_marked_and_stands_after_all_that_one_may_come_to(
    client: Client, board: Board, off: Any
) -> None:
    sooner, later = planned(board, 10), planned(board, 30)
    off(sooner, by=factories.officer(board), reason="Fog.")

    sooner.refresh_from_db()
    assert following(board) == (later, [later, sooner])
    assert sooner.state.label in client.get("/").content.decode()


@pytest.mark.parametrize("off", [cancel_meeting, postpone_meeting])
def test_no_days_are_counted_to_a_meeting_that_is_off(board: Board, off: object) -> None:
    meeting = planned(board, 40)
    today = timezone.localdate()
    assert any("left" in each.word for each in deadline_lines(meeting, today).lines)

    off(meeting, by=factories.officer(board), reason="Fog.")  # type: ignore[operator]

    said = {each.word for each in deadline_lines(meeting, today).lines}
    assert said == {"Done", meeting.state.label}


def test_nobody_is_invited_to_what_is_off_or_past(client: Client, board: Board) -> None:
    officer = factories.officer(board)
    meeting = planned(board, 20)
    page = meeting.get_absolute_url()
    notice = reverse("public_notice", args=[meeting.pk])
    assert INVITES in client.get(page).content.decode()
    assert "will meet" in client.get(notice).content.decode()

    cancel_meeting(meeting, by=officer, reason="Fog.")
    held = planned(board, 0)
    record_held(held, by=officer)

    assert INVITES not in client.get(page).content.decode()
    assert INVITES not in client.get(held.get_absolute_url()).content.decode()
    told = client.get(notice).content.decode()
    assert "would meet" in told
    assert ">Attending<" not in told
