"""Apologies for a meeting ahead: who may send them, for which meetings, and what stays of them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from meetings.access import PUBLIC, can_see, viewer_for
from meetings.apologies import has_begun, send_apologies, withdraw_apologies
from meetings.lifecycle import Refused
from meetings.models import Apology, AuditEvent, Board, Meeting, Membership, Person, Seat, User
from meetings.people import join_account, part_account
from meetings.workflow import cancel_meeting, postpone_meeting
from tests import factories

pytestmark = pytest.mark.django_db


def ahead(board: Board, **fields: Any) -> Meeting:
    fields.setdefault("date", timezone.localdate() + dt.timedelta(days=30))
    fields.setdefault("state", "called")
    return factories.meeting(board, **fields)


def seated(board: Board, user: User, *deputies: str, seat: str = "Healthwatch") -> list[Person]:
    """A seat for the user, with its deputies."""
    place = Seat.objects.create(board=board, title=seat, position=board.seats.count())
    holder = Person.objects.create(name=user.name, user=user)
    people = [Person.objects.create(name=name) for name in deputies]
    for person, kind in ((holder, "member"), *((each, "deputy") for each in people)):
        Membership.objects.create(
            board=board, seat=place, person=person, kind=kind, started_on=factories.LONG_AGO
        )
    return people


@pytest.fixture
def board() -> Board:
    return factories.board("Harbour Board")


@pytest.fixture
def ada(board: Board) -> User:
    return factories.user("Ada Byron", board=board, role="member")


def test_a_member_sends_apologies_with_a_note_and_a_deputy(board: Board, ada: User) -> None:
    (una,) = seated(board, ada, "Una Reyes")
    meeting = ahead(board)
    send_apologies(meeting, by=ada, note="  In hospital. ", deputy=una)

    apology = Apology.objects.get()
    assert (apology.name, apology.note, apology.deputy) == ("Ada Byron", "In hospital.", una)
    event = AuditEvent.objects.filter(record_type="meetings.Apology").get()
    assert (event.action, event.actor_name, event.board_id) == ("send", "Ada Byron", board.pk)
    assert event.detail == {"deputy": "Una Reyes"}


def test_sending_again_changes_what_was_sent(board: Board, ada: User) -> None:
    meeting = ahead(board)
    send_apologies(meeting, by=ada)
    send_apologies(meeting, by=ada, note="At a funeral.")

    assert Apology.objects.get().note == "At a funeral."
    actions = AuditEvent.objects.filter(record_type="meetings.Apology").values_list("action")
    assert {action for (action,) in actions} == {"send", "change"}


def test_withdrawn_apologies_leave_their_events_and_nothing_of_the_note(
    board: Board, ada: User
) -> None:
    meeting = ahead(board)
    send_apologies(meeting, by=ada, note="In hospital.")
    withdraw_apologies(meeting, by=ada)

    assert not Apology.objects.exists()
    events = AuditEvent.objects.filter(record_type="meetings.Apology")
    assert [each.action for each in events] == ["withdraw", "send"]
    assert "hospital" not in str(events.values())
    with pytest.raises(Refused, match="You have sent no apologies"):
        withdraw_apologies(meeting, by=ada)


def test_apologies_follow_a_person_to_a_new_account(board: Board, ada: User) -> None:
    seated(board, ada)
    meeting = ahead(board)
    send_apologies(meeting, by=ada)
    new = factories.user("Ada Byron", board=board, role="member")
    join_account(part_account(Person.objects.get(user=ada), by="a test"), new, by="a test")
    send_apologies(meeting, by=new, note="Still ill.")

    assert Apology.objects.get().user == new


def test_a_meeting_that_is_off_over_or_not_called_wants_no_apologies(
    board: Board, ada: User
) -> None:
    officer = factories.officer(board)
    day = timezone.localdate()
    cancelled, postponed = (ahead(board, date=day + dt.timedelta(days=n)) for n in (40, 50))
    cancel_meeting(cancelled, by=officer, reason="A storm.")
    postpone_meeting(postponed, by=officer, reason="A storm.")
    cases = {
        "has been cancelled": cancelled,
        "has been postponed": postponed,
        "has begun or is over": ahead(board, date=day - dt.timedelta(days=1)),
        "has begun or": ahead(board, date=day, time=dt.time(0, 0)),
        "not been announced yet": ahead(board, state="draft", date=day + dt.timedelta(days=60)),
        "on none of the boards": ahead(factories.board()),
    }
    for words, meeting in cases.items():
        for verb in (send_apologies, withdraw_apologies):
            with pytest.raises(Refused, match=words):
                verb(meeting, by=ada)
    assert not Apology.objects.exists()


def test_a_meeting_today_without_an_hour_has_not_begun() -> None:
    today = Meeting(date=timezone.localdate(), time=None)

    assert not has_begun(today)
    assert has_begun(Meeting(date=today.date, time=dt.time(0, 0)))
    assert has_begun(Meeting(date=today.date - dt.timedelta(days=1), time=None))


def test_only_a_deputy_of_ones_own_seat_comes_in_ones_place(board: Board, ada: User) -> None:
    seated(board, ada)
    sol = factories.user("Sol Vance", board=board, role="partner")
    (una,) = seated(board, sol, "Una Reyes", seat="NHS")
    meeting = ahead(board)

    with pytest.raises(Refused, match="Una Reyes is no deputy of your seat"):
        send_apologies(meeting, by=ada, deputy=una)
    send_apologies(meeting, by=sol, deputy=una)
    Membership.objects.filter(person=una).update(ended_on=factories.LONG_AGO)
    with pytest.raises(Refused, match="no deputy"):
        send_apologies(meeting, by=sol, deputy=una)


def test_members_of_a_board_that_joins_in_send_apologies_too(board: Board, ada: User) -> None:
    meeting = ahead(factories.board())
    meeting.joint_boards.add(board)

    assert send_apologies(meeting, by=ada).meeting == meeting


def test_apologies_are_seen_by_the_officers_and_the_sender(board: Board, ada: User) -> None:
    apology = send_apologies(ahead(board), by=ada)
    seers = (ada, factories.officer(board))
    others = (
        factories.officer(factories.board()),
        factories.user(),
        *(factories.user(board=board, role=role) for role in ("member", "partner", "author")),
    )

    assert all(can_see(viewer_for(each), apology) for each in seers)
    assert not any(can_see(viewer_for(each), apology) for each in others)
    assert not can_see(PUBLIC, apology)
