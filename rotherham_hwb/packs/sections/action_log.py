"""The action log: what earlier meetings asked for, of whom, and how it stands."""

import datetime as dt
from dataclasses import dataclass

from django.template.loader import render_to_string

from rotherham_hwb.packs.dates import long_date, printed_date
from rotherham_hwb.packs.sections.table import Column, Rated, Table, shown

COLUMNS = (
    Column("Minute", 11),
    Column("Action", 31),
    Column("Owner", 16),
    Column("Due", 21),
    Column("Status", 21),
)


@dataclass(frozen=True)
class LoggedAction:
    """One action."""

    minute: str  # as printed: "17"
    text: str
    owner: str
    status: Rated
    due: dt.date | None = None
    progress: str = ""


@dataclass(frozen=True)
class ActionLog:
    """The actions of a board on one day."""

    board: str
    as_at: dt.date
    actions: tuple[LoggedAction, ...]
    language: str = "en-GB"


def action_log_html(log: ActionLog) -> str:
    """The log as HTML, every field escaped."""
    context = {
        "log": log,
        "language": log.language,
        "title": f"{log.board}: action log",
        "date": printed_date(log.as_at),
        "table": shown(_table(log)) if log.actions else None,
    }
    return render_to_string("packs/sections/action_log.html", context)


def _table(log: ActionLog) -> Table:
    caption = f"Actions as at {printed_date(log.as_at)}"
    return Table(caption, COLUMNS, tuple(_row(action) for action in log.actions))


def _row(action: LoggedAction) -> tuple[str | Rated, ...]:
    text = "\n".join(filter(None, (action.text, action.progress)))
    due = long_date(action.due) if action.due else "No date"
    return action.minute, text, action.owner, due, action.status
