"""Stored text as paragraphs and lists, for pages to set."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from meetings.wording import page_date
from minutes.writing.references import FoundReference, spans
from rotherham_hwb.text_tables import table_rows

BULLET = re.compile(r"^[-•*–]\s+")


LINK = '<a class="govuk-link" href="{}">{}<span class="govuk-visually-hidden"> of {}</span></a>'


@dataclass(frozen=True)
class Passage:
    """One paragraph, list of bullets or table; a line is text, or HTML where it was linked."""

    lines: tuple[str, ...]
    bullets: bool = False
    rows: tuple[tuple[str, ...], ...] = ()
    """Of a table; the first is its header, where it is `headed`."""
    headed: bool = True

    @property
    def body(self) -> tuple[tuple[str, ...], ...]:
        """The rows below the header."""
        return self.rows[1:] if self.headed else self.rows


def passages(text: str) -> tuple[Passage, ...]:
    """Split a text at its empty lines; lines that begin with a dash become a list."""
    blocks = re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip())
    return tuple(passage for block in blocks for passage in _block(block))


@dataclass(frozen=True)
class ReferenceTarget:
    """Where words lead, and the day of the meeting they speak of, in words."""

    href: str
    about: str


Targets = Mapping[FoundReference, ReferenceTarget]
"""What each reference to a minute leads to, as far as its reader may go there."""


@dataclass(frozen=True)
class Prose:
    """Stored words, and where the minutes they name lead; each place sets them its own way."""

    text: str = ""
    targets: Targets = field(default_factory=dict)
    day: dt.date | None = None
    """Of the meeting whose minutes say it, where anything leads anywhere."""

    @property
    def passages(self) -> tuple[Passage, ...]:
        """As a page sets them."""
        return self._linked(passages(self.text))

    @property
    def line(self) -> str:
        """As they stand in a sentence on a page."""
        (passage,) = self._linked([Passage((self.text,))])
        return passage.lines[0]

    def _linked(self, found: Iterable[Passage]) -> tuple[Passage, ...]:
        return linked(found, self.targets, day=self.day) if self.day else tuple(found)


NOTHING = Prose()


def targets_of(references: Iterable[Any]) -> Targets:
    """Where references lead; each of them with `may_read`, whether its reader may go there."""
    found: dict[FoundReference, ReferenceTarget] = {}
    bare: dict[FoundReference, set[ReferenceTarget | None]] = {}
    for each in references:
        said, target = FoundReference(each.text, each.said_on), _target(each)
        bare.setdefault(said.bare, set()).add(target)
        if target:
            found[said] = target
    alone = {said: target for said, (target, *more) in bare.items() if target and not more}
    return alone | found


def _target(reference: Any) -> ReferenceTarget | None:
    minute = reference.target
    if minute is None or not reference.may_read or not minute.number:
        return None
    return ReferenceTarget(minute.get_absolute_url(), page_date(minute.minutes.meeting.date))


def linked(found: Iterable[Passage], targets: Targets, *, day: dt.date) -> tuple[Passage, ...]:
    """The passages of a minute of that day, with the minutes they name as links."""
    if not targets:
        return tuple(found)
    return tuple(
        replace(each, lines=tuple(_linked(line, targets, day) for line in each.lines))
        for each in found
    )


def _linked(line: str, targets: Targets, day: dt.date) -> SafeString:
    """The line as HTML, all of it escaped but for its links."""
    made, at = mark_safe(""), 0
    for span in spans(line, day=day):
        target = targets.get(span.said) or targets.get(span.said.bare)
        if target is None:
            continue
        words = line[span.start : span.end]
        made += format_html("{}" + LINK, line[at : span.start], target.href, words, target.about)
        at = span.end
    return made + format_html("{}", line[at:])


def _block(block: str) -> Iterator[Passage]:
    words: list[str] = []
    bullets: list[str] = []
    lines = list(filter(None, map(str.strip, block.splitlines())))
    if rows := table_rows(lines):
        yield Passage((), rows=rows)
        return
    for line in lines:
        if BULLET.match(line):
            bullets.append(BULLET.sub("", line))
        elif bullets:  # a bullet that runs on
            bullets[-1] += f" {line}"
        else:
            words.append(line)
    if words:
        yield Passage((" ".join(words),))
    if bullets:
        yield Passage(tuple(bullets), bullets=True)
