"""The outbox: told once, tried again, never lost."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from rotherham_hwb.outbox.models import Message
from rotherham_hwb.outbox.sending import post, send_waiting

pytestmark = pytest.mark.django_db


class Down(BaseEmailBackend):
    """A mail server that answers nobody."""

    def send_messages(self, messages: Any) -> int:
        raise ConnectionRefusedError("nobody there")


class Overtaken(BaseEmailBackend):
    """A mail server that takes so long to refuse that another process has sent the message."""

    def send_messages(self, messages: Any) -> int:
        Message.objects.update(status="sent", sent_at=timezone.now(), text="")
        raise TimeoutError("no answer")


def message(key: str = "edition 1", recipient: str = "ada@example.org", **fields: Any) -> Message:
    told = {"name": 'Ada "the" Byron', "subject": "S", "text": "T"} | fields
    return Message(key=key, recipient=recipient, **told)


def store(*messages: Message) -> None:
    with transaction.atomic():
        post(messages)


def make_due() -> None:
    Message.objects.update(next_try_at=timezone.now())


def test_nobody_is_told_the_same_thing_twice() -> None:
    store(message())
    store(message(), message(recipient="mary@example.org"))

    assert send_waiting() == 2
    assert send_waiting() == 0
    assert sorted(each.to[0] for each in mail.outbox) == [
        '"Ada the Byron" <ada@example.org>',
        '"Ada the Byron" <mary@example.org>',
    ]


def test_a_message_is_stored_with_what_it_tells_of_or_not_at_all(db: None) -> None:
    def fail_after_posting() -> None:
        store(message())
        raise RuntimeError

    with pytest.raises(RuntimeError), transaction.atomic():
        fail_after_posting()

    assert not Message.objects.exists()


def test_a_server_that_is_down_is_tried_again(settings: Any) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.Down"
    store(message())
    assert send_waiting() == 0
    waiting = Message.objects.get()
    assert (waiting.status, waiting.attempts, waiting.error) == ("waiting", 1, "nobody there")
    assert send_waiting() == 0, "not before its time"

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    make_due()

    assert send_waiting() == 1
    assert Message.objects.get().status == "sent"


def test_a_late_failure_does_not_undo_what_another_process_has_sent(settings: Any) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.Overtaken"
    store(message())

    assert send_waiting() == 0
    assert Message.objects.get().status == "sent"


def test_after_the_last_attempt_a_message_has_failed_and_is_kept(settings: Any) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.Down"
    store(message())
    for _ in Message.PAUSES:
        make_due()
        send_waiting()

    assert Message.objects.get().status == "failed"


def test_one_message_that_fails_does_not_hold_up_the_next(settings: Any) -> None:
    store(message(recipient="no\nmailbox@example.org"), message())

    assert send_waiting() == 1
    assert [each.to for each in mail.outbox] == [['"Ada the Byron" <ada@example.org>']]


def test_its_message_id_is_the_same_on_every_attempt() -> None:
    store(message())
    send_waiting()
    Message.objects.update(status="waiting", sent_at=None, text="T")
    make_due()
    send_waiting()

    first, second = (each.extra_headers["Message-ID"] for each in mail.outbox)
    assert first == second


def test_once_sent_its_text_is_gone_and_it_is_still_told_once() -> None:
    store(message())
    send_waiting()
    store(message())

    assert mail.outbox[0].body == "T"
    assert [(each.subject, each.text) for each in Message.objects.all()] == [("S", "")]


def test_the_database_refuses_a_sent_message_that_keeps_its_text() -> None:
    store(message())

    with pytest.raises(IntegrityError, match="sent_message_keeps_no_text"), transaction.atomic():
        Message.objects.update(status="sent", sent_at=timezone.now())


@pytest.mark.parametrize("status", ["waiting", "failed"])
def test_after_its_day_a_link_is_not_sent_any_more_and_forgotten(status: str) -> None:
    now = timezone.now()
    store(
        message(expires_at=now - timedelta(seconds=1), status=status, text="a link"),
        message("later", expires_at=now + timedelta(hours=1), status=status, text="another link"),
    )

    send_waiting()

    assert "a link" not in [each.body for each in mail.outbox]
    expired, later = Message.objects.order_by("pk")
    assert (expired.status, expired.text) == ("failed", "")
    assert later.text == ("another link" if status == "failed" else "")


def test_a_line_break_in_a_header_stops_no_message() -> None:
    store(message())
    with connection.cursor() as sent:  # as one lies there from before names were looked at
        sent.execute(
            "UPDATE outbox_message SET subject = %s, name = %s",
            ["Papers\r\nBcc: all@example.org", "Ada\nByron\u202e"],
        )

    assert send_waiting() == 1
    (sent_now,) = mail.outbox
    assert sent_now.subject == "Papers Bcc: all@example.org"
    assert sent_now.to == ['"Ada Byron" <ada@example.org>']
    assert "Bcc" not in sent_now.message()


def test_what_can_be_no_e_mail_has_failed_at_once_and_says_why() -> None:
    store(message(recipient="ada@example.org\nBcc: all@example.org"))

    assert send_waiting() == 0
    failed = Message.objects.get()
    assert failed.status == Message.Status.FAILED
    assert "newline" in failed.error
