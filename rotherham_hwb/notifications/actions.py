"""E-mails to those who owe an action. None holds a word of a restricted minute."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.template.loader import render_to_string
from django.utils import timezone

from meetings import audit
from meetings.access import Restriction
from meetings.lifecycle import Refused
from meetings.models import User
from minutes.models import LIVE, Action, ActionOwner, ActionReport
from minutes.models.action import ActionQuerySet
from minutes.permissions import PUBLIC_STATES
from rotherham_hwb.outbox.models import Message
from rotherham_hwb.outbox.sending import post
from rotherham_hwb.shown.actions.links import GOOD_FOR, shown_by_email, why_no_link

SOON = dt.timedelta(days=7)
AGAIN = dt.timedelta(days=28)
MOST = 3
"""Reminders of one overdue action: after that it is for the officer to ring."""
FROM_HOUR = 8  # London time: nobody is reminded at night


def send_link(owner: ActionOwner, *, by: User) -> None:
    """Write to an owner what is asked of them, with the link to report on it.

    Of a restricted minute they get its safe title, and are asked to sign in or to ring.

    Raises Refused where there is no address to write to, or nothing to report any more.
    """
    action = owner.action
    if not owner.address:
        raise Refused(f"There is no e-mail address for {owner}: change the owners to give one.")
    why = why_no_link(action)
    if why and (action.minute.restriction == Restriction.OPEN or not _is_out(action)):
        raise Refused(why)
    with transaction.atomic():
        key = f"action link {owner.pk} {timezone.now().isoformat()}"
        post([_message(key, owner, "An action for you", opening="This is asked of you.")])
        audit.record("send the link of", action, by=by, to=owner.name)


def remind_owners(*, now: dt.datetime | None = None) -> int:
    """Remind owners of what is due within a week or overdue; how many were written to.

    Each is told once a week before, once when the day has passed, and twice more after that;
    not while what they reported waits to be read.
    """
    local = timezone.localtime(now)
    if local.hour < FROM_HOUR:
        return 0
    wanted = _new_reminders(local.date(), Action.objects.all())
    if not wanted:
        return 0
    with transaction.atomic():
        # Read again while nobody can change them: what was done meanwhile, or told by another
        # worker, is told no more.
        asked = Action.objects.filter(pk__in={owner.action_id for _, owner in wanted})
        held = list(asked.select_for_update(skip_locked=True).order_by("pk"))
        fresh = _new_reminders(local.date(), Action.objects.filter(pk__in=[a.pk for a in held]))
        post(message for message, _ in fresh)
        for _, owner in fresh:
            audit.record("remind of", owner.action, by="reminders", to=owner.name)
    return len(fresh)


def _new_reminders(today: dt.date, actions: ActionQuerySet) -> list[tuple[Message, ActionOwner]]:
    """Of these actions the reminders that nobody was sent yet, and whom each is for."""
    wanted = {message.key: (message, owner) for message, owner in _reminders(today, actions)}
    told = set(Message.objects.filter(key__in=wanted).values_list("key", flat=True))
    return [pair for key, pair in wanted.items() if key not in told]


def _reminders(today: dt.date, actions: ActionQuerySet) -> Iterator[tuple[Message, ActionOwner]]:
    for owner, day in _due_owners(today, actions):
        late = (today - day).days
        if late > 0 and late // AGAIN.days < MOST:
            key = f"action overdue {owner.pk} {day} {late // AGAIN.days}"
            opening = "The day by which this was due has passed: the board has not heard of it."
            yield _message(key, owner, "Overdue", opening=opening), owner
        elif late <= 0:
            key = f"action soon {owner.pk} {day}"
            opening = "This is due within a week."
            yield _message(key, owner, "Soon due", opening=opening), owner


def _due_owners(today: dt.date, asked: ActionQuerySet) -> list[tuple[ActionOwner, dt.date]]:
    """Those who owe something published that is due within a week, or was; and its day."""
    actions = asked.due_by(today + SOON).filter(minute__minutes__state__in=PUBLIC_STATES)
    unread = ActionReport.objects.filter(action=OuterRef("pk"), taken_at=None, refused_at=None)
    dated = actions.exclude(Exists(unread))
    days = {each.pk: each.due_day for each in dated if each.due_day}
    found = ActionOwner.objects.filter(action__in=days).select_related(
        "action__minute__minutes__meeting__board", "action__due_at", "action__revised_at"
    )
    owners = found.select_related("person__user")
    return [(each, days[each.action_id]) for each in owners if each.address]


def _is_out(action: Action) -> bool:
    """Whether a restricted action may be written of at all: published, and still to be done."""
    return action.minute.minutes.state in PUBLIC_STATES and action.state in LIVE


def _message(key: str, owner: ActionOwner, subject: str, *, opening: str) -> Message:
    """A message in which a restricted minute is its safe title and nothing else."""
    minute, told = owner.action.minute, shown_by_email(owner)
    until = timezone.now() + GOOD_FOR
    context = {
        "owner": owner.name,
        "board": minute.board,
        "opening": opening,
        "meeting": minute.minutes.meeting,
        "number": minute.number,
        "title": told.title,
        "text": told.text,
        "due": told.due,
        "link": told.link,
        "until": until,
        "minute_url": f"{settings.PUBLIC_URL}{minute.get_absolute_url()}",
    }
    return Message(
        key=key,
        recipient=owner.address,
        name=owner.name,
        subject=f"{subject}: {minute.board}, minute {minute.number}"[:300],
        text=render_to_string("emails/action_owner.txt", context),
        expires_at=until,
    )
