"""Who is at a meeting: one press each, deputies, latecomers, the chair, the public, the end."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from meetings import workflow as meetings
from meetings.lifecycle import Refused
from meetings.models import AuditEvent, Person, Presenter
from minutes.attendance import attending
from minutes.attendance.movements import take_back_movement
from minutes.attendance.roll import read_roll
from minutes.models import Attendance, Minutes
from minutes.workflow import publish_minutes, send_to_chair
from tests import factories
from tests.factories import minuting
from tests.factories.minuting import at, attendance, line, there

pytestmark = pytest.mark.django_db
BY = "a test"


@pytest.fixture
def minutes() -> Minutes:
    return minuting.at_the_table(minuting.seated_board(3, quorum=2))


def told(minutes: Minutes) -> list[tuple[str, str, str]]:
    """The list as it is stored, in order: heading, name, and what is recorded."""
    names = minutes.attendances.order_by("position")
    return [(each.group, each.name, each.kind) for each in names]


def test_everybody_expected_is_on_the_roll_and_nobody_is_recorded() -> None:
    board = minuting.seated_board(2)
    minuting.seat(board, "Healthwatch")
    minuting.member(board, "Cora Lind", kind="co_opted")
    minuting.member(board, "Otto Watch", kind="observer")
    minuting.member(board, "Una Reyes", kind="deputy", seat=board.seats.first())
    minuting.member(board, "Gone By", started_on=dt.date(2020, 1, 1), ended_on=dt.date(2024, 1, 1))
    meeting = factories.meeting(board, state="called", items=0)
    item = factories.item(meeting, "Leases")
    Presenter.objects.create(item=item, position=1, name="Paul Pier", role="Harbour master")
    meetings.publish_agenda(meeting, by=factories.officer(board))

    roll = read_roll(attending.open_minutes(meeting, by=BY))

    assert [(each.attendance.name, each.attendance.capacity) for each in roll] == [
        ("Ada Byron", "member"),
        ("Ben Okri", "member"),
        ("Cora Lind", "co_opted"),
        ("Healthwatch", "member"),
        ("Paul Pier", "presenter"),
        ("Olive Officer", "officer"),
        ("Otto Watch", "observer"),
    ]
    assert not any(each.recorded for each in roll)
    assert [each.attendance.votes for each in roll] == [True] * 4 + [False] * 3
    assert not Attendance.objects.exists()


def test_a_joint_meeting_expects_the_members_of_both_boards_each_once() -> None:
    board, other = minuting.seated_board(2), factories.board("Pier Trust")
    minuting.member(other, "Zoe Pier")
    ada = Person.objects.get(name="Ada Byron")
    other.memberships.create(person=ada, started_on=factories.LONG_AGO)
    minutes = minuting.at_the_table(board)
    minutes.meeting.joint_boards.add(other)

    names = [each.attendance.name for each in read_roll(minutes)]

    assert names == ["Ada Byron", "Ben Okri", "Zoe Pier", "Olive Officer"]


def test_one_press_records_each_and_the_list_stays_in_the_order_of_print(minutes: Minutes) -> None:
    there(minutes, "Olive Officer", "Cora Lind")
    attending.mark(line(minutes, "Ben Okri").attendance, kind="apologies", by=BY)
    there(minutes, "Ada Byron", mode="remote")
    attending.add_attendee(
        minutes, name="Paul Pier", capacity="presenter", organisation_or_post="Port", by=BY
    )

    assert told(minutes) == [
        ("Members", "Ada Byron", "present"),
        ("Members", "Ben Okri", "apologies"),
        ("Members", "Cora Lind", "present"),
        ("Report Presenter", "Paul Pier", "present"),
        ("Officers", "Olive Officer", "present"),
    ]
    assert attendance(minutes, "Ada Byron").mode == "remote"
    assert attendance(minutes, "Ada Byron").seat is not None
    event = AuditEvent.objects.filter(action="mark", record_name="Ben Okri").get()
    assert event.board_id == minutes.meeting.board_id


def test_a_second_press_of_one_button_changes_nothing(minutes: Minutes) -> None:
    before = line(minutes, "Ben Okri").attendance
    for _ in range(2):
        attending.mark(before, kind="present", by=BY)

    assert minutes.attendances.count() == 1
    assert AuditEvent.objects.filter(action="mark").count() == 1


def test_a_press_is_taken_back(minutes: Minutes) -> None:
    there(minutes, "Ada Byron", "Ben Okri")
    attending.unmark(attendance(minutes, "Ada Byron"), by=BY)

    minutes.refresh_from_db()
    assert told(minutes) == [("Members", "Ben Okri", "present")]
    assert minutes.chair_name == ""
    assert not line(minutes, "Ada Byron").recorded


def test_apologies_sent_before_are_told_and_recorded_in_one_press() -> None:
    board = minuting.seated_board(3)
    una = minuting.member(board, "Una Reyes", kind="deputy", seat=board.seats.all()[1])
    minutes = minuting.at_the_table(board)
    minuting.sent_apologies(minutes.meeting, "Ben Okri", deputy=una)

    assert line(minutes, "Ben Okri").told == "Sent apologies; Una Reyes comes in their place"
    assert attending.record_apologies(minutes, by=BY) == 1
    there(minutes, "Una Reyes")

    deputy = attendance(minutes, "Una Reyes")
    assert (deputy.capacity, deputy.representing, deputy.votes) == ("deputy", "Ben Okri", True)
    assert deputy.seat == board.seats.all()[1]
    assert told(minutes) == [
        ("Members", "Ben Okri", "apologies"),
        ("Members", "Una Reyes", "present"),
    ]


def test_somebody_who_stands_in_has_the_seat_and_the_principal_is_sorry(minutes: Minutes) -> None:
    principal = line(minutes, "Ben Okri").attendance
    deputy = attending.stand_in(
        principal, name="Una Reyes", organisation_or_post="Port Health", by=BY
    )

    assert (deputy.representing, deputy.seat, deputy.votes) == ("Ben Okri", principal.seat, True)
    there(minutes, "Cora Lind")
    assert told(minutes) == [
        ("Members", "Ben Okri", "apologies"),
        ("Members", "Una Reyes", "present"),
        ("Members", "Cora Lind", "present"),
    ]
    with pytest.raises(Refused, match="Una Reyes sits in that seat"):
        there(minutes, "Ben Okri")


def test_nobody_stands_in_for_somebody_who_is_there(minutes: Minutes) -> None:
    there(minutes, "Ben Okri")

    with pytest.raises(Refused, match="Ben Okri sits in that seat"):
        attending.stand_in(attendance(minutes, "Ben Okri"), name="Una Reyes", by=BY)
    assert minutes.attendances.count() == 1


def test_a_principal_who_comes_late_takes_the_seat_once_the_deputy_has_left(
    minutes: Minutes,
) -> None:
    deputy = attending.stand_in(line(minutes, "Ben Okri").attendance, name="Una Reyes", by=BY)
    attending.move(deputy, arrives=False, at=at(9, 40), by=BY)
    attending.move(attendance(minutes, "Ben Okri"), arrives=True, at=at(9, 41), by=BY)

    assert attendance(minutes, "Ben Okri").kind == "present"


def test_a_vacant_seat_is_sat_in_by_a_deputy_or_not_required(minutes: Minutes) -> None:
    minuting.seat(minutes.meeting.board, "Healthwatch")
    empty = line(minutes, "Healthwatch").attendance

    with pytest.raises(Refused, match="Nobody holds the seat “Healthwatch”"):
        attending.mark(empty, kind="present", by=BY)
    deputy = attending.stand_in(empty, name="Una Reyes", by=BY)
    assert (deputy.representing, deputy.seat) == ("Healthwatch", empty.seat)
    assert minutes.attendances.count() == 1


def test_the_chair_of_the_board_presides_until_somebody_else_does(minutes: Minutes) -> None:
    there(minutes, "Ben Okri", "Ada Byron")
    minutes.refresh_from_db()
    assert (minutes.chair_name, attendance(minutes, "Ada Byron").role) == (
        "Ada Byron",
        "in the Chair",
    )
    attending.take_chair(attendance(minutes, "Ben Okri"), by=BY)

    minutes.refresh_from_db()
    assert minutes.chair_name == "Ben Okri"
    assert [(each.name, each.role) for each in minutes.attendances.order_by("position")] == [
        ("Ben Okri", "in the Chair"),
        ("Ada Byron", ""),
    ]


def test_no_officer_takes_the_chair(minutes: Minutes) -> None:
    there(minutes, "Olive Officer")

    with pytest.raises(Refused, match="Only a member"):
        attending.take_chair(attendance(minutes, "Olive Officer"), by=BY)


def test_a_latecomer_is_recorded_as_present_from_then_on(minutes: Minutes) -> None:
    attending.move(line(minutes, "Ben Okri").attendance, arrives=True, at=at(9, 25), by=BY)
    ben = attendance(minutes, "Ben Okri")
    attending.move(ben, arrives=False, at=at(10, 30), by=BY)

    moves = [(each.arrives, each.at) for each in ben.movements.all()]
    assert (ben.kind, moves) == ("present", [(True, at(9, 25)), (False, at(10, 30))])


@pytest.mark.parametrize(
    ("arrives", "time", "why"),
    [
        (True, at(9, 50), "was there already at 9:50 am"),
        (False, at(9, 40), "came or went at that time already"),
        (False, at(8, 59), "The meeting began at 9:00 am"),
        (False, at(9, 30, day=dt.date(2025, 1, 25)), "Enter a time of 22 January 2025"),
    ],
)
def test_a_time_that_cannot_be_is_refused(
    minutes: Minutes, arrives: bool, time: dt.datetime, why: str
) -> None:
    there(minutes, "Ben Okri")
    ben = attendance(minutes, "Ben Okri")
    attending.move(ben, arrives=False, at=at(9, 40), by=BY)
    attending.move(ben, arrives=True, at=at(9, 45), by=BY)

    with pytest.raises(Refused, match=why):
        attending.move(ben, arrives=arrives, at=time, by=BY)
    assert ben.movements.count() == 2


def test_a_time_to_come_is_refused(minutes: Minutes) -> None:
    there(minutes, "Ben Okri")
    later = timezone.now() + dt.timedelta(minutes=5)

    with pytest.raises(Refused, match="still to come"):
        attending.move(attendance(minutes, "Ben Okri"), arrives=False, at=later, by=BY)


def test_whoever_came_or_went_was_there(minutes: Minutes) -> None:
    there(minutes, "Ben Okri")
    ben = attendance(minutes, "Ben Okri")
    attending.move(ben, arrives=False, at=at(9, 40), by=BY)

    with pytest.raises(Refused, match="take that back first"):
        attending.mark(ben, kind="absent", by=BY)
    take_back_movement(ben.movements.get(), by=BY)
    assert attending.mark(ben, kind="absent", by=BY).kind == "absent"


def test_a_name_on_the_roll_is_not_added_again(minutes: Minutes) -> None:
    with pytest.raises(Refused, match="on the list already"):
        attending.add_attendee(minutes, name="ben okri", capacity="observer", by=BY)
    with pytest.raises(Refused, match="Only members vote"):
        attending.add_attendee(minutes, name="Paul", capacity="observer", votes=True, by=BY)


def test_the_end_holds_the_meeting_and_empty_seats_count_as_not_required() -> None:
    board = minuting.seated_board(1)
    minuting.seat(board, "Healthwatch")
    olive = factories.officer(board)
    minutes = minuting.at_the_table(board, by=olive)
    attending.count_public(minutes, count=4, note="The press was there.", by=olive)
    attending.end_meeting(minutes, at=at(11, 5), by=olive)

    minutes.refresh_from_db()
    minutes.meeting.refresh_from_db()
    assert (minutes.opened_at, minutes.ended_at) == (at(9), at(11, 5))
    assert (minutes.public_count, minutes.meeting.state) == (4, "held")
    assert told(minutes) == [("Members", "Healthwatch", "not_required")]
    with pytest.raises(Refused, match="The meeting ended at 11:05 am"):
        attending.move(line(minutes, "Ada Byron").attendance, arrives=True, at=at(11, 30), by=olive)
    assert not line(minutes, "Ada Byron").recorded
    assert attending.resume_meeting(minutes, by=olive).ended_at is None


def test_a_meeting_does_not_end_before_it_begins() -> None:
    board = minuting.seated_board(1)
    minutes = minuting.at_the_table(board, begun=False)

    with pytest.raises(Refused, match="Record first when the meeting began"):
        attending.end_meeting(minutes, at=at(10), by=factories.officer(board))


@pytest.mark.parametrize(
    ("state", "why"),
    [("draft", "This meeting is a draft"), ("cancelled", "was cancelled")],
)
def test_a_meeting_that_is_not_on_is_not_recorded(state: str, why: str) -> None:
    board = factories.board()
    meeting = factories.meeting(board, state="draft" if state == "draft" else "called")
    if state == "cancelled":
        meetings.cancel_meeting(meeting, by=factories.officer(board), reason="The storm.")

    with pytest.raises(Refused, match=why):
        attending.open_minutes(meeting, by=BY)
    assert not Minutes.objects.exists()


def test_a_meeting_ahead_waits_for_its_agenda() -> None:
    ahead = timezone.localdate() + dt.timedelta(days=30)
    meeting = factories.meeting(factories.board(), state="called", date=ahead)

    with pytest.raises(Refused, match="Publish the agenda"):
        attending.open_minutes(meeting, by=BY)


def test_minutes_begun_are_given_again_with_the_quorum_of_that_day() -> None:
    board = minuting.seated_board(1, quorum=4)
    minutes = minuting.at_the_table(board, begun=False)
    board.quorum = 9
    board.save()

    again = attending.open_minutes(minutes.meeting, by=BY)

    assert (again.pk, again.quorum) == (minutes.pk, 4)


def test_minutes_that_are_no_draft_say_what_to_do(minutes: Minutes) -> None:
    factories.minute(minutes)
    olive = factories.officer(minutes.meeting.board)
    send_to_chair(minutes, by=olive)
    with pytest.raises(Refused, match="with the chair: return them"):
        there(minutes, "Ada Byron")
    publish_minutes(minutes, by=olive)

    for verb in (
        lambda: there(minutes, "Ada Byron"),
        lambda: attending.count_public(minutes, count=3, by=BY),
        lambda: attending.end_meeting(minutes, at=at(11), by=olive),
        lambda: attending.add_attendee(minutes, name="Paul", capacity="observer", by=BY),
    ):
        with pytest.raises(Refused, match="published: a later meeting corrects them"):
            verb()
    assert not minutes.attendances.exists()


def test_a_board_without_seats_is_recorded_by_its_members() -> None:
    board = factories.board("Pier Trust", regime="non_statutory")
    minuting.member(board, "Zoe Pier", kind="chair")
    minuting.member(board, "Yan Moor")
    minutes = minuting.at_the_table(board)
    there(minutes, "Yan Moor", "Zoe Pier")

    assert told(minutes) == [
        ("Members", "Zoe Pier", "present"),
        ("Members", "Yan Moor", "present"),
    ]
