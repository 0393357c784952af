"""The action log: what earlier meetings asked for, of whom, and how it stands."""

import datetime as dt
from dataclasses import dataclass

from django.template.loader import render_to_string

from meetings.wording import printed_date
from rotherham_hwb.packs.sections.table import Column, Rated, Table, Value, shown

COLUMNS = (
    Column("Minute", 14),
    Column("Action", 34),
    Column("Owner", 17),
    Column("Due", 17),
    Column("Status", 18),
)


@dataclass(frozen=True)
class LoggedAction:
    """One action."""

    minute: str  # as printed: "17", with the day of its meeting
    text: str
    owner: str
    status: str | Rated
    due: str = ""  # a day, a meeting or a condition, in words
    progress: str = ""


@dataclass(frozen=True)
class ActionLog:
    """The actions of a board that come before one of its meetings."""

    board: str
    meeting: dt.date
    actions: tuple[LoggedAction, ...]
    language: str = "en-GB"


def action_log_html(log: ActionLog) -> str:
    """The log as HTML, every field escaped."""
    context = {
        "log": log,
        "language": log.language,
        "title": f"{log.board}: action log",
        "date": printed_date(log.meeting),
        "table": shown(_table(log)) if log.actions else None,
    }
    return render_to_string("packs/sections/action_log.html", context)


def _table(log: ActionLog) -> Table:
    caption = f"Actions before the meeting of {printed_date(log.meeting)}"
    return Table(caption, COLUMNS, tuple(_row(action) for action in log.actions))


def _row(action: LoggedAction) -> tuple[Value, ...]:
    text = "\n".join(filter(None, (action.text, action.progress)))
    owner, due = action.owner or "Nobody yet", action.due or "No day set"
    return action.minute, text, owner, due, action.status
