"""The action log under an item of matters arising: what is shown of it in, papers of ours out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from meetings.access import Restriction, Viewer
from meetings.models import AgendaItem, ItemKind, Meeting
from meetings.wording import plain_date
from minutes.models import ActionState
from rotherham_hwb.packs.kinds import Audience
from rotherham_hwb.packs.models import FrozenLog
from rotherham_hwb.packs.sections.action_log import ActionLog, LoggedAction, action_log_html
from rotherham_hwb.packs.sections.table import Rag, Rated
from rotherham_hwb.shown.actions.log import LogLine, shown_action_log
from rotherham_hwb.shown.viewers import viewer_of

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
    withheld: bool = False

    @property
    def title(self) -> str:
        return TITLES[self.restriction]


def log_papers(item: AgendaItem, viewer: Viewer) -> list[LogPaper]:
    """The papers that the portal sets under an item: none for other items, or without actions.

    Those a viewer may not read are among them, marked as withheld: their numbers stay. Until the
    agenda is published they follow the records; after it they stay as they were.
    """
    if item.kind != ItemKind.ACTIONS or item.supplement_id:
        return []
    if item.meeting.agenda_published_at is None:
        told = {part.restriction for part in shown_action_log(item.meeting, viewer)}
        return [
            replace(each, withheld=each.restriction not in told) for each in _live(item.meeting)
        ]
    seen = set(FrozenLog.objects.visible_to(viewer).filter(item=item).values_list("pk", flat=True))
    frozen = FrozenLog.objects.filter(item=item).order_by("pk")
    return [
        LogPaper(each.restriction, each.html, each.marking, withheld=each.pk not in seen)
        for each in frozen
    ]


def freeze_logs(meeting: Meeting) -> None:
    """Keep the logs of an agenda as its packs print them; runs as it is published."""
    for item in meeting.items.filter(kind=ItemKind.ACTIONS, supplement=None):
        for paper in _live(meeting):
            words = {"html": paper.html, "marking": paper.marking}
            FrozenLog.objects.get_or_create(
                item=item, restriction=paper.restriction, defaults=words
            )


def _live(meeting: Meeting) -> Iterator[LogPaper]:
    for part in shown_action_log(meeting, viewer_of(Audience.RESTRICTED, meeting.board)):
        logged = tuple(map(_logged, part.lines))
        html = action_log_html(ActionLog(meeting.board_name, meeting.date, logged))
        yield LogPaper(part.restriction, html, part.marking)


def _logged(line: LogLine) -> LoggedAction:
    return LoggedAction(
        minute=f"{line.number}\n{plain_date(line.asked_on)}",
        text=line.text,
        owner=line.owner,
        status=_status(line),
        due=line.due.words(plain_date),
        progress="\n".join(f"{each.by}: {each.text}" for each in line.progress),
    )


def _status(line: LogLine) -> str | Rated:
    """By the day of the meeting, which does not move, and not by the day the pack is made."""
    if line.done_on:
        return Rated(Rag.GREEN, f"done {plain_date(line.done_on)}")
    if line.overdue:
        return Rated(Rag.RED, "due before this meeting")
    return "Carried forward" if line.state == ActionState.CARRIED else "To be done"
