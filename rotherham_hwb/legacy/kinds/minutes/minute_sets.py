"""Minutes bound into a pack: where a set begins, its attendance, its numbered minutes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rotherham_hwb.legacy.facts import Attendee, MinutesSet
from rotherham_hwb.legacy.kinds.minutes.attendance import ReadAttendance, read_attendance
from rotherham_hwb.legacy.kinds.minutes.chair import seated
from rotherham_hwb.legacy.kinds.minutes.decisions import is_formal, read_minute
from rotherham_hwb.legacy.kinds.minutes.list_headings import APOLOGIES
from rotherham_hwb.legacy.kinds.minutes.owner_column import column_of
from rotherham_hwb.legacy.kinds.minutes.people import is_name
from rotherham_hwb.legacy.kinds.minutes.told import (
    AWAY,
    AWAY_TITLE,
    apologies_told,
    chair_told,
    others_told,
    sentences_of,
)
from rotherham_hwb.legacy.segments.division import Segment, find_sets
from rotherham_hwb.legacy.segments.entries import NumberedEntry
from rotherham_hwb.legacy.segments.marks import is_loud
from rotherham_hwb.legacy.text.lines import (
    GAP,
    Document,
    Line,
    SourceParagraph,
    paragraphs,
    renumber,
    without_bullet,
)
from rotherham_hwb.legacy.text.words import split_names

_CLOSING = re.compile(r"\bnext (?:\w+ )?meeting\b", re.I)
_TOLD = re.compile(r"\b(?:had|has|was|were|gave|sent|asked)\b")
_FAR = 40  # paragraphs
_MINUTED = re.compile(
    r"^(?i:for|in favour|against|abst\w+)\s*[(\[:]\s*\d{1,3}\b"
    r"|^(?:\(\d{1,2}\)\s+)?(?:[Ii]t was )?(?:RESOLVED|AGREED|Resolved:|Resolved[ -]+that)\b"
    r"|^(?:The )?(?:[Aa]mendment|[Mm]otion)\b[^.]{0,40}\b(?:lost|carried|withdrawn|fell)\.?$"
    r"|^The (?:meeting|[Cc]hair\w*) (?:was )?(?:closed|ended|concluded|finished|rose)\b"
)
_DECIDED = re.compile(r"^(?:resolved|agreed|recommended|decision)\b|^\(\d+\)|^action\b", re.I)


def read_sets(doc: Document, *, stops: Sequence[int]) -> tuple[MinutesSet, ...]:
    """Read every set of minutes; ``stops`` are line numbers at which another paper begins."""
    read = (_read_set(doc, segment) for segment in find_sets(doc, stops=stops))
    return tuple(found for found in read if found)


def _read_set(doc: Document, segment: Segment) -> MinutesSet | None:
    lines, entries, heading = segment.lines, segment.entries, segment.head
    running = is_loud(entries[0].title or "") or not re.match(r"1(?!\d)", entries[0].number)
    loud = sum(is_loud(entry.title or "") for entry in entries) * 2 > len(entries)
    attendance = _attendance(doc, segment)
    if not any(is_name(person.name.value) for person in attendance.present):
        return None
    bounded = lines[-1].sheet is not None and segment.limit <= doc.lines[-1].number
    ends = [*(entry.index for entry in entries[1:]), _end(doc, lines, entries[-1], bounded)]
    codes = tuple(p.initials for p in attendance.present if p.initials)
    names = tuple(p.name.value for p in (*attendance.present, *attendance.apologies))
    bodies = [_body(lines, entry, end) for entry, end in zip(entries, ends, strict=True)]
    formal = any(is_formal(doc, body) for body in bodies)
    column = None if loud else column_of(lines[entries[0].index :])
    minutes = [
        read_minute(
            doc,
            entry_line=lines[entry.number_index],
            title_line=lines[entry.index].number,
            number=entry.number,
            title=entry.title,
            lines=body,
            running=running,
            loud=loud,
            column=column,
            formal=formal,
            codes=codes,
            names=names,
            body=heading.body.value if heading.body else "",
        )
        for entry, body in zip(entries, bodies, strict=True)
    ]
    apologies = _with_minuted(doc, attendance.apologies, lines, entries, bodies)
    apologies = apologies or _away(segment, entries, bodies, attendance.present)
    return MinutesSet(
        heading.body, heading.date, attendance.chair, attendance.present, apologies,
        tuple(minutes), running, segment.start, lines[ends[-1] - 1].number,
    )  # fmt: skip


def _attendance(doc: Document, segment: Segment) -> ReadAttendance:
    """Who was listed, and who else came or took the chair as sentences around the list say."""
    lines = _attending(segment)
    read = read_attendance(doc, lines, chair=segment.head.chair)
    first = segment.lines[segment.entries[0].index].number
    said = sentences_of(lines)
    known = {person.name.value.casefold() for person in (*read.present, *read.apologies)}
    more = [one for one in others_told(said) if one.name.value.casefold() not in known]
    present = (*read.present, *more)
    above = doc.slice(segment.start, doc.lines[segment.head.index].number - 1)
    told = chair_told([*said, *sentences_of([*above, *doc.slice(first - 3, first - 1)])], present)
    return replace(read, present=present, chair=seated(present) or told or read.chair)


def _away(
    segment: Segment,
    entries: Sequence[NumberedEntry],
    bodies: Sequence[Sequence[Line]],
    present: Sequence[Attendee],
) -> tuple[Attendee, ...]:
    """Who could not come, as sentences tell: above the first minute, or in the one about it."""
    said = [each for each in sentences_of(_attending(segment)) if AWAY.search(each[0])]
    for entry, body in zip(entries[:3], bodies, strict=False):
        texts = sentences_of(body)
        titled = bool(AWAY_TITLE.search(entry.title or ""))
        if titled or any(AWAY.search(text) for text, _ in texts):
            said += texts
            break
    return tuple(apologies_told(said, present))


def _attending(segment: Segment) -> list[Line]:
    """The lines that list who was there: those above the first entry, or the first entry itself."""
    lines, first = segment.lines, segment.entries[0]
    if first.index:
        return list(lines[: first.index])
    ends = segment.entries[1].index if len(segment.entries) > 1 else len(lines)
    return _body(lines, first, ends, label=f"{first.title}: ")


def _body(lines: Sequence[Line], entry: NumberedEntry, end: int, *, label: str = "") -> list[Line]:
    body = list(lines[entry.body_index : end])
    if entry.rest or label:
        return [renumber(lines[entry.number_index], f"{label}{entry.rest}"), *body]
    return body


def _with_minuted(
    doc: Document,
    listed: tuple[Attendee, ...],
    lines: Sequence[Line],
    entries: Sequence[NumberedEntry],
    bodies: Sequence[Sequence[Line]],
) -> tuple[Attendee, ...]:
    """The apologies of the heading, and those printed under a numbered minute of their own."""
    known = {person.name.value.casefold() for person in listed}
    found = [
        person
        for entry, body in zip(entries[:6], bodies, strict=False)
        if re.search(r"\bapolog(?:y|ies)\b", entry.title or "", re.I)
        for person in _apologies_in(doc, lines[entry.index], body, alone=not listed)
    ]
    return (*listed, *(p for p in found if p.name.value.casefold() not in known))


def _apologies_in(
    doc: Document, heading: Line, body: Sequence[Line], *, alone: bool
) -> tuple[Attendee, ...]:
    """Apologies told in a minute: a sentence each, or nothing but names."""
    blocks = [block.text for block in paragraphs(doc, body)]
    told = [
        sentence
        for text in blocks
        for sentence in re.split(r"(?<=[a-z)])\.\s+(?=(?:Further |Additional )?[Aa]polog)", text)
        if APOLOGIES.match(sentence)
    ]
    if (
        not told
        and alone
        and body
        and blocks
        and _only_names(blocks[0])
        and not _TOLD.search(blocks[0])
    ):
        told = [f"Apologies: {blocks[0]}"]
    source = [renumber(body[0] if body else heading, text) for text in told]
    found = [read_attendance(doc, [line], chair=None).apologies for line in source]
    found.append(read_attendance(doc, _listed_below(body), chair=None).apologies)
    seen: dict[str, Attendee] = {}
    for person in (person for group in found for person in group):
        seen.setdefault(person.name.value.casefold(), person)
    return tuple(seen.values())


def _listed_below(body: Sequence[Line]) -> list[Line]:
    """The lines of a list under "apologies were received from:"."""
    for index, line in enumerate(body):
        if APOLOGIES.match(line.text) and re.search(r"(?:\bfrom|:)[\s-]*$", line.text):
            end = index + 1
            while end < len(body) and len(body[end].text) <= 120 and body[end].text[-1] not in ".:":
                end += 1
            return [
                line,
                *(
                    renumber(each, without_bullet(each.text)) if not each.cells else each
                    for each in body[index + 1 : end]
                ),
            ]
    return []


def _only_names(text: str) -> bool:
    names = split_names(text)
    return bool(names) and len(text) < 300 and sum(map(is_name, names)) * 2 > len(names)


def _end(doc: Document, lines: Sequence[Line], last: NumberedEntry, bounded: bool) -> int:
    """The index after a set's last line: the last minute's resolution, or first paragraph.

    Where a known paper follows (``bounded``), a new page may go on with the last minute.
    """
    blocks = paragraphs(doc, lines[last.body_index :])
    if not blocks:
        return last.body_index
    closing = bool(_CLOSING.search(last.title or ""))
    end = _goes_on(doc, blocks, 0, closing=closing, bounded=bounded)
    while not closing and (further := _still_minuted(blocks, end)) is not None:
        end = _goes_on(doc, blocks, further, closing=closing, bounded=bounded)
    return last.body_index + sum(len(block.lines) for block in blocks[:end])


def _goes_on(
    doc: Document, blocks: Sequence[SourceParagraph], first: int, *, closing: bool, bounded: bool
) -> int:
    """The index after the last paragraph that goes on with a minute, from one that is of it."""
    for position in range(first + 1, len(blocks)):
        block = blocks[position]
        if not (
            blocks[position - 1].text.endswith((":", ":-", ":–"))
            or _DECIDED.match(block.text)
            or not (block.gap == GAP or doc.wrapped)
            or (
                not closing
                and position - first < _FAR
                and (bounded or not block.lines[0].page_start)
            )
        ):
            return position
    return len(blocks)


def _still_minuted(blocks: Sequence[SourceParagraph], end: int) -> int | None:
    """The next paragraph near that only minutes print: a vote, its outcome, a resolution, a close.

    A page break or a long list of names does not end a minute that votes and resolves behind it.
    """
    near = range(end, min(end + _FAR, len(blocks)))
    return next((place for place in near if _MINUTED.search(blocks[place].text)), None)
