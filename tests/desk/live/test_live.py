"""The live screen of a meeting, as an officer uses it: the roll, the clock, interests, notes."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from meetings.models import Board, Meeting, User
from minutes.attendance import attending, interests
from minutes.models import Attendance, Declaration, Minutes, Note
from minutes.workflow import send_to_chair
from minutes.writing.notes import save_note
from tests import factories
from tests.factories import minuting
from tests.factories.minuting import at, attendance, line, there

pytestmark = pytest.mark.django_db
JSON = {"Accept": "application/json"}


@pytest.fixture
def board() -> Board:
    return minuting.seated_board(3, quorum=2)


@pytest.fixture
def olive(board: Board) -> User:
    return factories.officer(board)


@pytest.fixture
def minutes(board: Board, olive: User) -> Minutes:
    return minuting.at_the_table(board, by=olive, items=2)


@pytest.fixture
def client(olive: User) -> Client:
    made = Client()
    made.force_login(olive)
    return made


def address(minutes: Minutes, name: str = "desk_at_meeting", *args: Any) -> str:
    return reverse(name, args=[minutes.meeting_id, *args])


def words(response: Any) -> str:
    return " ".join(response.content.decode().split())


def press(client: Client, minutes: Minutes, name: str, what: str, **headers: str) -> HttpResponse:
    key = line(minutes, name).key
    return client.post(  # type: ignore[return-value]
        address(minutes, "desk_at_press"), {"press": f"{key}:{what}"}, headers=headers or None
    )


def test_the_record_is_opened_from_the_meeting(client: Client, board: Board, olive: User) -> None:
    meeting = factories.meeting(board, state="agenda_published", by=olive)
    page = reverse("desk_at_meeting", args=[meeting.pk])
    assert page in words(client.get(reverse("desk_meeting", args=[meeting.pk])))
    assert "Open the record" in words(client.get(page))
    assert not Minutes.objects.exists(), "looking begins nothing"

    client.post(reverse("desk_at_open", args=[meeting.pk]))

    assert Minutes.objects.get().quorum == 2
    assert "Not begun" in words(client.get(page))


def test_a_meeting_that_is_not_public_says_what_to_do_first(
    client: Client, board: Board, olive: User
) -> None:
    meeting = factories.meeting(board, by=olive)

    page = words(client.get(reverse("desk_at_meeting", args=[meeting.pk])))

    assert "publish its agenda first" in page
    assert "Open the record" not in page


def test_one_press_records_somebody_and_leads_back_to_their_line(
    client: Client, minutes: Minutes
) -> None:
    answer: Any = press(client, minutes, "Ben Okri", "remote")

    assert answer.url.endswith(f"#row-{line(minutes, 'Ben Okri').key}")
    assert attendance(minutes, "Ben Okri").mode == "remote"
    page = words(client.get(address(minutes)))
    assert "0 of 2 needed" in page
    assert "1 more takes part remotely and does not count." in page


def test_a_press_by_script_brings_the_roll_and_the_quorum_anew(
    client: Client, minutes: Minutes
) -> None:
    there(minutes, "Ada Byron")
    page = words(press(client, minutes, "Ben Okri", "in_room", **{"HX-Request": "true"}))

    assert "<html" not in page
    assert 'id="quorum" data-hx-swap-oob="true"' in page
    assert "Quorate" in page
    assert "2 of 2 needed" in page
    assert "Ben Okri: in the room." in page


def test_a_press_that_is_refused_says_why(client: Client, minutes: Minutes) -> None:
    minuting.seat(minutes.meeting.board, "Healthwatch")
    page = words(press(client, minutes, "Healthwatch", "in_room", **{"HX-Request": "true"}))

    assert "Nobody holds the seat “Healthwatch”" in page
    assert not minutes.attendances.exists()


@pytest.mark.parametrize("pressed", ["", "p0:in_room", "{key}:dance", "{key}"])
def test_a_press_of_nothing_is_not_found(client: Client, minutes: Minutes, pressed: str) -> None:
    what = pressed.format(key=line(minutes, "Ben Okri").key)

    answer = client.post(address(minutes, "desk_at_press"), {"press": what})

    assert answer.status_code == 404
    assert not minutes.attendances.exists()


def test_apologies_sent_before_take_one_press_for_all(client: Client, minutes: Minutes) -> None:
    minuting.sent_apologies(minutes.meeting, "Ben Okri")
    assert "Record the apology sent beforehand" in words(client.get(address(minutes)))

    client.post(address(minutes, "desk_at_press"), {"press": "all:sent"})

    assert attendance(minutes, "Ben Okri").kind == "apologies"
    assert "Record the apology" not in words(client.get(address(minutes)))


def test_a_press_is_undone(client: Client, minutes: Minutes) -> None:
    there(minutes, "Ben Okri")
    press(client, minutes, "Ben Okri", "undo")

    assert not minutes.attendances.exists()


def test_the_clock_says_when_it_began_and_ended(client: Client, board: Board, olive: User) -> None:
    minutes = minuting.at_the_table(board, by=olive, begun=False)
    clock = address(minutes, "desk_at_clock")
    client.post(clock, {"do": "begin", "time": "9.05"})
    client.post(clock, {"do": "end", "time": "10:30 am"})

    minutes.refresh_from_db()
    assert (minutes.opened_at, minutes.ended_at) == (at(9, 5), at(10, 30))
    assert Meeting.objects.get(pk=minutes.meeting_id).state == "held"
    assert "Began 9:05 am, ended 10:30 am" in words(client.get(address(minutes)))
    client.post(clock, {"do": "resume"})
    minutes.refresh_from_db()
    assert minutes.ended_at is None


@pytest.mark.parametrize(
    ("time", "why"),
    [
        ("soon", "Write a time like 2:00 pm"),
        ("2", "Write 2:00 am or 2:00 pm"),
        ("", "Enter a time of 22 January 2025"),
    ],
)
def test_a_time_that_is_none_is_answered_with_what_to_enter(
    client: Client, minutes: Minutes, time: str, why: str
) -> None:
    answer = client.post(
        address(minutes, "desk_at_clock"), {"do": "end", "time": time}, follow=True
    )

    assert why in words(answer)
    minutes.refresh_from_db()
    assert minutes.ended_at is None


def test_on_its_day_now_is_one_press(client: Client, board: Board, olive: User) -> None:
    today = timezone.localdate()
    meeting = factories.meeting(board, state="agenda_published", by=olive, date=today)
    minutes = attending.open_minutes(meeting, by=olive)
    client.post(address(minutes, "desk_at_clock"), {"do": "begin"})
    there(minutes, "Ben Okri")
    assert "Leaves now" in words(client.get(address(minutes)))

    press(client, minutes, "Ben Okri", "left")

    assert [each.arrives for each in attendance(minutes, "Ben Okri").movements.all()] == [False]
    page = words(client.get(address(minutes)))
    assert "Out now" in page
    assert "Comes back now" in page


def test_somebody_s_times_are_entered_and_struck_out(client: Client, minutes: Minutes) -> None:
    key = line(minutes, "Ben Okri").key
    page = address(minutes, "desk_at_person", key)
    assert client.post(page, {"do": "arrives", "time": "9.20"}).status_code == 302
    assert "Came at 9:20 am" in words(client.get(page))
    refused = client.post(page, {"do": "arrives", "time": "9.30"})
    assert "Ben Okri was there already at 9:30 am." in words(refused)

    movement = attendance(minutes, "Ben Okri").movements.get()
    client.post(address(minutes, "desk_at_take_back", key, movement.pk))

    assert not attendance(minutes, "Ben Okri").movements.exists()


def test_a_meeting_that_goes_on_after_midnight_has_times_of_the_next_day(
    client: Client, board: Board, olive: User
) -> None:
    minutes = minuting.at_the_table(board, by=olive, begun=False)
    for what, time in (("begin", "19:00"), ("end", "0:20")):
        client.post(address(minutes, "desk_at_clock"), {"do": what, "time": time})

    minutes.refresh_from_db()
    assert minutes.ended_at == at(0, 20, day=minuting.DAY + dt.timedelta(days=1))


def test_a_deputy_of_the_seat_or_somebody_named_stands_in(
    client: Client, minutes: Minutes, board: Board
) -> None:
    una = minuting.member(board, "Una Reyes", kind="deputy", seat=board.seats.all()[1])
    for name, said in (
        ("Ben Okri", {"person": str(una.pk), "mode": "in_room"}),
        ("Cora Lind", {"name": "Wim Dale", "mode": "remote"}),
    ):
        page = address(minutes, "desk_at_stand_in", line(minutes, name).key)
        assert client.get(page).status_code == 200
        assert client.post(page, said).status_code == 302

    found = {each.name: each for each in minutes.attendances.filter(capacity="deputy")}
    assert {name: each.representing for name, each in found.items()} == {
        "Una Reyes": "Ben Okri",
        "Wim Dale": "Cora Lind",
    }
    assert found["Una Reyes"].person == una
    assert "Representing Ben Okri" in words(client.get(address(minutes)))


def test_a_deputy_without_a_name_is_asked_for(client: Client, minutes: Minutes) -> None:
    page = address(minutes, "desk_at_stand_in", line(minutes, "Ben Okri").key)

    answer = client.post(page, {"name": "", "mode": "in_room"})

    assert "Choose who stands in for Ben Okri, or enter their name." in words(answer)
    assert not minutes.attendances.exists()


def test_a_guest_is_added_by_name_and_taken_off_again(client: Client, minutes: Minutes) -> None:
    said = {"name": "Paul Pier", "capacity": "presenter", "mode": "in_room"}
    client.post(address(minutes, "desk_at_add"), said)
    assert "Paul Pier" in words(client.get(address(minutes)))
    again = client.post(address(minutes, "desk_at_add"), said)
    assert "Paul Pier is on the list already" in words(again)

    client.post(address(minutes, "desk_at_take_off", line(minutes, "Paul Pier").key))

    assert not Attendance.objects.exists()


def test_another_member_takes_the_chair(client: Client, minutes: Minutes) -> None:
    there(minutes, "Ada Byron", "Ben Okri")
    client.post(address(minutes, "desk_at_chair", line(minutes, "Ben Okri").key))

    minutes.refresh_from_db()
    assert minutes.chair_name == "Ben Okri"


def test_the_public_is_counted(client: Client, minutes: Minutes) -> None:
    where = address(minutes, "desk_at_public")
    client.post(where, {"count": "10", "note": "The press was there."})
    minutes.refresh_from_db()
    assert (minutes.public_count, minutes.note) == (10, "The press was there.")

    refused = client.post(where, {"count": "-1", "note": "Nobody"})

    assert "There is a problem" in words(refused)
    assert "Nobody</textarea>" in words(refused)


def test_an_interest_is_declared_left_for_and_withdrawn(client: Client, minutes: Minutes) -> None:
    there(minutes, "Ada Byron", "Ben Okri")
    item = minutes.meeting.items.get(position=2)
    page = address(minutes, "desk_at_declare", item.pk)
    assert "Ben Okri" in words(client.get(page))
    ben = attendance(minutes, "Ben Okri")
    said = {
        "who": ben.pk,
        "kind": "disclosable",
        "nature": "He rents a berth.",
        "leaves_room": "on",
    }
    assert client.post(page, said).status_code == 302
    assert "He rents a berth" in words(client.get(address(minutes)))
    assert "has declared an interest there already" in words(client.post(page, said))

    one = address(minutes, "desk_at_interest", Declaration.objects.get().pk)
    client.post(one, {"do": "left", "time": "9.40"})
    shown = words(client.get(address(minutes)))
    assert "Ben Okri left the room at 9.40 a.m." in shown
    assert "Inquorate since 9:40 am" in shown
    client.post(one, {"do": "back", "time": "9.55"})
    assert [each.arrives for each in ben.movements.all()] == [False, True]
    client.post(one, {"do": "withdraw"})
    assert not Declaration.objects.exists()


def test_an_interest_of_nobody_present_is_not_taken(client: Client, minutes: Minutes) -> None:
    page = address(minutes, "desk_at_declare_at_large")
    assert "Record first who is there" in words(client.get(page))

    client.post(page, {"who": "1", "kind": "personal", "nature": "x"})

    assert not Declaration.objects.exists()


def test_a_script_saves_notes_and_is_told_the_revision(client: Client, minutes: Minutes) -> None:
    item = minutes.meeting.items.get(position=1)
    where = address(minutes, "desk_at_note", item.pk)
    told = client.post(where, {"text": "The quay", "revision": "0"}, headers=JSON).json()

    assert told["revision"] == 1
    assert told["said"].startswith("Saved ")
    assert Note.objects.get().text == "The quay"


def test_a_script_with_a_stale_revision_is_given_both_texts(
    client: Client, minutes: Minutes, board: Board
) -> None:
    oscar = factories.user("Oscar Officer", board=board, role="officer")
    save_note(minutes, item=None, text="His", revision=0, by=oscar)

    answer = client.post(
        address(minutes, "desk_at_meeting_note"), {"text": "Hers", "revision": "0"}, headers=JSON
    )

    assert answer.status_code == 409
    told = answer.json()
    assert (told["theirs"], told["by"], told["revision"]) == ("His", "Oscar Officer", 1)
    assert Note.objects.get().text == "His"


def test_without_a_script_a_stale_save_shows_both_and_loses_nothing(
    client: Client, minutes: Minutes, board: Board
) -> None:
    item = minutes.meeting.items.get(position=1)
    where = address(minutes, "desk_at_note", item.pk)
    assert client.post(where, {"text": "First", "revision": "0"}).status_code == 302
    oscar = factories.user("Oscar Officer", board=board, role="officer")
    save_note(minutes, item=item, text="His", revision=1, by=oscar)

    both = client.post(where, {"text": "Hers", "revision": "1"})
    assert both.status_code == 409
    page = words(both)
    assert "What Oscar Officer has saved" in page
    assert "His" in page
    assert "Hers</textarea>" in page
    assert client.post(where, {"text": "Both", "revision": "2"}).status_code == 302
    assert Note.objects.get().text == "Both"


def test_a_closed_record_is_read_and_says_what_to_do(
    client: Client, minutes: Minutes, olive: User
) -> None:
    save_note(minutes, item=None, text="It rained.", revision=0, by=olive)
    there(minutes, "Ben Okri")
    factories.minute(minutes)
    send_to_chair(minutes, by=olive)

    page = words(client.get(address(minutes)))
    assert "with the chair: return them to draft first" in page
    assert "It rained." in page
    assert "<textarea" not in page
    assert 'name="press"' not in page
    note = client.post(
        address(minutes, "desk_at_meeting_note"), {"text": "And hailed.", "revision": 1}
    )
    assert "And hailed.</textarea>" in words(note)
    told = client.post(
        address(minutes, "desk_at_meeting_note"), {"text": "x", "revision": 1}, headers=JSON
    )
    assert (told.status_code, told.json()["said"][:21]) == (409, "These minutes are wit")
    press(client, minutes, "Ben Okri", "absent")
    assert attendance(minutes, "Ben Okri").kind == "present"


def test_nobody_but_the_officers_of_the_meeting_comes_in(minutes: Minutes, board: Board) -> None:
    member = factories.user(board=board, role="member")
    for user in (member, factories.officer(factories.board())):
        other = Client()
        other.force_login(user)
        for name in ("desk_at_meeting", "desk_at_add", "desk_at_declare_at_large"):
            assert other.get(address(minutes, name)).status_code == 404
        for name in ("desk_at_press", "desk_at_clock", "desk_at_meeting_note", "desk_at_public"):
            assert other.post(address(minutes, name)).status_code == 404


@pytest.mark.slow
def test_more_people_and_items_take_no_more_queries(client: Client) -> None:
    spent = []
    for count in (3, 30):
        board = minuting.seated_board(count, name=f"Board of {count}", quorum=2)
        olive = factories.officer(board)
        minutes = minuting.at_the_table(board, by=olive, items=count)
        _fill(minutes, olive)
        client.force_login(olive)
        client.get(address(minutes))
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(address(minutes)).status_code == 200
        spent.append(len(queries))

    assert spent[0] == spent[1]


def _fill(minutes: Minutes, olive: User) -> None:
    """Everybody present and interested, and a note at every item."""
    people = list(minutes.meeting.board.memberships.select_related("person", "seat"))
    for position, each in enumerate(people, start=1):
        made = Attendance.objects.create(
            minutes=minutes,
            position=position,
            name=each.person.name,
            person=each.person,
            seat=each.seat,
            capacity="member",
            votes=True,
        )
        made.movements.create(at=at(9, 30), arrives=False)
        item = minutes.meeting.items.get(position=position)
        Declaration.objects.create(attendance=made, item=item, kind="personal", nature="A friend.")
        Note.objects.create(minutes=minutes, item=item, text="x", revision=1, saved_by_name="Olive")
    assert interests.is_out(Declaration.objects.first())
