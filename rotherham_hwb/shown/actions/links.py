"""What the holder of a link is shown: one action, to say how it stands without an account."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from meetings.access import Restriction
from meetings.doors import sign_link
from meetings.models import Board
from meetings.wording import page_date
from minutes.models import LIVE, Action, ActionOwner, ActionState
from minutes.permissions import PUBLIC_STATES
from rotherham_hwb.shown.actions.log import due_of

SALT = "action"
GOOD_FOR = dt.timedelta(days=60)
OVER = {
    ActionState.DONE: "This action is done: there is nothing more to report. Thank you.",
    ActionState.DROPPED: "This action is no longer needed: there is nothing to report.",
}


@dataclass(frozen=True)
class Reported:
    """What was reported of the action: in the log, or waiting for the officer."""

    text: str
    by_name: str
    reported_at: dt.datetime
    says_done: bool
    taken: bool


@dataclass(frozen=True)
class Asked:
    """What is asked of an owner, where, and what was reported of it as far as they may read it."""

    text: str
    owner: str
    owners: str
    due: str
    minute: str
    href: str
    day: dt.date
    reports: tuple[Reported, ...]


@dataclass(frozen=True)
class ByEmail:
    """What is asked of an owner, as far as it may be sent; empty is what may not."""

    title: str
    text: str = ""
    due: str = ""
    link: str = ""


@dataclass(frozen=True)
class Opened:
    """What a link leads to today; `why` says why it leads nowhere, empty where it is good.

    The records are for the verb that keeps a report; the page is given `asked` alone.
    """

    action: Action | None
    owner: ActionOwner | None
    why: str = ""
    board: Board | None = None
    asked: Asked | None = None


def link_for(owner: ActionOwner, *, now: dt.datetime | None = None) -> str:
    """The whole address of a link for an owner, good for sixty days."""
    return f"{settings.PUBLIC_URL}{link_path(owner, now=now)}"


def link_path(owner: ActionOwner, *, now: dt.datetime | None = None) -> str:
    """The link as a path of this site."""
    until = (now or timezone.now()) + GOOD_FOR
    token = sign_link([owner.action_id, owner.pk, int(until.timestamp())], salt=SALT)
    return reverse("action_link", args=[token])


def shown_by_email(owner: ActionOwner) -> ByEmail:
    """What an e-mail may tell an owner: of a restricted minute its safe title and no more."""
    action, minute = owner.action, owner.action.minute
    if minute.restriction != Restriction.OPEN:
        return ByEmail(minute.safe_title)
    return ByEmail(minute.title, action.text, due_of(action).words(), link_for(owner))


def why_no_link(action: Action) -> str:
    """Why no link may lead to an action; empty where it may.

    Whoever holds a link reads the action: it must be one that everybody may read.
    """
    minute = action.minute
    if minute.restriction != Restriction.OPEN:
        return "Its minute is not public: its words are sent to nobody."
    if minute.minutes.state not in PUBLIC_STATES:
        return "Its minutes are not published yet: send the link once they are."
    return OVER.get(ActionState(action.state), "")


def open_link(signed: Any) -> Opened:
    """What a signed link leads to, and why it is over where it is."""
    action_id, owner_id, until = signed
    found = Action.objects.select_related(
        "minute__minutes__meeting__board", "due_at", "revised_at"
    ).prefetch_related("owners", "reports")
    action = found.filter(pk=action_id).first()
    owner = ActionOwner.objects.filter(pk=owner_id, action=action_id).first()
    why = _why_over(action, owner, until)
    board = action.minute.minutes.meeting.board if action else None
    if why or action is None or owner is None:
        return Opened(action, owner, why, board)
    return Opened(action, owner, "", board, _asked(action, owner))


def _asked(action: Action, owner: ActionOwner) -> Asked:
    minute = action.minute
    return Asked(
        text=action.text,
        owner=owner.name,
        owners=action.owners_line,
        due=due_of(action).words(),
        minute=f"Minute {minute.number}, {minute.title}",
        href=minute.get_absolute_url(),
        day=minute.minutes.meeting.date,
        # Theirs, and what all may read; another owner's waits for the officer.
        reports=tuple(
            Reported(each.text, each.by_name, each.reported_at, each.says_done, bool(each.taken_at))
            for each in action.reports.all()
            if each.taken_at or (each.owner_id == owner.pk and each.waits)
        ),
    )


def _why_over(action: Action | None, owner: ActionOwner | None, until: int) -> str:
    if action is None or owner is None:
        return "Somebody else owes this action now, or it is no longer in the minutes."
    if action.state in LIVE and why_no_link(action):
        return "The minutes that ask for this action are not public now."
    if action.state not in LIVE:
        return OVER[ActionState(action.state)]
    ends = dt.datetime.fromtimestamp(until, tz=dt.UTC)
    if ends < timezone.now():
        return f"This link was good until {page_date(ends)} and is too old now."
    return ""
