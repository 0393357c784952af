"""What belongs on the next agenda: minutes to approve, what was promised, what comes each time."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.core import signing
from django.db.models import Q, QuerySet

from meetings.access import Restriction, Viewer
from meetings.models import AgendaItem, ItemKind, Meeting
from meetings.wording import page_date
from minutes.models import Action, Minute, Minutes, Resolution
from reports.private import private_parts

LOOK_BACK = 4
"""Meetings of the board that are looked at for what was promised and what recurs."""

PROMISED = re.compile(
    r"\b(?:report|paper|update|item|presentation|plan|strategy|this|it)\b[^.;]{0,80}?\b"
    r"(?:brought|submitted|presented|reported|considered|come|added|received|provided|made)\b"
    r"[^.;]{0,60}?\b(?:next|future|subsequent|following|later|forthcoming)\s+"
    r"(?:\w+\s+)?(?:meeting|agenda)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Suggestion:
    """One item the agenda could have, and why; `token` gives it back unchanged."""

    title: str
    why: str
    kind: str
    minutes_of: int | None = None
    link: str = ""

    @property
    def token(self) -> str:
        return signing.dumps([self.title, self.kind, self.minutes_of], salt="suggestion")

    @staticmethod
    def item(token: str, meeting: Meeting) -> AgendaItem:
        """The item a token stands for. Raises signing.BadSignature for one we did not make."""
        title, kind, minutes_of = signing.loads(token, salt="suggestion")
        return AgendaItem(meeting=meeting, title=title, kind=kind, minutes_of_id=minutes_of)


def suggestions_for(meeting: Meeting, viewer: Viewer) -> list[Suggestion]:
    """What earlier meetings of the board leave for this one and it does not have yet.

    From what this viewer may see and everybody will: a restricted title never becomes an item.
    """
    held = {title.casefold() for title in meeting.items.values_list("title", flat=True)}
    before = list(
        Meeting.objects.filter(board=meeting.board_id, date__lt=meeting.date)
        .exclude(state__in=["draft", "cancelled", "postponed"])
        .order_by("-date")[:LOOK_BACK]
    )
    found = [
        *_exclusion(meeting),
        *_minutes_to_approve(meeting, viewer),
        *_actions(meeting, before, viewer),
        *_promised(before, viewer),
        *_recurring(before, viewer),
    ]
    return [each for each in found if each.title.casefold() not in held]


def _exclusion(meeting: Meeting) -> Iterator[Suggestion]:
    if meeting.items.filter(kind=ItemKind.EXCLUSION).exists():
        return
    if private_parts(meeting.items.prefetch_related("placements__paper")):
        yield Suggestion(
            "Exclusion of the press and public",
            "Some of this agenda is restricted. Put it before the first such item; the portal "
            "writes the resolution.",
            ItemKind.EXCLUSION,
        )


def _minutes_to_approve(meeting: Meeting, viewer: Viewer) -> Iterator[Suggestion]:
    if meeting.extraordinary:  # it is not the suitable meeting (SI 1993/202 Sch 2)
        return
    on_agenda = AgendaItem.objects.filter(meeting=meeting, minutes_of__isnull=False)
    taken = Q(pk__in=on_agenda.values("minutes_of__minutes"))
    waiting = (
        Minutes.objects.visible_to(viewer)
        .filter(meeting__board=meeting.board_id, meeting__date__lt=meeting.date)
        .exclude(Q(state__in=["approved", "signed"]) | taken)
    )
    for minutes in waiting.select_related("meeting").order_by("meeting__date"):
        day = page_date(minutes.meeting.date)
        yield Suggestion(
            f"Minutes of the meeting of {day}",
            "They are not yet approved as a correct record.",
            ItemKind.STANDING,
            minutes.meeting_id,
            minutes.meeting.get_absolute_url(),
        )


def _open_minutes(before: list[Meeting], viewer: Viewer) -> QuerySet[Minute]:
    seen: QuerySet[Minute] = Minute.objects.visible_to(viewer).filter(restriction=Restriction.OPEN)
    return seen.filter(minutes__meeting__in=before)


def _actions(meeting: Meeting, before: list[Meeting], viewer: Viewer) -> Iterator[Suggestion]:
    if meeting.items.filter(kind=ItemKind.ACTIONS).exists():
        return
    open_ones = Action.objects.live().filter(minute__in=_open_minutes(before, viewer)).count()
    if open_ones:
        count = "1 action is" if open_ones == 1 else f"{open_ones} actions are"
        yield Suggestion(
            "Matters arising and actions",
            f"{count} open from earlier meetings. The portal sets the action log into the pack.",
            ItemKind.ACTIONS,
        )


def _promised(before: list[Meeting], viewer: Viewer) -> Iterator[Suggestion]:
    """Items that a resolution of an earlier meeting asks for."""
    limbs = (
        Resolution.objects.filter(minute__in=_open_minutes(before, viewer))
        .select_related("minute__minutes__meeting")
        .order_by("-minute__minutes__meeting__date", "minute__position", "position")
    )
    seen: set[int] = set()
    for limb in limbs:
        minute = limb.minute
        if minute.pk in seen or not PROMISED.search(limb.text):
            continue
        seen.add(minute.pk)
        day = page_date(minute.minutes.meeting.date)
        yield Suggestion(
            minute.title,
            f"Promised on {day} (minute {minute.number}): {limb.text}",
            ItemKind.PAPER,
            link=minute.get_absolute_url(),
        )


def _recurring(before: list[Meeting], viewer: Viewer) -> Iterator[Suggestion]:
    """Titles that stood on most of the last agendas, with a paper or a report each time."""
    if len(before) < 2:
        return
    items = (
        AgendaItem.objects.visible_to(viewer)
        .filter(meeting__in=before, minutes_of=None, restriction=Restriction.OPEN)
        .exclude(kind__in=[ItemKind.STANDING, ItemKind.ACTIONS])
    )
    rows = list(items.order_by("-meeting__date", "position").values_list("title", "kind"))
    times = Counter(title.casefold() for title, _ in rows)
    kinds = {title.casefold(): (title, kind) for title, kind in reversed(rows)}
    for folded, count in times.items():
        if count * 2 > len(before) and count > 1:
            title, kind = kinds[folded]
            yield Suggestion(title, f"It was on {count} of the last {len(before)} agendas.", kind)
