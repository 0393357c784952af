"""The front sheet's items: numbers, titles, page ranges, sections, presenters and notes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rotherham_hwb.legacy.facts import Fact, Header, ReadItem, ReadPages
from rotherham_hwb.legacy.kinds.front_sheet.columns import read_columns
from rotherham_hwb.legacy.kinds.front_sheet.foot import (
    HEADING,
    NEXT_MEETING,
    is_foot,
    is_footer,
    read_signatory,
    signatory_above,
)
from rotherham_hwb.legacy.kinds.front_sheet.header import read_header
from rotherham_hwb.legacy.kinds.front_sheet.items import (
    Draft,
    part_title,
    split_parts,
    take_column,
    wrap_title,
)
from rotherham_hwb.legacy.kinds.front_sheet.members import read_members
from rotherham_hwb.legacy.kinds.front_sheet.numbers import (
    CODED,
    COMPOUND,
    ITEM,
    PAGES_FIRST,
    choose,
)
from rotherham_hwb.legacy.kinds.front_sheet.presenters import DESCRIPTION, read_presenters
from rotherham_hwb.legacy.kinds.front_sheet.ranges import (
    RANGE,
    has_page_column,
    split_note_range,
    split_range,
)
from rotherham_hwb.legacy.kinds.front_sheet.sections import is_furniture, take_section
from rotherham_hwb.legacy.text.lines import (
    GAP,
    Document,
    Line,
    SourceParagraph,
    join,
    paragraphs,
    renumber,
    without_bullet,
)
from rotherham_hwb.legacy.text.words import COURTESY, is_person
from rotherham_hwb.slips.printed_dates import DATE

_BARE = 0.7  # how sure a name is that nothing calls a presenter
_HEAD = 400  # lines above the first item that are searched for the particulars of the meeting
_LABELLED = re.compile(r"^[A-Z][A-Za-z()/’' ]{2,30}:\s")
_TIMED = re.compile(
    r"^\d{1,2}[.:]\d{2}\s*(?:[ap]\.?m\.?)?(?:\s*[-–—]\s*\d{1,2}[.:]\d{2}\s*(?:[ap]\.?m\.?)?)?\s+"
    r"(?=\d{1,2}[A-Z]?[.)]\s+[A-Z])",
    re.I,
)
_WEB = re.compile(r"\s*(?:pdf icon\s*)?\bPDF\s+[\d.,]+\s*[KM]B$")
_NEXT = re.compile(
    r"^(?:The\s+)?(?:Dates?\b[^.]{0,20}\bof\s+)?(?:the\s+)?(?:Next|"
    r"Future)\s+(?:\w+\s+)?meetings?\b",
    re.I,
)
_LOUD_FIRST = re.compile(
    r"^(?P<title>[^a-z]{4,120}?)\s+(?P<said>(?:(?:To|The|A|Members) [a-z]|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri)day\b).*)$"
)
_LONE = re.compile(r"^\d{1,3}[A-Z]?$")


@dataclass(frozen=True, slots=True)
class ReadFrontSheet:
    header: Header
    items: tuple[ReadItem, ...]
    end_line: int


def read_front_sheet(doc: Document, *, limit: int) -> ReadFrontSheet | None:
    """Read the front sheet from the lines before ``limit``; None where no agenda item is found."""
    lines = _prepared(doc, min(limit, _first_paper(doc)))
    headings = [i for i, line in enumerate(lines) if HEADING.match(line.text)]
    chosen = choose(lines, headings)
    if not chosen:
        return None
    first = chosen[0].index
    start = next((i for i in reversed(headings) if i < first), None)
    signatory, end = read_signatory(lines, chosen[-1].index)
    drafts = _drafts(doc, lines, [(one.index, one.number) for one in chosen], start, end)
    _cut_foot(drafts[-1], signed=signatory is not None)
    top = lines[: min(first, _HEAD)]
    listed = {fact.line for fact in read_members(top)}
    signatory = signatory or signatory_above([x for x in top if x.number not in listed])
    items = tuple(_item(draft, doc) for draft in drafts)
    below = [line for line in lines[first:] if line.number > items[-1].end_line][:60]
    header = read_header(top, lines[first:end], below, items, signatory)
    signed = signatory.post.line if signatory and signatory.post.line > items[-1].number.line else 0
    footer = header.next_meeting.line if header.next_meeting else 0
    return ReadFrontSheet(header, items, max(signed, footer, items[-1].end_line))


def _first_paper(doc: Document) -> int:
    """The line where the first paper stamped with its item begins: its sheet, or the stamp."""
    stamp = next((one for one in doc.stamps if one.item), None)
    if stamp is None:
        return doc.lines[-1].number + 1
    near = next((line for line in doc.lines if line.number > stamp.line), None)
    if near is None or near.sheet is None:
        return stamp.line
    return next(line.number for line in doc.lines if line.sheet == near.sheet)


def _prepared(doc: Document, limit: int) -> list[Line]:
    """The lines of the front sheet, numbers set apart from their titles put back before them."""
    lines: list[Line] = []
    for line in doc.lines:
        if line.number >= limit:
            break
        match = PAGES_FIRST.match(line.text)
        timed = _TIMED.match(line.text)
        if match:
            line = renumber(line, f"{match['rest']} (Pages {match['pages']})")
        elif timed:
            line = replace(line, text=line.text[timed.end() :])
        lines.append(line)
        if parted := re.match(r"^(\d{1,2}) \.(?=\d{1,2}\s+[A-Z])", line.text):
            lines[-1] = renumber(line, f"{parted[1]}.{line.text[parted.end() :]}")
    lone = _lone_run(lines)
    kept: list[Line] = []
    for index, line in enumerate(lines):
        if kept and index - 1 in lone and is_furniture(line.text):
            lone.add(index)
        elif kept and index - 1 in lone and not ITEM.match(line.text):
            before = kept.pop()
            kept.append(renumber(before, f"{before.text} {line.text}"))
        else:
            kept.append(line)
    return kept


def _lone_run(lines: Sequence[Line]) -> set[int]:
    """The lines that are each only a number, and together run on by one from the first."""
    found: list[tuple[int, int]] = []
    for index, line in enumerate(lines):
        if _LONE.match(line.text) and line.text.isdigit():
            figure = int(line.text)
            if (not found and figure == 1) or (found and figure == found[-1][1] + 1):
                found.append((index, figure))
    return {index for index, _ in found} if len(found) > 2 else set()


# --- items -----------------------------------------------------------------------------------


def _drafts(
    doc: Document,
    lines: Sequence[Line],
    chosen: Sequence[tuple[int, str]],
    start: int | None,
    end: int,
) -> list[Draft]:
    """The items with what stands under each, and the sections they stand in."""
    first = chosen[0][0]
    above = lines[start + 1 : first] if start is not None else lines[max(0, first - 3) : first]
    found = take_section(doc, Draft("", 0, [], list(above)))
    section, introduction = found or (None, ())
    whole: list[Draft] = []
    ends = [*(index for index, _ in chosen[1:]), end]
    for (index, number), stop in zip(chosen, ends, strict=True):
        draft = Draft(number, lines[index].number, [lines[index]], list(lines[index + 1 : stop]))
        draft.section, draft.introduction = section, introduction
        introduction = ()
        found = take_section(doc, draft, last=stop == end)
        if found and stop != end:
            section, introduction = found
        whole.append(draft)
    drafts = [part for draft in whole for part in _with_parts(draft)]
    for draft in drafts:
        draft.rest = [line for line in draft.rest if not is_furniture(line.text)]
    read_columns(drafts, lines[:first])
    take_column(drafts, headed=has_page_column(lines[:end]))
    for draft in drafts:
        wrap_title(doc, draft)
    return drafts


def _with_parts(draft: Draft) -> list[Draft]:
    parts = split_parts(draft)
    for part in parts[1:]:
        part.section = draft.section
    return parts


def _cut_foot(last: Draft, *, signed: bool) -> None:
    """End a front sheet where notes for visitors or a clerk's particulars begin.

    An unsigned one ends with its page where pages show, else with its last notes.
    """
    for index, line in enumerate(last.rest):
        text = without_bullet(line.text)
        dated = bool(DATE.search(text) or is_footer(text) or re.match(r"^(?:Future\b|\()", text))
        said = DESCRIPTION.match(text) and index < 12
        after = last.rest[index + 1].text if index + 1 < len(last.rest) else ""
        dated = dated or (text.endswith(":") and bool(DATE.search(after)))
        ours = dated or said or RANGE.fullmatch(text) or read_presenters(text)[0]
        if _NEXT.match(text) and not NEXT_MEETING.search(last.title):
            last.rest = last.rest[:index]
            return
        foot = is_foot(text) and not RANGE.fullmatch(text) and (line.gap or len(text) <= 40)
        if foot or (not signed and (line.page_start or (line.gap == GAP and not ours))):
            while (
                index
                and line.gap != GAP
                and is_person(re.split(r",|\s[–-]\s", last.rest[index - 1].text)[0])
            ):
                index, line = index - 1, last.rest[index - 1]
            last.rest = last.rest[:index]
            return


def _item(draft: Draft, doc: Document) -> ReadItem:
    whole = draft.title
    coded = CODED.match(whole) or COMPOUND.match(whole)
    match = coded if draft.number[0].isalpha() else ITEM.match(whole)
    title = part_title(whole) if "(" in draft.number or "." in draft.number else None
    title, printed = split_range(title or (match["title"] if match else whole))
    pages = draft.column
    if printed:
        pages = Fact(printed, draft.title_lines[-1].number)
    title, said = _said_behind(title)
    title, presenters = _title(title, draft)
    notes = [Fact(time, draft.line, 0.8) for time in draft.times]
    notes += [Fact(said, draft.line, 0.8)] if said else []
    meeting_dates = bool(NEXT_MEETING.search(title))
    listed = _is_list(draft)
    for paragraph in _paragraphs(doc, draft.rest):
        text, ranged = split_note_range(without_bullet(paragraph.text))
        pages = _grown(pages, ranged, paragraph.line)
        names, note = ([], text) if meeting_dates else read_presenters(text)
        if listed and names and all(sure <= _BARE for _, sure in names):
            names, note = [], text
        presenters += [Fact(name, paragraph.line, sure) for name, sure in names]
        if note and not (meeting_dates and is_footer(note)):
            notes.append(Fact(note, paragraph.line))
    end = draft.rest[-1].number if draft.rest else draft.title_lines[-1].number
    return ReadItem(
        Fact(draft.number, draft.line), Fact(title, draft.line), draft.section, draft.introduction,
        pages, tuple(presenters), tuple(notes), end,
    )  # fmt: skip


def _is_list(draft: Draft) -> bool:
    """Whether the short lines under an item name things, among which a name is no presenter."""
    short = [line.text for line in draft.rest if len(line.text) <= 60]
    other = [text for text in short if not read_presenters(text)[0] and not DESCRIPTION.match(text)]
    return len(short) == len(draft.rest) > 1 and len(other) * 2 >= len(short)


def _said_behind(title: str) -> tuple[str, str]:
    """A title in capitals, and the sentence that goes on behind it on the same line."""
    match = _LOUD_FIRST.match(title)
    loud = bool(match) and sum(c.isupper() for c in match["title"]) > 3 if match else False
    return (match["title"], match["said"]) if match and loud else (title, "")


def _grown(
    pages: Fact[ReadPages] | None, more: ReadPages | None, line: int
) -> Fact[ReadPages] | None:
    """An item's range with that of a paper listed under it, where that goes on from it."""
    if more is None or pages is None:
        return Fact(more, line) if more else pages
    if more.first == pages.value.last + 1:
        return replace(pages, value=ReadPages(pages.value.first, more.last))
    return pages


def _paragraphs(doc: Document, rest: Sequence[Line]) -> list[SourceParagraph]:
    """The paragraphs under an item; a line that opens with a label or names people is its own."""
    chunks: list[list[Line]] = []
    for line in rest:
        if not chunks or _LABELLED.match(line.text):
            chunks.append([])
        chunks[-1].append(line)
    return [one for chunk in chunks for one in paragraphs(doc, chunk)]


def _title(title: str, draft: Draft) -> tuple[str, list[Fact[str]]]:
    """A title without the people named in brackets or after a dash at its end."""
    people = [Fact(name, draft.line, sure) for name, sure in draft.people]
    title = re.sub(r"(?:\s+[-–])+$", "", _WEB.sub("", title))
    match = re.search(r"\s+(?:[–-]\s+)?\((?P<who>[^()]+)\)$", title)
    titled = match and (COURTESY.match(match["who"]) or re.match(r"(?:Vice-)?Chair", match["who"]))
    names = read_presenters(f"({match['who']})")[0] if match and titled else []
    if match and names:
        people += [Fact(name, draft.line, sure) for name, sure in names]
        title = title[: match.start()]
    return join([title]), people
