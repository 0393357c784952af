"""House rule 2: state moves only through one table and move()."""

import datetime as dt
from typing import Any

import pytest
from django.db import transaction
from django.db.utils import DatabaseError

from meetings.lifecycle import Refused, move, moved
from meetings.models import AuditEvent, Meeting
from meetings.workflow import (
    MEETING_TABLE,
    call_meeting,
    cancel_meeting,
    postpone_meeting,
    publish_agenda,
)
from minutes.workflow import MINUTES_TABLE
from reports.states import PAPER_TABLE
from tests import factories

pytestmark = pytest.mark.django_db


def test_calling_a_meeting_makes_it_called_and_says_by_whom() -> None:
    board = factories.board()
    olive = factories.officer(board)

    meeting = call_meeting(factories.meeting(board), by=olive)

    assert meeting.state == "called"
    assert meeting.called_by == olive
    assert meeting.called_at is not None


def test_what_changes_with_the_state_is_stored_with_it() -> None:
    board = factories.board()
    meeting = factories.meeting(board)
    call = next(step for step in MEETING_TABLE if step.name == "call")
    when = dt.datetime(2025, 1, 14, 9, tzinfo=dt.UTC)

    move(meeting, call, by=factories.officer(board), at=when, also={"venue": "The pier"})

    stored = Meeting.objects.get(pk=meeting.pk)
    assert (stored.called_at, stored.venue) == (when, "The pier")


def test_a_step_from_the_wrong_state_is_refused_with_a_sentence() -> None:
    board = factories.board("Harbour Board")
    meeting = factories.meeting(board)

    with pytest.raises(Refused, match=r"You cannot publish the agenda of .* it is draft\."):
        publish_agenda(meeting, by=factories.officer(board))

    meeting.refresh_from_db()
    assert meeting.state == "draft"


def test_an_agenda_without_items_is_not_published() -> None:
    board = factories.board()
    olive = factories.officer(board)
    meeting = call_meeting(factories.meeting(board, items=0), by=olive)

    with pytest.raises(Refused, match="Add at least one agenda item"):
        publish_agenda(meeting, by=olive)


@pytest.mark.parametrize("verb", [cancel_meeting, postpone_meeting])
def test_cancelling_and_postponing_need_a_reason(verb: type) -> None:
    board = factories.board()
    meeting = factories.meeting(board, state="called")

    with pytest.raises(Refused, match="Give a reason"):
        verb(meeting, by=factories.officer(board), reason="  ")


def test_the_reason_of_a_cancellation_is_shown_on_the_meeting() -> None:
    board = factories.board()
    meeting = factories.meeting(board, state="called")

    cancel_meeting(meeting, by=factories.officer(board), reason="Not enough members can attend.")

    notice = meeting.notices.get()
    assert (notice.kind, notice.reason) == ("cancelled", "Not enough members can attend.")
    assert meeting.state == "cancelled"


def test_the_database_refuses_a_state_set_by_hand() -> None:
    meeting = factories.meeting(factories.board())

    with pytest.raises(DatabaseError), transaction.atomic():
        Meeting.objects.filter(pk=meeting.pk).update(state="held")
    meeting.state = "held"
    with pytest.raises(DatabaseError), transaction.atomic():
        meeting.save()

    meeting.refresh_from_db()
    assert meeting.state == "draft"


def test_a_move_stands_or_falls_with_what_its_listener_stores() -> None:
    board = factories.board()
    meeting = factories.meeting(board)
    heard: list[str] = []

    def fail(**told: object) -> None:
        heard.append(told["transition"].name)  # type: ignore[attr-defined]
        raise ConnectionError("The index is full.")

    moved.connect(fail)
    try:
        with pytest.raises(ConnectionError):
            call_meeting(meeting, by=factories.officer(board))
    finally:
        moved.disconnect(fail)

    assert heard == ["call"]
    meeting.refresh_from_db()
    assert meeting.state == "draft"
    assert not AuditEvent.objects.filter(action="call").exists()


@pytest.mark.parametrize("table", [MEETING_TABLE, PAPER_TABLE, MINUTES_TABLE])
def test_every_state_of_a_table_can_be_reached(table: tuple[Any, ...]) -> None:
    targets = {step.target for step in table}
    sources = {source for step in table for source in step.sources}

    assert sources - targets == {"draft"} or "draft" in targets
    assert sources <= targets | {"draft"}
