"""House rule 3: the trail is written with the change, and never changed."""

import pytest
from django.db import InternalError, transaction
from django.db.utils import DatabaseError

from meetings import audit
from meetings.lifecycle import Refused
from meetings.models import AuditEvent, Presenter
from meetings.workflow import call_meeting, publish_agenda
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_verb_writes_who_did_what_to_which_record() -> None:
    board = factories.board("Harbour Board")
    olive = factories.officer(board)
    meeting = factories.meeting(board)

    call_meeting(meeting, by=olive)

    event = AuditEvent.objects.first()
    assert event is not None
    assert (event.actor_name, event.action) == ("Olive Officer", "call")
    assert event.record_name == "Harbour Board, 22 January 2025"
    assert (event.record_id, event.board_id) == (str(meeting.pk), board.pk)
    assert event.detail == {"source": "draft", "target": "called"}


def test_an_event_stands_in_the_log_of_the_board_that_its_record_leads_to() -> None:
    meeting = factories.meeting(factories.board())
    item = meeting.items.get()
    minutes = factories.minutes(meeting)
    records = (meeting.board, meeting, item, Presenter(item=item), minutes, minutes.entries.get())

    with transaction.atomic():
        events = [audit.record("see", each, by="a test") for each in records]
        elsewhere = audit.record("see", factories.user(), by="a test")

    assert {each.board_id for each in events} == {meeting.board_id}
    assert elsewhere.board_id is None


def test_a_refused_verb_leaves_nothing_in_the_trail() -> None:
    board = factories.board()
    meeting, olive = factories.meeting(board), factories.officer(board)
    before = AuditEvent.objects.count()

    with pytest.raises(Refused):
        publish_agenda(meeting, by=olive)

    assert AuditEvent.objects.count() == before


@pytest.mark.parametrize("change", ["update", "delete"])
def test_the_database_refuses_to_change_the_trail(change: str) -> None:
    factories.meeting(factories.board())
    events = AuditEvent.objects.all()

    with pytest.raises((InternalError, DatabaseError)), transaction.atomic():
        events.update(actor_name="Nobody") if change == "update" else events.delete()

    assert not events.filter(actor_name="Nobody").exists()
    assert events.exists()


@pytest.mark.django_db(transaction=True)
def test_an_event_outside_a_transaction_is_refused() -> None:
    board = factories.board()

    with pytest.raises(transaction.TransactionManagementError):
        audit.record("look at", board, by="a test")
