"""Papers bound in a pack: where each begins and ends, its title, its fields, its attachments."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from rotherham_hwb.legacy.facts import Fact, Field, MinutesSet, ReadItem, ReadReport
from rotherham_hwb.legacy.kinds.papers.asks import approvals, recommendations
from rotherham_hwb.legacy.kinds.papers.binding import PapersSpan
from rotherham_hwb.legacy.kinds.papers.cover_words import CONTACT, TITLE_LABEL, plain
from rotherham_hwb.legacy.kinds.papers.covers import (
    BOOKMARK,
    COVER,
    LETTER,
    MINUTES,
    NEXT,
    PAGE,
    PAPER,
    SHEET,
    TITLE,
    TITLE_PAGE,
    YEAR_END,
    Start,
)
from rotherham_hwb.legacy.kinds.papers.fields import is_label, read_fields
from rotherham_hwb.legacy.text.lines import GAP, Document, Line, join, paragraphs, starts_entry
from rotherham_hwb.legacy.text.words import is_body
from rotherham_hwb.slips.printed_dates import DATE

_CONTENTS = re.compile(r"^(?:table of )?contents(?: page)?$", re.I)
_NO_TITLE = re.compile(
    r"^(?:message from|foreword|introduction|contents|page|draft)\b|^\w+ \d+$", re.I
)
_FROM = re.compile(r"^(?:joint )?report (?:of|by|from|to)\b", re.I)
_REFERENCE = re.compile(
    r"^(?:(?:agenda )?item(?: no\.?)?\s*[:–-]?\s*\w{1,5}|[A-Z]{2,6}[./-]?\d[\w./-]*)"
    r"(?:\s+report to\b.*)?$",
    re.I,
)
_APPENDIX = re.compile(
    r"^(?:appendix|annex) (?:1|A|one)\b[\s:.–-]*(?P<title>[A-Z][^;]{8,120}?)"
    r"(?=\s+(?:appendix|annex) (?:\d|[A-H])\b|[;.]|$)",
    re.I,
)
_SOON = 30  # lines of source from a contact to the foot of its page
_WHEN = re.compile(r"^(?:\d{1,2}(?:st|nd|rd|th)?\s+)?[A-Z][a-z]+\s+(?:19|20)\d{2}$")
_DATE_LIKE = re.compile(r"\b\d{1,2}[ ./]\d{1,2}[ ./]\d{2,4}\b")


def read_reports(
    doc: Document,
    *,
    spans: Sequence[PapersSpan],
    starts: Sequence[Start],
    sets: Sequence[MinutesSet],
    items: Sequence[ReadItem],
) -> tuple[ReadReport, ...]:
    """Every paper of the pack that is not minutes, each bound to its agenda item.

    A paper bound behind a covering report is marked as an attachment.
    """
    titles = {item.number.value: item.title for item in items}
    often = Counter(_gist(line.text) for line in doc.lines)
    reports: list[ReadReport] = []
    for span in spans:
        inner = [s for s in starts if span.start.line < s.line <= span.end_line]
        tops = [span.start, *(s for s in inner if s.kind == COVER)]
        ends = [*(top.line - 1 for top in tops[1:]), span.end_line]
        for top, end in zip(tops, ends, strict=True):
            if top.kind != MINUTES:
                last = _before_minutes(sets, top.line, end)
                agenda_title = titles[span.item.value] if top is span.start else None
                reports += _bundle(doc, span, top, last, agenda_title, inner, often)
    return tuple(reports)


def _before_minutes(sets: Sequence[MinutesSet], first: int, last: int) -> int:
    return min([s.start_line - 1 for s in sets if first < s.start_line <= last], default=last)


def _bundle(
    doc: Document,
    span: PapersSpan,
    top: Start,
    last: int,
    agenda_title: Fact[str] | None,
    starts: Sequence[Start],
    often: Mapping[str, int],
) -> list[ReadReport]:
    """A paper, and after the last field of its cover the papers bound behind it."""
    named = min((s.line for s in starts if s.title and top.line < s.line), default=last + 1)
    lines = doc.slice(top.line, min(last, named - 1))
    fields = read_fields(doc, lines, cover=top.kind == COVER)
    after = max((field.value.line for field in fields), default=top.line)
    behind: list[tuple[int, Fact[str] | None]] = []
    for start in starts:
        if after < start.line <= last and (found := _attached(doc, start, often)):
            behind.append((start.line, found[0]))
    if (first := _first_appendix(lines, fields)) and first[0] not in [at for at, _ in behind]:
        behind = sorted([first, *behind], key=lambda found: found[0])
    title = _title(doc, top, lines, fields, agenda_title)
    firsts = [top.line, *(line for line, _ in behind)]
    lasts = [*(line - 1 for line in firsts[1:]), last]
    heads: list[Fact[str] | None] = [title, *(named for _, named in behind)]
    return [
        ReadReport(named, span.item, fields if first == top.line else (), first,
               _last_said(doc, first, final), first != top.line,
               recommendations(fields) if first == top.line else (),
               approvals(fields) if first == top.line else ())
        for first, final, named in zip(firsts, lasts, heads, strict=True)
    ]  # fmt: skip


def _first_appendix(lines: Sequence[Line], fields: Sequence[Field]) -> tuple[int, Fact[str]] | None:
    """Where the page after a cover's contacts begins, and the first appendix the cover lists."""
    listed = next((f.value for f in fields if "appendi" in f.label.casefold()), None)
    named = _APPENDIX.match(listed.value) if listed else None
    if not named or not listed or not CONTACT.match(plain(fields[-1].label)):
        return None
    told = fields[-1].value.line
    page = next((line for line in lines if line.number > told and line.page_start), None)
    if page is None or page.number - told > _SOON:
        return None
    return page.number, Fact(named["title"].strip(" :–-"), listed.line, 0.5, inferred=True)


