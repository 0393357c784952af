"""What came of the items of an agenda, as one viewer may know it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import groupby

from meetings.access import Viewer
from minutes.models import Minute, Minutes
from rotherham_hwb.shown.agenda.items import ShownAgenda
from rotherham_hwb.shown.minutes import ShownLimb, limbs, limbs_of


@dataclass(frozen=True)
class ItemMinute:
    """What was recorded of an item, and what was resolved."""

    number: str
    href: str
    limbs: tuple[ShownLimb, ...]
    word: str
    """What stands over them: Resolved."""


@dataclass(frozen=True)
class EarlierMinutes:
    """The minutes that an item puts to the board."""

    held_on: dt.date
    href: str


def item_minutes(agenda: ShownAgenda, viewer: Viewer) -> dict[int, tuple[ItemMinute, ...]]:
    """The minutes of each item, by its key."""
    minutes = (
        Minute.objects.listed_for(viewer)
        .filter(item__in=[item.pk for item in agenda.items])
        .exclude(number="")
        .select_related("minutes")
        .only("item", "number", "minutes__meeting", "minutes__decision_word")
        .prefetch_related(*limbs())
        .order_by("item_id", "position")
    )
    return {
        pk: tuple(_minute(each, agenda.decision_word) for each in held)
        for pk, held in groupby(minutes, key=lambda each: each.item_id)
    }


def earlier_minutes(agenda: ShownAgenda, viewer: Viewer) -> dict[int | None, EarlierMinutes]:
    """The minutes that items put to the board and a viewer may read, by their meeting's key."""
    meetings = [item.minutes_of for item in agenda.items if item.minutes_of]
    if not meetings:
        return {}
    found = Minutes.objects.visible_to(viewer).filter(meeting__in=meetings)
    return {
        each.meeting_id: EarlierMinutes(each.meeting.date, each.get_absolute_url())
        for each in found.select_related("meeting").only("meeting__date").order_by()
    }


def _minute(minute: Minute, word: str) -> ItemMinute:
    limbs, said = limbs_of(minute), minute.minutes.decision_word or word
    return ItemMinute(minute.number, minute.get_absolute_url(), limbs, said)
