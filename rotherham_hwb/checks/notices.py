"""The public notice of a meeting before it is given: its place, and why it comes so late."""

from __future__ import annotations

from meetings.models import Meeting
from rotherham_hwb.checks.known import know
from rotherham_hwb.checks.remedies import settle_details
from rotherham_hwb.checks.run import Result, settled
from rotherham_hwb.checks.secrets import secrets_of
from rotherham_hwb.checks.words import PublicWords, findings_in


def check_public_notice(meeting: Meeting, *, shorter_notice: str = "") -> Result:
    """`shorter_notice` is the reason that is about to be given with it."""
    said = f"Venue: {meeting.venue}\n{shorter_notice or meeting.shorter_notice}"
    href, fix = settle_details(meeting)
    words = PublicWords(f"meeting {meeting.pk}", "Public notice", said, href, fix)
    return settled(meeting, findings_in([words], secrets_of(know(meeting))))
