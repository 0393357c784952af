"""A pack that prints a time or place from before a move says so, until a corrected one is out."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meetings.models import Meeting, User
from meetings.rearranging import move_meeting
from rotherham_hwb.shown.moved_since import moves_of, prints_otherwise
from tests import factories
from tests.public.world import edition

pytestmark = pytest.mark.django_db
AHEAD = timezone.localdate() + dt.timedelta(days=20)


@pytest.fixture
def olive() -> User:
    return factories.officer(factories.board("Harbour Board"))


@pytest.fixture
def meeting(olive: User) -> Meeting:
    """Published for two o'clock in the Town Hall."""
    place: Any = {"date": AHEAD, "time": dt.time(14), "venue": "Town Hall"}
    board = olive.roles.get().board
    made: Meeting = factories.meeting(board, by=olive, state="agenda_published", **place)
    return made


def moved(meeting: Meeting, by: User, hour: int, venue: str = "Town Hall") -> None:
    new: Any = {"time": dt.time(hour), "venue": venue}
    move_meeting(meeting, date=AHEAD, **new, reason="Fog.", by=by)


def said(meeting: Meeting, compiled_at: dt.datetime) -> str:
    return prints_otherwise(meeting, compiled_at, moves_of([meeting]))


def test_what_differs_is_named_and_nothing_else(meeting: Meeting, olive: User) -> None:
    compiled = timezone.now()
    assert said(meeting, compiled) == ""

    moved(meeting, olive, 15)
    assert said(meeting, compiled) == "The pack prints 2:00 pm: it is now 3:00 pm."

    moved(meeting, olive, 16, "Pier House")
    assert said(meeting, compiled) == (
        "The pack prints 2:00 pm, Town Hall: it is now 4:00 pm, Pier House."
    )
    assert said(meeting, timezone.now()) == ""


def test_a_meeting_moved_back_is_as_the_pack_prints_it(meeting: Meeting, olive: User) -> None:
    compiled = timezone.now()
    moved(meeting, olive, 15)
    moved(meeting, olive, 14)

    assert said(meeting, compiled) == ""


def test_a_move_of_another_meeting_says_nothing_of_this_one(meeting: Meeting, olive: User) -> None:
    compiled = timezone.now()
    fields: Any = {"date": AHEAD, "time": dt.time(9), "venue": "Town Hall"}
    other = factories.meeting(meeting.board, by=olive, state="agenda_published", **fields)
    moved(other, olive, 15)

    assert said(meeting, compiled) == ""


def test_the_public_the_member_and_the_officer_are_told_beside_the_pack(
    client: Client, meeting: Meeting, olive: User
) -> None:
    edition(meeting, by=olive)
    member = factories.user(board=meeting.board, role="member")
    pages = {
        None: meeting.get_absolute_url(),
        member: reverse("reading"),
        olive: reverse("desk_meeting", args=[meeting.pk]),
    }

    def read() -> list[str]:
        found = []
        for user, page in pages.items():
            client.logout()
            if user:
                client.force_login(user)
            found.append(client.get(page).content.decode())
        return found

    words = "The pack prints 2:00 pm: it is now 3:00 pm."
    assert not any(words in page for page in read())
    moved(meeting, olive, 15)

    told = read()
    assert [words in page for page in told] == [True, True, True]
    assert f'href="{reverse("desk_correct", args=[meeting.pk])}">Correct it' in told[2]
