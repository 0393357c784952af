"""The notice of one decision, as one viewer is shown it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from meetings.access import Viewer
from meetings.models import Board
from minutes.models import Correction, DecisionNotice, Minute, MinutesState
from rotherham_hwb.shown.agenda.papers import why_restricted
from rotherham_hwb.shown.decisions.lines import VoteLine, vote_line
from rotherham_hwb.shown.minutes import ShownLimb, readable_limbs
from rotherham_hwb.shown.prose import Prose
from rotherham_hwb.shown.removals import removals


@dataclass(frozen=True)
class ShownContact:
    """Whom to ask; what is not known is empty."""

    contact_name: str
    contact_email: str
    contact_phone: str


@dataclass(frozen=True)
class ShownDecisionNotice:
    """What was decided, how, why, and what was turned down."""

    minute_id: int
    title: str
    number: str
    """Of the minute; `href` leads to it."""
    href: str
    board: str
    board_slug: str
    board_href: str
    contact: ShownContact
    day: dt.date
    meeting_href: str
    draft_minutes: bool
    key_decision: bool
    takes_effect: str
    published_at: dt.datetime | None
    limbs: tuple[ShownLimb, ...]
    votes: tuple[VoteLine, ...]
    reasons: Prose
    options_rejected: Prose
    conflicts: Prose
    dispensations: Prose
    corrected: bool
    why: str = ""
    """Why it is not for the public; empty of an open one."""
    removed: tuple[str, ...] = ()
    """When words were taken out of it, and why."""

    @property
    def statements(self) -> tuple[tuple[str, Prose], ...]:
        """The statements that the law asks for, each under its heading."""
        return (
            ("Reasons for the decision", self.reasons),
            ("Other options considered and rejected", self.options_rejected),
            ("Conflicts of interest declared", self.conflicts),
            ("Dispensations granted", self.dispensations),
        )


def find_notice(minute_id: int, viewer: Viewer) -> DecisionNotice | None:
    """The notice of a minute, where a viewer may read both."""
    readable = Minute.objects.visible_to(viewer).filter(pk=minute_id)
    notices = DecisionNotice.objects.visible_to(viewer).filter(minute__in=readable)
    found: DecisionNotice | None = notices.select_related("minute__minutes__meeting__board").first()
    return found


def shown_decision_notice(notice: DecisionNotice, viewer: Viewer) -> ShownDecisionNotice:
    """Read a notice that `find_notice` found for its viewer."""
    minute = notice.minute
    minutes, meeting = minute.minutes, minute.minutes.meeting
    return ShownDecisionNotice(
        minute_id=minute.pk,
        title=minute.title,
        number=minute.number,
        href=minute.get_absolute_url() if minute.number else "",
        board=meeting.board_name,
        board_slug=meeting.board.slug,
        board_href=meeting.board.get_absolute_url(),
        contact=_contact(meeting.board),
        day=meeting.date,
        meeting_href=meeting.get_absolute_url(),
        draft_minutes=minutes.state == MinutesState.PUBLISHED_DRAFT,
        key_decision=notice.key_decision,
        takes_effect=notice.takes_effect,
        published_at=notice.published_at,
        limbs=readable_limbs(minute),
        votes=tuple(map(vote_line, minute.votes.all())),
        reasons=Prose(notice.reasons),
        options_rejected=Prose(notice.options_rejected),
        conflicts=Prose(notice.conflicts),
        dispensations=Prose(notice.dispensations),
        corrected=Correction.objects.visible_to(viewer).filter(minute=minute).exists(),
        why=why_restricted(minute),
        removed=_removed(notice),
    )


def _removed(notice: DecisionNotice) -> tuple[str, ...]:
    """Of its minute and of itself, each sentence once."""
    own = removals(DecisionNotice, [notice]).beside(notice.pk)
    of_minute = removals(Minute, [notice.minute]).beside(notice.minute_id)
    return tuple(dict.fromkeys((*of_minute, *own)))


def _contact(board: Board) -> ShownContact:
    return ShownContact(board.contact_name, board.contact_email, board.contact_phone)
