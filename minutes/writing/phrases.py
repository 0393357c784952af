"""The words with which minutes begin: what can be said of an agenda item before anybody writes.

Pure functions over what was read once; `drafting` reads and stores.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils import timezone

from meetings.access import Restriction
from meetings.exempt import Private, exclusion_resolution
from meetings.models import AgendaItem, ItemKind, Meeting, Presenter
from meetings.wording import joined_with_and, printed_clock, printed_day
from minutes.decisions.limbs import LimbDraft
from minutes.models import Attendance, Declaration, Resolution
from minutes.writing.disagreements import NO_APOLOGIES, NO_INTERESTS
from minutes.writing.sub_items import is_minuted_in_parent
from minutes.writing.urgency import urgent_reason

Proposals = Mapping[int, Sequence[tuple[str, str]]]
"""What each agenda item's papers recommend, by its key: (addressee, text) in order."""


class Business(StrEnum):
    """What an agenda item is about, where minutes have standing words for it."""

    EXCLUSION = "exclusion"
    MINUTES = "minutes"
    EXEMPTION = "exemption"
    URGENT = "urgent"
    APOLOGIES = "apologies"
    DECLARATIONS = "declarations"
    QUESTIONS = "questions"
    COMMUNICATIONS = "communications"
    NEXT_MEETING = "next_meeting"
    OTHER = "other"


TITLES = (
    (Business.EXEMPTION, r"schedule 12a"),
    (Business.EXCLUSION, r"^exclusion of (?:the )?(?:press|public)"),
    (Business.URGENT, r"\burgen(?:t|cy)\b"),
    (Business.APOLOGIES, r"^apolog"),
    (Business.DECLARATIONS, r"^(?:to receive )?(?:any )?declarations?\b"),
    (Business.QUESTIONS, r"\bquestions?\b.*\b(?:public|press|members)\b|^public questions?\b"),
    (Business.COMMUNICATIONS, r"^(?:to receive )?(?:any )?communications?\b"),
    (Business.NEXT_MEETING, r"\bnext meeting\b|^dates? of (?:the )?(?:future|next)\b"),
    (Business.MINUTES, r"^(?:to approve )?(?:the )?minutes of the (?:previous|last) meeting"),
)
NIL = {
    Business.EXEMPTION: "There were no items that required the exclusion of the press and public.",
    Business.URGENT: "There was no urgent business.",
    Business.APOLOGIES: NO_APOLOGIES,
    Business.DECLARATIONS: NO_INTERESTS,
    Business.QUESTIONS: "There were no questions from members of the public or the press.",
    Business.COMMUNICATIONS: "There were no communications to report.",
    Business.NEXT_MEETING: "The date of the next meeting is to be confirmed.",
}
DONE = {
    ItemKind.VERBAL: ("gave a verbal report", "A verbal report was given."),
    ItemKind.PRESENTATION: ("gave a presentation", "A presentation was given."),
    ItemKind.STANDING: ("reported", ""),
    ItemKind.ACTIONS: (
        "reported on the actions",
        "The actions of earlier meetings were considered.",
    ),
}
CONSIDERED = ("presented the report", "Consideration was given to the report.")


@dataclass(frozen=True)
class OnRecord:
    """What is on record of a meeting as its minutes are drafted."""

    meeting: Meeting
    items: Sequence[AgendaItem]
    noted: Collection[int] = ()
    """The items at which the officer took notes: what happened there is theirs to tell."""
    apologies: Sequence[Attendance] = ()
    roll_was_taken: bool = False
    declarations: Sequence[Declaration] = ()
    previous: Meeting | None = None
    following: Meeting | None = None
    proposals: Proposals = field(default_factory=dict)


@dataclass(frozen=True)
class Stretch:
    """What stands under one heading of a minute; under none, at its beginning."""

    heading: str
    text: str
    limbs: tuple[LimbDraft, ...] = ()


def business_of(item: AgendaItem) -> Business:
    """What an item is about, by its kind and else by its title."""
    if item.kind == ItemKind.EXCLUSION:
        return Business.EXCLUSION
    if item.minutes_of_id is not None:
        return Business.MINUTES
    plain = " ".join(item.title.split()).casefold()
    found = (business for business, pattern in TITLES if re.search(pattern, plain))
    return next(found, Business.OTHER)


def stretches_of(item: AgendaItem, known: OnRecord) -> list[Stretch]:
    """What to begin an item's minute with: its own words, and those of each sub-item told in it."""
    below = [
        each for each in known.items if each.parent_id == item.pk and is_minuted_in_parent(each)
    ]
    return [
        Stretch("", _text(item, known), _limbs(item, known)),
        *(Stretch(each.title[:300], _text(each, known), _limbs(each, known)) for each in below),
    ]


