"""Items of an agenda that are marked as private, or stand where the private part is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rotherham_hwb.legacy.facts import ReadItem, ReadRestriction
from rotherham_hwb.legacy.kinds.restricted.in_minutes import reason
from rotherham_hwb.legacy.kinds.restricted.wordings import (
    EXCLUSION,
    MARK,
    Said,
    denies,
    is_private_heading,
    is_public_heading,
    paragraphs_in,
    sentences,
    shuts_out,
    stands_over_many,
)
from rotherham_hwb.legacy.text.lines import GAP, Document, Line

_RESOLVES = re.compile(r"\b(?:to resolve|resolved|that)\b", re.I)
_AT_THE_BEGINNING = re.compile(
    r"\bapolog(?:y|ies)\b|\bdeclarations? of\b|\bquestions from\b"
    r"|\bminutes of the (?:previous|last)\b",
    re.I,
)
"""Business of the beginning: what asks about the public before it, asks in general."""


def restricted_items(doc: Document, items: Sequence[ReadItem]) -> tuple[ReadItem, ...]:
    """The items, each with why it is private where it is."""
    if not items:
        return ()
    firsts = [item.number.line for item in items]
    ends = [*(line - 1 for line in firsts[1:]), items[-1].end_line]
    private = _headings(doc.slice(1, firsts[0] - 1), None)
    out: list[ReadItem] = []
    for place, (item, end) in enumerate(zip(items, ends, strict=True)):
        lines = doc.slice(item.number.line, end)
        mine = _above_headings(item, lines)
        excludes = _excludes(item, mine, items[place + 1 :])
        mark = None if _is_called_so(item) else _mark(mine)
        own = mark or (excludes if not _is_called_so(item) else None)
        if not own and not _is_called_so(item):
            own = private
        out.append(_without_private_lines(replace(item, restriction=own), mine))
        private = _headings(_below_its_title(item, lines), excludes or private)
    return tuple(out)


def _is_called_so(item: ReadItem) -> bool:
    return bool(EXCLUSION.search(item.title.value))


def _above_headings(item: ReadItem, lines: Sequence[Line]) -> Sequence[Line]:
    """The lines of an item, without those from a heading of the next part on."""
    below = {line.number for line in _below_its_title(item, lines)}
    ends = (at for at, line in enumerate(lines) if line.number in below and _stands_over(line))
    return lines[: next(ends, len(lines))]


def _below_its_title(item: ReadItem, lines: Sequence[Line]) -> list[Line]:
    """The lines that may be a heading of the next part: of the business that shuts out the public
    not those of its own name, which sounds like one.
    """
    title = _letters(item.title.value) if _is_called_so(item) else ""
    return [line for line in lines[1:] if not title or _letters(line.text) not in title]


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())


def _without_private_lines(item: ReadItem, mine: Sequence[Line]) -> ReadItem:
    """An open item without what was read into it from below a private heading."""
    if item.restriction or not mine:
        return item
    last = mine[-1].number
    return replace(
        item,
        notes=tuple(note for note in item.notes if note.line <= last),
        presenters=tuple(name for name in item.presenters if name.line <= last),
    )


def _headings(lines: Sequence[Line], private: ReadRestriction | None) -> ReadRestriction | None:
    """Whether the items below some lines are private."""
    for line in lines:
        if _stands_over(line):
            private = reason(Said(line.text, line.number))
        elif is_public_heading(line.text):
            private = None
    return private


def _stands_over(line: Line) -> bool:
    """Whether a line is a heading of what follows, and not a mark on the item above."""
    if not is_private_heading(line.text):
        return False
    return stands_over_many(line.text) or (line.gap == GAP and not paragraphs_in(line.text))


def _excludes(
    item: ReadItem, lines: Sequence[Line], later: Sequence[ReadItem]
) -> ReadRestriction | None:
    """Why the items after this one are private, where it is the one that shuts the public out."""
    called = _is_called_so(item)
    said = list(sentences(_below_its_title(item, lines) if called else lines))
    name = Said(item.title.value, item.number.line)
    if called and _RESOLVES.search(name.text) and not denies(name.text):
        return reason(name)
    for each in said:
        if shuts_out(each.text, titled=called):
            return reason(each)
    standing = any(_AT_THE_BEGINNING.search(after.title.value) for after in later)
    if called and not standing and not any(denies(each.text) for each in [name, *said]):
        return reason(name)
    return None


def _mark(lines: Sequence[Line]) -> ReadRestriction | None:
    """A mark in the lines of one item: in its title, or in what is printed below it."""
    for place, line in enumerate(lines):
        heads = place and is_private_heading(line.text) and not _stands_over(line)
        marks = MARK.search(line.text) and not (place and _stands_over(line))
        if (heads or marks) and not denies(line.text):
            below = " ".join(each.text for each in lines[place : place + 2])
            return replace(
                reason(Said(line.text, line.number)),
                paragraphs=paragraphs_in(line.text) or paragraphs_in(below),
            )
    return None
