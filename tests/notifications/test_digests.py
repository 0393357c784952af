"""One e-mail a day of what may wait, for whoever wants it so."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from meetings.models import Board, User
from meetings.workflow import cancel_meeting
from reports.signing import AskedPost, send_for_sign_off
from rotherham_hwb.notifications.digests import send_digests
from rotherham_hwb.outbox.choices import choose
from rotherham_hwb.outbox.models import Message
from rotherham_hwb.outbox.sending import send_waiting
from tests import factories
from tests.factories import writing as made

pytestmark = pytest.mark.django_db
TOMORROW = timezone.make_aware(
    dt.datetime.combine(timezone.localdate() + dt.timedelta(days=1), dt.time(7, 30))
)


@pytest.fixture
def board() -> Board:
    return factories.board("Harbour Board")


@pytest.fixture
def olive(board: Board) -> User:
    return factories.officer(board)


@pytest.fixture
def fiona(board: Board) -> User:
    fiona = factories.user("Fiona", board=board, role="approver")
    choose(fiona, daily=True)
    return fiona


def ask(board: Board, fiona: User, olive: User, *titles: str) -> None:
    item = factories.meeting(board, by=olive, state="called").items.get()
    for title in titles:
        paper = factories.paper(item, title, by=olive)
        send_for_sign_off(paper, [AskedPost(made.FINANCE, fiona)], by=olive)


def test_what_may_wait_comes_in_one_email_the_next_morning(
    board: Board, fiona: User, olive: User
) -> None:
    ask(board, fiona, olive, "Boats", "Piers")
    assert send_waiting() == 0
    assert send_digests() == 0, "today's seven o'clock was before"

    assert send_digests(now=TOMORROW) == 1
    assert send_digests(now=TOMORROW) == 0
    send_waiting()

    [daily] = mail.outbox
    assert daily.subject.startswith("2 messages from ")
    assert all(f"Waiting for your sign-off: {title}" in daily.body for title in ("Boats", "Piers"))
    assert daily.body.count("/account/e-mails/") == 1
    assert set(Message.objects.values_list("status", "text")) == {("gathered", ""), ("sent", "")}


def test_what_may_not_wait_comes_at_once(board: Board, fiona: User, olive: User) -> None:
    meeting = factories.meeting(
        board, by=olive, state="called", date=timezone.localdate() + dt.timedelta(days=30)
    )

    cancel_meeting(meeting, by=olive, reason="Fog.")

    assert Message.objects.get(recipient=fiona.email).status == "waiting"


def test_who_wants_it_at_once_gets_it_at_once(board: Board, fiona: User, olive: User) -> None:
    choose(fiona, daily=False)

    ask(board, fiona, olive, "Boats")

    told = Message.objects.get(recipient=fiona.email)
    assert told.status == "waiting"
    assert "/account/e-mails/" in told.text


def test_a_closed_account_gets_no_daily_email(board: Board, fiona: User, olive: User) -> None:
    ask(board, fiona, olive, "Boats")
    User.objects.filter(pk=fiona.pk).update(is_active=False)

    assert send_digests(now=TOMORROW) == 0
    assert not Message.objects.filter(status="held").exists()


def test_somebody_chooses_on_their_own_page(fiona: User) -> None:
    client = Client()
    assert client.get("/account/e-mails/").status_code == 302
    client.force_login(fiona)
    assert 'value="yes" checked' in client.get("/account/e-mails/").content.decode()

    page = client.post("/account/e-mails/", {"daily": "no"}, follow=True).content.decode()

    assert "Your choice is saved." in page
    assert "A paper is sent for sign-off" in page
    assert "A published pack is not what the public gets" not in page, "that is for officers"
    assert 'value="no" checked' in page
