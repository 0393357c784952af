"""A pack from before this system: bytes or text in, frozen facts out. Pure; stores nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from rotherham_hwb.legacy.facts import (
    Fact,
    Header,
    MinutesSet,
    ReadItem,
    ReadPack,
    ReadPages,
    ReadWarning,
    Scan,
    Unreadable,
)
from rotherham_hwb.legacy.kinds.front_sheet.agenda import ReadFrontSheet, read_front_sheet
from rotherham_hwb.legacy.kinds.front_sheet.foot import HEADING
from rotherham_hwb.legacy.kinds.minutes.minute_sets import read_sets
from rotherham_hwb.legacy.kinds.papers.binding import bind, ranges_of
from rotherham_hwb.legacy.kinds.papers.covers import COVER, find_covers, find_starts
from rotherham_hwb.legacy.kinds.papers.reports import read_reports
from rotherham_hwb.legacy.kinds.restricted.find_restrictions import with_restrictions
from rotherham_hwb.legacy.pdf.apart import read_pdf_apart
from rotherham_hwb.legacy.pdf.read_pdf import PdfText, SheetBookmark
from rotherham_hwb.legacy.review.key import to_key
from rotherham_hwb.legacy.segments.division import find_sets
from rotherham_hwb.legacy.text.decoding import decode, is_pdf
from rotherham_hwb.legacy.text.lines import Document, SourceLine, source_lines, tokenize
from rotherham_hwb.legacy.text.pages import PageStart, page_starts
from rotherham_hwb.legacy.text.pdf_pages import (
    first_line_of,
    items_by_bookmark,
    pack_pages,
    starts_by_sheet,
    with_bookmarks,
    with_ranges,
)
from rotherham_hwb.legacy.warnings.all_warnings import find_warnings

__all__ = ["Input", "ReadPack", "Scan", "Unreadable", "read_file", "read_pack", "to_key"]

LARGEST = 20 * 1024 * 1024  # bytes of text; a pack of 1,000 pages is near 3 MB
LARGEST_PDF = 200 * 1024 * 1024  # bytes
_MEGABYTE = 1024 * 1024
NOTHING = (
    "{name} has no agenda, no minutes and no cover of a report that could be told, so it cannot be "
    "read as a pack."
)
_NO_FRONT_SHEET = ReadFrontSheet(Header(Fact("", 1, 0.0)), (), 0)
Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Input:
    """The lines of a pack, each with the sheet it stands on where that is known."""

    lines: tuple[SourceLine, ...]
    warnings: tuple[ReadWarning, ...] = ()
    labels: tuple[str, ...] = ()  # of the sheets, one each, where a PDF gives them
    bookmarks: tuple[SheetBookmark, ...] = ()
    to_store: bool = False  # what is stored needs a board and a day: minutes alone lend theirs


def read_file(path: Path, *, name: str = "", progress: Progress | None = None) -> Input:
    """Take the lines out of a PDF or a text file; ``name`` is what messages call it.

    Raises Unreadable, with one sentence, for a file that is missing, empty, of another kind or
    too long; its subclass Scan for a PDF without text.
    """
    name = name or path.name
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(1024)
            must_fit(size, name=name, pdf=is_pdf(head))
            data = b"" if is_pdf(head) else head + file.read()
    except OSError as error:
        reason = error.strerror or "it could not be opened"
        raise Unreadable(f"{name} cannot be opened ({reason}); check the path.") from error
    if is_pdf(head):
        return _of_pdf(read_pdf_apart(path, name=name, progress=progress or (lambda _: None)))
    text, warnings = decode(data, name=name)
    return Input(source_lines(text), warnings)


def must_fit(size: int, *, name: str, pdf: bool) -> None:
    """Refuse a file of more bytes than one pack can hold."""
    if size > (LARGEST_PDF if pdf else LARGEST):
        kind = "" if pdf else " of text"
        raise Unreadable(
            f"{name} is {size // _MEGABYTE} MB{kind}, more than one pack can hold; "
            "split it into one file per meeting."
        )


def _of_pdf(pdf: PdfText) -> Input:
    """The input a PDF gives, with a warning for each stretch of sheets that say nothing."""
    warnings: list[ReadWarning] = []
    for first, last in _stretches(pdf.silent):
        line = max((each.number for each in pdf.lines if (each.page or 0) < first), default=1)
        what = (
            f"Sheet {first} of the PDF is a picture"
            if first == last
            else (f"Sheets {first} to {last} of the PDF are pictures")
        )
        said = f"{what} without text; nothing was read there."
        warnings.append(ReadWarning("scan", line, said))
    return Input(pdf.lines, tuple(warnings), pdf.labels, pdf.bookmarks)


def _stretches(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """The first and the last of each run of numbers that follow one another."""
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs


def read_pack(given: str | Input, *, name: str, progress: Progress | None = None) -> ReadPack:
    """Read a pack from its text, or from lines that know their sheets; ``progress`` hears parts.

    Raises Unreadable where no agenda can be found.
    """
    say = progress or (lambda _: None)
    source = Input(source_lines(given)) if isinstance(given, str) else given
    doc = tokenize(source.lines)
    if not doc.lines:
        raise Unreadable(f"{name} holds no words; choose the file that holds the text of the pack.")
    say("front sheet")
    numbers = pack_pages(doc, source.lines, source.labels)
    front = _front_sheet(doc, numbers) or _NO_FRONT_SHEET
    meeting = front.header.date.value if front.header.date else None
    covers = find_covers(doc, after=front.end_line, meeting=meeting)
    marked = _marked(doc, front, source.bookmarks)
    items = with_ranges(front.items, marked, numbers or _counted(doc, marked))
    ranges, pages = _pages(doc, items, front.end_line, numbers)
    say("minutes")
    tops = _item_tops(ranges, pages) if doc.lines[0].sheet else []
    sets = read_sets(doc, stops=[*(cover.line for cover in covers), *tops])
    say("papers")
    starts = find_starts(doc, covers=covers, sets=sets, pages=pages, after=front.end_line)
    if not front.items and not sets and not any(start.kind == COVER for start in starts):
        raise Unreadable(NOTHING.format(name=name))
    starts = with_bookmarks(doc, starts, source.bookmarks, marked)
    spans = bind(doc, ranges=ranges, starts=starts, pages=pages)
    reports = read_reports(doc, spans=spans, starts=starts, sets=sets, items=items)
    items, sets, reports = with_restrictions(doc, items, sets, reports)
    say("checks")
    warnings = find_warnings(
        doc, header=front.header, items=items, sets=sets, reports=reports, spans=spans
    )
    warnings = (*source.warnings, *warnings, *_cut_short(doc, sets))
    header = _lent(front.header, sets) if source.to_store else front.header
    return ReadPack(name, header, items, sets, reports, warnings, doc.source, doc.furniture)


def _lent(header: Header, sets: Sequence[MinutesSet]) -> Header:
    """The header; that of a file without an agenda says what its first minutes say."""
    if header.body.value or not sets or sets[0].body is None:
        return header
    first = sets[0]
    body = replace(sets[0].body, confidence=0.5, inferred=True)
    date = replace(first.date, confidence=0.5, inferred=True) if first.date else None
    return replace(header, body=body, date=date)


def _marked(
    doc: Document, front: ReadFrontSheet, bookmarks: Sequence[SheetBookmark]
) -> dict[str, SheetBookmark]:
    """The bookmark of each item that has papers."""
    last = next((line.sheet for line in doc.slice(front.end_line, front.end_line)), None)
    return items_by_bookmark(bookmarks, front.items, below=last or 0)


def _counted(doc: Document, marked: Mapping[str, SheetBookmark]) -> dict[int, int]:
    """Pages counted from the first bookmarked paper, where no number is printed on them."""
    first = min((mark.sheet for mark in marked.values()), default=0)
    last = doc.lines[-1].sheet or 0
    return {sheet: sheet - first + 1 for sheet in range(first, last + 1)} if first else {}


def _pages(
    doc: Document, items: Sequence[ReadItem], after: int, numbers: Mapping[int, int]
) -> tuple[list[tuple[ReadItem, Fact[ReadPages]]], tuple[PageStart, ...]]:
    """The ranges the agenda prints or implies, and where the pages of the pack begin."""
    ranges = ranges_of(items)
    numbers = numbers or _from_first(doc, ranges, after)
    if numbers:
        return ranges, starts_by_sheet(doc, numbers, after=after)
    first = next((line.number for line in doc.lines if line.number > after), None)
    if not first or not ranges:
        return ranges, ()
    base = min(pages.value.first for _, pages in ranges)
    last = max(pages.value.last for _, pages in ranges)
    return ranges, page_starts(doc, first_line=first, first_page=base, last_page=last)


def _from_first(
    doc: Document, ranges: Sequence[tuple[ReadItem, Fact[ReadPages]]], after: int
) -> dict[int, int]:
    """Pages counted from the sheet below the front sheet, where the last item's is among them."""
    base = next((line.sheet for line in doc.lines if line.number > after and line.sheet), 0)
    if not base or not ranges:
        return {}
    first = ranges[0][1].value.first
    counted = {at: at - base + first for at in range(base, (doc.lines[-1].sheet or 0) + 1)}
    return counted if ranges[-1][1].value.first in counted.values() else {}


