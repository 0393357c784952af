"""docs/lifecycles.md, written from the transition tables themselves."""

from __future__ import annotations

from meetings.lifecycle import Transition
from meetings.models import MeetingState
from meetings.workflow import MEETING_TABLE
from minutes.actions import ACTION_TABLE
from minutes.models import ActionState, MinutesState
from minutes.workflow import MINUTES_TABLE
from reports.models import PaperState, SignOffState
from reports.states import PAPER_TABLE, SIGN_OFF_TABLE

TABLES = (
    ("Meeting", MeetingState, MEETING_TABLE),
    ("Paper", PaperState, PAPER_TABLE),
    ("Sign-off of a paper", SignOffState, SIGN_OFF_TABLE),
    ("Minutes", MinutesState, MINUTES_TABLE),
    ("Action", ActionState, ACTION_TABLE),
)

States = MeetingState | PaperState | SignOffState | MinutesState | ActionState


def lifecycles_text() -> str:
    """The whole document."""
    parts = [
        "# Lifecycles\n\nWritten from the tables in each room's `workflow.py` by "
        "`manage.py write_lifecycles`; do not edit by hand.\n"
    ]
    for name, states, table in TABLES:
        parts.append(f"\n## {name}\n\n| step | from | to | needs |\n|---|---|---|---|\n")
        parts += [_row(step, states) for step in table]
    return "".join(parts)


def _row(step: Transition, states: type[States]) -> str:
    sources = ", ".join(str(states(source).label) for source in step.sources)
    needs = [*(["a reason"] if step.needs_reason else []), *map(_words, step.checks)]
    return f"| {step.name} | {sources} | {_target(step, states)} | {'; '.join(needs)} |\n"


def _target(step: Transition, states: type[States]) -> str:
    return str(states(step.target).label) if step.target else "(the same)"


def _words(check: object) -> str:
    name: str = getattr(check, "__name__", "")
    return name.strip("_").replace("_", " ")
