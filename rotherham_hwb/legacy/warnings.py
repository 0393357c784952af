"""What an officer should look at before an old pack is published: slips, gaps, loose ends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from .binding import Span
from .facts import AgendaItem, Header, MinutesSet, PageRange, ReadWarning, Report
from .lines import Document
from .words import COURTESY, DATE, is_person, parse_date, weekday_slip

_PLACEHOLDERS = (
    (
        re.compile(r"<(?:to be|table to be|note|insert|consider)\b[^>]{0,120}>?", re.I),
        "a note to the author",
    ),
    (re.compile(r"\bnamed officer\b", re.I), "a name to be filled in"),
    (re.compile(r"\b\w+\?\?"), "a question left open"),
    (re.compile(r"^\W*DRAFT\b.{0,20}$"), "a draft mark"),
    (re.compile(r"\[(?:insert|date|name|tbc)\b[^\]]*\]", re.I), "a blank to be filled in"),
)
_PERSONAL = (
    (re.compile(r"\b07\d{3}\s?\d{3}\s?\d{3}\b"), "a mobile number"),
    (
        re.compile(r"\b[\w.+-]+@(?:gmail|hotmail|yahoo|outlook|btinternet|aol)\.[\w.]+", re.I),
        "a private e-mail address",
    ),
    (re.compile(r"\b[A-Z]:\\\S+"), "a drive path"),
    (
        re.compile(r"\bhttps?://(?:intranet|[\w-]+(?:app|srv)\d*(?:[/:]|\b(?!\.)))\S*", re.I),
        "an intranet link",
    ),
)
_FIGURES = re.compile(
    r"\b(?P<day>\d{1,2})(?P<mark>[./])(?P<month>\d{1,2})(?P=mark)"
    r"(?P<year>\d{4}|\d{2})\b(?![./]\d)"
)
_ORDINAL_SLIP = re.compile(r"\b(?:[23]?1(?:th|nd|rd)|2?2(?:th|st|rd)|2?3(?:th|st|nd))\b")
_ACTING = re.compile(
    r"^(?P<who>[A-Z][^,;:.]{3,40}?)(?:,[^.;]{2,90},|,[^.;,]{2,60})?\s+"
    r"(?:presented|reported|gave|submitted|introduced|outlined|highlighted)\b"
)


def find_warnings(
    doc: Document,
    *,
    header: Header,
    items: Sequence[AgendaItem],
    sets: Sequence[MinutesSet],
    reports: Sequence[Report],
    spans: Sequence[Span],
) -> tuple[ReadWarning, ...]:
    """Everything doubtful, in the order of the source."""
    found = [
        *_dates(doc),
        *_ranges(items),
        *_missing(items, spans, sets),
        *_numbers(items),
        *_references(sets),
        *_deputies(sets),
        *_absent(doc, sets),
        *_marks(doc),
        *_inferred(spans, reports),
    ]
    if header.date is None:
        found.append(
            ReadWarning("no date", header.body.line, "The date of the meeting was not found.")
        )
    return tuple(sorted(found, key=lambda warning: (warning.line, warning.code)))


def _dates(doc: Document) -> Iterator[ReadWarning]:
    for line in doc.lines:
        for match in DATE.finditer(line.text):
            printed = match[0].strip(" ,")
            if real := weekday_slip(match):
                yield ReadWarning("weekday", line.number, f"“{printed}” fell on a {real}.")
            elif match["year"] and parse_date(match) is None:
                yield ReadWarning("no such date", line.number, f"“{printed}” is no date.")
        for match in _FIGURES.finditer(line.text):
            could = 1 <= int(match["day"]) <= 31 and 1 <= int(match["month"]) <= 12
            if could and parse_date(match) is None:
                yield ReadWarning("no such date", line.number, f"“{match[0]}” is no date.")
        if slip := _ORDINAL_SLIP.search(line.text):
            yield ReadWarning("ordinal", line.number, f"“{slip[0]}” is no ordinal.")


def _ranges(items: Sequence[AgendaItem]) -> Iterator[ReadWarning]:
    last, late = 0, False
    for item in items:
        if item.pages is None:
            late = late or item.number.value[-1].isalpha()
            continue
        pages = item.pages.value
        name = f"item {item.number.value}"
        if pages.last < pages.first:
            yield ReadWarning("range", item.pages.line, f"The pages of {name} run backwards.")
        elif pages.first <= last:
            said = f"The pages of {name} overlap those before."
            yield ReadWarning("overlap", item.pages.line, said)
        elif pages.first > last + 1 and last and not late:
            said = f"No item names {_spell(PageRange(last + 1, pages.first - 1))}, before {name}."
            yield ReadWarning("gap", item.pages.line, said)
        last, late = max(last, pages.last), False


def _spell(pages: PageRange) -> str:
    if pages.first == pages.last:
        return f"page {pages.first}"
    return f"pages {pages.first} to {pages.last}"


def _missing(
    items: Sequence[AgendaItem], spans: Sequence[Span], sets: Sequence[MinutesSet]
) -> Iterator[ReadWarning]:
    bound = {span.item.value for span in spans}
    for item in items:
        number = item.number.value
        if item.pages and number not in bound:
            yield ReadWarning("paper", item.number.line, f"No paper was found for item {number}.")
        presented = any(re.search(r"\bpresentation", note.value, re.I) for note in item.notes)
        if presented and item.pages is None:
            said = f"Item {number} lists a presentation, and the pack holds no paper of it."
            yield ReadWarning("presentation", item.number.line, said)
    if not sets and any(re.search(r"\bminutes\b", item.title.value, re.I) for item in items):
        yield ReadWarning(
            "minutes", items[0].number.line, "The agenda names minutes; none were found."
        )


def _numbers(items: Sequence[AgendaItem]) -> Iterator[ReadWarning]:
    plain = [(item, int(item.number.value)) for item in items if item.number.value.isdigit()]
    for (_, before), (item, number) in pairwise(plain):
        if number != before + 1:
            yield ReadWarning(
                "item number", item.number.line, f"Item {number} follows item {before}."
            )


def _references(sets: Sequence[MinutesSet]) -> Iterator[ReadWarning]:
    printed = {
        minute.number.value for found in sets if found.running_numbers for minute in found.minutes
    }
    for found in sets:
        for minute in found.minutes:
            for reference in minute.references:
                number = re.search(r"\d+", reference.value)
                if found.running_numbers and number and number[0] not in printed:
                    said = f"{reference.value} is not in this pack."
                    yield ReadWarning("reference", reference.line, said)


def _deputies(sets: Sequence[MinutesSet]) -> Iterator[ReadWarning]:
    for found in sets:
        away = {person.name.value.casefold() for person in found.apologies}
        for person in found.present:
            principal = person.representing
            if principal and principal.value.casefold() not in away:
                said = f"{person.name.value} stood in for {principal.value}, who gave no apologies."
                yield ReadWarning("deputy", principal.line, said)
        for entry in (*found.present, *found.apologies):
            if entry.name.confidence < 0.7:
                said = f"“{entry.name.value}” may not be the whole name as printed."
                yield ReadWarning("name", entry.name.line, said)


def _absent(doc: Document, sets: Sequence[MinutesSet]) -> Iterator[ReadWarning]:
    """People who act in minutes and whose surname and initial nobody listed has."""
    for found in sets:
        listed = {_short(person.name.value) for person in found.present}
        first, last = found.minutes[0].number.line, found.end_line
        for line, after in pairwise(doc.slice(first, last)):
            match = _ACTING.match(f"{line.text} {after.text}")
            name = match["who"].strip() if match else ""
            if name in line.text and is_person(name) and not _is_listed(_short(name), listed):
                said = f"{name} acts in these minutes and is not listed as present."
                yield ReadWarning("not present", line.number, said)


def _short(name: str) -> tuple[str, str]:
    """The initial, where one is printed, and the last part of the surname."""
    bare = COURTESY.sub("", name.split(",")[0])
    words = [word for word in re.split(r"[\s-]+", bare.casefold()) if word]
    return (words[0][0] if len(words) > 1 else ""), (words[-1] if words else "")


def _is_listed(person: tuple[str, str], listed: set[tuple[str, str]]) -> bool:
    initial, surname = person
    return any(s == surname and (not initial or i in {"", initial}) for i, s in listed)


def _marks(doc: Document) -> Iterator[ReadWarning]:
    for line in doc.lines:
        for code, kinds in (("placeholder", _PLACEHOLDERS), ("personal data", _PERSONAL)):
            for pattern, what in kinds:
                if match := pattern.search(line.text):
                    yield ReadWarning(code, line.number, f"“{match[0][:80]}” looks like {what}.")


def _inferred(spans: Sequence[Span], reports: Sequence[Report]) -> Iterator[ReadWarning]:
    for span in spans:
        if span.pages.inferred:
            gap = _spell(span.pages.value)
            said = f"Item {span.item.value} prints no pages; the gap it fills is {gap}."
            yield ReadWarning("inferred pages", span.pages.line, said)
        if span.item.confidence < 0.7:
            said = f"Where the paper of item {span.item.value} begins is a guess; check it."
            yield ReadWarning("paper start", span.start.line, said)
    for report in reports:
        if report.title is not None and report.title.confidence < 0.5:
            said = "This paper prints no title that could be told; it has its agenda item’s."
            yield ReadWarning("title", report.start_line, said)
