"""What the public is told of a meeting: the notice of it, and what has changed since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from meetings.access import Viewer
from meetings.models import DeadlineKind, Meeting, MeetingNotice, MeetingState, PublicNotice
from meetings.timetable import timetable
from rotherham_hwb.packs.sections.public_notice import NoticeWords, public_notice_html
from rotherham_hwb.packs.typesetting.cache import Cache
from rotherham_hwb.packs.typesetting.typesetter import Typesetter
from rotherham_hwb.shown.prose import passages

FILMING = (
    "Anyone may film, photograph, record or report on the parts of the meeting that are open, "
    "unless the chair asks them to stop because they disturb it. Ask beforehand if you do not "
    "wish to be filmed."
)
"""Where the board has no words of its own. Source: SI 2014/2095; not verified."""


@dataclass(frozen=True)
class Changes:
    """What has become of a meeting since it was announced, as far as a viewer may know.

    `latest` tells why it is off; `others` are its earlier changes, the newest first.
    """

    latest: MeetingNotice | None
    others: Sequence[MeetingNotice]
    new_date: Meeting | None
    old_date: Meeting | None


OFF = (MeetingState.CANCELLED, MeetingState.POSTPONED)


def read_changes(meeting: Meeting, viewer: Viewer) -> Changes:
    """Read the notices of a meeting, and the meeting it took the place of or gave its place to."""
    notices = list(meeting.notices.all())
    off = meeting.state in OFF
    linked = Q(postponed_from=meeting) | Q(pk=meeting.postponed_from_id)
    others = {
        each.postponed_from_id == meeting.pk: each
        for each in Meeting.objects.visible_to(viewer).filter(linked).select_related("board")
    }
    return Changes(
        latest=notices[0] if off and notices else None,
        others=notices[1:] if off else notices,
        new_date=others.get(True),
        old_date=others.get(False),
    )


def notice_given(meeting: Meeting, viewer: Viewer) -> PublicNotice | None:
    """The notice of time and place that holds, where one is given."""
    return PublicNotice.objects.visible_to(viewer).filter(meeting=meeting).last()


def notice_words(notice: PublicNotice) -> NoticeWords:
    """What a notice says: what was given, and today's ways to ask the board."""
    meeting, board = notice.meeting, notice.meeting.board
    contact = (board.contact_name, board.contact_email, board.contact_phone)
    source = timetable(board).law(DeadlineKind.NOTICE)
    return NoticeWords(
        boards=(board.name, *(each.name for each in meeting.joint_boards.all())),
        date=notice.date,
        time=notice.time,
        venue=tuple(filter(None, (line.strip() for line in notice.venue.splitlines()))),
        source=source,
        shorter_notice=notice.shorter_notice,
        attending=tuple(line for each in passages(board.how_to_attend) for line in each.lines),
        filming=board.front_sheet_note or FILMING,
        address=f"{settings.PUBLIC_URL}{meeting.get_absolute_url()}",
        contact=tuple(filter(None, contact)),
        signatory=tuple(filter(None, (board.signatory_name, board.signatory_post))),
        given=timezone.localdate(notice.given_at),
    )


def notice_pdf(words: NoticeWords) -> bytes:
    """The notice as a tagged PDF, set once and then kept."""
    with Typesetter(Cache(Path(settings.MEDIA_ROOT) / "cache")) as setter:
        return setter.pdf("public notice", public_notice_html(words))
