"""Where a paper may begin: cover sheets in all their forms, title pages, letters, page tops."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from rotherham_hwb.legacy.facts import MinutesSet
from rotherham_hwb.legacy.kinds.papers.cover_words import is_known
from rotherham_hwb.legacy.kinds.papers.labels import heads_cover, known_label, labelled
from rotherham_hwb.legacy.text.lines import GAP, Document, Line
from rotherham_hwb.legacy.text.pages import PageStart
from rotherham_hwb.legacy.text.words import is_body
from rotherham_hwb.slips.printed_dates import DATE, parse_date

SHEET = re.compile(
    r"^(?:(?:report\s+)?summary sheet|cover(?:ing)? (?:sheet|report|note)|report cover(?: sheet)?|"
    r"(?:committee|council|cabinet|board|public|officers?'?) report|executive summary sheet)$",
    re.I,
)
LABEL_FIRST = re.compile(
    r"^(?:\d{1,2}\.?\s*)?(?:(?:date of |name of )?meeting|report to|committee|(?:report )?title|"
    r"subject|from|brief(?:ing)? (?:note|paper|report)(?: for| to)?)\s*:",
    re.I,
)
LABEL_NEXT = re.compile(
    r"^(?:\d{1,2}\.?\s*)?(?:date(?: of meeting)?|(?:report )?title|subject|directorate|author|"
    r"report of|to|lead \w+|contact \w+)\b\s*:",
    re.I,
)
PAPER = re.compile(
    r"\b(?:report|plan|strategy|review|framework|assessment|charter|guide|policy|briefing|update|"
    r"programme|protocol|prospectus|statement|account|specification|audit|proposal|template)s?\b",
    re.I,
)
YEAR_END = re.compile(r"\b(?:19|20)\d{2}\s*(?:[-–/]\s*(?:(?:19|20)\d{2}|\d{2}))?\)?$")
_CONTENTS = re.compile(r"^(?:table of )?contents(?: page)?$", re.I)
_NOT_TITLE = re.compile(
    r"^(?:(?:table|figure|chart|map|source|appendix|annex|note)s?\b|\d|\()", re.I
)
ITEM_SAID = re.compile(
    r"^(?:agenda )?item(?: no\.?| number)?\s*[:–-]?\s*(?P<item>[A-H]?\d{1,2}[A-Za-z]?)\.?$", re.I
)
_DRAFT = re.compile(r"^\W*DRAFT\W*$")
_REACHED = re.compile(r"^(?:tel\w*\.?(?: no\.?)?|e-?mail(?: address)?)\s*:", re.I)
_CLOSE = re.compile(r"^(?:yours (?:sincerely|faithfully|truly)|kind regards)\b", re.I)
COVER, TITLE_PAGE, TITLE, LETTER, PAGE, MINUTES, TOP, BOOKMARK, NEXT = (
    "cover", "title page", "title", "letter", "page", "minutes", "top", "bookmark", "next",
)  # fmt: skip
_NEAR = 8  # lines from the end of minutes to the cover they are followed by
_HEAD = 5  # lines of what a page prints over the head of minutes
_APART = 9  # lines without a label between two covers
_WEIGHT = {
    MINUTES: 4.0,
    COVER: 3.0,
    BOOKMARK: 2.5,
    TOP: 2.0,
    TITLE_PAGE: 1.0,
    LETTER: 1.0,
    TITLE: 0.8,
    NEXT: 0.3,
    PAGE: 0.0,
}


@dataclass(frozen=True, slots=True)
class Start:
    """A line at which a paper may begin, and how much speaks for it."""

    line: int
    kind: str
    title: str = ""  # where a bookmark names the paper

    @property
    def weight(self) -> float:
        return _WEIGHT[self.kind]


def find_covers(doc: Document, *, after: int, meeting: dt.date | None) -> list[Start]:
    """The starts that carry a form of cover sheet: these end whatever stands before them.

    A bare line of body and date is one only where the date is the meeting's own.
    """
    found: list[Start] = []
    lines = doc.lines
    latest = -_APART  # the last line that bore a label
    for index, line in enumerate(lines):
        if line.number <= after:
            continue
        top = _cover_top(lines, index, after, meeting)
        labels = known_label(line) is not None
        apart = labels and index - latest >= _APART
        if top is None and apart and heads_cover(lines[index : index + _APART + 3]):
            top = _banner(lines, index, after, meeting)
        latest = index if labels else latest
        if top is not None and (not found or lines[top].number > found[-1].line + 14):
            found.append(Start(lines[top].number, COVER))
    return found


def _banner(lines: Sequence[Line], index: int, floor: int, meeting: dt.date | None) -> int:
    """The top of a cover's banner: body and date, then the title, then the labels."""
    for above in range(index, max(-1, index - 8), -1):
        line = lines[above]
        if line.number <= floor or len(line.text) > 140 or line.text.endswith((".", ";")):
            break
        if above < index and _is_heading_of_meeting(lines, above, meeting):
            return above
        if line.page_start:
            return above
    return _back(lines, index, floor)


