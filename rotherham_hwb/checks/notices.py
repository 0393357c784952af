"""A public notice, a message and a new title, each before anybody reads it."""

from __future__ import annotations

from dataclasses import replace

from meetings.models import Meeting
from rotherham_hwb.checks.known import know
from rotherham_hwb.checks.remedies import settle_details
from rotherham_hwb.checks.run import Result, settled
from rotherham_hwb.checks.secrets import secrets_of
from rotherham_hwb.checks.words import LEAK, PublicWords, findings_in


def check_public_notice(meeting: Meeting, *, shorter_notice: str = "") -> Result:
    """`shorter_notice` is the reason that is about to be given with it."""
    said = f"Venue: {meeting.venue}\n{shorter_notice or meeting.shorter_notice}"
    href, fix = settle_details(meeting)
    words = PublicWords(f"meeting {meeting.pk}", "Public notice", said, href, fix)
    return settled(meeting, findings_in([words], secrets_of(know(meeting))))


def check_message(meeting: Meeting, *, subject: str, text: str) -> Result:
    """A message that is about to go to people of a meeting: an inbox is as open as a page.

    Restricted words in it are not to be overruled.
    """
    words = PublicWords(f"message of {meeting.pk}", "Your message", f"{subject}\n{text}")
    found = findings_in([words], secrets_of(know(meeting)))
    return settled(meeting, (replace(each, final=each.code == LEAK) for each in found))


def check_title(meeting: Meeting, title: str) -> Result:
    """The title that a withdrawn paper is to get: whoever chooses it may choose another."""
    words = PublicWords(f"title of {meeting.pk}", "The other title", title)
    found = findings_in([words], secrets_of(know(meeting)))
    return settled(meeting, (replace(each, final=True) for each in found))
