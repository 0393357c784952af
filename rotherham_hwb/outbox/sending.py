"""Putting messages into the outbox, and sending what waits there."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone

from meetings.names import plain_name
from rotherham_hwb.outbox.models import Message

logger = logging.getLogger(__name__)
Status = Message.Status
LONGEST_SUBJECT = 300


def post(messages: Iterable[Message]) -> None:
    """Store messages in the transaction of what they tell of; one told before is left out.

    Raises TransactionManagementError when no transaction is open.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError(
            "A message is stored inside the transaction of what it tells of."
        )
    Message.objects.bulk_create(messages, ignore_conflicts=True)


def take_words_out(words: re.Pattern[str], *, mark: str) -> None:
    """Put the mark in the place of words in whatever was not sent yet."""
    for each in Message.objects.select_for_update().exclude(status=Status.SENT):
        subject, text = words.sub(mark, each.subject)[:LONGEST_SUBJECT], words.sub(mark, each.text)
        if (subject, text) != (each.subject, each.text):
            Message.objects.filter(pk=each.pk).update(subject=subject, text=text)


def send_waiting(*, most: int = 50) -> int:
    """Send messages that are due, the oldest first, and forget their text; how many were sent.

    Several processes may send at once. One that is killed between the mail server's answer and
    ours sends that message again: its Message-ID is the same, so that mailboxes show it once.
    """
    _forget_expired()
    due = Message.objects.filter(status=Status.WAITING, next_try_at__lte=timezone.now())
    keys = list(due.order_by("next_try_at", "pk").values_list("pk", flat=True)[:most])
    return sum(map(_send, keys))


def _send(pk: int) -> bool:
    message = _taken(pk)
    if message is None:
        return False
    try:
        _email(message).send()
    except Exception as error:  # whatever the mail server does, the next message is tried
        logger.warning("Message %s was not sent: %s", pk, error)
        # What cannot be made into an e-mail cannot be tomorrow either: somebody must see it now.
        for_good = isinstance(error, ValueError)
        _failed(message, str(error) or type(error).__name__, for_good=for_good)
        return False
    Message.objects.filter(pk=pk).update(
        status=Status.SENT, sent_at=timezone.now(), error="", text=""
    )
    return True


def _forget_expired() -> None:
    expired = Message.objects.filter(expires_at__lte=timezone.now()).exclude(text="")
    expired.update(status=Status.FAILED, text="")


def _taken(pk: int) -> Message | None:
    """The message, its next attempt put off before this one begins; None if another has it."""
    now = timezone.now()
    with transaction.atomic():
        locked = Message.objects.select_for_update(skip_locked=True)
        message = locked.filter(pk=pk, status=Status.WAITING, next_try_at__lte=now).first()
        if message is None:
            return None
        message.next_try_at = now + Message.PAUSES[min(message.attempts, len(Message.PAUSES) - 1)]
        message.attempts += 1
        message.save(update_fields=["attempts", "next_try_at"])
    return message


def _failed(message: Message, error: str, *, for_good: bool) -> None:
    """Note why, unless another process has sent it meanwhile: this one may have taken long."""
    over = for_good or message.attempts >= len(Message.PAUSES)
    Message.objects.filter(pk=message.pk, status=Status.WAITING).update(
        status=Status.FAILED if over else Status.WAITING, error=error[:2000]
    )


def _email(message: Message) -> EmailMessage:
    """The e-mail of a message. Its header is made safe here: one odd letter would stop it."""
    host = urlsplit(settings.PUBLIC_URL).hostname
    name = "".join(letter for letter in plain_name(message.name) if letter not in '"\\<>')
    to = f'"{name}" <{message.recipient}>' if name else message.recipient
    return EmailMessage(
        subject=plain_name(message.subject) or "A message from the portal",
        body=message.text,
        to=[to],
        headers={
            "Message-ID": f"<message-{message.pk}@{host}>",
            "Auto-Submitted": "auto-generated",
        },
    )
