"""The action log under an item of matters arising: records in, papers of ours out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, Q

from meetings.access import Restriction
from meetings.exempt import marking
from meetings.models import AgendaItem, ItemKind, Meeting, MeetingState
from minutes.models import Action, ActionReport, ActionState, Minute
from minutes.permissions import PUBLIC_STATES
from rotherham_hwb.packs.models import FrozenLog
from rotherham_hwb.packs.sections.action_log import ActionLog, LoggedAction, action_log_html
from rotherham_hwb.packs.sections.dates import long_date
from rotherham_hwb.packs.sections.table import Rag, Rated
from rotherham_hwb.shown.action_log import in_order
from rotherham_hwb.shown.action_words import due_words

TITLES = {
    Restriction.OPEN.value: "Action log",
    Restriction.EXEMPT.value: "Action log: business taken in private",
}
"""Actions of confidential minutes are in no pack. Source: LGA 1972 s.100A(2)-(3)."""


@dataclass(frozen=True)
class LogPaper:
    """The log of the actions of one class, as a paper under an item."""

    restriction: str
    html: str
    marking: str = ""

    @property
    def title(self) -> str:
        return TITLES[self.restriction]


def log_papers(item: AgendaItem) -> list[LogPaper]:
    """The papers that the portal sets under an item: none for other items, or without actions.

    Until the agenda is published they follow the records; after it they stay as they were.
    """
    if item.kind != ItemKind.ACTIONS or item.supplement_id:
        return []
    if item.meeting.agenda_published_at is None:
        return list(_live(item.meeting))
    frozen = FrozenLog.objects.filter(item=item).order_by("pk")
    return [LogPaper(each.restriction, each.html, each.marking) for each in frozen]


def freeze_logs(meeting: Meeting) -> None:
    """Keep the logs of an agenda as its packs print them; runs as it is published."""
    for item in meeting.items.filter(kind=ItemKind.ACTIONS, supplement=None):
        for paper in _live(meeting):
            words = {"html": paper.html, "marking": paper.marking}
            FrozenLog.objects.get_or_create(
                item=item, restriction=paper.restriction, defaults=words
            )


def _live(meeting: Meeting) -> Iterator[LogPaper]:
    for restriction in TITLES:
        found = list(_actions(meeting, restriction))
        if not found:
            continue
        minutes: dict[int, Minute] = {each.minute_id: each.minute for each in found}
        logged = tuple(_logged(each, meeting.date) for each in found)
        html = action_log_html(ActionLog(meeting.board.name, meeting.date, logged))
        yield LogPaper(restriction, html, marking(*minutes.values()))


def _actions(meeting: Meeting, restriction: str) -> Any:
    """What published minutes before a meeting ask for: still to be done, or done since the last."""
    before = Meeting.objects.filter(board=meeting.board, date__lt=meeting.date)
    took_place = (MeetingState.AGENDA_PUBLISHED, MeetingState.HELD, MeetingState.CLOSED)
    last = before.filter(state__in=took_place).order_by("-date").first()
    done = Q(state=ActionState.DONE, done_on__gte=last.date if last else meeting.date)
    live = Q(pk__in=Action.objects.live().values("pk"))
    found = Action.objects.filter(live | done).filter(
        minute__minutes__meeting__in=before,
        minute__minutes__state__in=PUBLIC_STATES,
        minute__restriction=restriction,
    )
    told = ActionReport.objects.filter(taken_at__isnull=False)
    return (
        in_order(found)
        .select_related("minute__minutes__meeting", "due_at", "revised_at")
        .prefetch_related("owners", Prefetch("reports", queryset=told))
    )


def _logged(action: Action, meeting_on: dt.date) -> LoggedAction:
    minute = action.minute
    return LoggedAction(
        minute=f"{minute.number}\n{long_date(minute.minutes.meeting.date)}",
        text=action.text,
        owner=action.owners_line,
        status=_status(action, meeting_on),
        due=due_words(action, day=long_date),
        progress="\n".join(f"{each.by_name}: {each.text}" for each in action.reports.all()),
    )


def _status(action: Action, meeting_on: dt.date) -> str | Rated:
    """By the day of the meeting, which does not move, and not by the day the pack is made."""
    if action.done_on:
        return Rated(Rag.GREEN, f"done {long_date(action.done_on)}")
    on, at, _ = action.due_now
    day = on or (at.date if at else None)
    if day and day < meeting_on:
        return Rated(Rag.RED, "due before this meeting")
    return "Carried forward" if action.state == ActionState.CARRIED else "To be done"
