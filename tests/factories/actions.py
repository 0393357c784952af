"""Small worlds of actions: a published minute that asks somebody for something."""

from __future__ import annotations

from typing import Any

from meetings.models import Board, User
from minutes import workflow as minutes_room
from minutes.actions import ActionDraft, OwnerDraft, put_actions
from minutes.models import Action, Minute
from tests import factories

ANN = OwnerDraft("Ann Example", email="ann@trust.example")


def draft_minute(board: Board, *, by: User, title: str = "Ferries", **fields: Any) -> Minute:
    """A minute of a draft; `date` is its meeting's, the rest is the minute's."""
    date = {"date": fields.pop("date")} if "date" in fields else {}
    meeting = factories.meeting(board, state="held", by=by, **date)
    minutes = factories.minutes(meeting)
    return factories.minute(minutes, title, **fields)


def publish(minute: Minute, *, by: User) -> None:
    minutes_room.send_to_chair(minute.minutes, by=by)
    minutes_room.publish_minutes(minute.minutes, by=by)


def asked(
    board: Board, *drafts: ActionDraft, by: User, published: bool = True, **fields: Any
) -> list[Action]:
    """Actions of one minute, published unless told otherwise; one of Ann's where none is given."""
    minute = draft_minute(board, by=by, **fields)
    made = put_actions(minute, drafts or [ActionDraft("Write to the port", owners=(ANN,))], by=by)
    if published:
        publish(minute, by=by)
    return list(Action.objects.filter(pk__in=[each.pk for each in made]).order_by("position"))
