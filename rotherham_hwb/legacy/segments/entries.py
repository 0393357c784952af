"""The entries of a run: where each begins, its title however it was broken, where its words begin.

Where a title stands is a property of the run, not of one entry: above its number, beside it with
the text below, or beside it with the text going on behind it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rotherham_hwb.legacy.segments.marks import (
    ITEM_BELOW,
    LONGEST_TITLE,
    MOST_TITLE_LINES,
    NUMBERED,
    TITLE_THEN_TEXT,
    Mark,
    is_loud,
)
from rotherham_hwb.legacy.text.lines import GAP, Document, Line, continues, join
from rotherham_hwb.legacy.text.words import capitals

SUB_NUMBERED = re.compile(r"^(?P<number>\d{1,2}\.\d{1,2})\.?\s+(?P<title>\S.*)$")
_COLUMN_HEAD = re.compile(r"(?:\s{3,}|\t)(?:actions?|owner|lead|by whom)(?:\s+by)?:?$", re.I)
_DECISION = re.compile(r"^(?:resolved|agreed|recommended|decision)", re.I)
_UNFINISHED = re.compile(r"(?:\b(?:of|and|in|the|for|to|on|from|with|a|by)|[-–,&])$", re.I)
_YEARS = re.compile(r"^[\d/–-]{4,}\)?$")
_ITEM_MARK = re.compile(
    r"\s*[\[(](?:agenda )?(?:item|no\.?)\s*(?:no\.?)?\s*\d{1,3}[A-Za-z]?[\])]\.?$", re.I
)
_BEFORE_COLON = re.compile(r"^(?P<title>[^:.?!]{3,90}):\s+(?P<rest>\S.*)$")
_BEFORE_DASH = re.compile(r"^(?P<title>[^–.?!]{3,90}?)\s+[-–—]\s+(?P<rest>\S.*)$")
_BEFORE_LETTER = re.compile(r"^(?P<title>[^.?!]{3,90}?)\s+(?P<rest>\(?a\)\s.*)$")
_BEFORE_CAPITAL = re.compile(
    r"^(?P<title>[A-Z0-9][\w’']*(?:\s+(?:[a-z’'][\w’'-]*|\d[\w-]*|(?<=[a-z] of )[A-Z]\w+))+)"
    r"\s+(?P<rest>[A-Z].*)$"
)


@dataclass(frozen=True, slots=True)
class NumberedEntry:
    """A numbered entry before it is read: the index of its first line, and its heading.

    ``rest`` is what stands on the line of the number and is no title.
    """

    index: int
    body_index: int
    number: str
    title: str | None
    rest: str
    at: int = -1  # the index of the line that bears the number, where that is not the first

    @property
    def number_index(self) -> int:
        return self.index if self.at < 0 else self.at


def entries_of(
    doc: Document, lines: Sequence[Line], marks: Sequence[Mark]
) -> tuple[NumberedEntry, ...]:
    """The entries of a run in the form that most of them have."""
    above = _titles_above(lines, marks)
    ends = [*(mark.index for mark in marks[1:]), len(lines)]
    return tuple(
        _above(lines, mark) if above and _title_above(lines, mark) is not None
        else _entry(doc, lines, mark, end)
        for mark, end in zip(marks, ends, strict=True)
    )  # fmt: skip


# --- a title above its number -----------------------------------------------------------------


def _titles_above(lines: Sequence[Line], marks: Sequence[Mark]) -> bool:
    """Whether the titles of a run stand above its numbers, as those of most entries do."""
    own = {mark.index for mark in marks}
    told = [mark for mark in marks if _title_above(lines, mark) not in {None, *own}]
    texts = [mark for mark in told if len(mark.title) > 50 or mark.title[-1] in ".:;–-"]
    return len(told) * 5 >= len(marks) * 4 and len(texts) * 2 > len(marks)


def _title_above(lines: Sequence[Line], mark: Mark) -> int | None:
    """The index at which a short block begins that stands alone above a number."""
    if mark.below or mark.index == 0 or lines[mark.index].gap != GAP:
        return None
    top = mark.index - 1
    while top > 0 and lines[top].gap != GAP and mark.index - top < MOST_TITLE_LINES:
        top -= 1
    block = lines[top : mark.index]
    text = join(line.text for line in block)
    short = len(text) <= LONGEST_TITLE // 2 and text[-1] not in ".:;,"
    return top if short and block[0].gap == GAP else None


def _above(lines: Sequence[Line], mark: Mark) -> NumberedEntry:
    top = _title_above(lines, mark) or 0
    title = join(line.text for line in lines[top : mark.index])
    return NumberedEntry(top, mark.index + 1, mark.number, title, mark.title, mark.at)


# --- a title beside its number ----------------------------------------------------------------


def _entry(doc: Document, lines: Sequence[Line], mark: Mark, limit: int) -> NumberedEntry:
    if mark.below:
        return NumberedEntry(mark.index, mark.at + 1, mark.number, join([mark.title]), "", mark.at)
    head = without_column_head(lines[mark.index].raw, mark.title)
    if item := _item_below(lines, mark.index, limit):
        title = join([head, *(line.text for line in lines[mark.index + 1 : item])])
        return NumberedEntry(mark.index, item + 1, mark.number, title, "")
    if mark.loud:
        return _loud(lines, mark, head, limit)
    end = _end_of_title(doc, lines, mark.index, head, limit)
    whole = join([head, *(line.text for line in lines[mark.index + 1 : end])])
    stop = _end_of_block(doc, lines, mark.index, limit)
    ending = join(line.text for line in lines[mark.index : stop])
    if parted := _parted(whole, ending, one=stop == mark.index + 1):
        kept = end
        return NumberedEntry(mark.index, kept, mark.number, _bare(parted[0]), parted[1])
    return NumberedEntry(mark.index, end, mark.number, _bare(whole), "")


def without_column_head(raw: str, title: str) -> str:
    """A title without the head of a column that stands at its right."""
    if _COLUMN_HEAD.search(raw.rstrip(" *|")):
        return re.sub(r"\s+\S+(?:\s+by)?$", "", title)
    return title


def _item_below(lines: Sequence[Line], index: int, limit: int) -> int | None:
    """Where "(Item 4)" stands below a numbered title."""
    near = range(index + 1, min(index + 1 + MOST_TITLE_LINES, limit))
    return next((at for at in near if ITEM_BELOW.match(lines[at].text)), None)


def _loud(lines: Sequence[Line], mark: Mark, title: str, limit: int) -> NumberedEntry:
    """A title in capitals, over as many lines as it is broken."""
    end = mark.index + 1
    while end < limit and not _loud_parted(title):
        line = lines[end]
        if line.gap == GAP and not _UNFINISHED.search(title):
            break
        more = (
            capitals(line.text) > 0.9
            or bool(_YEARS.match(line.text))
            or _parts_later(title, line.text)
        )
        if not more or NUMBERED.match(line.text) or _DECISION.match(line.text):
            break
        title = join([title, line.text])
        end += 1
    if parted := _loud_parted(title):
        return NumberedEntry(mark.index, end, mark.number, *parted)
    return NumberedEntry(mark.index, end, mark.number, _bare(title), "")


def _loud_parted(title: str) -> tuple[str, str] | None:
    """A title in capitals and the text that goes on behind it on the same line."""
    match = TITLE_THEN_TEXT.match(title)
    if match is None or not is_loud(match["title"]) or capitals(match["rest"]) > 0.6:
        return None
    return match["title"], match["rest"]


def _parts_later(title: str, more: str) -> bool:
    """Whether the next line ends the title and begins the text behind it."""
    parted = _loud_parted(f"{title} {more}")
    return bool(parted and len(parted[0]) > len(title)) and not re.match(r"\d", more)


def _end_of_title(doc: Document, lines: Sequence[Line], index: int, title: str, limit: int) -> int:
    """The index behind the last line that a title is broken over."""
    end = index + 1
    while end < limit and end - index < MOST_TITLE_LINES:
        line, before = lines[end], lines[end - 1]
        hung = line.text[0].islower() and (_is_full(doc, before) or _UNFINISHED.search(title))
        if line.gap == GAP or not hung or NUMBERED.match(line.text) or _DECISION.match(line.text):
            break
        if not continues(doc, before, line) and before.text[-1] in ".:;":
            break
        title = join([title, line.text])
        end += 1
    return end


def _end_of_block(doc: Document, lines: Sequence[Line], index: int, limit: int) -> int:
    """The index behind the paragraph that a line begins: a line that is not full ends one."""
    end = index + 1
    while end < limit and lines[end].gap != GAP and _is_full(doc, lines[end - 1]):
        end += 1
    return end


def _is_full(doc: Document, line: Line) -> bool:
    return doc.wrapped and len(line.text) > 0.7 * doc.width


def _parted(title: str, block: str, *, one: bool) -> tuple[str, str] | None:
    """A title and the text that goes on behind it, where the paragraph they begin is a sentence.

    A paragraph that ends without a stop is a title and nothing more.
    """
    sentence = bool(re.search(r"[.?!][)”’\"]*$", block.rstrip("*"))) or len(title) > LONGEST_TITLE
    if not sentence:
        return None
    if one and len(title.split()) <= 6 and not re.search(r"[:–]", title):
        return title.rstrip("."), ""
    runs_on = bool(re.search(r"[.?!]", title))  # a sentence begins on the title's own line
    patterns = [_BEFORE_COLON, _BEFORE_LETTER, _BEFORE_DASH, *[_BEFORE_CAPITAL] * runs_on]
    for pattern in patterns:
        if match := pattern.match(title):
            return match["title"], match["rest"]
    return None


def _bare(title: str) -> str:
    return _ITEM_MARK.sub("", title).strip().rstrip(":").rstrip()
