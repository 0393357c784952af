"""The minutes of an earlier meeting as a section: records in, frozen data or HTML out."""

from __future__ import annotations

from itertools import groupby

from meetings.access import Restriction
from meetings.exempt import withheld_sentence
from minutes.models import Attendance, Minute, Minutes
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


def minutes_html(minutes: Minutes, *, admits: frozenset[Restriction]) -> str:
    """The minutes for an audience that may read the classes it admits, every field escaped."""
    return printed.minutes_html(minutes_section(minutes, admits=admits))


def minutes_section(minutes: Minutes, *, admits: frozenset[Restriction]) -> MinutesSection:
    """The same as frozen data, which can be set without a database."""
    attendances = list(minutes.attendances.all())
    present = [each for each in attendances if each.kind == Attendance.Kind.PRESENT]
    apologies = [each for each in attendances if each.kind == Attendance.Kind.APOLOGIES]
    entries = minutes.entries.prefetch_related("resolutions", "actions").order_by("position")
    return MinutesSection(
        board=minutes.meeting.board.name,
        date=minutes.meeting.date,
        groups=tuple(
            Group(heading, tuple(map(_attendee, held)))
            for heading, held in groupby(present, lambda each: each.group)
        ),
        apologies=tuple(map(_attendee, apologies)),
        entries=tuple(_entry(minute, shown=minute.restriction in admits) for minute in entries),
        chair=minutes.chair_name,
    )


def _attendee(attendance: Attendance) -> Attendee:
    return Attendee(
        attendance.name,
        attendance.organisation_or_post,
        attendance.role,
        attendance.representing,
    )


def _entry(minute: Minute, *, shown: bool) -> Entry:
    if not shown:
        return Entry(minute.number, minute.safe_title, withheld=withheld_sentence(minute))
    limbs = tuple(Limb(each.text, each.label) for each in minute.resolutions.all())
    actions = tuple(
        MinutedAction(each.text, each.owner, each.due_on) for each in minute.actions.all()
    )
    block = Block(paragraphs=paragraphs(minute.text), limbs=limbs, actions=actions)
    return Entry(minute.number, minute.title, (block,))
