"""For whom a paper waits now, in one sentence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from meetings.models import AuditEvent
from reports.models import Paper, PaperState, SignOff, SignOffState

MOST_EVENTS = 40


@dataclass(frozen=True)
class Waiting:
    """Whom a paper waits for, and what they are to do."""

    whom: str
    what: str

    def __str__(self) -> str:
        return f"{self.whom}: {self.what}"


OFFICER = Waiting("The officer", "clear it for the pack")


def waiting_for(paper: Paper) -> Waiting | None:
    """The one who has to act; None where nobody has to. Reads sign-offs and report prefetched."""
    report = getattr(paper, "report", None)
    author = report.author.name if report else str(paper.created_by or "The officer")
    asked = ", ".join(_asked(paper))
    waits = {
        PaperState.DRAFT: Waiting(author, "write it") if report else OFFICER,
        PaperState.RETURNED: Waiting(author, "answer the comments and send it again"),
        PaperState.SIGN_OFF: Waiting(asked, "sign it off") if asked else OFFICER,
        PaperState.CLEARED: Waiting("The officer", "publish it with the agenda"),
        PaperState.DEFERRED: Waiting("The officer", "take it up again for a later meeting"),
    }
    return waits.get(paper.state)


def _asked(paper: Paper) -> list[str]:
    waiting = [each for each in paper.sign_offs.all() if each.state == SignOffState.ASKED]
    return [
        f"{each.approver.name} ({each.post})" if each.approver else each.post for each in waiting
    ]


def answers(paper: Paper, *, days: int | None, at: datetime | None = None) -> list[SignOff]:
    """The sign-offs of a paper, each knowing whether it will be stale at a time (default now)."""
    found = list(paper.sign_offs.select_related("approver", "version"))
    for each in found:
        each.stale = days is not None and each.is_stale(at, days=days)
    return found


def history(paper: Paper) -> list[AuditEvent]:
    """What was done to a paper, its text and its sign-offs, the newest first; no single saves."""
    report = getattr(paper, "report", None)
    keys = {"reports.Paper": [str(paper.pk)], "reports.Report": [str(report.pk)] if report else []}
    keys["reports.SignOff"] = [str(each.pk) for each in paper.sign_offs.all()]
    events = AuditEvent.objects.none()
    for kind, ids in keys.items():
        events = events | AuditEvent.objects.filter(record_type=kind, record_id__in=ids)
    return list(events.exclude(action="save").order_by("-recorded_at", "-pk")[:MOST_EVENTS])
