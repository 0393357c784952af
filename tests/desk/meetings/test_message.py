"""An officer writes to people of a meeting: seen first, sent once, kept with the meeting."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from meetings.models import AuditEvent, Board, Meeting, User
from rotherham_hwb.outbox.models import BoardMessage, Message
from tests import factories

pytestmark = pytest.mark.django_db
WORDS = {"kinds": ["member", "partner"], "subject": "Boots", "text": "Bring <b>boots</b>."}


@pytest.fixture
def board() -> Board:
    return factories.board("Harbour Board")


@pytest.fixture
def olive(board: Board) -> User:
    return factories.officer(board)


@pytest.fixture
def mary(board: Board) -> User:
    return factories.user("Mary", board=board, role="member")


@pytest.fixture
def meeting(board: Board, olive: User) -> Meeting:
    date = timezone.localdate() + dt.timedelta(days=60)
    return factories.meeting(board, by=olive, state="called", date=date)


@pytest.fixture
def desk(olive: User) -> Client:
    client = Client()
    client.force_login(olive)
    return client


def seen_on(page: str) -> str:
    found = re.search(r'value="(\w+)" name="seen"', page)
    return found[1] if found else ""


def at(meeting: Meeting) -> str:
    return f"/desk/meetings/{meeting.pk}/message/"


def test_it_is_shown_first_sent_once_and_kept(desk: Client, meeting: Meeting, mary: User) -> None:
    page = desk.post(at(meeting), WORDS).content.decode()
    assert mary.email in page
    assert "To 1 person" in page
    assert not Message.objects.exists()

    seen = {"seen": seen_on(page)}
    desk.post(at(meeting), WORDS | seen)
    again = desk.post(at(meeting), WORDS | seen).content.decode()

    told = Message.objects.get()
    assert told.recipient == mary.email
    assert "Bring <b>boots</b>." in told.text
    assert "This very message has gone out already" in again
    kept = desk.get(f"/desk/meetings/{meeting.pk}/").content.decode()
    assert "Bring &lt;b&gt;boots&lt;/b&gt;." in kept
    assert BoardMessage.objects.get().recipients == [[mary.name, mary.email]]
    assert AuditEvent.objects.filter(action="write to the people of").count() == 1


def test_other_words_than_those_seen_are_shown_again(
    desk: Client, meeting: Meeting, mary: User
) -> None:
    seen = seen_on(desk.post(at(meeting), WORDS).content.decode())

    desk.post(at(meeting), WORDS | {"text": "Bring wellies.", "seen": seen})

    assert not Message.objects.exists()


def test_of_a_meeting_that_is_not_public_members_hear_nothing(
    desk: Client, board: Board, olive: User, mary: User
) -> None:
    draft = factories.meeting(board, by=olive)

    page = desk.post(at(draft), WORDS).content.decode()
    desk.post(at(draft), WORDS | {"seen": seen_on(page)})

    assert "Nobody would get it" in page
    assert not Message.objects.exists()


def test_restricted_words_are_not_sent(desk: Client, board: Board, olive: User, mary: User) -> None:
    meeting = factories.meeting(board, by=olive)
    factories.private_item(meeting, "Purchase of the Okapi cannery on Quay Street")
    said = WORDS | {"kinds": ["officer"], "text": "Purchase of the Okapi cannery on Quay Street"}

    seen = seen_on(desk.post(at(meeting), said).content.decode())
    page = desk.post(at(meeting), said | {"seen": seen}).content.decode()

    assert "Okapi" in page
    assert "the public may not read" in page
    assert not Message.objects.exists()


def test_what_went_out_never_changes(desk: Client, meeting: Meeting, mary: User) -> None:
    seen = seen_on(desk.post(at(meeting), WORDS).content.decode())
    desk.post(at(meeting), WORDS | {"seen": seen})

    with pytest.raises(DatabaseError), transaction.atomic():
        BoardMessage.objects.update(text="Other words")


def test_an_officer_of_another_board_writes_to_nobody(meeting: Meeting) -> None:
    away = Client()
    away.force_login(factories.officer(factories.board()))

    assert away.get(at(meeting)).status_code == 404
