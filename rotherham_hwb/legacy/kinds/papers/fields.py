"""The fields of a covering report, whatever its template: labels known in UK council reports.

A heading is matched by its words and never by its number, since numbers slide from one template to
the next. A run of numbered headings counts only where it begins with a known one, so that numbered
workstreams, lists and bound documents are not taken for sections of the report.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rotherham_hwb.legacy.facts import Fact, Field
from rotherham_hwb.legacy.kinds.papers.cover_words import CONTACT, KNOWN, ONE_LINE, plain
from rotherham_hwb.legacy.kinds.papers.labels import Label, label_block
from rotherham_hwb.legacy.text.lines import GAP, NO_GAP, Document, Line, join
from rotherham_hwb.legacy.text.words import is_body
from rotherham_hwb.slips.printed_dates import DATE

_COLON_ONLY = re.compile(r"^(?:from|to|for|by|cc)$")
_NUMBER = re.compile(r"^(?P<number>\d{1,2})(?:\.0)?[.)]?\s+(?P<text>(?!\d)\S.*)$")
_COLON = re.compile(r"^(?P<label>[A-Z][^:?]{1,60}\??)\s*:\s*[-–]?\s*(?P<value>.*)$")
_RUN_ON = re.compile(
    r"^(?P<label>report author\(?s?\)?|wards?(?:\(s\))? affected)\s+(?P<value>\S.*)$", re.I
)
_PUBLISHED = re.compile(r"^This report is published\b", re.I)
_APPENDIX = re.compile(r"^(?:appendix|annex)\s+\w{1,3}\s*(?:[:.–-].{0,120})?$", re.I)


_CONTENTS_ROW = re.compile(
    r"^(?:table of )?contents$|^\d{0,2}\.?\s*(?:introduction|foreword|summary)[ .…]+\d{1,3}$", re.I
)
_BETWEEN = re.compile(
    r"^(?:.*contact.*|e-?mail|tel.*|approvals?.*|report authors?.*|background papers.*|"
    r".*appendices.*)$"
)
_MONTH_FIRST = re.compile(r"^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", re.I)
_AFTER_CONTACT = 12  # lines without a heading after a contact: the cover is over


@dataclass(slots=True)
class _Heading:
    index: int
    label: str
    value: str
    number: int | None
    row: bool = False


def read_fields(doc: Document, lines: Sequence[Line], *, cover: bool) -> tuple[Field, ...]:
    """The labelled fields of a covering report, in order; empty where the paper has no cover.

    A paper without the form of a ``cover`` must at least say its purpose or recommend something.
    """
    headings, end = _headings(lines, spaced=doc.spaced)
    asks = any(re.match(r"purpose|(?:officer )?recommendation", plain(h.label)) for h in headings)
    labels = {e.index for e in label_block(lines)} if not (cover or asks) else set()
    if not any(h.index <= 60 for h in headings) or not (cover or asks or len(labels) > 1):
        return ()
    values: dict[str, Field] = {}
    for position, heading in enumerate(headings):
        stop = headings[position + 1].index if position + 1 < len(headings) else end
        following = headings[position + 1] if position + 1 < len(headings) else None
        text = _value(doc, heading, lines[heading.index + 1 : stop], following)
        key = plain(heading.label)
        if key == "council report" and _is_meeting(text):
            continue
        fact = Fact(text, lines[heading.index].number)
        if key not in values:
            values[key] = Field(heading.label, fact)
        elif CONTACT.match(key) and text and heading.number is None:
            held = values[key]
            both = f"{held.value.value}; {text}"
            values[key] = Field(held.label, Fact(both, held.value.line))
    return tuple(values.values())


def _is_meeting(text: str) -> bool:
    """Whether a value is the board and the day of its meeting, which is no title."""
    bare = DATE.sub("", text).strip(" –-,")
    return bare != text and is_body(bare)


def is_label(text: str) -> bool:
    """Whether a line is a known heading of a report, numbered or not."""
    match = _NUMBER.match(text)
    return bool(KNOWN.match(plain(match["text"] if match else text)))


def _headings(lines: Sequence[Line], *, spaced: bool) -> tuple[list[_Heading], int]:
    """Every heading down to the end of the covering report, and the index where it ends."""
    found: list[_Heading] = []
    number, count = 0, 0
    block: dict[int, list[Label]] = {}
    for entry in label_block(lines):
        block.setdefault(entry.index, []).append(entry)
    for index, line in enumerate(lines):
        if _PUBLISHED.match(line.text) or (found and _CONTENTS_ROW.match(line.text)):
            return found, index
        if (
            found
            and CONTACT.match(plain(found[-1].label))
            and index - found[-1].index > _AFTER_CONTACT
        ):
            return found, index
        current = plain(found[-1].label) if found else ""
        if len(found) >= 4 and _APPENDIX.match(line.text) and "appendi" not in current and line.gap:
            return found, index
        heading = (
            _row(line, index, found) if line.cells else _line(line, index, number, spaced=spaced)
        )
        set_here = block.get(index, [])
        if len(set_here) > 1 or (set_here and (heading is None or not heading.value)):
            found += [_Heading(index, e.label, e.value, None, e.row) for e in set_here]
            continue
        if heading is None:
            continue
        if heading.number is None and not heading.value and _is_subheading(heading, count):
            continue
        if heading.number is not None:
            if heading.number == 1 and found and all(h.value for h in found if h.number):
                number, count = 0, 0  # the labels of the cover were numbered too
            if count >= 3 and heading.number <= 1 and number > 3 and not heading.row:
                return found, index
            if heading.number <= number and not heading.row:
                continue
            number, count = heading.number, count + 1
        found.append(heading)
    last = found[-1].index if found else 0
    return found, min(len(lines), last + 60)


def _is_subheading(heading: _Heading, count: int) -> bool:
    """Whether a bare heading stands among numbered ones, and so divides one of them."""
    return count >= 2 and not heading.row and not _BETWEEN.match(plain(heading.label))


def _row(line: Line, index: int, found: Sequence[_Heading]) -> _Heading | None:
    """A field set as a row of a table: number, label, value; or label, value."""
    cells = [cell for cell in line.cells if cell]
    if not cells:
        return None
    number = re.fullmatch(r"(\d{1,2})\.?", cells[0])
    label = cells[1 if number and len(cells) > 1 else 0]
    value = join(cells[2 if number else 1 :])
    told = any(len(h.value) > 300 or not (h.value or h.row) for h in found)
    top = index < 25 and not told
    if (number and top) or (KNOWN.match(plain(label)) and (top or label.endswith(":"))):
        return _Heading(index, label.rstrip(" :-"), value, int(number[1]) if number else None, True)
    return None


def _line(line: Line, index: int, number: int, *, spaced: bool) -> _Heading | None:
    text = line.text
    if match := _NUMBER.match(text):
        order, rest = int(match["number"]), match["text"]
        label, _, value = rest.partition(":")
        if value.strip(" -") and KNOWN.match(plain(label)):
            return _Heading(index, label.strip(), value.strip(" -"), order)
        known = bool(KNOWN.match(plain(rest)))
        if number and order == number + 1 and value.strip() and len(label.split()) <= 4:
            return _Heading(index, label.strip(), value.strip(" -"), order)
        follows = number > 0 and order in (number + 1, number + 2)
        if (known and line.gap != NO_GAP) or (follows and _is_section(line, rest)):
            return _Heading(index, rest.rstrip(" :-"), "", order)
        return None
    if match := _COLON.match(text):
        words, value = plain(match["label"]), match["value"].strip()
        top = number == 0 and index < 12 and value
        if KNOWN.match(words) or (top and _COLON_ONLY.match(words)):
            return _Heading(index, match["label"].strip(), value, None)
    if (match := _RUN_ON.match(text)) and (index < 25 or "affected" not in match["label"].lower()):
        return _Heading(index, match["label"], match["value"], None)
    label = text.rstrip(" :-–")
    alone = line.gap == GAP or (line.gap and not spaced) or text.endswith(":")
    if KNOWN.match(plain(text)) and alone and len(text) <= 110 and not text.endswith((".", ",")):
        return None if text.islower() else _Heading(index, label, "", None)
    if len(text) <= 60 and KNOWN.match(plain(text)) and text[0].isupper() and len(text.split()) > 3:
        return _Heading(index, label, "", None)
    return None


def _is_section(line: Line, text: str) -> bool:
    """Whether a numbered line has the look of a section's heading."""
    return (
        line.gap != NO_GAP
        and text[0].isupper()
        and len(text) <= 110
        and not text.endswith((".", ",", ";"))
        and not re.match(r"^(?:That|To)\b", text)
        and not _MONTH_FIRST.match(text)
    )


def _value(
    doc: Document, heading: _Heading, below: Sequence[Line], following: _Heading | None
) -> str:
    """What stands under a heading, without list marks.

    A contact, and a field that takes one line, keep only the lines set together. The title that a
    summary sheet's report repeats above its first section is not part of the answer before it.
    """
    short = CONTACT.match(plain(heading.label)) or (
        heading.value and ONE_LINE.match(plain(heading.label))
    )
    parts = [heading.value] if heading.value else []
    taken: list[Line] = []
    for line in below:
        apart = line.gap == GAP or (line.gap and not doc.spaced) or line.page_start
        if short and apart and (parts or taken):
            break
        taken.append(line)
    if following and following.number == 1 and not following.row and not short:
        taken = _without_title(taken)
    return join([*parts, *(re.sub(r"^-\s+", "", line.text) for line in taken)])


def _is_apart(line: Line) -> bool:
    return line.gap == GAP or line.page_start


def _without_title(lines: list[Line]) -> list[Line]:
    last = next((i for i in range(len(lines) - 1, 0, -1) if _is_apart(lines[i])), None)
    if last is None or lines[-1].text.endswith((".", ";", "?")) or len(lines) - last > 3:
        return lines
    return lines[:last]
