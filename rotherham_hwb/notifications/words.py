"""What the e-mail about a step of a record says, and the page that it opens at."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from meetings.models import AuditEvent, Meeting, User
from minutes.models import Minutes
from reports.models import Paper, SignOff, SignOffState
from rotherham_hwb.shown.by_email import meeting_by_email, reason_by_email, title_by_email


def of_meeting(meeting: Meeting, event: AuditEvent, reason: str) -> dict[str, object]:
    """What was and what is, as far as each is known."""
    facts = meeting_by_email(meeting).facts
    was, now = str(event.detail.get("before", "")), facts
    if meeting.state.is_off:
        was, now = facts, ""
    elif meeting.postponed_from and event.detail["source"] == "draft":
        was = meeting_by_email(meeting.postponed_from).facts
    return {"name": str(meeting), "was": was, "now": now, "reason": reason}


def of_paper(paper: Paper, event: AuditEvent, reason: str) -> dict[str, object]:
    """A paper that is not out; a reason may quote it, and stays on its page."""
    return {"name": title_by_email(paper), "board": paper.board.name}


def of_public_paper(paper: Paper, event: AuditEvent, reason: str) -> dict[str, object]:
    """One that was out, with the reason that its page gives to all."""
    return of_paper(paper, event, "") | {"reason": reason_by_email(paper, reason)}


def of_sign_off(sign_off: SignOff, event: AuditEvent, reason: str) -> dict[str, object]:
    return of_paper(sign_off.paper, event, reason)


def of_minutes(minutes: Minutes, event: AuditEvent, reason: str) -> dict[str, object]:
    return {"name": str(minutes.meeting), "meeting": meeting_by_email(minutes.meeting)}


def own_page(record: Any, user: User) -> str:
    """The page of a meeting, its minutes or a published paper."""
    page: str = record.get_absolute_url()
    return page


def desk_page(paper: Paper, user: User) -> str:
    """The report, for whoever writes it; the paper on the desk, where it was uploaded."""
    if hasattr(paper, "report"):
        return reverse("report", args=[paper.report.pk])
    return reverse("desk_paper", args=[paper.pk])


def answer_page(paper: Paper, user: User) -> str:
    """The paper beside the answer; where it waits for several posts of theirs, all that waits."""
    waiting = paper.sign_offs.filter(state=SignOffState.ASKED)
    own = [each for each in waiting if each.approver_id in (None, user.pk)]
    return reverse("sign_off", args=[own[0].pk]) if len(own) == 1 else reverse("approvals")


def own_answer_page(sign_off: SignOff, user: User) -> str:
    return answer_page(sign_off.paper, user)


def each_move(record: Any, event: AuditEvent) -> str:
    """Every move is told."""
    return f"move {event.pk}"


def each_version(sign_off: SignOff, event: AuditEvent) -> str:
    """Of one version of a paper somebody is told once, however many posts they answer for."""
    newest = sign_off.paper.latest
    return f"asked again {sign_off.paper_id} {newest.number if newest else 0}"
