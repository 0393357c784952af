"""The page ranges a front sheet prints: "(Pages 1 - 4)", "Page 16", or a bare column of figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from rotherham_hwb.legacy.facts import ReadPages
from rotherham_hwb.legacy.text.lines import Line

_NUMBERS = r"(?P<first>\d{1,4})(?:\s*(?:-|–|—|−|to|&|and)\s*(?P<last>\d{1,4}))?"
_WORD = r"\b(?:Pages?|pp\.?|p\.|p(?=\s?\d))\s*(?:Nos?\.?|numbers?)?\s*:?\.?"
RANGE = re.compile(
    rf"[-–,;]?\s*(?:[(\[]\s*)?{_WORD}\s*{_NUMBERS}\s*(?:[)\]]\s*)?(?:[.;]\s*)?$", re.I
)
_INSIDE = re.compile(rf"\s*[(\[][^()\[\]]{{0,40}}?{_WORD}\s*{_NUMBERS}\s*[)\]]", re.I)
OPEN_RANGE = re.compile(r"[(\[]\s*(?:Pages?|pp?\.?)\b[^)\]]*$", re.I)
_COLUMN_HEAD = re.compile(r"(?:^|\s)Pages?(?:\s*(?:Nos?\.?|Numbers?(?:\(s\))?|\(s\)))?\s*$", re.I)
_BARE = r"(?P<first>\d{1,4})(?:\s*[-–—−]\s*(?P<last>\d{1,4}))?"
BARE_LINE = re.compile(rf"^[(\[]?{_BARE}[)\]]?$")
_BARE_SPAN = re.compile(r"^[(\[]?\d{1,4}\s*[-–—−]\s*\d{1,4}[)\]]?$")
_TAIL = re.compile(rf"(?P<gap>\s+)[(\[]?{_BARE}[)\]]?(?:\s+[-–])?\s*$")


def pages_of(match: re.Match[str]) -> ReadPages | None:
    """The range a match names; None where it would run backwards."""
    first = int(match["first"])
    last = int(match["last"] or first)
    return ReadPages(first, last) if 0 < first <= last else None


def split_range(text: str) -> tuple[str, ReadPages | None]:
    """A title without its page range, and the range."""
    match = _INSIDE.search(text) or RANGE.search(text)
    if not match:
        return text, None
    rest = f"{text[: match.start()]} {text[match.end() :]}"
    return re.sub(r"\s+", " ", rest).strip(), pages_of(match)


def split_note_range(text: str) -> tuple[str, ReadPages | None]:
    """A note without the page range set at its end; pages that a sentence speaks of stay in it."""
    match = _INSIDE.search(text) or RANGE.search(text)
    ours = match and re.match(r"\s*[-–,;]?\s*[(\[]?\s*(?:attached\W+)?p", match[0], re.I)
    if not match or not ours or (match.start() and not re.search(r"[(\[]", match[0])):
        return text, None
    return split_range(text)


def is_column_head(text: str) -> bool:
    """Whether a line heads the columns of an agenda, as "Item  Title  Page No." does."""
    words = re.findall(r"[A-Za-z]+", text)
    return (
        0 < len(words) <= 12
        and not re.search(r"\d", text)
        and bool(
            re.fullmatch(
                r"(?:\W|\b(?:Agenda|Items?|No|Nos|Number|Numbers|Pages?|Title|of|Report|Reports|"
                r"Subject|Lead|"
                r"Officers?|Time|Timings?|Wards?|Affected|s|Not|Open|Paper|Papers|Presenter|"
                r"Presented|by|"
                r"Purpose|Contact|Description|Action|Attached|or|Explanatory|Notes|Ref|"
                r"Reference|Who|"
                r"Enclosure|Details|Business|Speaker|Member|To|Follow|Information|Decision|"
                r"Discussion|"
                r"Type|Duration|Status)\b)+",
                text,
                re.I,
            )
        )
        and bool(
            re.search(r"\b(?:Page|Pages|Time|Timings?|Lead|Title|Ward|Presenter)\b", text, re.I)
        )
    )


def has_page_column(lines: Sequence[Line]) -> bool:
    """Whether the front sheet heads a column of page numbers."""
    return any(
        _COLUMN_HEAD.search(line.text) and len(line.text) <= 60 and not re.search(r"\d", line.text)
        for line in lines
    )


def bare_range(line: Line) -> tuple[str, ReadPages] | None:
    """What a line says before a bare range set at its right, with that range.

    In running text a space parts the two; in kept layout a wide gap or a tab does.
    """
    match = _TAIL.search(line.raw.rstrip(" *|"))
    text = re.sub(r"\s+[(\[]?\d{1,4}(?:\s*[-–—−]\s*\d{1,4})?[)\]]?(?:\s+[-–])?$", "", line.text)
    if not match or not text or text == line.text or (pages := pages_of(match)) is None:
        return None
    wide = len(match["gap"].expandtabs(4)) >= 3 or "\t" in match["gap"]
    return (text, pages) if wide or match["last"] else None


def is_span(text: str) -> bool:
    return bool(_BARE_SPAN.match(text))


def in_order(ranges: Sequence[ReadPages]) -> bool:
    """Whether ranges follow one another, as the pages of a pack do."""
    return all(a.last <= b.first for a, b in pairwise(ranges))