def _is_heading_of_meeting(lines: Sequence[Line], index: int, meeting: dt.date | None) -> bool:
    """A body with the date of this meeting on its line, or on the line below it."""
    below = lines[index + 1].text if index + 1 < len(lines) else ""
    for text, rest in ((lines[index].text, ""), (below, lines[index].text)):
        if match := DATE.search(text):
            left = (text[: match.start()] + text[match.end() :]).strip(" –-,")
            named = is_body(left) if not rest else is_body(rest) and len(left) < 12
            return _on(match, meeting) and named and len(left) <= 70
    return False


def _cover_top(
    lines: Sequence[Line], index: int, floor: int, meeting: dt.date | None
) -> int | None:
    text = lines[index].text
    if SHEET.match(text):
        return _back(lines, index, floor)
    if LABEL_FIRST.match(_labelled(lines[index])):
        near = lines[index + 1 : index + 6]
        mail = any(re.match(r"^(?:Sent|Cc)\s*:", line.text) for line in near)
        if not mail and any(LABEL_NEXT.match(_labelled(line)) for line in near):
            return _back(lines, index, floor)
    if lines[index].gap == GAP and len(text) <= 110:
        if _is_dateline(lines, index, meeting):
            return index
        if meeting and _is_heading_of_meeting(lines, index, meeting) and _goes_on(lines, index):
            return index
    return None


def _goes_on(lines: Sequence[Line], index: int) -> bool:
    """Whether a heading of body and date is followed by what a report says first."""
    said = 0
    for line in lines[index + 2 : index + 16]:
        label = labelled(line)
        said += is_known(label[0]) if label else is_known(line.text)
    return said >= 2


def _labelled(line: Line) -> str:
    """A line's text with the colon that a table's rule stands for."""
    if len(line.cells) < 2:
        return line.text
    first = 1 if re.fullmatch(r"\d{1,2}\.?", line.cells[0]) and len(line.cells) > 2 else 0
    return f"{line.cells[first].rstrip(' :')}: {' '.join(line.cells[first + 1 :])}"


def _is_dateline(lines: Sequence[Line], index: int, meeting: dt.date | None) -> bool:
    """A body and the date of its meeting on one line, or "… Report" with the date under it."""
    text = lines[index].text
    if match := DATE.search(text):
        rest = (text[: match.start()] + text[match.end() :]).strip(" –-,")
        return _on(match, meeting) and is_body(rest) and len(rest) <= 70
    below = lines[index + 1].text if index + 1 < len(lines) else ""
    found = DATE.search(below)
    return bool(
        re.search(r"\b(?:report|briefing)$", text, re.I)
        and is_body(text)
        and found
        and _on(found, meeting)
        and len(below) - len(found[0]) < 12
    )


def _on(match: re.Match[str], meeting: dt.date | None) -> bool:
    date = parse_date(match)
    return date is not None and date == (meeting or date)


def _back(lines: Sequence[Line], index: int, floor: int) -> int:
    """The banner above a cover sheet belongs to it: bodies, datelines, a paper's public status."""
    top = index
    while top > 0 and not lines[top].page_start and index - top < 5:
        line = lines[top - 1]
        text = DATE.sub("", line.text).strip(" –-,")
        status = re.match(r"^(?:public|private|exempt|confidential)\b.{0,20}report$", text, re.I)
        status = status or ITEM_SAID.match(text)
        banner = is_body(text) or re.search(r"\breport to\b", text, re.I) or status or not text
        if line.number <= floor or line.cells or not banner or len(line.text) > 110:
            break
        top -= 1
    return top


