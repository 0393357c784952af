"""The action log of a board as one viewer may read it, read once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Prefetch
from django.utils import timezone

from meetings.access import Viewer
from meetings.models import Board
from minutes.actions import is_overdue
from minutes.models import Action, ActionReport, ActionState
from minutes.models.action import ActionQuerySet
from rotherham_hwb.shown.action_words import due_words, span_words

HEADINGS = (
    *("Meeting", "Minute", "Address", "Action", "Owner", "Due", "State", "Overdue", "Done on"),
    "Progress",
)


@dataclass(frozen=True)
class Progress:
    """What was reported and taken."""

    on: dt.date
    by: str
    text: str


@dataclass(frozen=True)
class LogLine:
    """One action of the log."""

    pk: int
    number: str
    href: str  # of its minute; empty while that has no number
    asked_on: dt.date
    text: str
    owner: str
    due: str
    overdue: bool
    state: ActionState
    done_on: dt.date | None
    age: str  # how long it has been open, or took; empty where nobody knows
    progress: tuple[Progress, ...]


def actions_of(board: Board, viewer: Viewer) -> ActionQuerySet:
    """The actions of a board that a viewer may see: first to be done, the first due first."""
    seen: ActionQuerySet = Action.objects.visible_to(viewer).filter(minute__board=board)
    return in_order(seen)


def in_order(actions: ActionQuerySet) -> ActionQuerySet:
    """The first due first, what has no day behind it, then the oldest first."""
    dated = actions.with_due_day()
    return dated.order_by(F("due_day").asc(nulls_last=True), "minute__minutes__meeting__date", "pk")


def read_log(
    actions: Any, viewer: Viewer, today: dt.date, *, for_officer: bool = False
) -> tuple[LogLine, ...]:
    """Read a queryset of actions, or a page of one, as lines in its order.

    It takes as many queries however many they are.
    """
    told = ActionReport.objects.visible_to(viewer).filter(taken_at__isnull=False)
    found = actions.select_related(
        "minute__minutes__meeting", "due_at", "revised_at"
    ).prefetch_related("owners", Prefetch("reports", queryset=told))
    return tuple(_line(each, today, for_officer=for_officer) for each in found)


def _line(action: Action, today: dt.date, *, for_officer: bool) -> LogLine:
    minute = action.minute
    asked_on = minute.minutes.meeting.date
    known = action.is_live or action.done_on is not None
    return LogLine(
        pk=action.pk,
        number=minute.number,
        href=minute.get_absolute_url() if minute.number else "",
        asked_on=asked_on,
        text=action.text,
        owner=action.owners_line,
        due=due_words(action, for_officer=for_officer),
        overdue=is_overdue(action, today),
        state=ActionState(action.state),
        done_on=action.done_on,
        age=span_words(asked_on, action.done_on or today) if known else "",
        progress=tuple(_progress(action.reports.all())),
    )


def _progress(reports: Iterable[ActionReport]) -> Iterator[Progress]:
    for each in reports:
        yield Progress(timezone.localdate(each.reported_at), each.by_name, each.text)


def table_rows(lines: Iterable[LogLine], site: str) -> Iterator[tuple[object, ...]]:
    """The lines as cells under HEADINGS; `site` begins every address."""
    for line in lines:
        progress = (f"{each.on:%d/%m/%Y} {each.by}: {each.text}" for each in line.progress)
        yield (
            f"{line.asked_on:%d/%m/%Y}",
            line.number,
            f"{site}{line.href}" if line.href else "",
            line.text,
            line.owner or "Nobody yet",
            line.due,
            line.state.label,
            "yes" if line.overdue else "no",
            f"{line.done_on:%d/%m/%Y}" if line.done_on else "",
            "\n".join(progress),
        )
