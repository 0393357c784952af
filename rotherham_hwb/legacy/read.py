"""A pack from before this system: bytes or text in, frozen facts out. Pure; stores nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from .agenda import FrontSheet, read_front_sheet
from .binding import bind, ranges_of
from .covers import find_covers, find_starts
from .facts import AgendaItem, Fact, PageRange, ReadPack, ReadWarning, Unreadable
from .key import to_key
from .lines import Document, SourceLine, source_lines, tokenize
from .minutes import find_headings, read_sets
from .pages import PageStart, page_starts
from .reports import read_reports
from .warnings import find_warnings

__all__ = ["Input", "ReadPack", "Unreadable", "read_file", "read_pack", "to_key"]

LARGEST = 20 * 1024 * 1024  # bytes of text; a pack of 1,000 pages is near 3 MB
Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Input:
    """The lines of a pack, each with the sheet it stands on where that is known."""

    lines: tuple[SourceLine, ...]
    warnings: tuple[ReadWarning, ...] = ()


def read_file(path: Path) -> Input:
    """Take the lines out of a text file.

    Raises Unreadable, with one sentence, for a file that is missing, empty, binary or too long.
    """
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= LARGEST else b""
    except OSError as error:
        reason = error.strerror or "it could not be opened"
        raise Unreadable(f"{path.name} cannot be opened ({reason}); check the path.") from error
    if size > LARGEST:
        raise Unreadable(
            f"{path.name} is {size // 2**20} MB of text, more than one pack can hold; "
            "split it into one file per meeting."
        )
    text, warnings = decode(data, name=path.name)
    return Input(source_lines(text), warnings)


def decode(data: bytes, *, name: str) -> tuple[str, tuple[ReadWarning, ...]]:
    """The text of a file: UTF-8, UTF-16 with its mark, or Windows-1252, which is noted."""
    if not data.strip():
        raise Unreadable(f"{name} is empty; choose the file that holds the text of the pack.")
    if data.startswith(b"%PDF"):
        raise Unreadable(f"{name} is a PDF; take its text out first and read that.")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace"), ()
    if b"\0" in data or _mostly_control(data[:4096]):
        raise Unreadable(f"{name} is not a text file; choose the text of the pack.")
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        note = (
            "The file is not UTF-8 and was read as Windows-1252; check accents, quotes and £ signs."
        )
        return data.decode("cp1252", errors="replace"), (ReadWarning("encoding", 1, note),)


def _mostly_control(data: bytes) -> bool:
    odd = sum(1 for byte in data if byte < 32 and byte not in b"\t\n\r\f")
    return odd * 20 > len(data)


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
    front = _front_sheet(doc)
    if front is None:
        raise Unreadable(
            f"{name} has no agenda with a numbered first item, so it cannot be read as a pack."
        )
    meeting = front.header.date.value if front.header.date else None
    covers = find_covers(doc, after=front.end_line, meeting=meeting)
    ranges, pages = _pages(doc, front)
    say("minutes")
    tops = _item_tops(ranges, pages) if doc.lines[0].sheet else []
    sets = read_sets(doc, stops=[*(cover.line for cover in covers), *tops])
    say("papers")
    starts = find_starts(doc, covers=covers, sets=sets, pages=pages, after=front.end_line)
    spans = bind(doc, ranges=ranges, starts=starts, pages=pages)
    reports = read_reports(doc, spans=spans, starts=starts, sets=sets, items=front.items)
    say("checks")
    warnings = find_warnings(
        doc, header=front.header, items=front.items, sets=sets, reports=reports, spans=spans
    )
    warnings = (*source.warnings, *warnings)
    return ReadPack(name, front.header, front.items, sets, reports, warnings, doc.source)


def _pages(
    doc: Document, front: FrontSheet
) -> tuple[list[tuple[AgendaItem, Fact[PageRange]]], tuple[PageStart, ...]]:
    """The ranges the agenda prints or implies, and where the pages of the pack begin."""
    ranges = ranges_of(front.items)
    first = next((line.number for line in doc.lines if line.number > front.end_line), None)
    last = max((pages.value.last for _, pages in ranges), default=0)
    return ranges, page_starts(doc, first_line=first, last_page=last) if first and last else ()


def _item_tops(
    ranges: Sequence[tuple[AgendaItem, Fact[PageRange]]], pages: Sequence[PageStart]
) -> list[int]:
    """The first lines of items whose pages are known, not reckoned."""
    firsts = {pages_of.value.first for _, pages_of in ranges}
    return [page.line for page in pages if page.page in firsts]


def _front_sheet(doc: Document) -> FrontSheet | None:
    """The front sheet, which ends where the first minutes or the first cover sheet begin."""
    end = doc.lines[-1].number + 1
    limit = min([doc.lines[h.start].number for h in find_headings(doc)], default=end)
    draft = read_front_sheet(doc, limit=limit)
    if draft is None:
        return read_front_sheet(doc, limit=end)
    date = draft.header.date.value if draft.header.date else None
    covers = find_covers(doc, after=draft.items[0].number.line, meeting=date)
    first = min([limit, *(cover.line for cover in covers)])
    return read_front_sheet(doc, limit=first) or draft
