"""Papers bound in a pack: where each begins and ends, its title, its fields, its attachments."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .binding import Span
from .covers import COVER, LETTER, MINUTES, SHEET, TITLE_PAGE, Start
from .facts import AgendaItem, Fact, Field, MinutesSet, Report
from .fields import is_label, read_fields
from .lines import Document, Line, join, paragraphs
from .words import DATE, is_body

_TITLE_FIELDS = ("title", "report title", "subject", "council report")
_CONTENTS = re.compile(r"^(?:table of )?contents(?: page)?$", re.I)
_NO_TITLE = re.compile(
    r"^(?:message from|foreword|introduction|contents|page|draft)\b|^\w+ \d+$", re.I
)
_DATE_LIKE = re.compile(r"\b\d{1,2}[ ./]\d{1,2}[ ./]\d{2,4}\b")


def read_reports(
    doc: Document,
    *,
    spans: Sequence[Span],
    starts: Sequence[Start],
    sets: Sequence[MinutesSet],
    items: Sequence[AgendaItem],
) -> tuple[Report, ...]:
    """Every paper of the pack that is not minutes, each bound to its agenda item."""
    titles = {item.number.value: item.title for item in items}
    reports: list[Report] = []
    for span in spans:
        inner = [s for s in starts if span.start.line < s.line <= span.end_line]
        tops = [span.start, *(s for s in inner if s.kind == COVER)]
        tops += [s for s in inner if s.kind in {TITLE_PAGE, LETTER} and _own_page(doc, s)]
        tops.sort(key=lambda s: s.line)
        for position, top in enumerate(tops):
            if top.kind == MINUTES:
                continue
            last = tops[position + 1].line - 1 if position + 1 < len(tops) else span.end_line
            last = _before_minutes(sets, top.line, last)
            attached = position > 0 and top.kind != COVER
            title = titles[span.item.value] if position == 0 else None
            reports.append(_report(doc, span, top, last, title, attached=attached))
    return tuple(reports)


def _own_page(doc: Document, start: Start) -> bool:
    """Whether a title page or letter stands at the top of a page, as far as pages are known."""
    line = next((line for line in doc.lines if line.number == start.line), None)
    return line is not None and (line.page_start or not doc.spaced)


def _before_minutes(sets: Sequence[MinutesSet], first: int, last: int) -> int:
    return min([s.start_line - 1 for s in sets if first < s.start_line <= last], default=last)


def _report(
    doc: Document,
    span: Span,
    top: Start,
    last: int,
    agenda_title: Fact[str] | None,
    *,
    attached: bool,
) -> Report:
    lines = doc.slice(top.line, last)
    fields = () if attached else read_fields(doc, lines, cover=top.kind == COVER)
    return Report(
        title=_title(doc, top, lines, fields, agenda_title),
        agenda_item=span.item,
        fields=fields,
        start_line=top.line,
        end_line=lines[-1].number if lines else last,
        attachment=attached,
    )


def _title(
    doc: Document,
    top: Start,
    lines: Sequence[Line],
    fields: Sequence[Field],
    agenda_title: Fact[str] | None,
) -> Fact[str] | None:
    """The title a paper prints; the agenda's where none can be told; none for a letter."""
    for field in fields:
        if field.label.casefold() in _TITLE_FIELDS and field.value.value:
            return field.value
    if top.kind == TITLE_PAGE:
        return _title_page(lines)
    if top.kind == LETTER:
        return None
    for paragraph in paragraphs(doc, _above_labels(lines[:14])):
        text = paragraph.text
        bare = DATE.sub("", text).strip(" –-,")
        if SHEET.match(text) or is_body(bare) or not bare or len(_DATE_LIKE.findall(text)) > 1:
            continue
        if _NO_TITLE.match(text) or len(text) > 220:
            break
        return Fact(text, paragraph.line, 0.8, inferred=True)
    if agenda_title is None:
        return None
    return Fact(agenda_title.value, agenda_title.line, 0.4, inferred=True)


def _above_labels(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines above the first labelled field and on the first page."""
    for index, line in enumerate(lines):
        if index and line.page_start:
            return lines[:index]
        if is_label(line.text) or is_label(line.text.partition(":")[0]) or line.cells:
            return lines[:index]
    return lines


def _title_page(lines: Sequence[Line]) -> Fact[str] | None:
    said: list[str] = []
    for line in lines[:12]:
        if _CONTENTS.match(line.text):
            break
        if line.text.upper() != "DRAFT" and DATE.sub("", line.text).strip(" –-,"):
            said.append(line.text)
    return Fact(join(said), lines[0].number, 0.7, inferred=True) if said else None
