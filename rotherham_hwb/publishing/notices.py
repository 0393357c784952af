"""Making a meeting public and giving notice of it, once the checks have passed."""

from __future__ import annotations

from meetings.models import Meeting, PublicNotice, User
from meetings.workflow import convene_meeting, give_notice
from rotherham_hwb.checks.notices import check_public_notice
from rotherham_hwb.checks.run import pass_checks


def convene_checked_meeting(meeting: Meeting, *, shorter_notice: str = "", by: User) -> Meeting:
    """Make a meeting public, with its notice where that is due.

    Raises Refused where the checks found what stops its words.
    """
    pass_checks(check_public_notice(meeting, shorter_notice=shorter_notice))
    return convene_meeting(meeting, shorter_notice=shorter_notice, by=by)


def give_checked_notice(meeting: Meeting, *, shorter_notice: str = "", by: User) -> PublicNotice:
    """Tell the public the time and place. Raises Refused where the checks stop its words."""
    pass_checks(check_public_notice(meeting, shorter_notice=shorter_notice))
    return give_notice(meeting, shorter_notice=shorter_notice, by=by)
