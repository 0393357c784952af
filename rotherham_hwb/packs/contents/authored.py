"""A report written here, as it is printed and shown: records in, frozen blocks out."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import groupby

from django.core.files.storage import storages
from django.utils import timezone

from meetings.models import AgendaItem
from reports.models import (
    FieldKind,
    FieldPlace,
    PaperState,
    PaperVersion,
    Placement,
    Recommendation,
    ReportPicture,
    SignOffState,
)
from reports.snapshot import SentField, SentReport, SentSource, sent_report
from rotherham_hwb.packs.sections import authored as printed
from rotherham_hwb.packs.sections.authored import (
    Approved,
    Asks,
    AuthoredSection,
    Block,
    Listing,
)
from rotherham_hwb.packs.sections.text import Limb

PREFETCH = (
    "recommendations",
    "paper__sign_offs",
    "paper__report__listed_appendices__paper",
    "appendices__paper",
)
"""What `authored_html` reads beside a placement's paper and its versions."""
NOT_ATTACHED = "not attached"


def authored_html(placement: Placement, version: PaperVersion, item: AgendaItem) -> str:
    """The report as one meeting gets it, with what it asks there; fields were sanitised on saving.

    The same for every audience: it names restricted appendices by their safe titles.
    """
    sent = sent_report(version)
    assert sent is not None
    section = AuthoredSection(
        board=item.meeting.board.name,
        date=item.meeting.date,
        title=placement.paper.title,
        blocks=tuple(blocks(sent, [(placement, "")])),
    )
    return printed.authored_html(_with_pictures(section, version, sent))


def blocks(sent: SentReport, places: Iterable[tuple[Placement, str]]) -> Iterator[Block]:
    """A report's blocks in the order of its template; `places` are the placements whose
    recommendations are shown, each with the words that introduce it."""
    held = list(places)
    cover, body = sent.at(FieldPlace.COVER), sent.at(FieldPlace.BODY)
    for plain, fields in groupby(cover, lambda field: field.kind == FieldKind.PLAIN):
        if plain:
            yield Block(rows=tuple((field.label, field.lines) for field in fields))
        else:
            yield from (_block(field, sent, held) for field in fields)
    for number, field in enumerate(body, start=1):
        yield _block(field, sent, held, str(number) if sent.numbers_sections else "")


def _block(
    field: SentField, sent: SentReport, places: list[tuple[Placement, str]], number: str = ""
) -> Block:
    block = partial(Block, heading=field.label, number=number)
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


def _limb(recommendation: Recommendation, *, alone: bool) -> Limb:
    return Limb(recommendation.text, "" if alone else recommendation.label)


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


def _with_pictures(
    section: AuthoredSection, version: PaperVersion, sent: SentReport
) -> AuthoredSection:
    """The pictures put into the words themselves: what sets the pack fetches nothing."""
    if not sent.pictures:
        return section
    pictures = ReportPicture.objects.filter(
        report__paper=version.paper_id, number__in=sent.pictures
    ).select_related("report__paper")
    return section.with_pictures({each.address: _data(each) for each in pictures})


def _data(picture: ReportPicture) -> str:
    with storages["default"].open(str(picture.file.name)) as file:
        return f"data:{picture.kind};base64,{base64.b64encode(file.read()).decode()}"
