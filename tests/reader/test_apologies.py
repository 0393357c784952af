"""Sending apologies from “My meetings”, and how the officers come to know."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meetings.models import Apology, Board, Meeting, User
from meetings.workflow import cancel_meeting
from rotherham_hwb.outbox.models import Message
from tests import factories
from tests.meetings.test_apologies import ahead, seated

pytestmark = pytest.mark.django_db


@pytest.fixture
def board() -> Board:
    return factories.board("Harbour Board")


@pytest.fixture
def olive(board: Board) -> User:
    return factories.officer(board)


@pytest.fixture
def meeting(board: Board, olive: User) -> Meeting:
    return ahead(board, by=olive)


@pytest.fixture
def ada(board: Board, client: Client) -> User:
    ada = factories.user("Ada Byron", board=board, role="member")
    client.force_login(ada)
    return ada


def send(client: Client, meeting: Meeting, **told: object) -> str:
    answer = client.post(reverse("apologies", args=[meeting.pk]), told, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def withdraw(client: Client, meeting: Meeting) -> str:
    address = reverse("withdraw_apologies", args=[meeting.pk])
    return client.post(address, follow=True).content.decode()


def test_a_member_sends_apologies_and_the_officers_see_them(
    client: Client, board: Board, olive: User, meeting: Meeting, ada: User
) -> None:
    (una,) = seated(board, ada, "Una Reyes")
    form = client.get(reverse("apologies", args=[meeting.pk])).content.decode()
    assert "Una Reyes" in form
    text = send(client, meeting, deputy=una.pk, note="In hospital.")
    assert "Your apologies are sent" in text
    assert "Apologies sent" in text
    assert "Una Reyes comes in your place" in text
    message = Message.objects.get()
    assert message.recipient == olive.email
    assert message.subject.startswith("Ada Byron sends apologies: Harbour Board")
    assert "Una Reyes comes in their place." in message.text
    assert "hospital" not in message.text
    assert f"/desk/meetings/{meeting.pk}/#apologies" in message.text

    client.force_login(olive)
    desk = client.get(reverse("desk_meeting", args=[meeting.pk])).content.decode()
    section = desk[desk.index('id="apologies"') :]
    assert all(word in section for word in ("Ada Byron", "Una Reyes", "In hospital."))


@pytest.mark.slow
def test_nobody_else_reads_of_apologies(
    client: Client, board: Board, meeting: Meeting, ada: User
) -> None:
    send(client, meeting, note="canarynote")
    sol = factories.user("Sol Vance", board=board, role="member")
    stranger = factories.officer(factories.board())
    pages = [
        reverse("reading"),
        reverse("apologies", args=[meeting.pk]),
        meeting.get_absolute_url(),
        reverse("desk_meeting", args=[meeting.pk]),
        board.get_absolute_url(),
    ]
    for other in (sol, stranger, None):
        client.logout()
        if other:
            client.force_login(other)
        for address in pages:
            text = client.get(address).content.decode()
            assert "canarynote" not in text
            assert "Ada Byron" not in text


@pytest.mark.slow
def test_a_member_changes_apologies_and_takes_them_back(
    client: Client, meeting: Meeting, ada: User
) -> None:
    send(client, meeting)
    assert (
        "I come after all" in client.get(reverse("apologies", args=[meeting.pk])).content.decode()
    )
    send(client, meeting, note="At a funeral.")
    assert Apology.objects.get().note == "At a funeral."
    assert "Your apologies are taken back" in withdraw(client, meeting)

    assert not Apology.objects.exists()
    subjects = Message.objects.order_by("pk").values_list("subject", flat=True)
    assert [" ".join(each.split()[2:4]) for each in subjects] == [
        "sends apologies:",
        "sends apologies:",
        "comes after",
    ]
    assert "You have sent no apologies" in withdraw(client, meeting)


@pytest.mark.slow
def test_who_has_no_deputy_is_asked_for_none(client: Client, meeting: Meeting, ada: User) -> None:
    assert (
        "in your place" not in client.get(reverse("apologies", args=[meeting.pk])).content.decode()
    )
    assert "Your apologies are sent" in send(client, meeting, deputy="1")


def test_bad_answers_get_a_sentence(
    client: Client, board: Board, meeting: Meeting, ada: User
) -> None:
    seated(board, ada, "Una Reyes")
    cases = {
        "Shorten the note": {"note": "x" * 501},
        "Select one of the deputies": {"deputy": "999999"},
        "Null characters": {"note": "a\0b"},
    }
    for words, told in cases.items():
        assert words in send(client, meeting, **told)
    assert not Apology.objects.exists()
    assert not Message.objects.exists()
    assert "<script>" not in send(client, meeting, note="<script>alert(1)</script>")


@pytest.mark.slow
def test_a_meeting_that_wants_no_apologies_says_why(
    client: Client, board: Board, olive: User, ada: User
) -> None:
    cancelled = ahead(board, by=olive, date=timezone.localdate() + dt.timedelta(days=40))
    cancel_meeting(cancelled, by=olive, reason="A storm.")
    cases = {
        "has been cancelled": cancelled,
        "has begun or is over": ahead(board, by=olive, date=dt.date(2025, 1, 8)),
        "none of the boards": ahead(factories.board()),
    }
    for words, meeting in cases.items():
        assert (
            words
            in client.get(reverse("apologies", args=[meeting.pk]), follow=True).content.decode()
        )
        assert words in send(client, meeting)
        assert words in withdraw(client, meeting)
    assert not Apology.objects.exists()


def test_a_meeting_not_called_yet_is_not_there(client: Client, board: Board, ada: User) -> None:
    draft = ahead(board, state="draft")

    assert client.get(reverse("apologies", args=[draft.pk])).status_code == 404
    assert client.post(reverse("withdraw_apologies", args=[draft.pk])).status_code == 404
