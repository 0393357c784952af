"""The minutes of an earlier meeting as a section: records in, frozen data or HTML out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from django.db.models import Prefetch, Q, QuerySet

from meetings.access import Restriction
from meetings.exempt import withheld_sentence
from meetings.wording import printed_date
from minutes.models import (
    Action,
    Attendance,
    Ballot,
    Correction,
    Declaration,
    Minute,
    Minutes,
    Resolution,
)
from rotherham_hwb.packs.sections import minutes as printed
from rotherham_hwb.packs.sections.minutes import (
    Attendee,
    Block,
    Entry,
    Group,
    MinutedAction,
    MinutesSection,
)
from rotherham_hwb.packs.sections.text import Limb, paragraphs
from rotherham_hwb.shown.sentences import (
    PRINTED,
    Happenings,
    correction_sentence,
    falls_due_words,
    public_sentence,
    read_happenings,
    vote_told,
)

Admits = frozenset[Restriction]
BALLOTS = Prefetch("votes__ballots", queryset=Ballot.objects.select_related("attendance"))
ACTIONS = Prefetch("actions", queryset=Action.objects.select_related("limb", "due_at"))
RESOLVED = "Resolved"


def minutes_html(minutes: Minutes, *, admits: Admits) -> str:
    """The minutes for an audience that may read the classes it admits, every field escaped."""
    return printed.minutes_html(minutes_section(minutes, admits=admits))


def minutes_section(minutes: Minutes, *, admits: Admits) -> MinutesSection:
    """The same as frozen data, which can be set without a database."""
    attendances = list(minutes.attendances.prefetch_related("movements"))
    present = [each for each in attendances if each.kind == Attendance.Kind.PRESENT]
    apologies = [each for each in attendances if each.kind == Attendance.Kind.APOLOGIES]
    entries = list(
        minutes.entries.select_related("item")
        .prefetch_related("resolutions", "sub_headings", BALLOTS, ACTIONS)
        .order_by("position")
    )
    told = read_happenings(minutes, entries, attendances, _interests(minutes, admits), PRINTED)
    corrected = _corrections(minutes, admits)
    return MinutesSection(
        board=minutes.meeting.board.name,
        date=minutes.meeting.date,
        groups=tuple(
            Group(heading, tuple(map(_attendee, held)))
            for heading, held in groupby(present, lambda each: each.group)
        ),
        apologies=tuple(map(_attendee, apologies)),
        entries=tuple(
            _entry(each, minutes, told, corrected.get(each.pk, ()), admits) for each in entries
        ),
        chair=minutes.chair_name,
        note=public_sentence(minutes),
        happened=told.general,
        interests=told.interests,
        corrections=corrected.get(None, ()),
        decision_word=minutes.word,
    )


def _interests(minutes: Minutes, admits: Admits) -> QuerySet[Declaration]:
    """The interests an audience may know: not in a matter, or a minute, that is closed to it."""
    closed = [each for each in Restriction if each not in admits]
    private = minutes.entries.filter(restriction__in=closed)
    found = (
        Declaration.objects.filter(attendance__minutes=minutes)
        .exclude(item__restriction__in=closed)
        .exclude(item__minutes__in=private)
        .exclude(item__parent__minutes__in=private)
    )
    return found.select_related("attendance", "item").order_by("attendance__position", "pk")


def _corrections(minutes: Minutes, admits: Admits) -> dict[int | None, tuple[str, ...]]:
    """What was corrected, by minute, from when it was."""
    told = Correction.objects.filter(
        Q(minute=None) | Q(minute__restriction__in=admits),
        Q(made_in=None) | Q(made_in__restriction__in=admits),
        minutes=minutes,
    ).select_related("made_in__minutes__meeting")
    found: dict[int | None, tuple[str, ...]] = {}
    for each in told:
        so_far = found.get(each.minute_id, ())
        found[each.minute_id] = (*so_far, correction_sentence(each, PRINTED))
    return found


def _attendee(attendance: Attendance) -> Attendee:
    return Attendee(
        attendance.name,
        attendance.organisation_or_post,
        attendance.role,
        attendance.representing,
        remote=attendance.mode == Attendance.Mode.REMOTE,
    )


def _entry(
    minute: Minute,
    minutes: Minutes,
    told: Happenings,
    corrections: tuple[str, ...],
    admits: Admits,
) -> Entry:
    after = tuple(told.after.get(minute.pk, ()))
    restricted = minute.restriction != Restriction.OPEN
    why = withheld_sentence(minute) if restricted else ""
    if minute.restriction not in admits:
        summary = paragraphs(minute.public_summary)
        return Entry(minute.number, minute.safe_title, withheld=why, summary=summary, after=after)
    return Entry(
        minute.number,
        minute.title,
        tuple(_blocks(minute, minutes.chair_name)),
        marked=why,
        before=tuple(told.before.get(minute.pk, ())),
        after=after,
        corrections=corrections,
    )


def _blocks(minute: Minute, presided_by: str) -> Iterable[Block]:
    """The minute in its stretches: before the first sub-heading, and below each."""
    headings = list(minute.sub_headings.all())
    limbs = [each for each in minute.resolutions.all() if each.fate != Resolution.Fate.LOST]
    loose = _loose(minute.actions.all(), limbs)
    for heading in (None, *headings):
        pk = heading.pk if heading else None
        own = [each for each in limbs if each.under_id == pk]
        last = heading is (headings[-1] if headings else None)
        yield Block(
            heading=heading.heading if heading else "",
            paragraphs=paragraphs(heading.text if heading else minute.text),
            votes=tuple(
                vote_told(each, presided_by) for each in minute.votes.all() if each.under_id == pk
            ),
            limbs=tuple(_limb(each, minute) for each in own),
            actions=tuple(_action(each) for each in loose if _stands_under(each, pk, is_last=last)),
            word=RESOLVED if any(each.kind == Resolution.Kind.EXCLUSION for each in own) else "",
        )


def _limb(limb: Resolution, minute: Minute) -> Limb:
    """A limb, with who is to see to it where an action asks for just what it says."""
    same = [each for each in minute.actions.all() if _is_said_by(each, limb)]
    return Limb(limb.text, limb.label, action="; ".join(_action(each).whose for each in same))


def _is_said_by(action: Action, limb: Resolution) -> bool:
    owned = bool(action.owner)
    return owned and action.limb_id == limb.pk and action.text.strip() == limb.text.strip()


def _loose(actions: Iterable[Action], limbs: Sequence[Resolution]) -> list[Action]:
    """The actions to be printed in words of their own."""
    by_pk = {each.pk: each for each in limbs}
    return [
        each
        for each in actions
        if each.limb_id not in by_pk or not _is_said_by(each, by_pk[each.limb_id])
    ]


def _stands_under(action: Action, heading: int | None, *, is_last: bool) -> bool:
    """With its limb; where it comes from none, in the last stretch."""
    return action.limb.under_id == heading if action.limb else is_last


def _action(action: Action) -> MinutedAction:
    falls_due = falls_due_words(action, printed_date)
    return MinutedAction(action.text, action.owner, action.due_on, falls_due)
