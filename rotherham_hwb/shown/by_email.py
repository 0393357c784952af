"""What an e-mail may say of a record: an inbox is no safe place, whoever it belongs to.

No e-mail holds a word of a restricted record beyond its safe title, not even to one who may read
it; the link leads to the page, which asks who opens it.
"""

from __future__ import annotations

from dataclasses import dataclass

from meetings.access import Restriction
from meetings.models import Meeting
from meetings.rearranging import when_and_where
from meetings.wording import page_date
from reports.models import Paper
from rotherham_hwb.shown.boards_that_meet import boards_line

NOT_NAMED = "a paper that is not public"


@dataclass(frozen=True)
class MeetingByEmail:
    """A meeting as an e-mail names it, with when and where it is."""

    board: str
    day: str
    facts: str


def meeting_by_email(meeting: Meeting) -> MeetingByEmail:
    return MeetingByEmail(boards_line(meeting), page_date(meeting.date), when_and_where(meeting))


def title_by_email(paper: Paper) -> str:
    """What a paper is called in an e-mail: one restricted by its item alone is not named."""
    if paper.restriction != Restriction.OPEN:
        return paper.safe_title or NOT_NAMED
    on_restricted = paper.placements.exclude(item__restriction=Restriction.OPEN)
    return NOT_NAMED if on_restricted.exists() else paper.title


def reason_by_email(paper: Paper, reason: str) -> str:
    """Why something was done with a paper; of a restricted one nothing is said."""
    return reason.strip() if title_by_email(paper) == paper.title else ""
