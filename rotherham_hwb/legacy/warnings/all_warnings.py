"""What an officer should look at before an old pack is published: slips, gaps, loose ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rotherham_hwb.legacy.facts import Header, MinutesSet, ReadItem, ReadReport, ReadWarning
from rotherham_hwb.legacy.kinds.papers.binding import PapersSpan
from rotherham_hwb.legacy.kinds.restricted.find_restrictions import restriction_warnings
from rotherham_hwb.legacy.text.lines import Document
from rotherham_hwb.legacy.warnings.cross_checks import (
    find_missing,
    find_numbers,
    find_people,
    find_ranges,
    find_references,
    spell,
)
from rotherham_hwb.legacy.warnings.slips import pack_slips


def find_warnings(
    doc: Document,
    *,
    header: Header,
    items: Sequence[ReadItem],
    sets: Sequence[MinutesSet],
    reports: Sequence[ReadReport],
    spans: Sequence[PapersSpan],
) -> tuple[ReadWarning, ...]:
    """Everything doubtful, in the order of the source."""
    found = [
        *pack_slips(doc, reports),
        *find_ranges(items),
        *find_missing(doc, items, spans, sets),
        *find_numbers(items),
        *find_references(sets),
        *find_people(doc, sets),
        *_inferred(spans, reports),
        *restriction_warnings(items, sets, reports),
    ]
    if header.date is None:
        found.append(
            ReadWarning("no date", header.body.line, "The date of the meeting was not found.")
        )
    return tuple(sorted(found, key=lambda warning: (warning.line, warning.code)))


def _inferred(spans: Sequence[PapersSpan], reports: Sequence[ReadReport]) -> Iterator[ReadWarning]:
    for span in spans:
        if span.pages.inferred:
            gap = spell(span.pages.value)
            said = f"Item {span.item.value} prints no pages; the gap it fills is {gap}."
            yield ReadWarning("inferred pages", span.pages.line, said)
        if span.item.confidence < 0.7:
            said = f"Where the paper of item {span.item.value} begins is a guess; check it."
            yield ReadWarning("paper start", span.start.line, said)
    for report in reports:
        if report.title is not None and report.title.confidence < 0.5:
            said = "This paper prints no title that could be told; it has its agenda item’s."
            yield ReadWarning("title", report.start_line, said)
