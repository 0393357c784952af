"""The front sheet's items: numbers, titles, page ranges, sections, presenters and notes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from .facts import AgendaItem, Fact, Header, PageRange
from .front import HEADING, NEXT_MEETING, is_footer, read_header, read_signatory
from .lines import (
    GAP,
    NO_GAP,
    Document,
    Line,
    continues,
    join,
    paragraphs,
    starts_entry,
    without_bullet,
)
from .presenters import read_presenters
from .words import DATE, capitals, is_person

ITEM = re.compile(r"^(?:Item\s+)?(?P<number>\d{1,2}\s?[A-Z]?)(?P<stop>[.)]?)\s+(?P<title>\S.*)$")
SUB_ITEM = re.compile(r"^\((?P<number>[a-z]|[ivx]{1,4})\)\s+(?P<title>\S.*)$")
RANGE = re.compile(
    r"[(\[]?\s*\b(?:Pages?|pp\.?)\s*(?P<first>\d{1,4})(?:\s*(?:-|–|—|to)\s*(?P<last>\d{1,4}))?\s*[)\]]?\s*$",
    re.I,
)
OPEN_RANGE = re.compile(r"\(\s*Pages?\b[^)]*$", re.I)
SECTION = re.compile(
    r"^(?:(?:(?:items?|matters|reports?|business|issues)\s+)?(?:for|to)\s+(?:\w+[\s/-]+)?"
    r"(?:discussion|decision|information|not(?:e|ing)|approval|assurance|consideration|endorsement|"
    r"scrutiny|action|agreement|consultation|debate)\b.*"
    r"|(?:standing|routine|preliminary|strategic|other|urgent|exempt|confidential|closed|public|open|"
    r"opening|closing|formal|general|key)\s+(?:items?|business|matters|session|reports?|decisions)\b.*"
    r"|(?:un)?restricted\s+(?:items|business)"
    r"|part\s+(?:[ivx]+|\d|[a-d])\b.*)$",
    re.I,
)


_LETTERS = tuple("abcdefghijklmnopqrstuvwxyz")
_ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")


@dataclass(slots=True)
class _Draft:
    """An item while its lines are still coming in."""

    number: str
    line: int
    title_lines: list[Line]
    rest: list[Line] = field(default_factory=list)
    section: Fact[str] | None = None
    introduction: tuple[Fact[str], ...] = ()


@dataclass(frozen=True, slots=True)
class FrontSheet:
    header: Header
    items: tuple[AgendaItem, ...]
    end_line: int


def read_front_sheet(doc: Document, *, limit: int) -> FrontSheet | None:
    """Read the front sheet from the lines before ``limit``; None where no agenda item is found."""
    lines = [line for line in doc.lines if line.number < limit]
    start = next((i for i, line in enumerate(lines) if HEADING.match(line.text)), None)
    first = _first_item(lines, start or 0)
    if first is None:
        return None
    signatory, end = read_signatory(lines, first)
    drafts = _drafts(doc, lines[(start or 0) + 1 : first], lines[first:end])
    if signatory is None:
        _cut_foot(drafts[-1])
    items = tuple(_item(doc, draft) for draft in drafts)
    top = lines[:first] if start is None or start < 2 else lines[:start]
    header = read_header(top, lines[first:end], items, signatory)
    last = signatory.post.line if signatory else items[-1].end_line
    footer = header.next_meeting.line if header.next_meeting else last
    return FrontSheet(header, items, max(last, footer))


# --- items -----------------------------------------------------------------------------------


def _cut_foot(last: _Draft) -> None:
    """End an unsigned front sheet: with its page where pages show, else with its last notes."""
    for index, line in enumerate(last.rest):
        text = without_bullet(line.text)
        dated = DATE.search(text) or is_footer(text) or re.match(r"^(?:Future\b|\()", text)
        ours = dated or RANGE.fullmatch(text) or read_presenters(text)[0]
        if line.page_start or (line.gap == GAP and not ours):
            last.rest = last.rest[:index]
            return


def _first_item(lines: Sequence[Line], start: int) -> int | None:
    for index, line in enumerate(lines[start : start + 80], start=start):
        match = ITEM.match(line.text)
        if match and match["number"] in {"1", "01"}:
            return index
    return None


def _follows(before: str, number: str, stop: str) -> bool:
    """Whether one item number may follow another: after 15, 15A or 16 (17, where 16 is lost)."""
    old, old_letter = _parts(before)
    new, letter = _parts(number)
    if letter:
        return (new == old and letter > old_letter) or (new == old + 1 and letter == "A")
    return new == old + 1 or (new == old + 2 and bool(stop))


def _parts(number: str) -> tuple[int, str]:
    """The figure of an item number, and its letter if it has one."""
    figure = re.sub(r"\D.*", "", number)
    return int(figure or 0), "".join(c for c in number if c.isalpha() and c.isupper())


def _drafts(doc: Document, above: Sequence[Line], lines: Sequence[Line]) -> list[_Draft]:
    drafts: list[_Draft] = []
    found = _take_section(doc, _Draft("", 0, [], list(above)))
    section, introduction = found or (None, ())
    for line in lines:
        match = ITEM.match(line.text)
        if match and (not drafts or _follows(drafts[-1].number, match["number"], match["stop"])):
            if drafts:
                found = _take_section(doc, drafts[-1])
                if found:
                    section, introduction = found
            drafts.append(
                _Draft(
                    match["number"].replace(" ", ""), line.number, [line], [], section, introduction
                )
            )
            introduction = ()
        elif drafts and (sub := _sub_item(drafts[-1].number, line.text)):
            drafts.append(_Draft(sub, line.number, [line], [], section, ()))
        elif drafts:
            drafts[-1].rest.append(line)
    if drafts:
        _take_section(doc, drafts[-1], last=True)
    for draft in drafts:
        _wrap_title(doc, draft)
    return drafts


def _sub_item(before: str, text: str) -> str | None:
    """The number of a part of an item, as 7(a) or 7(ii), where it is the next such part."""
    match = SUB_ITEM.match(text)
    if not match:
        return None
    base, _, old = before.rstrip(")").partition("(")
    for series in (_LETTERS, _ROMANS):
        expected = series[series.index(old) + 1] if old in series[:-1] else series[0]
        if match["number"] == expected and (not old or old in series):
            return f"{base}({expected})"
    return None


def _take_section(
    doc: Document, draft: _Draft, *, last: bool = False
) -> tuple[Fact[str], tuple[Fact[str], ...]] | None:
    """Take a section heading, with any introduction under it, off the end of the item above it.

    Under the ``last`` item a section has no items, so it must be printed as a heading to be one.
    """
    for index, line in enumerate(draft.rest):
        text = line.text.rstrip(" :-–")
        loud = capitals(text) > 0.9
        marked = line.text.endswith((":-", ":")) or line.bold or loud
        named = bool(SECTION.match(text)) and (marked or not last)
        bare = not last and _is_bare(marked, draft, index)
        if len(text) <= 60 and (line.gap == GAP or (loud and named)) and (named or bare):
            below = paragraphs(doc, draft.rest[index + 1 :])
            draft.rest = draft.rest[:index]
            return Fact(text, line.number), tuple(Fact(p.text, p.line) for p in below)
    return None


def _is_bare(marked: bool, draft: _Draft, index: int) -> bool:
    """Whether a line is the last before the next item and is marked as a heading."""
    text = draft.rest[index].text
    last = index == len(draft.rest) - 1
    return marked and last and not is_person(text.title()) and not DATE.search(text)


def _wrap_title(doc: Document, draft: _Draft) -> None:
    """Give the title the lines it was broken over, up to its page range."""
    while draft.rest:
        text, line = join(part.text for part in draft.title_lines), draft.rest[0]
        closed = bool(RANGE.search(text))
        broken_range = OPEN_RANGE.search(text) or (RANGE.fullmatch(line.text) and not closed)
        if not broken_range and (closed or not _goes_on(doc, draft.title_lines[-1], line, text)):
            return
        draft.title_lines.append(draft.rest.pop(0))


def _goes_on(doc: Document, before: Line, line: Line, title: str) -> bool:
    """Whether a title goes on in a line: a broken sentence, or a line hung under the title."""
    if line.gap == GAP or _is_note(line.text) or starts_entry(line.text):
        return False
    if NEXT_MEETING.search(title) and _opens_with_date(line.text):
        return False
    hung = line.gap == NO_GAP and line.raw.startswith("    ")
    return hung or continues(doc, before, line)


def _opens_with_date(text: str) -> bool:
    return bool(
        re.match(
            r"^(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\d{1,2}(?:st|nd|rd|th)?\s)", text
        )
    )


def _is_note(text: str) -> bool:
    return bool(read_presenters(text)[0]) or bool(
        re.match(r"^(?:Report of|Presentation|Verbal)\b", text)
    )


def _item(doc: Document, draft: _Draft) -> AgendaItem:
    whole = join(part.text for part in draft.title_lines)
    match = ITEM.match(whole) or SUB_ITEM.match(whole)
    title = match["title"] if match else whole
    pages: Fact[PageRange] | None = None
    if found := RANGE.search(title):
        last = int(found["last"] or found["first"])
        pages = Fact(PageRange(int(found["first"]), last), draft.title_lines[-1].number)
        title = title[: found.start()].strip()
    presenters, notes = [], []
    meeting_dates = bool(NEXT_MEETING.search(title))
    for paragraph in paragraphs(doc, draft.rest):
        text = without_bullet(paragraph.text)
        names, note = ([], text) if meeting_dates else read_presenters(text)
        presenters += [Fact(name, paragraph.line, sure) for name, sure in names]
        if note and not (meeting_dates and is_footer(note)):
            notes.append(Fact(note, paragraph.line))
    end = draft.rest[-1].number if draft.rest else draft.title_lines[-1].number
    return AgendaItem(
        Fact(draft.number, draft.line), Fact(title, draft.line), draft.section, draft.introduction,
        pages, tuple(presenters), tuple(notes), end,
    )  # fmt: skip
