"""The actions of a board as one viewer may read them: on its page, in a table, in a pack."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Prefetch, Q
from django.utils import timezone

from meetings.access import Restriction, Viewer
from meetings.exempt import marking
from meetings.models import Board, Meeting, MeetingState
from meetings.wording import page_date
from minutes.actions import is_overdue
from minutes.models import Action, ActionReport, ActionState
from minutes.models.action import ActionQuerySet
from minutes.permissions import PUBLIC_STATES
from rotherham_hwb.shown.agenda.papers import why_restricted

WEEKS_FROM = 14  # days: what is older is counted in weeks
TOOK_PLACE = (MeetingState.AGENDA_PUBLISHED, MeetingState.HELD, MeetingState.CLOSED)


@dataclass(frozen=True)
class Due:
    """When an action is due: a day, a meeting or a condition; none of them where nobody said.

    The day of a meeting that is not called yet is the officers' own.
    """

    day: dt.date | None = None
    at_meeting: bool = False
    when: str = ""

    def words(self, printed: Callable[[dt.date], str] = page_date) -> str:
        """The same as a reader is told it; empty where nothing was said."""
        day = printed(self.day) if self.day else ""
        if self.at_meeting:
            return f"At the meeting of {day}" if day else "At a later meeting"
        return day or self.when[:1].upper() + self.when[1:]


@dataclass(frozen=True)
class ActionProgress:
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
    due: Due
    overdue: bool
    state: ActionState
    done_on: dt.date | None
    age: str  # how long it has been open, or took; empty where nobody knows
    progress: tuple[ActionProgress, ...]
    why: str
    """Why it is not for the public; empty of an open one."""


@dataclass(frozen=True)
class LogPart:
    """The actions of minutes of one class; `marking` says why they are not public."""

    restriction: Restriction
    marking: str
    lines: tuple[LogLine, ...]


def shown_action_log(meeting: Meeting, viewer: Viewer) -> tuple[LogPart, ...]:
    """What stands in the log before a meeting, as far as a viewer may read it, class by class.

    That is what earlier published minutes ask for and is still to be done, or was done since the
    last meeting. It is told as on the day of the meeting, and not as on the day it is read.
    """
    seen = list(_told(_before(meeting, viewer), viewer))
    return tuple(
        _part(restriction, found, meeting.date)
        for restriction in Restriction
        if (found := [each for each in seen if each.minute.restriction == restriction])
    )


def actions_of(board: Board, viewer: Viewer) -> ActionQuerySet:
    """The actions of a board that a viewer may see, the first due first."""
    seen: ActionQuerySet = Action.objects.visible_to(viewer).filter(minute__board=board)
    return in_order(seen)


def in_order(actions: ActionQuerySet) -> ActionQuerySet:
    """The first due first, what has no day behind it, then the oldest first."""
    dated = actions.with_due_day()
    return dated.order_by(F("due_day").asc(nulls_last=True), "minute__minutes__meeting__date", "pk")


def shown_actions(
    actions: Any, viewer: Viewer, today: dt.date, *, for_officer: bool = False
) -> tuple[LogLine, ...]:
    """Read a queryset of actions, or a page of one, as lines in its order.

    It takes as many queries however many they are.
    """
    return tuple(_line(each, today, for_officer=for_officer) for each in _told(actions, viewer))


def due_of(action: Action, *, for_officer: bool = False) -> Due:
    """When an action is due now, as far as one may know who does not prepare meetings."""
    on, at, when = action.due_now
    if at and not on:
        told = for_officer or at.called_at is not None
        return Due(at.date if told else None, at_meeting=True)
    return Due(on, when=when)


def span_words(first: dt.date, last: dt.date) -> str:
    """How long it is from one day to another: “1 day”, “12 weeks”."""
    days = max((last - first).days, 0)
    count, unit = (days, "day") if days < WEEKS_FROM else (days // 7, "week")
    return f"{count} {unit}" if count == 1 else f"{count} {unit}s"


def _before(meeting: Meeting, viewer: Viewer) -> ActionQuerySet:
    boards = [meeting.board_id, *meeting.joint_boards.values_list("pk", flat=True)]
    before = Meeting.objects.filter(board__in=boards, date__lt=meeting.date)
    last = before.filter(board=meeting.board, state__in=TOOK_PLACE).order_by("-date").first()
    done = Q(state=ActionState.DONE, done_on__gte=last.date if last else meeting.date)
    live = Q(pk__in=Action.objects.live().values("pk"))
    seen: ActionQuerySet = Action.objects.visible_to(viewer).filter(live | done)
    published = seen.filter(
        minute__minutes__meeting__in=before, minute__minutes__state__in=PUBLIC_STATES
    )
    return in_order(published)


def _told(actions: Any, viewer: Viewer) -> ActionQuerySet:
    """The actions with their owners, and with what was reported of them and taken."""
    told = ActionReport.objects.visible_to(viewer).filter(taken_at__isnull=False)
    related = ("minute__minutes__meeting", "due_at", "revised_at")
    found: ActionQuerySet = actions.select_related(*related)
    return found.prefetch_related("owners", Prefetch("reports", queryset=told))


def _part(restriction: Restriction, actions: list[Action], day: dt.date) -> LogPart:
    minutes = {each.minute_id: each.minute for each in actions}
    lines = tuple(_line(each, day) for each in actions)
    return LogPart(restriction, marking(*minutes.values()), lines)


def _line(action: Action, today: dt.date, *, for_officer: bool = False) -> LogLine:
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
        due=due_of(action, for_officer=for_officer),
        overdue=is_overdue(action, today),
        state=ActionState(action.state),
        done_on=action.done_on,
        age=span_words(asked_on, action.done_on or today) if known else "",
        progress=tuple(_progress(action.reports.all())),
        why=why_restricted(minute),
    )


def _progress(reports: Iterable[ActionReport]) -> Iterator[ActionProgress]:
    for each in reports:
        yield ActionProgress(timezone.localdate(each.reported_at), each.by_name, each.text)
