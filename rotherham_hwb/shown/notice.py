"""What the public is told of a meeting: the notice of it, and what has changed since."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from meetings.access import Viewer
from meetings.models import Board, DeadlineKind, Meeting, MeetingNotice, MeetingState, PublicNotice
from meetings.timetable import timetable
from rotherham_hwb.shown.boards_that_meet import boards_of
from rotherham_hwb.shown.prose import passages
from rotherham_hwb.shown.removals import IN_MINUTES, IN_PUBLIC_NOTICE, removals

FILMING = (
    "Anyone may film, photograph, record or report on the parts of the meeting that are open, "
    "unless the chair asks them to stop because they disturb it. Ask beforehand if you do not "
    "wish to be filmed."
)
"""Where the board has no words of its own. Source: SI 2014/2095; not verified."""
OFF = (MeetingState.CANCELLED, MeetingState.POSTPONED)


@dataclass(frozen=True)
class Change:
    """What was changed of a meeting, and why; `before` is what held until then."""

    kind: MeetingNotice.Kind
    at: dt.datetime
    reason: str
    before: str


@dataclass(frozen=True)
class OtherDay:
    """The meeting that took the place of one, or gave its place to it."""

    day: dt.date
    href: str


@dataclass(frozen=True)
class Changes:
    """What has become of a meeting since it was announced, as far as a viewer may know.

    `latest` tells why it is off; `others` are its earlier changes, the newest first.
    """

    latest: Change | None
    others: tuple[Change, ...]
    new_date: OtherDay | None
    old_date: OtherDay | None
    removed: tuple[str, ...]
    """When words were taken out of what is told of the meeting itself, and why."""


@dataclass(frozen=True)
class NoticeWords:
    """What the notice says; `source` is empty where no law asks for it."""

    board: Board
    boards: tuple[str, ...]
    date: dt.date
    time: dt.time
    venue: tuple[str, ...]
    source: str
    shorter_notice: str
    attending: tuple[str, ...]
    filming: str
    address: str
    contact: tuple[str, ...]
    signatory: tuple[str, ...]
    given_at: dt.datetime
    removed: tuple[str, ...] = ()
    """When words were taken out of it, and why."""

    @property
    def given(self) -> dt.date:
        return timezone.localdate(self.given_at)

    @property
    def title(self) -> str:
        return "Notice of a joint meeting" if len(self.boards) > 1 else "Notice of a meeting"

    @property
    def who(self) -> str:
        """“the Harbour Board and the Quarry Board”."""
        named = [name if name.startswith("The ") else f"the {name}" for name in self.boards]
        return " and ".join(filter(None, (", ".join(named[:-1]), named[-1])))


@dataclass(frozen=True)
class NoticeLink:
    """Where the notice of a meeting is, and when it was given."""

    href: str
    given_at: dt.datetime


def shown_changes(meeting: Meeting, viewer: Viewer) -> Changes:
    """Read the changes of a meeting, and the meeting it took the place of or gave its place to."""
    changes = tuple(map(_change, meeting.notices.order_by("-at", "-pk")))
    off = meeting.state in OFF
    linked = Q(postponed_from=meeting) | Q(pk=meeting.postponed_from_id)
    others = {
        each.postponed_from_id == meeting.pk: OtherDay(each.date, each.get_absolute_url())
        for each in Meeting.objects.visible_to(viewer)
        .filter(linked)
        .only("date", "postponed_from")
        .order_by("pk")
    }
    return Changes(
        latest=changes[0] if off and changes else None,
        others=changes[1:] if off else changes,
        new_date=others.get(True),
        old_date=others.get(False),
        removed=removals(Meeting, [meeting], only=~IN_MINUTES).beside(meeting.pk),
    )


def shown_notice(meeting: Meeting, viewer: Viewer) -> NoticeWords | None:
    """What the notice that holds says: what was given, and today's ways to ask the board."""
    notice = _notice(meeting, viewer)
    if notice is None:
        return None
    board = meeting.board
    return NoticeWords(
        board=board,
        boards=boards_of(meeting),
        date=notice.date,
        time=notice.time,
        venue=_filled(line.strip() for line in notice.venue.splitlines()),
        source=timetable(board).law(DeadlineKind.NOTICE),
        shorter_notice=notice.shorter_notice,
        attending=tuple(line for each in passages(board.how_to_attend) for line in each.lines),
        filming=board.front_sheet_note or FILMING,
        address=f"{settings.PUBLIC_URL}{meeting.get_absolute_url()}",
        contact=_filled((board.contact_name, board.contact_email, board.contact_phone)),
        signatory=_filled((board.signatory_name, board.signatory_post)),
        given_at=notice.given_at,
        removed=removals(Meeting, [meeting], only=IN_PUBLIC_NOTICE).beside(meeting.pk),
    )


def shown_notice_link(meeting: Meeting, viewer: Viewer) -> NoticeLink | None:
    """Where to read the notice that holds; None where none is given."""
    notice = _notice(meeting, viewer)
    return NoticeLink(notice.get_absolute_url(), notice.given_at) if notice else None


def _notice(meeting: Meeting, viewer: Viewer) -> PublicNotice | None:
    return (
        PublicNotice.objects.visible_to(viewer)
        .filter(meeting=meeting)
        .order_by("given_at", "pk")
        .last()
    )


def _change(notice: MeetingNotice) -> Change:
    return Change(MeetingNotice.Kind(notice.kind), notice.at, notice.reason, notice.before)


def _filled(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(filter(None, words))
