"""What a member owes: the actions of theirs that are still to be done."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from meetings.access import Viewer
from minutes.models import Action, ActionOwner
from rotherham_hwb.shown.actions.links import link_path, why_no_link
from rotherham_hwb.shown.actions.log import LogLine, in_order, shown_actions


@dataclass(frozen=True)
class Mine:
    """An action one owes; `report` is where to say how it stands, empty where it is private."""

    board: str
    line: LogLine
    report: str


def shown_own_actions(viewer: Viewer, today: dt.date) -> tuple[Mine, ...]:
    """The actions that name this viewer as a person and that they may see, the first due first."""
    owners = ActionOwner.objects.visible_to(viewer).filter(person__user=viewer.user_id)
    held = {each.action_id: each for each in owners.select_related("action__minute__minutes")}
    found = in_order(Action.objects.filter(pk__in=held).live())
    actions = found.select_related("minute__board")
    lines = shown_actions(actions, viewer, today)
    return tuple(
        Mine(action.minute.board.name_on(line.asked_on), line, _report(held[action.pk]))
        for action, line in zip(actions, lines, strict=True)
    )


def _report(owner: ActionOwner) -> str:
    return "" if why_no_link(owner.action) else link_path(owner)
