"""Who is told of what: the one table. The desk shows it, and whatever writes an e-mail asks it.

A step of a lifecycle that is not here tells nobody, and `SILENT` says why.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models

from meetings.lifecycle import Transition
from meetings.models import AuditEvent, Board, Meeting, Role, User
from meetings.workflow import (
    CALL,
    CANCEL,
    CLOSE,
    HOLD,
    HOLD_BEFORE_US,
    MOVE,
    POSTPONE,
    PUBLISH_AGENDA,
    PUBLISH_OLD_AGENDA,
    REINSTATE,
    REINSTATE_PUBLISHED,
    RESTORE,
)
from minutes import actions
from minutes import workflow as minutes_room
from minutes.models import Action, Minutes
from reports import states
from reports.models import Paper, SignOff
from rotherham_hwb.notifications import groups, words
from rotherham_hwb.notifications.groups import ToldGroup

Step = tuple[type[models.Model], Transition]


@dataclass(frozen=True)
class MoveMail:
    """The e-mail about a step: what its subject begins with, its words, and where it leads.

    The same `key` is told to nobody twice.
    """

    subject: str
    template: str
    context: Callable[[Any, AuditEvent, str], dict[str, object]]
    page: Callable[[Any, User], str] = words.own_page
    key: Callable[[Any, AuditEvent], str] = words.each_move


@dataclass(frozen=True)
class ToldEvent:
    """Something that happens, who is told, and the page that the e-mail opens at.

    `may_wait`: whoever wants one e-mail a day gets it with that. `steps` are the steps of a
    lifecycle that tell by the one listener, in the words of `mail`; without `mail` the verb that
    does it writes the e-mail itself.
    """

    happens: str
    who: ToldGroup
    opens: str
    may_wait: bool = False
    steps: tuple[Step, ...] = ()
    mail: MoveMail | None = None


def _meeting(
    happens: str, subject: str, *steps: Transition, who: ToldGroup = groups.BOARD
) -> ToldEvent:
    """Never waits for a daily e-mail: somebody may be on the way already."""
    mail = MoveMail(subject, "emails/meeting_moved.txt", words.of_meeting)
    told = tuple((Meeting, step) for step in steps)
    return ToldEvent(happens, who, "The meeting’s page", steps=told, mail=mail)


def _paper(
    happens: str, subject: str, template: str, *steps: Transition, who: ToldGroup = groups.WRITERS
) -> ToldEvent:
    mail = MoveMail(subject, f"emails/{template}.txt", words.of_paper, words.desk_page)
    told = tuple((Paper, step) for step in steps)
    opens = "The report, or the paper on the desk"
    return ToldEvent(happens, who, opens, may_wait=True, steps=told, mail=mail)


NEW_DATE = _meeting(
    "The new date of a postponed meeting is made public", "New date", CALL, who=groups.NEW_DATE
)
CANCELLED = _meeting("A public meeting is cancelled", "Cancelled", CANCEL)
POSTPONED = _meeting("A public meeting is postponed", "Postponed", POSTPONE)
MOVED = _meeting(
    "A public meeting has another date, time or place", "New date, time or place", MOVE
)
REINSTATED = _meeting(
    "A meeting that was called off takes place after all",
    "Takes place after all",
    *(REINSTATE, REINSTATE_PUBLISHED),
)
AGENDA = ToldEvent(
    "An agenda is published, with its papers",
    groups.BOARD,
    "The meeting’s page, and the packs that each may open",
    steps=((Meeting, PUBLISH_AGENDA),),
)
SUPPLEMENT = ToldEvent("A supplement is published", groups.BOARD, AGENDA.opens)
CORRECTED = ToldEvent("A published pack is corrected", groups.BOARD, AGENDA.opens)
UNPROVEN = ToldEvent(
    "A published pack is not what the public gets", groups.OFFICERS, "The meeting on the desk"
)
APOLOGIES = ToldEvent(
    "Somebody sends apologies, or comes after all",
    groups.OFFICERS,
    "The apologies of the meeting on the desk",
    may_wait=True,
)
MESSAGE = ToldEvent(
    "An officer writes to the people of a meeting", groups.CHOSEN, "The meeting’s page"
)

SENT = ToldEvent(
    "A paper is sent for sign-off",
    groups.ASKED,
    "The paper beside the answer; where several wait, all of them",
    may_wait=True,
    steps=((Paper, states.SEND), (Paper, states.ASK_AGAIN)),
    mail=MoveMail(
        "Waiting for your sign-off",
        "emails/sign_off_asked.txt",
        words.of_paper,
        words.answer_page,
    ),
)
ASKED_AGAIN = ToldEvent(
    "A paper changes that somebody has signed off",
    groups.ASKED_AGAIN,
    SENT.opens,
    may_wait=True,
    steps=((SignOff, states.ASK_POST_AGAIN),),
    mail=MoveMail(
        "Changed, and waiting again for your sign-off",
        "emails/sign_off_asked.txt",
        words.of_sign_off,
        words.own_answer_page,
        words.each_version,
    ),
)
OVERDUE = ToldEvent(
    "A sign-off waits for two days or more",
    groups.ASKED,
    "All that waits for the approver",
    may_wait=True,
)
RETURNED = _paper(
    "A paper comes back from its approvers",
    "Returned with comments",
    "paper_returned",
    states.RETURN,
)
CLEARED = _paper(
    "A paper is cleared",
    "Cleared",
    "paper_cleared",
    *(states.CLEAR, states.CLEAR_ANYWAY),
    who=groups.WAITED,
)
DEFERRED = _paper(
    "A paper is left out of the packs to come", "Deferred", "paper_deferred", states.DEFER
)
WITHDRAWN = ToldEvent(
    "A published paper is withdrawn",
    groups.READERS,
    "The paper’s page",
    steps=((Paper, states.WITHDRAW),),
    mail=MoveMail("Withdrawn", "emails/paper_withdrawn.txt", words.of_public_paper),
)
OPENED = ToldEvent(
    "A restricted paper is opened to somebody by name",
    groups.OPENED_TO,
    "The paper’s page, after signing in",
)

WITH_CHAIR = ToldEvent(
    "Minutes are sent to the chair",
    groups.CHAIR,
    "The whole draft, behind a link that ends",
    steps=((Minutes, minutes_room.SEND_TO_CHAIR),),
)
CHAIR_ANSWERED = ToldEvent(
    "The chair agrees to minutes, or proposes a change",
    groups.OFFICERS_OF_MINUTES,
    "What the chair says, on the desk",
    may_wait=True,
)
MINUTES_OUT = ToldEvent(
    "Minutes are published",
    groups.PEOPLE_OF_MINUTES,
    "The minutes",
    may_wait=True,
    steps=((Minutes, minutes_room.PUBLISH_DRAFT),),
    mail=MoveMail("Minutes published", "emails/minutes_published.txt", words.of_minutes),
)
ACTION_GIVEN = ToldEvent(
    "An officer sends the link of an action", groups.OWNERS, "A page to say how it stands"
)
ACTION_DUE = ToldEvent(
    "An action is due within a week, or overdue (three times)",
    groups.OWNERS,
    "A page to say how it stands",
)
INVITATION = ToldEvent(
    "Somebody is invited to act for the board", groups.INVITED, "A page to accept on"
)

EVENTS = (
    *(NEW_DATE, MOVED, POSTPONED, CANCELLED, REINSTATED),
    *(AGENDA, SUPPLEMENT, CORRECTED, UNPROVEN, APOLOGIES, MESSAGE),
    *(SENT, ASKED_AGAIN, OVERDUE, RETURNED, CLEARED, DEFERRED, WITHDRAWN, OPENED),
    *(WITH_CHAIR, CHAIR_ANSWERED, MINUTES_OUT),
    *(ACTION_GIVEN, ACTION_DUE, INVITATION),
)

BY_STEP: dict[Step, ToldEvent] = {step: event for event in EVENTS for step in event.steps}


def events_for(user: User) -> list[ToldEvent]:
    """What somebody may be told of by their roles today."""
    held = Role.objects.current().filter(user=user)
    boards = list(Board.objects.filter(roles__in=held).distinct())
    own = {
        group
        for group in {event.who for event in EVENTS}
        if any(user in group.of_board(board) for board in boards)
    }
    return [event for event in EVENTS if event.who in own]


OFFICERS_DO_IT = "Officers do it after the meeting, and nobody waits for it."
IT_IS_OLD = "It tells of a meeting before this system."
PAPER_TELLS = "The paper that it clears or sends back tells."
WITH_THE_AGENDA = "The agenda or the supplement that it goes out with tells."
ON_THE_LOG = "Whoever owes it said so, or the officer tells them; the board’s log shows it."

SILENT: dict[Step, str] = {
    (Meeting, HOLD): OFFICERS_DO_IT,
    (Meeting, CLOSE): OFFICERS_DO_IT,
    (Meeting, HOLD_BEFORE_US): IT_IS_OLD,
    (Meeting, PUBLISH_OLD_AGENDA): IT_IS_OLD,
    (Meeting, RESTORE): "Nobody but those who prepare it knew of it.",
    (Paper, states.TAKE_BACK): "Its author or its officer does it themselves.",
    (Paper, states.TAKE_UP): "Its author or its officer does it themselves.",
    (Paper, states.PUBLISH): WITH_THE_AGENDA,
    (Paper, states.PUBLISH_IMPORTED): IT_IS_OLD,
    (SignOff, states.APPROVE): PAPER_TELLS,
    (SignOff, states.NOT_APPLICABLE): PAPER_TELLS,
    (SignOff, states.RETURN_TO_AUTHOR): PAPER_TELLS,
    (Minutes, minutes_room.RETURN): "The chair asked for it; their link says that it is over.",
    (Minutes, minutes_room.APPROVE): "The board approves them itself, at its meeting.",
    (Minutes, minutes_room.SIGN): OFFICERS_DO_IT,
    (Action, actions.FINISH): ON_THE_LOG,
    (Action, actions.CARRY): ON_THE_LOG,
    (Action, actions.DROP): ON_THE_LOG,
    (Action, actions.REOPEN): ON_THE_LOG,
}
"""The steps that tell nobody, each with why."""