def _item_tops(
    ranges: Sequence[tuple[ReadItem, Fact[ReadPages]]], pages: Sequence[PageStart]
) -> list[int]:
    """The first lines of items whose pages are known, not reckoned."""
    firsts = {pages_of.value.first for _, pages_of in ranges}
    return [page.line for page in pages if page.page in firsts]


def _front_sheet(doc: Document, numbers: Mapping[int, int]) -> ReadFrontSheet | None:
    """The front sheet, which ends where the first minutes or the first papers begin."""
    end = doc.lines[-1].number + 1
    limits = [*[segment.start for segment in find_sets(doc)][:1], end]
    drafts = ((limit, read_front_sheet(doc, limit=limit)) for limit in limits)
    limit, draft = next(((at, sheet) for at, sheet in drafts if sheet), (end, None))
    if draft is None or (limit > limits[0] and not _is_agenda(doc, draft)):
        return None
    date = draft.header.date.value if draft.header.date else None
    after = max((i.number.line for i in draft.items if i.pages), default=draft.items[0].number.line)
    covers = find_covers(doc, after=after, meeting=date)
    tops = [*(cover.line for cover in covers), *_first_page(doc, draft, numbers)]
    first = min([limit, *(line for line in tops if line > after)])
    return read_front_sheet(doc, limit=first) or draft


def _is_agenda(doc: Document, draft: ReadFrontSheet) -> bool:
    """Whether items that stand below the head of minutes are an agenda's, and not numbered
    paragraphs of those minutes."""
    above = doc.slice(1, draft.items[0].number.line)
    return any(item.pages for item in draft.items) or any(HEADING.match(x.text) for x in above)


def _first_page(doc: Document, draft: ReadFrontSheet, numbers: Mapping[int, int]) -> list[int]:
    """The first line of the sheet that bears the first page of the first paper."""
    first = min((item.pages.value.first for item in draft.items if item.pages), default=None)
    sheets = [sheet for sheet, page in numbers.items() if page == first]
    return [line for sheet in sheets if (line := first_line_of(doc, sheet)) is not None]


def _cut_short(doc: Document, sets: Sequence[MinutesSet]) -> list[ReadWarning]:
    """A warning where the text ends within a sentence of minutes."""
    last = doc.lines[-1]
    inside = any(found.minutes and found.end_line >= last.number for found in sets)
    if not inside or last.cells or re.search(r"[.:;!?)\]”’\"']$|^[^a-z]*$", last.text):
        return []
    said = "The text ends in the middle of a sentence; the file may be only part of the pack."
    return [ReadWarning("cut short", last.number, said)]