def _text(item: AgendaItem, known: OnRecord) -> str:
    business = business_of(item)
    own = _standing(item, business, known)
    if not own and item.pk not in known.noted:
        own = _nil(business, known)
    return own


def _nil(business: Business, known: OnRecord) -> str:
    """That there was nothing, where the record shows it."""
    if business == Business.APOLOGIES and not known.roll_was_taken:
        return ""
    if business == Business.DECLARATIONS and known.declarations:
        return ""  # what was declared is told beside the text, as far as each reader may know it
    if business == Business.EXEMPTION and _private_items(known):
        return ""
    if business == Business.NEXT_MEETING and known.following:
        return ""
    return NIL.get(business, "")


def _standing(item: AgendaItem, business: Business, known: OnRecord) -> str:
    match business:
        case Business.MINUTES:
            return _minutes_considered(item, known)
        case Business.APOLOGIES:
            return _apologies(known.apologies)
        case Business.EXEMPTION:
            return _to_be_private(_private_items(known))
        case Business.URGENT:
            return "\n\n".join(_held_urgent(each) for each in known.items if each.late)
        case Business.OTHER:
            return _presented(item)
    return ""


def _limbs(item: AgendaItem, known: OnRecord) -> tuple[LimbDraft, ...]:
    kinds = Resolution.Kind
    match business_of(item):
        case Business.EXCLUSION:
            given = [text for _, text in known.proposals.get(item.pk, ())]
            words = given or [exclusion_resolution(_private_items(known))]
            return tuple(LimbDraft(text, kind=kinds.EXCLUSION) for text in words if text)
        case Business.MINUTES if previous := item.minutes_of or known.previous:
            return (LimbDraft(_approved(previous), kind=kinds.MINUTES),)
        case Business.NEXT_MEETING if known.following:
            return (LimbDraft(_next_meeting(known.following), kind=kinds.MEETING),)
    proposed = known.proposals.get(item.pk, ())
    return tuple(LimbDraft(text, proposed=text, addressee=whom) for whom, text in proposed)


def _minutes_considered(item: AgendaItem, known: OnRecord) -> str:
    previous = item.minutes_of or known.previous
    if previous is None:
        return ""
    return (
        f"The minutes of the previous meeting of the {previous.board}, held on "
        f"{printed_day(previous.date)}, were considered."
    )


def _approved(previous: Meeting) -> str:
    day = printed_day(previous.date)
    return f"That the minutes of the meeting held on {day}, be approved as a correct record."


def _next_meeting(following: Meeting) -> str:
    day = f"{following.date:%A}, {printed_day(following.date)}"
    at = ""
    if following.time:
        moment = timezone.make_aware(dt.datetime.combine(following.date, following.time))
        at = f", at {printed_clock(moment)}"
    place = f"at {following.venue_line}" if following.venue.strip() else "venue to be confirmed"
    return f"That the next meeting of the {following.board} be held on {day}{at}, {place}."


def _apologies(absent: Iterable[Attendance]) -> str:
    names = [
        f"{each.name} ({each.organisation_or_post})" if each.organisation_or_post else each.name
        for each in absent
    ]
    return f"Apologies for absence were received from {joined_with_and(names)}." if names else ""


def _to_be_private(items: Sequence[Private]) -> str:
    numbers = [f"item {each.number}" for each in items]
    return (
        f"It was noted that {joined_with_and(numbers)} would be taken in private."
        if numbers
        else ""
    )


def _held_urgent(item: AgendaItem) -> str:
    why = "" if item.safe_title else urgent_reason(item).rstrip(".")
    said = f"It was agreed to consider item {_named(item)} as a matter of urgency"
    return f"{said}: {why}." if why else f"{said}."


def _presented(item: AgendaItem) -> str:
    did, by_nobody = DONE.get(item.kind, CONSIDERED)
    speakers = [each for each in item.presenters.all() if each.line]
    with_title = [each for each in speakers if each.title]
    plain = [each.line for each in speakers if not each.title]
    comma = "," if len(plain) == 1 and ", " in plain[0] else ""
    told = [f"{joined_with_and(plain)}{comma} {did}."] if plain else []
    told += [_gave_presentation(each) for each in with_title]
    return "\n\n".join(told) or by_nobody


def _gave_presentation(presenter: Presenter) -> str:
    return f"{presenter.line} gave a presentation, “{presenter.title}”."


def _named(item: AgendaItem) -> str:
    return f"{item.full_number} ({item.safe_title or item.title})".strip()


def _private_items(known: OnRecord) -> list[Private]:
    return [
        Private(each.number, each.restriction, each.exempt_paragraphs)
        for each in known.items
        if each.restriction != Restriction.OPEN
    ]
