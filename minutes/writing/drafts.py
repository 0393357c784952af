"""Minutes that may still be written: the lock every change of them takes first."""

from __future__ import annotations

from meetings.lifecycle import Refused
from meetings.locking import lock
from minutes.models import Minutes, MinutesState

CLOSED = {
    MinutesState.WITH_CHAIR: "These minutes are with the chair: return them to draft first.",
    MinutesState.PUBLISHED_DRAFT: (
        "These minutes are published: a later meeting corrects them as it approves them."
    ),
}
APPROVED = "These minutes are approved: record a correction beside them."


def why_closed(minutes: Minutes) -> str:
    """Why these minutes may not be changed, and what to do; empty while they are a draft."""
    if minutes.state == MinutesState.DRAFT:
        return ""
    return CLOSED.get(minutes.state, APPROVED)


def locked_draft(minutes: Minutes) -> Minutes:
    """The minutes as stored now, held still until the transaction ends.

    Raises Refused where they are no draft any more.
    """
    locked = lock(minutes, "meeting__board")
    if sentence := why_closed(locked):
        raise Refused(sentence)
    return locked
