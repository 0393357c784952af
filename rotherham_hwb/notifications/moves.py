"""Who is told by e-mail when a record moves: one table, asked by the one listener of `moved`.

Publishing an agenda tells by itself (`agenda.tell_published`): its e-mails name the packs that
went out with it, as do those of a supplement or a correction, which are no moves.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import models
from django.dispatch import receiver
from django.template.loader import render_to_string
from django.urls import reverse

from meetings.access import RoleKind
from meetings.lifecycle import Transition, moved
from meetings.models import AuditEvent, Meeting, Role, User
from meetings.workflow import CANCEL, POSTPONE, REINSTATE, REINSTATE_PUBLISHED
from reports.models import Paper, SignOffState
from reports.reminders import approvers_of
from reports.states import ASK_AGAIN, RETURN, SEND
from rotherham_hwb.notifications.agenda import people_of
from rotherham_hwb.outbox.models import Message
from rotherham_hwb.outbox.sending import post


@dataclass(frozen=True)
class Telling:
    """Whom a move is told to, in which words, and the page it leads to."""

    who: Callable[[Any], list[User]]
    subject: str  # before the record's name, which holds no restricted word
    template: str
    page: Callable[[Any], str]


@receiver(moved)
def tell_of_move(
    sender: type[models.Model],
    record: models.Model,
    transition: Transition,
    reason: str,
    event: AuditEvent,
    **_: object,
) -> None:
    """Put the e-mails about a move into the outbox, in the transaction of the move."""
    telling = TABLE.get((sender, transition))
    if telling is None:
        return
    subject = f"{telling.subject}: {record}"
    context = {
        "record": record,
        "subject": subject,
        "reason": reason.strip(),
        "url": f"{settings.PUBLIC_URL}{telling.page(record)}",
    }
    post(
        Message(
            key=f"move {event.pk}",
            recipient=user.email,
            name=user.name,
            subject=subject[:300],
            text=render_to_string(telling.template, context | {"user": user}),
        )
        for user in telling.who(record)
    )


def _board_people(meeting: Meeting) -> list[User]:
    """Everybody with a role on its boards; nobody of a meeting that was not called yet."""
    return people_of(meeting) if meeting.called_at else []


def _approvers(paper: Paper) -> list[User]:
    """Those whose answer it waits for, each once."""
    waiting = paper.sign_offs.filter(state=SignOffState.ASKED).select_related("approver")
    return list({user: None for sign_off in waiting for user in approvers_of(sign_off)})


def _writers(paper: Paper) -> list[User]:
    """Its author; of a paper that was uploaded, the board's officers."""
    if hasattr(paper, "report"):
        return [paper.report.author]
    roles = Role.objects.current().filter(board=paper.board, kind=RoleKind.OFFICER)
    return list(User.objects.filter(is_active=True, roles__in=roles).distinct().order_by("pk"))


def _desk_page(paper: Paper) -> str:
    if hasattr(paper, "report"):
        return reverse("report", args=[paper.report.pk])
    return reverse("desk_paper", args=[paper.pk])


def _meeting(subject: str) -> Telling:
    return Telling(_board_people, subject, "emails/meeting_moved.txt", Meeting.get_absolute_url)


ASKED = Telling(
    _approvers,
    "Waiting for your sign-off",
    "emails/sign_off_asked.txt",
    lambda paper: reverse("approvals"),
)

TABLE: dict[tuple[type[models.Model], Transition], Telling] = {
    (Meeting, CANCEL): _meeting("Cancelled"),
    (Meeting, POSTPONE): _meeting("Postponed"),
    (Meeting, REINSTATE): _meeting("Takes place after all"),
    (Meeting, REINSTATE_PUBLISHED): _meeting("Takes place after all"),
    (Paper, SEND): ASKED,
    (Paper, ASK_AGAIN): ASKED,
    (Paper, RETURN): Telling(
        _writers, "Returned with comments", "emails/paper_returned.txt", _desk_page
    ),
}
