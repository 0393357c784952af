"""The verbs of a meeting: each a plain function with an author; states move by the table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from meetings import audit
from meetings.audit import Actor
from meetings.deadlines import HolidaysUnknown
from meetings.lifecycle import Refused, Transition, move
from meetings.models import (
    AgendaItem,
    AgendaSection,
    DeadlineKind,
    Meeting,
    MeetingNotice,
    MeetingState,
    Presenter,
    PublicNotice,
    User,
)
from meetings.timetable import timetable

OFF = ("cancelled", "postponed")
PUBLIC_AND_AHEAD = ("called", "agenda_published")


def _has_items(meeting: Meeting) -> None:
    if not meeting.items.exists():
        raise Refused("Add at least one agenda item before you publish the agenda.")


def _was_never_public(meeting: Meeting) -> None:
    if meeting.called_at is not None:
        raise Refused("The meeting was public: reinstate it with a reason, which its page gives.")


def _was_called_without_agenda(meeting: Meeting) -> None:
    if meeting.called_at is None or meeting.agenda_published_at is not None:
        raise Refused(f"{meeting} was not as you say: open its page again.")


def _had_its_agenda_published(meeting: Meeting) -> None:
    if meeting.agenda_published_at is None:
        raise Refused(f"The agenda of {meeting} was not published.")


def _may_still_be_held(meeting: Meeting) -> None:
    if meeting.date < timezone.localdate():
        raise Refused("The day of the meeting is past: set a new date instead.")
    if Meeting.objects.filter(postponed_from=meeting).exists():
        raise Refused("The meeting has a new date already: change that one.")
    same = Meeting.objects.filter(board=meeting.board_id, date=meeting.date, time=meeting.time)
    if same.exclude(state__in=OFF).exists():
        raise Refused("The board has another meeting at that date and time by now.")


CALL = Transition("call", ("draft",), "called", stamps="called")
PUBLISH_AGENDA = Transition(
    "publish the agenda of",
    ("called",),
    "agenda_published",
    stamps="agenda_published",
    checks=(_has_items,),
)
HOLD = Transition("record as held", ("agenda_published",), "held")
HOLD_BEFORE_US = Transition("record as held before this system", ("called",), "held")
PUBLISH_OLD_AGENDA = Transition(
    "publish the old agenda of",
    ("called", "held", "closed"),
    "held",
    stamps="agenda_published",
    checks=(_has_items,),
)
CLOSE = Transition("close", ("called", "agenda_published", "held"), "closed")
CANCEL = Transition(
    "cancel", ("draft", "called", "agenda_published", "postponed"), "cancelled", needs_reason=True
)
MOVE = Transition("move", PUBLIC_AND_AHEAD, "")
POSTPONE = Transition("postpone", ("called", "agenda_published"), "postponed", needs_reason=True)
RESTORE = Transition(
    "take back the cancellation of",
    ("cancelled",),
    "draft",
    checks=(_was_never_public, _may_still_be_held),
)
REINSTATE = Transition(
    "reinstate",
    OFF,
    "called",
    needs_reason=True,
    checks=(_was_called_without_agenda, _may_still_be_held),
)
REINSTATE_PUBLISHED = Transition(
    "reinstate with its agenda",
    OFF,
    "agenda_published",
    needs_reason=True,
    checks=(_had_its_agenda_published, _may_still_be_held),
)

MEETING_TABLE = (
    *(CALL, PUBLISH_AGENDA, HOLD, HOLD_BEFORE_US, CLOSE, CANCEL, MOVE, POSTPONE),
    *(RESTORE, REINSTATE, REINSTATE_PUBLISHED, PUBLISH_OLD_AGENDA),
)


def call_meeting(meeting: Meeting, *, by: User, at: datetime | None = None) -> Meeting:
    """Make the meeting's date and place public."""
    return move(meeting, CALL, by=by, at=at)


def convene_meeting(
    meeting: Meeting, *, by: User, shorter_notice: str = "", at: datetime | None = None
) -> Meeting:
    """Make the meeting public, and give public notice where its time and place are settled.

    Raises Refused where the notice is too short and nothing says why.
    """
    when = at or timezone.now()
    with transaction.atomic():
        call_meeting(meeting, by=by, at=when)
        if notice_is_due(meeting):
            give_notice(meeting, by=by, shorter_notice=shorter_notice, at=when)
    return meeting


