"""What of a pack is not for the public, found once everything is read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rotherham_hwb.legacy.facts import (
    MinutesSet,
    ReadItem,
    ReadReport,
    ReadRestriction,
    ReadWarning,
)
from rotherham_hwb.legacy.kinds.restricted.in_agenda import restricted_items
from rotherham_hwb.legacy.kinds.restricted.in_minutes import restricted_minutes
from rotherham_hwb.legacy.kinds.restricted.in_papers import (
    items_of_private_papers,
    papers_of_private_items,
    restricted_papers,
)
from rotherham_hwb.legacy.text.lines import Document

Parts = tuple[tuple[ReadItem, ...], tuple[MinutesSet, ...], tuple[ReadReport, ...]]


def with_restrictions(
    doc: Document,
    items: Sequence[ReadItem],
    sets: Sequence[MinutesSet],
    reports: Sequence[ReadReport],
) -> Parts:
    """The items, minutes and papers, each with why it is private where it is."""
    items = restricted_items(doc, items)
    found = tuple(restricted_minutes(doc, each) for each in sets)
    papers = restricted_papers(doc, reports, items, found)
    items = items_of_private_papers(items, papers)
    return items, found, papers_of_private_items(papers, items)


def restriction_warnings(
    items: Sequence[ReadItem], sets: Sequence[MinutesSet], reports: Sequence[ReadReport]
) -> Iterator[ReadWarning]:
    """What is kept from the public, and the words that say so."""
    for item in items:
        yield from _warning(item.restriction, item.number.line, f"Item {item.number.value}")
    for found in sets:
        for minute in found.minutes:
            number, line = minute.number.value, minute.number.line
            yield from _warning(minute.restriction, line, f"Minute {number}")
    for report in reports:
        yield from _warning(report.restriction, report.start_line, "This paper")


def _warning(why: ReadRestriction | None, line: int, what: str) -> Iterator[ReadWarning]:
    if why is not None:
        yield ReadWarning("restricted", line, f"{what} is kept from the public: {in_words(why)}")


def in_words(why: ReadRestriction) -> str:
    """The class, the paragraph where one is printed, and the words of the source."""
    kind = "confidential" if why.confidential else "exempt"
    numbers = ", ".join(map(str, why.paragraphs))
    said = f"paragraph {numbers}" if numbers else "no paragraph is printed"
    told = kind if why.confidential else f"{kind}, {said}"
    words = why.words if len(why.words) <= 160 else f"{why.words[:160]}…"
    return f"{told}. Line {why.line} says “{words}”."
