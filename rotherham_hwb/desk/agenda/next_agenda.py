"""How an agenda begins: the standing items, earlier minutes to approve, and matters arising.

Each makes itself once, when the standing items are taken; an item that the officer wrote is left
alone, and what is missing is then suggested (`suggestions`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from django.db import transaction
from django.db.models import Q

from meetings import agenda
from meetings.access import Restriction
from meetings.models import AgendaItem, ItemKind, Meeting, StandingItem, User
from meetings.wording import page_date
from minutes.models import LIVE, Action, Minutes, MinutesState
from minutes.permissions import PUBLIC_STATES

MINUTES_ITEM = re.compile(r"^(?:draft\s+)?minutes\b", re.I)
MATTERS_ITEM = re.compile(r"\bmatters\s+arising\b|\bactions?\b", re.I)
MINUTES_TITLE = "Minutes of the previous meeting"
MATTERS_TITLE = "Matters arising and actions"
AHEAD = ("draft", "called", "agenda_published")


def start_agenda(meeting: Meeting, *, by: User) -> list[AgendaItem]:
    """Add the board's standing items, with the minutes to approve and what is still open.

    Gives the items for minutes and matters arising. Raises Refused once it is published.
    """
    with transaction.atomic():
        written = list(meeting.items.values_list("title", flat=True))
        added = agenda.take_standing_items(meeting, by=by)
        made: list[AgendaItem] = []
        if not any(map(MINUTES_ITEM.search, written)):
            made += _minutes_items(meeting, added, waiting_minutes(meeting), by)
        if not any(map(MATTERS_ITEM.search, written)) and open_actions(meeting):
            made.append(_matters_item(meeting, added, made, by))
    return made


def settle_minutes(meeting: Meeting, added: Sequence[AgendaItem], *, by: User) -> None:
    """Have the minutes to approve under an item of theirs among those added, or a new one."""
    others = meeting.items.exclude(pk__in=[each.pk for each in added])
    if not any(map(MINUTES_ITEM.search, others.values_list("title", flat=True))):
        _minutes_items(meeting, added, waiting_minutes(meeting), by)


def waiting_minutes(meeting: Meeting) -> list[Minutes]:
    """The published drafts that this meeting is the next to approve, the oldest first.

    An extraordinary meeting approves none; nor does one that comes after another still ahead.
    """
    if meeting.extraordinary:
        return []
    waiting = Minutes.objects.filter(
        state=MinutesState.PUBLISHED_DRAFT,
        meeting__board__in=_boards(meeting),
        meeting__date__lt=meeting.date,
    ).exclude(meeting__in=meeting.items.exclude(minutes_of=None).values("minutes_of"))
    found = list(waiting.select_related("meeting").order_by("meeting__date"))
    return [each for each in found if not _comes_between(each.meeting, meeting)]


def open_actions(meeting: Meeting) -> int:
    """How many actions that anyone may read are still open from earlier meetings of the boards."""
    earlier = Action.objects.filter(
        minute__minutes__meeting__board__in=_boards(meeting),
        minute__minutes__meeting__date__lt=meeting.date,
        minute__minutes__state__in=PUBLIC_STATES,
        minute__restriction=Restriction.OPEN,
    )
    return earlier.filter(state__in=LIVE).count()


def _boards(meeting: Meeting) -> list[int]:
    """The boards that meet, whose meeting it is first."""
    return [meeting.board_id, *meeting.joint_boards.values_list("pk", flat=True)]


def _comes_between(earlier: Meeting, later: Meeting) -> bool:
    """Whether the board meets in between and can approve the minutes then."""
    own = Q(board=earlier.board_id) | Q(joint_boards=earlier.board_id)
    between = Meeting.objects.filter(own, date__gt=earlier.date, date__lt=later.date)
    return between.filter(state__in=AHEAD, extraordinary=False).exists()


def _minutes_items(
    meeting: Meeting, added: Sequence[AgendaItem], waiting: Sequence[Minutes], by: User
) -> list[AgendaItem]:
    """An item for each of the minutes; the newest has the board's standing item, if any."""
    if not waiting:
        return []
    *older, newest = waiting
    standing = next((each for each in added if MINUTES_ITEM.search(each.title)), None)
    last = standing or _put(meeting, MINUTES_TITLE, _after_opening(meeting), by)
    last = _about(meeting.items.get(pk=last.pk), newest, by)
    return [*(_older(meeting, each, last, by) for each in older), last]


def _older(meeting: Meeting, minutes: Minutes, before: AgendaItem, by: User) -> AgendaItem:
    title = f"Minutes of the meeting of {page_date(minutes.meeting.date)}"
    return _about(_put(meeting, title, before, by), minutes, by)


def _matters_item(
    meeting: Meeting, added: Sequence[AgendaItem], made: Sequence[AgendaItem], by: User
) -> AgendaItem:
    """The item under which the portal sets the action log: the board's own, or a new one."""
    standing = next((each for each in added if MATTERS_ITEM.search(each.title)), None)
    if standing is None:
        return _put(meeting, MATTERS_TITLE, _behind(meeting, made), by, kind=ItemKind.ACTIONS)
    item = meeting.items.get(pk=standing.pk)
    item.kind = ItemKind.ACTIONS
    return _stored(item, by)


def _about(item: AgendaItem, minutes: Minutes, by: User) -> AgendaItem:
    item.minutes_of = minutes.meeting
    return _stored(item, by)


def _stored(item: AgendaItem, by: User) -> AgendaItem:
    presenters = list(item.presenters.all())
    return agenda.change_item(item, revision=item.revision, presenters=presenters, by=by)


def _put(
    meeting: Meeting,
    title: str,
    before: AgendaItem | None,
    by: User,
    kind: ItemKind = ItemKind.STANDING,
) -> AgendaItem:
    item = AgendaItem(meeting=meeting, title=title, kind=kind)
    agenda.put_item(item, by=by)
    return agenda.place_item(item, before=before, by=by) if before else item


def _after_opening(meeting: Meeting) -> AgendaItem | None:
    """The item before which the minutes come: the first that does not open the meeting."""
    place = StandingItem.Place.OPENING
    standing = meeting.board.standing_items.filter(place=place)
    opening = {title.casefold() for title in standing.values_list("title", flat=True)}
    items = meeting.items.filter(parent=None).order_by("position")
    return next((each for each in items if each.title.casefold() not in opening), None)


def _behind(meeting: Meeting, made: Sequence[AgendaItem]) -> AgendaItem | None:
    """The item that follows the minutes."""
    if not made:
        return _after_opening(meeting)
    last = meeting.items.get(pk=made[-1].pk)
    items = meeting.items.filter(parent=None, position__gt=last.position)
    return items.order_by("position").first()