def give_notice(
    meeting: Meeting, *, by: User, shorter_notice: str = "", at: datetime | None = None
) -> PublicNotice:
    """Tell the public the time and place of the meeting, on a page and as a PDF.

    Source: LGA 1972 s.100A(6)(a), SI 2002/715: five clear days before the meeting, or when it is
    convened where that is shorter.

    Raises Refused before the time and place are settled and the meeting is public, where the
    same notice is given already, or where it is too late and nothing says why.
    """
    when = at or timezone.now()
    if meeting.state not in PUBLIC_AND_AHEAD:
        raise Refused("Make the meeting public first: the notice tells when and where it is.")
    if not (meeting.time and meeting.venue.strip()):
        raise Refused("Set the time and the place first: the notice must give both.")
    if not notice_is_due(meeting):
        raise Refused("The notice of this time and place is given already.")
    with transaction.atomic():
        _in_time_or_says_why(meeting, DeadlineKind.NOTICE, when, shorter_notice)
        return record_notice(meeting, by=by, shorter_notice=meeting.shorter_notice, at=when)


def notice_is_due(meeting: Meeting) -> bool:
    """Whether time and place are settled, and the public has not been told them."""
    if not (meeting.time and meeting.venue.strip()):
        return False
    last = meeting.public_notices.last()
    told = (last.date, last.time, last.venue) if last else None
    return told != (meeting.date, meeting.time, meeting.venue)


def publish_agenda(
    meeting: Meeting, *, by: User, shorter_notice: str = "", at: datetime | None = None
) -> Meeting:
    """Make the agenda's items public; the papers are the reports room's to publish.

    Where the public notice was not given before, it is given with the agenda.

    Source: LGA 1972 s.100B(3): what is open is open from when it was published, item by item; it
    is open five clear days before, or from when the meeting is convened at shorter notice.

    Raises Refused where it is too late for the clear days and nothing says why; see
    `Meeting.shorter_notice`.
    """
    when = at or timezone.now()
    with transaction.atomic():
        move(meeting, PUBLISH_AGENDA, by=by, at=when)
        _in_time_or_says_why(meeting, DeadlineKind.PUBLISH, when, shorter_notice)
        meeting.items.filter(published_at__isnull=True).update(published_at=when)
        if notice_is_due(meeting):
            record_notice(meeting, by=by, shorter_notice=meeting.shorter_notice, at=when)
    return meeting


def too_late(meeting: Meeting, kind: DeadlineKind, at: datetime) -> str:
    """Why something done then comes too late for the clear days; empty where it does not."""
    try:
        found = timetable(meeting.board).verdict(meeting.date, at, kind)
    except HolidaysUnknown as unknown:
        return str(unknown)
    return "" if found.in_time else found.sentence


def _in_time_or_says_why(
    meeting: Meeting, kind: DeadlineKind, at: datetime, shorter_notice: str
) -> None:
    """Refuse what comes too late for the clear days, unless the meeting says why it does."""
    problem = too_late(meeting, kind, at)
    if not problem:
        return
    reason = shorter_notice.strip() or meeting.shorter_notice
    if not reason:
        raise Refused(f"{problem} Say why the meeting is convened at shorter notice.")
    Meeting.objects.filter(pk=meeting.pk).update(shorter_notice=reason)
    meeting.shorter_notice = reason


def record_notice(meeting: Meeting, *, by: User, shorter_notice: str, at: datetime) -> PublicNotice:
    """Store the notice of the meeting's time and place as it is given; see `give_notice`.

    The reason stands in it only where the notice is too short.
    """
    assert meeting.time
    late = too_late(meeting, DeadlineKind.NOTICE, at)
    shorter_notice = (shorter_notice.strip() or late) if late else ""
    notice = PublicNotice.objects.create(
        meeting=meeting,
        date=meeting.date,
        time=meeting.time,
        venue=meeting.venue,
        shorter_notice=shorter_notice,
        given_at=at,
        given_by=by,
    )
    audit.record("give", notice, by=by, reason=shorter_notice)
    return notice


