"""The minutes of an earlier meeting as a section: what is shown of them in, HTML out."""

from __future__ import annotations

from meetings.access import Viewer
from meetings.wording import printed_date
from minutes.models import Minutes, MinutesState
from rotherham_hwb.packs.sections import minutes as printed
from rotherham_hwb.packs.sections.minutes import (
    MinutedAction,
    MinutesSection,
    PrintedMinute,
    PrintedStretch,
)
from rotherham_hwb.packs.sections.text import Limb, paragraphs
from rotherham_hwb.shown.minutes import PRINTED, shown_minutes
from rotherham_hwb.shown.minutes.data import (
    ShownAction,
    ShownCorrection,
    ShownLimb,
    ShownMinute,
    ShownMinutes,
    ShownStretch,
)

STATUS = {
    MinutesState.DRAFT: "Draft: not yet seen by the Chair.",
    MinutesState.WITH_CHAIR: "Draft: with the Chair.",
    MinutesState.PUBLISHED_DRAFT: "Draft minutes, to be approved at a later meeting.",
    MinutesState.APPROVED: "Approved as a correct record.",
    MinutesState.SIGNED: "Approved as a correct record and signed.",
}


def minutes_html(minutes: Minutes, viewer: Viewer) -> str:
    """The minutes as a viewer is shown them, every field escaped."""
    return printed.minutes_html(minutes_section(shown_minutes(minutes, viewer, style=PRINTED)))


def minutes_section(shown: ShownMinutes) -> MinutesSection:
    """What is shown of minutes, as it is printed."""
    return MinutesSection(
        board=shown.board,
        date=shown.day,
        groups=shown.present,
        apologies=shown.apologies,
        entries=tuple(map(_minute, shown.entries)),
        chair=shown.chair,
        note=shown.public,
        happened=shown.happened,
        interests=shown.interests,
        corrections=tuple(map(_correction, shown.corrections)),
        decision_word=shown.word,
    )


def _minute(minute: ShownMinute) -> PrintedMinute:
    return PrintedMinute(
        minute.number,
        minute.title,
        tuple(map(_stretch, minute.stretches)),
        withheld=minute.why if minute.withheld else "",
        marked="" if minute.withheld else minute.why,
        summary=paragraphs(minute.summary.text),
        before=minute.before,
        after=minute.after,
        corrections=tuple(map(_correction, minute.corrections)),
    )


def _stretch(stretch: ShownStretch) -> PrintedStretch:
    return PrintedStretch(
        heading=stretch.heading,
        paragraphs=paragraphs(stretch.prose.text),
        votes=stretch.votes,
        limbs=tuple(map(_limb, stretch.limbs)),
        actions=tuple(map(_action, stretch.actions)),
        word=stretch.word,
    )


def _limb(limb: ShownLimb) -> Limb:
    """A limb, with who is to see to it where an action asks for just what it says."""
    owed = "; ".join(_action(each).whose for each in limb.actions)
    return Limb(limb.prose.text, limb.label, action=owed)


def _action(action: ShownAction) -> MinutedAction:
    return MinutedAction(action.text, action.owner, action.due_on, action.falls_due)


def _correction(correction: ShownCorrection) -> str:
    """When and where words were corrected, the old beside the new."""
    number = f" (Minute No. {correction.number})" if correction.number else ""
    return f"Corrected on {printed_date(correction.day)}{number}: {correction.prose.text}"
