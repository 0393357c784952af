"""A report written in the portal, as it is shown and printed: records in, frozen blocks out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from django.utils import timezone

from reports.authored.snapshot import SentField, SentReport, SentSource
from reports.models import (
    FieldKind,
    FieldPlace,
    PaperState,
    Placement,
    Recommendation,
    SignOffState,
)

PREFETCH = (
    "recommendations",
    "paper__sign_offs",
    "paper__report__listed_appendices__paper",
    "appendices__paper",
)
"""What `report_blocks` reads beside a placement's paper and its versions."""
NOT_ATTACHED = "not attached"


@dataclass(frozen=True)
class AskedLimb:
    """One thing that a report asks; the label as printed: "(1)"."""

    text: str
    label: str = ""


@dataclass(frozen=True)
class Asks:
    """What the report asks of one addressee, at one meeting where there are several."""

    meeting: str  # empty where there is only one
    addressee: str
    limbs: tuple[AskedLimb, ...]


@dataclass(frozen=True)
class Listing:
    """Entries with a note each: appendices, background papers; an empty list says "None"."""

    entries: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Approved:
    """A post's approval; without a day it was not applicable."""

    post: str
    officer: str
    date: dt.date | None = None


@dataclass(frozen=True)
class ReportBlock:
    """One part of the report; one of its last fields is filled, or the block says "None".

    `html` was sanitised when it was saved (reports/authored/richtext.py); its headings start at
    level 3.
    """

    heading: str = ""
    number: str = ""
    rows: tuple[tuple[str, tuple[str, ...]], ...] = ()  # of the cover sheet's table
    html: str = ""
    lines: tuple[str, ...] = ()
    asks: tuple[Asks, ...] = ()
    listing: Listing | None = None
    approvals: tuple[Approved, ...] = ()


def report_blocks(
    sent: SentReport, places: Iterable[tuple[Placement, str]]
) -> Iterator[ReportBlock]:
    """A report's blocks in the order of its template; `places` are the placements whose
    recommendations are shown, each with the words that introduce it."""
    held = list(places)
    cover, body = sent.at(FieldPlace.COVER), sent.at(FieldPlace.BODY)
    for plain, fields in groupby(cover, lambda field: field.kind == FieldKind.PLAIN):
        if plain:
            yield ReportBlock(rows=tuple((field.label, field.lines) for field in fields))
        else:
            yield from (_block(field, sent, held) for field in fields)
    for number, field in enumerate(body, start=1):
        yield _block(field, sent, held, str(number) if sent.numbers_sections else "")


def _block(
    field: SentField, sent: SentReport, places: list[tuple[Placement, str]], number: str = ""
) -> ReportBlock:
    block = partial(ReportBlock, heading=field.label, number=number)
    placements = [placement for placement, _ in places]
    if field.kind == FieldKind.RECOMMENDATIONS:
        return block(asks=tuple(each for place in places for each in _asks(*place)))
    if field.kind == FieldKind.APPENDICES:
        return block(listing=Listing(tuple(_appendices(placements))))
    if field.kind == FieldKind.BACKGROUND:
        return block(listing=Listing(tuple(map(_source, sent.background))))
    if field.kind == FieldKind.APPROVALS:
        return block(approvals=tuple(_approvals(placements)))
    return block(html=field.text) if field.is_rich else block(lines=field.lines)


def _asks(placement: Placement, words: str) -> Iterator[Asks]:
    """The limbs by addressee, numbered through where there are several."""
    limbs = list(placement.recommendations.all())
    for addressee, held in groupby(limbs, lambda each: each.addressee):
        yield Asks(words, addressee, tuple(_limb(each, alone=len(limbs) < 2) for each in held))


def _limb(recommendation: Recommendation, *, alone: bool) -> AskedLimb:
    return AskedLimb(recommendation.text, "" if alone else recommendation.label)


def _appendices(placements: list[Placement]) -> Iterator[tuple[str, str]]:
    """Listed ones in their order, then others that are attached; each once.

    What came later with a supplement does not change what was printed.
    """
    attached = {
        below.paper_id: str(below.paper)
        for placement in placements
        for below in placement.appendices.all()
        if below.supplement_id == placement.supplement_id
        and below.paper.state != PaperState.DEFERRED
    }
    report = getattr(placements[0].paper, "report", None) if placements else None
    for listed in report.listed_appendices.all() if report else ():
        there = attached.pop(listed.paper_id, None) if listed.paper_id else None
        # The title an author listed may be the very one that is kept from the public.
        yield there or str(listed.paper or listed.title), ("" if there else NOT_ATTACHED)
    yield from ((title, "") for title in attached.values())


def _source(source: SentSource) -> tuple[str, str]:
    return source.title, source.link or source.where_to_see


def _approvals(placements: list[Placement]) -> Iterator[Approved]:
    for sign_off in placements[0].paper.sign_offs.all() if placements else ():
        if sign_off.state == SignOffState.APPROVED and sign_off.decided_at:
            day = timezone.localdate(sign_off.decided_at)
            yield Approved(sign_off.post, sign_off.officer, day)
        elif sign_off.state == SignOffState.NOT_APPLICABLE:
            yield Approved(sign_off.post, "Not applicable")