def publish_old_agenda(meeting: Meeting, *, by: User) -> Meeting:
    """Make public the agenda of a meeting held before this system; no notice is given of it.

    A meeting that was closed is closed again.
    """
    when = timezone.now()
    with transaction.atomic():
        was_closed = meeting.state == MeetingState.CLOSED
        move(meeting, PUBLISH_OLD_AGENDA, by=by, at=when)
        meeting.items.filter(published_at__isnull=True).update(published_at=when)
        if was_closed:
            close_meeting(meeting, by=by)
    return meeting


def record_held(meeting: Meeting, *, by: User) -> Meeting:
    return move(meeting, HOLD, by=by)


def record_held_before_us(meeting: Meeting, *, by: User) -> Meeting:
    """Record a past meeting of which the minutes are imported, and no agenda."""
    return move(meeting, HOLD_BEFORE_US, by=by)


def close_meeting(meeting: Meeting, *, by: User) -> Meeting:
    """Record that nothing is left to do for a meeting: its minutes are signed."""
    return move(meeting, CLOSE, by=by)


def cancel_meeting(meeting: Meeting, *, by: User, reason: str) -> Meeting:
    """Cancel the meeting; where it was public, its page stays and says why."""
    return _move_and_tell(meeting, CANCEL, MeetingNotice.Kind.CANCELLED, by=by, reason=reason)


def postpone_meeting(meeting: Meeting, *, by: User, reason: str) -> Meeting:
    """Postpone the meeting to a day not yet known; its page stays and says why."""
    return _move_and_tell(meeting, POSTPONE, MeetingNotice.Kind.POSTPONED, by=by, reason=reason)


def reinstate_meeting(meeting: Meeting, *, by: User, reason: str = "") -> Meeting:
    """Take back a cancellation or postponement; where the public saw it, with a notice and why.

    Raises Refused where the day is past, the board meets then already, or a new date is set.
    """
    if meeting.called_at is None:
        return move(meeting, RESTORE, by=by)
    step = REINSTATE_PUBLISHED if meeting.agenda_published_at else REINSTATE
    return _move_and_tell(meeting, step, MeetingNotice.Kind.REINSTATED, by=by, reason=reason)


def _move_and_tell(
    meeting: Meeting, step: Transition, kind: MeetingNotice.Kind, *, by: User, reason: str
) -> Meeting:
    with transaction.atomic():
        move(meeting, step, by=by, reason=reason)
        if meeting.called_at is not None:
            tell(meeting, kind, by=by, reason=reason)
    return meeting


def tell(
    meeting: Meeting, kind: MeetingNotice.Kind, *, by: User, reason: str, before: str = ""
) -> MeetingNotice:
    """Put a notice of what has changed on the meeting's page; the change writes the trail."""
    return MeetingNotice.objects.create(
        meeting=meeting, kind=kind, by=by, reason=reason.strip(), before=before
    )


def create_meeting(meeting: Meeting, *, by: Actor) -> Meeting:
    """Store a draft meeting that only those who prepare it see."""
    with transaction.atomic():
        meeting.full_clean()
        meeting.save(force_insert=True)
        audit.record("create", meeting, by=by)
    return meeting


def add_item(item: AgendaItem, *, presenters: Sequence[Presenter] = (), by: Actor) -> AgendaItem:
    """Store an agenda item with those who present it, in the order given."""
    with transaction.atomic():
        item.full_clean()
        item.save(force_insert=True)
        for position, presenter in enumerate(presenters, start=1):
            presenter.item, presenter.position = item, position
            presenter.full_clean()
            presenter.save(force_insert=True)
        audit.record("add", item, by=by)
    return item


def section_of(meeting: Meeting, heading: str, introduction: str = "") -> AgendaSection | None:
    """The meeting's section with this heading, stored when new; none for an empty heading."""
    if not heading:
        return None
    known = AgendaSection.objects.filter(meeting=meeting, heading=heading).first()
    if known is not None:
        return known
    section = AgendaSection(meeting=meeting, heading=heading, introduction=introduction)
    section.full_clean()
    section.save(force_insert=True)
    return section
