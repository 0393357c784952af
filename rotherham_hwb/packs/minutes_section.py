"""The minutes of an earlier meeting as a section of the pack: HTML from records."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from django.template.loader import render_to_string

from meetings.access import Restriction
from meetings.exempt import withheld_sentence
from minutes.models import Attendance, Minute, Minutes, Resolution
from rotherham_hwb.packs.dates import printed_date


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of a minute, or a list of points."""

    text: str
    points: tuple[str, ...] = ()


@dataclass(frozen=True)
class Entry:
    """One minute as printed; a withheld one has nothing but its safe title and the reason."""

    number: str
    title: str
    paragraphs: tuple[Paragraph, ...]
    first_limb: Resolution | None
    other_limbs: tuple[Resolution, ...]
    actions: tuple[str, ...]
    withheld: str


def minutes_html(minutes: Minutes, *, admits: frozenset[Restriction]) -> str:
    """The minutes for an audience that may read the classes it admits, every field escaped."""
    meeting = minutes.meeting
    attendances = list(minutes.attendances.all())
    present = [each for each in attendances if each.kind == Attendance.Kind.PRESENT]
    entries = minutes.entries.prefetch_related("resolutions", "actions").order_by("position")
    context = {
        "board": meeting.board.name,
        "date": printed_date(meeting.date),
        "title": f"{meeting.board.name}: minutes, {printed_date(meeting.date)}",
        "groups": [(name, list(held)) for name, held in groupby(present, lambda each: each.group)],
        "apologies": [each for each in attendances if each.kind == Attendance.Kind.APOLOGIES],
        "entries": [_entry(minute, shown=minute.restriction in admits) for minute in entries],
    }
    return render_to_string("packs/sections/minutes.html", context)


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """Plain text as paragraphs; lines that start with "- " are the points of a list."""
    found: list[Paragraph] = []
    for block in text.split("\n\n"):
        lines = [line.strip() for line in block.splitlines() if line.strip()]
        points = tuple(line[2:] for line in lines if line.startswith("- "))
        words = " ".join(line for line in lines if not line.startswith("- "))
        if words or points:
            found.append(Paragraph(words, points))
    return tuple(found)


def _entry(minute: Minute, *, shown: bool) -> Entry:
    if not shown:
        withheld = withheld_sentence(minute)
        return Entry(minute.number, minute.safe_title, (), None, (), (), withheld)
    limbs = list(minute.resolutions.all())
    return Entry(
        number=minute.number,
        title=minute.title,
        paragraphs=paragraphs(minute.text),
        first_limb=limbs[0] if limbs else None,
        other_limbs=tuple(limbs[1:]),
        actions=tuple(
            f"{action.text} ({action.owner})" if action.owner else action.text
            for action in minute.actions.all()
        ),
        withheld="",
    )
