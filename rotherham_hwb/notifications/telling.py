"""Writing to those whom the table names: at once, or for the daily e-mail of who wants one."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.conf import settings
from django.urls import reverse

from meetings.models import User
from rotherham_hwb.notifications.who_is_told import ToldEvent
from rotherham_hwb.outbox.choices import who_want_one_a_day
from rotherham_hwb.outbox.models import Message
from rotherham_hwb.outbox.sending import post

MAY_WAIT = "At once, or in one e-mail a day: choose at {address}"


def tell(
    event: ToldEvent,
    users: Iterable[User],
    *,
    key: str,
    subject: str,
    write: Callable[[User], str],
) -> None:
    """Put an e-mail to each of these users into the outbox, in the open transaction.

    `key` names what it tells of: nobody is told the same thing twice. `write` gives its text.
    """
    people = list(users)
    daily = who_want_one_a_day(people) if event.may_wait else frozenset()
    post(
        _message(event, each, key, subject, write(each), waits=each.pk in daily) for each in people
    )


def _message(
    event: ToldEvent, user: User, key: str, subject: str, text: str, *, waits: bool
) -> Message:
    if event.may_wait and not waits:
        text = f"{text.rstrip()}\n\n{MAY_WAIT.format(address=address(reverse('own_mail')))}\n"
    return Message(
        key=key,
        recipient=user.email,
        name=user.name,
        subject=subject[:300],
        text=text,
        status=Message.Status.HELD if waits else Message.Status.WAITING,
    )


def address(path: str) -> str:
    """The whole address of a page of this portal."""
    return f"{settings.PUBLIC_URL}{path}"
