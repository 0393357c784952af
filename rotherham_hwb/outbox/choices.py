"""Whether somebody wants each e-mail at once, or one a day of what may wait."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from meetings import audit
from meetings.models import User
from rotherham_hwb.outbox.models import MailChoice


def wants_one_a_day(user: User) -> bool:
    return user.pk in who_want_one_a_day([user])


def who_want_one_a_day(users: Iterable[User]) -> frozenset[int]:
    """The ids of those among these users who want one e-mail a day."""
    chosen = MailChoice.objects.filter(daily=True, user__in=[each.pk for each in users])
    return frozenset(chosen.values_list("user_id", flat=True))


def choose(user: User, *, daily: bool) -> None:
    """Keep what a user wants. What is held for a daily e-mail still comes with the next."""
    with transaction.atomic():
        if daily != wants_one_a_day(user):
            MailChoice.objects.update_or_create(user=user, defaults={"daily": daily})
            audit.record("choose when to get e-mails", user, by=user, daily=daily)