def _last_said(doc: Document, first: int, last: int) -> int:
    return max((line.number for line in doc.slice(first, last)), default=last)


def _attached(
    doc: Document, start: Start, often: Mapping[str, int]
) -> tuple[Fact[str] | None] | None:
    """The title of a paper that begins at a start, as a 1-tuple; None where none begins."""
    lines = doc.slice(start.line, start.line + 40)
    if not lines:
        return None
    own_page = lines[0].page_start or not doc.spaced
    if start.kind == BOOKMARK:
        return (Fact(start.title, start.line, 0.9, True),) if start.title else None
    if start.kind == NEXT and not doc.spaced:
        return (_name(doc, lines),)
    if start.kind == TITLE_PAGE and own_page:
        return (_title_page(lines),)
    if start.kind == LETTER and own_page:
        return (None,)
    if start.kind == PAGE or (start.kind == TITLE and lines[0].page_start):
        text = _page_title(lines)
        return (Fact(text, start.line, 0.6, True),) if text and often[_gist(text)] < 3 else None
    return None


def _gist(text: str) -> str:
    """A line without its page number and dates: what a running header repeats."""
    return re.sub(r"\bpage\b|[^a-z]", "", text.casefold())


def _name(doc: Document, lines: Sequence[Line]) -> Fact[str]:
    """The first words of a paper, over the lines set together with the same weight."""
    said = [lines[0].text]
    for line in lines[1:5]:
        if line.gap == GAP or line.cells or not lines[0].bold:
            break
        said.append(line.text)
    return Fact(join(said), lines[0].number, 0.6, inferred=True)


def _page_title(lines: Sequence[Line]) -> str | None:
    """The words at the top of a page, where they have the form of a paper's title."""
    block: list[str] = []
    for line in lines[:6]:
        if block and (line.gap == GAP or line.page_start or starts_entry(line.text)):
            break
        if not _WHEN.match(line.text):
            block.append(line.text)
    if len(block) > 3:
        return None
    text = join(block)
    words = [word.lstrip("‘'“\"(") for word in text.split() if len(word) > 3]
    capital = sum(1 for word in words if word[:1].isupper())
    named = bool(PAPER.search(text)) and 12 <= len(text) <= 170 and capital * 10 >= len(words) * 6
    odd = (
        starts_entry(text)
        or re.search(r"[:%£]", text)
        or re.match(r"^(?:table|figure|chart|map)\b", text, re.I)
    )
    return text if named and not odd and not text.endswith((",", ";")) else None


def _title(
    doc: Document,
    top: Start,
    lines: Sequence[Line],
    fields: Sequence[Field],
    agenda_title: Fact[str] | None,
) -> Fact[str] | None:
    """The title a paper prints; the agenda's where none can be told; none for a letter."""
    for field in fields:
        if TITLE_LABEL.match(plain(field.label)) and field.value.value:
            return field.value
    if top.title and top.kind != COVER:
        return Fact(top.title, top.line, 0.8, inferred=True)
    if top.kind == TITLE_PAGE:
        return _title_page(lines)
    if top.kind == LETTER:
        return None
    if agenda_title and (same := _alike(doc, lines[:24], agenda_title.value)):
        return same
    for paragraph in paragraphs(doc, _above_labels(lines[:14])):
        text = paragraph.text
        bare = DATE.sub("", text).strip(" –-,")
        if SHEET.match(text) or is_body(bare) or not bare or len(_DATE_LIKE.findall(text)) > 1:
            continue
        if _FROM.match(text) or _REFERENCE.match(text):
            continue
        if _NO_TITLE.match(text) or len(text) > 220:
            break
        return Fact(text, paragraph.line, 0.8, inferred=True)
    if agenda_title is None:
        return Fact(top.title, top.line, 0.6, inferred=True) if top.title else None
    if lines[0].page_start and (dated := _dated_title(lines[:40])):
        return dated
    return Fact(agenda_title.value, agenda_title.line, 0.4, inferred=True)


def _dated_title(lines: Sequence[Line]) -> Fact[str] | None:
    """A title of two lines that ends in its year, anywhere on the first page."""
    page = next((i for i, line in enumerate(lines) if i and line.page_start), len(lines))
    for line, after in pairwise(lines[:page]):
        text = join((line.text, after.text))
        short = len(line.text) <= 60 and len(after.text) <= 60 and not (line.cells or after.cells)
        if short and PAPER.search(after.text) and YEAR_END.search(after.text) and _is_set(text):
            return Fact(text, line.number, 0.6, inferred=True)
    return None


def _is_set(text: str) -> bool:
    """Whether nearly every long word has a capital, as in a title."""
    words = [word for word in text.split() if len(word) > 3 and word[0].isalpha()]
    return len(words) >= 3 and all(word[0].isupper() for word in words)


def _alike(doc: Document, lines: Sequence[Line], wanted: str) -> Fact[str] | None:
    """The paragraph at the head of a paper that says the same as its item's title."""
    words = _words(re.sub(r"\s*\([^()]*\d[^()]*\)$", "", wanted))
    page = next((i for i, line in enumerate(lines) if i and line.page_start), len(lines))
    for paragraph in paragraphs(doc, lines[:page]):
        said = _words(paragraph.text)
        common = len(words & said)
        alike = common >= 2 and common * 4 >= 3 * len(words | said)
        if alike and not is_label(paragraph.text) and len(paragraph.text) <= 220:
            return Fact(paragraph.text, paragraph.line, 0.8, inferred=True)
    return None


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"[a-z0-9]+", text.casefold()) if len(word) > 2}


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