def find_starts(
    doc: Document,
    *,
    covers: Iterable[Start],
    sets: Sequence[MinutesSet],
    pages: Sequence[PageStart],
    after: int,
) -> list[Start]:
    """Every line at which a paper may begin, in order, one start to a line."""
    found: dict[int, Start] = {}

    def put(start: Start) -> None:
        inside = any(s.start_line < start.line <= s.end_line for s in sets)
        held = found.get(start.line)
        if start.line > after and not inside and (held is None or held.weight < start.weight):
            found[start.line] = start

    for page in pages:
        put(Start(page.line, PAGE))
    tops = [page.line for page in pages]
    for cover in covers:
        put(Start(_snap(cover.line, tops), cover.kind))
    heads = [start.line for start in found.values() if start.kind == COVER]
    for start in _titles(doc, after):
        if not (start.kind == TITLE and any(0 < start.line - line <= _NEAR for line in heads)):
            put(start)
    for done in sets:
        for line in [x for x in found if 0 < done.start_line - x <= _HEAD]:
            del found[line]
            done = replace(done, start_line=min(done.start_line, line))
        put(Start(done.start_line, MINUTES))
        following = next((line.number for line in doc.lines if line.number > done.end_line), None)
        covered = any(
            s.kind == COVER and 0 <= line - (following or 0) <= _NEAR for line, s in found.items()
        )
        if following is not None and not covered:
            put(Start(following, TOP))
    first = next((line.number for line in doc.lines if line.number > after), None)
    if first is not None:
        put(Start(first, TOP))
    return [found[number] for number in sorted(found)]


def _snap(line: int, tops: Sequence[int]) -> int:
    """The top of the page a line stands on, where page tops are known."""
    return max((top for top in tops if top <= line), default=line)


def _titles(doc: Document, after: int) -> list[Start]:
    out: list[Start] = []
    lines = doc.lines
    for index, line in enumerate(lines):
        if line.number <= after or line.cells:
            continue
        if _CONTENTS.match(line.text):
            out.append(Start(lines[_block_top(lines, index, 10)].number, TITLE_PAGE))
        elif re.match(r"^Dear\s+\S.{0,60}$", line.text):
            out.append(Start(lines[_block_top(lines, index, 14)].number, LETTER))
        elif _is_title(lines, index):
            out.append(Start(line.number, TITLE))
        elif line.gap == GAP and _is_named(line) and _ended(lines[max(0, index - 60) : index]):
            out.append(Start(line.number, NEXT))
    return out


def _is_named(line: Line) -> bool:
    """Whether a line has the form of a paper's name, which need not end in a year."""
    said = line.text
    words = [word.lstrip("‘'“\"(") for word in said.split() if len(word) > 3]
    capital = sum(1 for word in words if word[:1].isupper())
    named = bool(PAPER.search(said)) or (line.bold and said.isupper())
    return (
        named
        and 12 <= len(said) <= 170
        and capital * 10 >= len(words) * 6
        and not re.search(r"[.,;:%£@]$|[:%£@]|^\W*\d", said)
        and not is_known(said)
        and not is_body(said)
        and not _NOT_TITLE.match(said)
    )


def _ended(above: Sequence[Line]) -> bool:
    """Whether the lines above end a paper, or say that a draft begins.

    What ends one is the telephone or e-mail of its author, or a letter's signature.
    """
    if not above or above[-1].cells:
        return False
    if _DRAFT.match(above[-1].text) or _REACHED.match(above[-1].text):
        return True
    signed = next((i for i in range(len(above) - 1, -1, -1) if _CLOSE.match(above[i].text)), None)
    return signed is not None and all(len(line.text) <= 70 for line in above[signed:])


def _is_title(lines: Sequence[Line], index: int) -> bool:
    line = lines[index]
    apart = line.gap == GAP and (index + 1 == len(lines) or lines[index + 1].gap == GAP)
    return (
        apart
        and 12 <= len(line.text) <= 170
        and bool(PAPER.search(line.text))
        and bool(YEAR_END.search(line.text))
        and not _NOT_TITLE.match(line.text)
    )


def _block_top(lines: Sequence[Line], index: int, reach: int) -> int:
    """The first of the short lines that lead to a line: a title page, or the head of a letter."""
    top = index
    while top > 0 and index - top < reach and not lines[top].page_start:
        line = lines[top - 1]
        address = "@" in line.text or re.match(r"^(?:<?https?:|www|Tel|E-?mail)", line.text, re.I)
        if line.cells or len(line.text) > 100 or (address and reach < 12):
            break
        if line.text.endswith((".", ":", ";")) or re.match(r"^(?:yours|c\.?c)\b", line.text, re.I):
            break
        top -= 1
    return top
