"""The text of a paper from an old pack, as it was marked: tables, lists, bold words and links.

Tabs part the cells of a table; `**` stands around bold words and `[words](address)` for a link.
Marks of other kinds are taken off, words never.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from rotherham_hwb.shown.prose import BULLET, Passage

STAMP = re.compile(r"^(?:Page \d{1,4}|Agenda Item \d{1,3}[A-Z]?)$")
RULE = re.compile(r"^[\s|:\-–_=]*$")
TAG = re.compile(
    r"</?(?:ul|ol|li|p|b|i|u|em|strong|span|div|sup|sub|table|tr|td|th)\b[^<>]*>", re.I
)
BREAK = re.compile(r"<br\s*/?>", re.I)
HEADING = re.compile(r"^#{1,6}\s+(.*)$")
ESCAPED = re.compile(r"\\([\\()\[\]*_#.\-!<>&|])")
LABEL = re.compile(r"^(?:\(?\w{1,4}[.)]|\d{1,2}(?:\.\d{1,2})+\.?)\s")
LINK = re.compile(
    r"\[(?P<words>[^\[\]]+)\]\((?P<to>(?:[^()\s]|\([^()\s]*\))*)\)"
    r"|<?(?P<web>https?://[^\s<>]*[^\s<>.,;:)])>?"
    r"|<?(?P<mail>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)>?"
)
SAFE = ("http://", "https://", "mailto:")
LONG = 60  # characters of a line that may go on in the next


def old_passages(text: str) -> tuple[Passage, ...]:
    """The text of an imported paper as passages; its page stamps are left out."""
    lines = [BREAK.sub(" ", line) for line in text.replace("\r\n", "\n").split("\n")]
    return tuple(_passages([TAG.sub(" ", line).rstrip() for line in lines]))


def _passages(lines: Sequence[str]) -> Iterator[Passage]:
    table: list[list[str]] = []
    block: list[str] = []
    for line in lines:
        words = line.strip()
        if not words or RULE.match(line) or STAMP.match(words):
            yield from _prose(block)
            block = []
        elif cells := _cells(line):
            yield from _prose(block)
            block = []
            table.append(cells)
        else:
            yield from _table(table)
            table = []
            block.append(words)
    yield from _table(table)
    yield from _prose(block)


def _cells(line: str) -> list[str]:
    """The cells of a row; none of a line without tabs, or set in by them."""
    cells = [cell.strip() for cell in line.rstrip().split("\t")]
    return cells if len(cells) > 1 and any(cells[:-1]) else []


def _table(rows: Sequence[Sequence[str]]) -> Iterator[Passage]:
    if not rows:
        return
    width = max(map(len, rows))
    cells = tuple(
        tuple(_html(row[at] if at < len(row) else "") for at in range(width)) for row in rows
    )
    headed = width > 2 and len(rows) > 1 and all(rows[0])
    yield Passage((), rows=cells, headed=headed)


def _prose(block: Sequence[str]) -> Iterator[Passage]:
    bullets: list[str] = []
    for line in _joined(block):
        if BULLET.match(line) and not line.startswith("**"):
            bullets.append(BULLET.sub("", line))
            continue
        if bullets:
            yield Passage(tuple(map(_html, bullets)), bullets=True)
            bullets = []
        heading = HEADING.match(line)
        yield Passage((_html(f"**{heading[1]}**" if heading else line),))
    if bullets:
        yield Passage(tuple(map(_html, bullets)), bullets=True)


def _joined(block: Sequence[str]) -> list[str]:
    """The lines of a block, each with what it goes on in."""
    joined: list[str] = []
    before = ""
    for line in block:
        begins = bool(BULLET.match(line) or LABEL.match(line) or HEADING.match(line))
        alone = line.startswith("**") and line.endswith("**")
        if joined and len(before) >= LONG and not (begins or alone):
            joined[-1] += f" {line}"
        else:
            joined.append(line)
        before = line
    return joined


def _html(line: str) -> SafeString:
    """A line with its marks as HTML, all words escaped."""
    parts = line.split("**")
    bold = len(parts) % 2 == 1  # marks come in pairs
    return format_html_join(
        "",
        "{}",
        (
            (
                format_html("<strong>{}</strong>", _linked(part))
                if at % 2 and bold
                else _linked(part),
            )
            for at, part in enumerate(parts)
            if part
        ),
    )


def _linked(part: str) -> SafeString:
    made, at = [], 0
    for found in LINK.finditer(part):
        made.append(format_html("{}", ESCAPED.sub(r"\1", part[at : found.start()])))
        made.append(_link(found))
        at = found.end()
    made.append(format_html("{}", ESCAPED.sub(r"\1", part[at:])))
    return format_html_join("", "{}", ((each,) for each in made))


def _link(found: re.Match[str]) -> SafeString:
    words = found["words"] or found["web"] or found["mail"]
    to = found["to"] or found["web"] or (f"mailto:{found['mail']}" if found["mail"] else "")
    words = ESCAPED.sub(r"\1", words)
    if not to.lower().startswith(SAFE):
        return format_html("{}", words)
    return format_html('<a class="govuk-link" href="{}">{}</a>', to, words)
