"""Why a paper is not public, or not all of it: every reason, in plain words."""

from __future__ import annotations

from collections.abc import Iterator

from meetings.access import Restriction
from meetings.exempt import withheld_sentence
from reports.models import Paper, PaperState, Placement

STATES = {
    PaperState.DRAFT: "It is a draft: it is published with its agenda, once it is cleared.",
    PaperState.SIGN_OFF: "It waits to be signed off, or for an officer to clear it.",
    PaperState.RETURNED: "It was returned to its author.",
    PaperState.CLEARED: "It is cleared, and is published with the agenda it belongs to.",
    PaperState.DEFERRED: "It was deferred.",
    PaperState.WITHDRAWN: "It was withdrawn: its page says so, and its file is not given out.",
}


def why_not_public(paper: Paper) -> list[str]:
    """The reasons, most lasting first; empty for a paper that everybody may read."""
    placements = list(paper.placements.select_related("item__meeting__board", "supplement"))
    return list(_reasons(paper, placements))


def _reasons(paper: Paper, placements: list[Placement]) -> Iterator[str]:
    if paper.restriction != Restriction.OPEN:
        yield withheld_sentence(paper)
    for placement in placements:
        if placement.item.restriction != Restriction.OPEN:
            yield f"{placement.item}: the item is restricted, and so are its papers."
    if paper.state != PaperState.PUBLISHED:
        yield STATES[paper.state]
        yield from _not_yet(paper, placements)


def _not_yet(paper: Paper, placements: list[Placement]) -> Iterator[str]:
    if not placements:
        yield "It is on no agenda."
    if paper.latest is None:
        yield "It has no file yet."
    for placement in placements:
        meeting = placement.item.meeting
        if placement.supplement and placement.supplement.published_at is None:
            yield f"{placement.supplement} is not published."
        elif meeting.agenda_published_at is None:
            yield f"The agenda of {meeting} is not published."
