"""The next agenda begins with the minutes to approve and what is still open."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from meetings.access import viewer_for
from meetings.models import Board, Meeting, StandingItem, User
from minutes.approving import approve_minutes
from minutes.models import Minutes
from rotherham_hwb.desk.agenda.next_agenda import start_agenda
from rotherham_hwb.desk.agenda.suggestions import suggestions_for
from tests import factories
from tests.minutes.writing.test_references import drafted, publish, write

pytestmark = pytest.mark.django_db
MARCH, MAY, JULY = dt.date(2017, 3, 15), dt.date(2017, 5, 31), dt.date(2017, 7, 5)


@pytest.fixture
def board() -> Board:
    made = factories.board("Harbour Board")
    for position, title in enumerate(("Apologies", "Minutes of the previous meeting"), start=1):
        StandingItem.objects.create(board=made, position=position, title=title)
    StandingItem.objects.create(board=made, place="closing", position=1, title="Next meeting")
    return made


@pytest.fixture
def olive(board: Board) -> User:
    return factories.officer(board)


def out(board: Board, day: dt.date, number: str) -> Minutes:
    minutes = drafted(board, day)
    write(minutes, number, f"Business {number}")
    publish(minutes)
    return minutes


def next_meeting(board: Board, day: dt.date = JULY, **fields: object) -> Meeting:
    return factories.meeting(board, items=0, date=day, **fields)  # type: ignore[arg-type]


def agenda_of(meeting: Meeting) -> list[tuple[str, dt.date | None]]:
    items = meeting.items.select_related("minutes_of").order_by("position")
    return [(each.title, each.minutes_of.date if each.minutes_of else None) for each in items]


def test_the_standing_item_is_about_the_latest_minutes_and_older_ones_have_their_own(
    board: Board, olive: User
) -> None:
    out(board, MARCH, "95")
    may = out(board, MAY, "3")
    may.entries.get().actions.create(position=1, text="Buy coats.")
    meeting = next_meeting(board)

    start_agenda(meeting, by=olive)

    assert agenda_of(meeting) == [
        ("Apologies", None),
        ("Minutes of the meeting of Wednesday 15 March 2017", MARCH),
        ("Minutes of the previous meeting", MAY),
        ("Matters arising and actions", None),
        ("Next meeting", None),
    ]
    assert list(meeting.items.order_by("position").values_list("number", flat=True)) == list(
        "12345"
    )
    assert meeting.items.get(number="4").kind == "actions"
    assert start_agenda(meeting, by=olive) == []


def test_the_boards_own_item_for_matters_arising_gets_the_log(board: Board, olive: User) -> None:
    StandingItem.objects.create(board=board, position=3, title="Matters arising")
    may = out(board, MAY, "3")
    may.entries.get().actions.create(position=1, text="Buy coats.")
    meeting = next_meeting(board)

    start_agenda(meeting, by=olive)

    assert meeting.items.get(title="Matters arising").kind == "actions"
    assert meeting.items.count() == 4


def test_a_board_without_such_an_item_gets_one_after_its_opening(board: Board, olive: User) -> None:
    board.standing_items.filter(title__startswith="Minutes").delete()
    out(board, MAY, "3")
    meeting = next_meeting(board)

    start_agenda(meeting, by=olive)

    titles = [("Apologies", None), ("Minutes of the previous meeting", MAY), ("Next meeting", None)]
    assert agenda_of(meeting) == titles


def test_an_item_that_the_officer_wrote_is_left_alone(board: Board, olive: User) -> None:
    out(board, MAY, "3")
    meeting = next_meeting(board)
    factories.item(meeting, "Minutes of our last two meetings")

    start_agenda(meeting, by=olive)

    assert [day for _, day in agenda_of(meeting) if day] == []
    suggested = [each.title for each in suggestions_for(meeting, viewer_for(olive))]
    assert "Minutes of the meeting of Wednesday 31 May 2017" in suggested


def test_nothing_is_put_to_a_meeting_that_does_not_approve_it(board: Board, olive: User) -> None:
    may = out(board, MAY, "3")
    special = next_meeting(board, dt.date(2017, 6, 14), extraordinary=True)
    start_agenda(special, by=olive)
    assert [day for _, day in agenda_of(special) if day] == []
    assert suggestions_for(special, viewer_for(olive)) == []

    first, second = next_meeting(board), next_meeting(board, dt.date(2017, 9, 20))
    start_agenda(second, by=olive)
    assert [day for _, day in agenda_of(second) if day] == []

    minutes = drafted(board, dt.date(2017, 6, 20))
    approve_minutes([may], in_minute=write(minutes, "9", "Minutes"), by=olive)
    start_agenda(first, by=olive)
    assert [day for _, day in agenda_of(first) if day] == []


def test_the_button_for_standing_items_does_it(client: Client, board: Board, olive: User) -> None:
    out(board, MAY, "3")
    meeting = next_meeting(board)
    client.force_login(olive)

    client.post(reverse("desk_agenda_standing", args=[meeting.pk]))

    assert ("Minutes of the previous meeting", MAY) in agenda_of(meeting)
