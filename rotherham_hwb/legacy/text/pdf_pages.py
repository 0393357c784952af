"""What the sheets of a PDF, or of a text with form feeds, tell of the pack's pages and papers.

A sheet is a page of the file, counted from 1; a pack page is the number that was stamped on it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from rotherham_hwb.legacy.facts import Fact, ReadItem, ReadPages
from rotherham_hwb.legacy.kinds.papers.covers import (
    BOOKMARK,
    LETTER,
    PAGE,
    TITLE,
    TITLE_PAGE,
    Start,
)
from rotherham_hwb.legacy.kinds.papers.fields import is_label
from rotherham_hwb.legacy.pdf.read_pdf import SheetBookmark
from rotherham_hwb.legacy.text.lines import Document, SourceLine
from rotherham_hwb.legacy.text.pages import PageStart

_SHARE = 0.4  # of the sheets, on which a run of stamps must stand to be the pack's
_ALL = 0.8  # of the sheets, which numbers that are no stamps must run through
_NUMBER = re.compile(r"^\W*(?:page\s*)?(?P<page>\d{1,4})(?:\s*(?:of|/)\s*\d{1,4})?\W*$", re.I)
_ITEM = re.compile(
    r"^(?:agenda\s+)?(?:item\s+)?(?P<number>\d{1,2}[A-Z]?(?:\([a-z]+\))?)[.:)]?\s", re.I
)
_HEADING = re.compile(r"^(?:\d+(?:\.\d+)*[.)]?\s|(?:table of )?contents\b|cover\b|agenda$)", re.I)
_SLIDES = 5  # sheets one after the other, each with its bookmark: slides
_APPENDIX = re.compile(r"^(?:appendix|annex|enclosure|schedule)\b", re.I)
_DEEP = 2  # levels below an item's own bookmark at which its papers stand


def pack_pages(doc: Document, lines: Sequence[SourceLine], labels: Sequence[str]) -> dict[int, int]:
    """The pack page of each sheet: by the stamps, the labels or the numbers at head and foot.

    Empty if none tell. A bound document that counts its own pages falls out: its numbers go back
    where the pack's go on.
    """
    sheets = {line.number: line.page for line in lines if line.page}
    if not sheets:
        return {}
    last = max(sheets.values())
    known = _chain((sheets[s.line], s.page) for s in doc.stamps if s.page and s.line in sheets)
    if len(known) < _SHARE * last:
        known = {at: int(text) for at, text in enumerate(labels, start=1) if text.isdecimal()}
    if not known:
        printed = ((line.page, _NUMBER.match(line.text)) for line in lines if line.mark)
        known = _chain((at, int(found["page"])) for at, found in printed if at and found)
        known = known if len(known) >= _ALL * last else {}
    return _filled(known, last)


def _chain(stamps: Iterable[tuple[int, int]]) -> dict[int, int]:
    """The longest run of stamps that goes on by at least one page from sheet to sheet."""
    ordered = sorted(set(stamps), key=lambda stamp: (stamp[0], -stamp[1]))
    ends: list[int] = []  # the least lead of page over sheet that ends a run of each length
    last_of: list[int] = []
    before: list[int | None] = []
    for index, (sheet, page) in enumerate(ordered):
        lead = page - sheet
        at = bisect_right(ends, lead)
        before.append(last_of[at - 1] if at else None)
        ends[at : at + 1], last_of[at : at + 1] = [lead], [index]
    chain: dict[int, int] = {}
    here = last_of[-1] if last_of else None
    while here is not None:
        chain[ordered[here][0]] = ordered[here][1]
        here = before[here]
    return chain


def _filled(known: Mapping[int, int], last: int) -> dict[int, int]:
    """Count on over sheets that bear no number, and back over those before the first."""
    if not known:
        return {}
    first = min(known)
    filled = {at: page for at in range(1, first) if (page := known[first] - first + at) >= 1}
    page = known[first] - 1
    for at in range(first, last + 1):
        page = known.get(at, page + 1)
        filled[at] = page
    return filled


def starts_by_sheet(
    doc: Document, pages: Mapping[int, int], *, after: int
) -> tuple[PageStart, ...]:
    """The first line of each sheet below the front sheet, with its pack page."""
    found: list[PageStart] = []
    sheet = None
    for index, line in enumerate(doc.lines):
        page = pages.get(line.sheet or 0)
        if line.number > after and line.sheet != sheet and page is not None:
            found.append(PageStart(index, line.number, float(page)))
        sheet = line.sheet
    return tuple(found)


def first_line_of(doc: Document, sheet: int) -> int | None:
    """The first line with words on a sheet."""
    return next((line.number for line in doc.lines if line.sheet == sheet), None)


# --- bookmarks ---------------------------------------------------------------------------------


def items_by_bookmark(
    bookmarks: Sequence[SheetBookmark], items: Sequence[ReadItem], *, below: int
) -> dict[str, SheetBookmark]:
    """The bookmark of each item that leads below the front sheet, whose last sheet is given."""
    numbers = [item.number.value for item in items]
    titles = {item.number.value: item.title.value for item in items}
    found: dict[str, SheetBookmark] = {}
    least = 0
    for mark in bookmarks:
        match = _ITEM.match(f"{mark.title} ")
        number = match["number"] if match else ""
        if mark.sheet <= below or number not in numbers[least:] or number in found:
            continue
        if found and mark.level != next(iter(found.values())).level:
            continue
        if not _alike(mark.title, titles[number]):
            continue
        found[number] = mark
        least = numbers.index(number)
    return found


def _alike(one: str, other: str) -> bool:
    """Whether most words of the shorter of two titles are in the longer."""
    few, many = sorted((_words(one), _words(other)), key=len)
    return len(few & many) * 2 > len(few)


def _words(title: str) -> frozenset[str]:
    return frozenset(re.findall(r"[^\W\d_]{2,}", title.casefold()))


def with_ranges(
    items: Sequence[ReadItem], marked: Mapping[str, SheetBookmark], pages: Mapping[int, int]
) -> tuple[ReadItem, ...]:
    """The items, each with a range by its bookmark where the front sheet prints none for any."""
    if any(item.pages for item in items) or not pages:
        return tuple(items)
    sheets = sorted(mark.sheet for mark in marked.values())
    out: list[ReadItem] = []
    for item in items:
        mark = marked.get(item.number.value)
        if mark and mark.sheet in pages:
            end = next((at for at in sheets if at > mark.sheet), max(pages) + 1) - 1
            span = ReadPages(pages[mark.sheet], max(pages[mark.sheet], pages.get(end, 0)))
            item = replace(item, pages=Fact(span, item.number.line, 0.8, inferred=True))
        out.append(item)
    return tuple(out)


def with_bookmarks(
    doc: Document,
    starts: Sequence[Start],
    bookmarks: Sequence[SheetBookmark],
    marked: Mapping[str, SheetBookmark],
) -> list[Start]:
    """The starts of papers, and those that bookmarks name.

    Where they name the papers of an item, no others are guessed there.
    """
    if not marked:
        return list(starts)
    level = next(iter(marked.values())).level
    papers = _without_slides(
        [mark for mark in bookmarks if _is_paper(mark, level) and mark.sheet >= _first(marked)]
    )
    named = {mark.sheet: mark.title for mark in reversed(papers)}
    guessed = _guessed(doc, starts, sorted(mark.sheet for mark in marked.values()), named)
    found = {start.line: start for start in starts if start not in guessed}
    for sheet in sorted({*named, *(mark.sheet for mark in marked.values())}):
        line = first_line_of(doc, sheet)
        if line is None:
            continue
        start = Start(line, BOOKMARK, named.get(sheet, ""))
        held = found.get(line, start)
        found[line] = start if held.weight <= start.weight else replace(held, title=start.title)
    return [found[line] for line in sorted(found)]


def _guessed(
    doc: Document, starts: Sequence[Start], items: Sequence[int], named: Mapping[int, str]
) -> set[Start]:
    """The starts by a title or a letter alone, under items whose papers bookmarks name."""
    told = {bisect_right(items, sheet) for sheet in named}
    out: set[Start] = set()
    for start in starts:
        sheet = next((line.sheet for line in doc.slice(start.line, start.line)), None) or 0
        weak = start.kind in {PAGE, TITLE, TITLE_PAGE, LETTER} and sheet not in named
        if weak and bisect_right(items, sheet) in told:
            out.add(start)
    return out


def _first(marked: Mapping[str, SheetBookmark]) -> int:
    return min(mark.sheet for mark in marked.values())


def _without_slides(marks: Sequence[SheetBookmark]) -> list[SheetBookmark]:
    """The bookmarks that do not name sheet after sheet, as those of a presentation do."""
    kept: list[SheetBookmark] = []
    run: list[SheetBookmark] = []
    for mark in [*marks, None]:
        if mark is None or (run and mark.sheet - run[-1].sheet not in {0, 1}):
            slides = len({each.sheet for each in run}) >= _SLIDES
            kept += [m for m in run if not slides or m is run[0] or _APPENDIX.match(m.title)]
            run = []
        if mark is not None:
            run.append(mark)
    return kept


def _is_paper(mark: SheetBookmark, level: int) -> bool:
    """Whether a bookmark under an item names a paper, and not a heading within one."""
    near = level < mark.level <= level + _DEEP
    return near and not _HEADING.match(mark.title) and not is_label(mark.title)
