"""Loose ends between the parts of a pack: pages, papers, numbers, references, people."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from rotherham_hwb.legacy.facts import Attendee, MinutesSet, ReadItem, ReadPages, ReadWarning
from rotherham_hwb.legacy.kinds.papers.binding import PapersSpan
from rotherham_hwb.legacy.text.lines import Document
from rotherham_hwb.legacy.text.words import COURTESY, is_person

_ACTING = re.compile(
    r"^(?P<who>[A-Z][^,;:.]{3,40}?)(?:,[^.;]{2,90},|,[^.;,]{2,60})?\s+"
    r"(?:presented|reported|gave|submitted|introduced|outlined|highlighted)\b"
)
_PRESENTATION = re.compile(r"\bpresentation", re.I)
_HEADING = re.compile(r"^presentations?\b\s*[:–-]+\s*", re.I)
_SMALL = {"and", "the", "for", "all", "have", "with", "from", "their", "that", "are", "its"}
Names = set[tuple[str, str]]


def find_ranges(items: Sequence[ReadItem]) -> Iterator[ReadWarning]:
    """Page ranges that run backwards, overlap or leave pages out; a late item may fill a gap."""
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
            said = f"No item names {spell(ReadPages(last + 1, pages.first - 1))}, before {name}."
            yield ReadWarning("gap", item.pages.line, said)
        last, late = max(last, pages.last), False


def spell(pages: ReadPages) -> str:
    if pages.first == pages.last:
        return f"page {pages.first}"
    return f"pages {pages.first} to {pages.last}"


def find_missing(
    doc: Document,
    items: Sequence[ReadItem],
    spans: Sequence[PapersSpan],
    sets: Sequence[MinutesSet],
) -> Iterator[ReadWarning]:
    """Papers, presentations and minutes that the agenda names and the pack does not hold."""
    bound = {span.item.value: span for span in spans}
    for item in items:
        number = item.number.value
        if item.pages and number not in bound:
            yield ReadWarning("paper", item.number.line, f"No paper was found for item {number}.")
        named = (item.title, *item.notes)
        if any(_PRESENTATION.search(each.value) for each in named):
            yield from _presentations(doc, item, bound.get(number))
    if not sets and any(re.search(r"\bminutes\b", item.title.value, re.I) for item in items):
        said = "The agenda names minutes; none were found."
        yield ReadWarning("minutes", items[0].number.line, said)


def _presentations(doc: Document, item: ReadItem, span: PapersSpan | None) -> Iterator[ReadWarning]:
    """A presentation without a paper: all of an item's, or one of several."""
    number = item.number.value
    if item.pages is None:
        said = f"Item {number} lists a presentation, and the pack holds no paper of it."
        yield ReadWarning("presentation", item.number.line, said)
        return
    told = [(note, _HEADING.sub("", note.value)) for note in item.notes]
    titles = [(note, text) for note, text in told if text and not _PRESENTATION.search(text)]
    if span is None or len(titles) < 2:
        return
    head = [line.text for line in doc.slice(span.start.line, span.end_line)]
    for note, text in titles:
        others = (_words(other) for _, other in titles if other != text)
        own = _words(text) - set().union(*others)
        if own and not any(len(own & _words(line)) * 10 >= len(own) * 6 for line in head):
            said = f"Item {number} lists “{text[:80]}”, and no paper in its pages is named so."
            yield ReadWarning("presentation", note.line, said)


def _words(text: str) -> set[str]:
    words = re.findall(r"[a-z]{3,}|\d+", text.casefold())
    return {word for word in words if word not in _SMALL}


def find_numbers(items: Sequence[ReadItem]) -> Iterator[ReadWarning]:
    plain = [(item, int(item.number.value)) for item in items if item.number.value.isdigit()]
    for (_, before), (item, number) in pairwise(plain):
        if number != before + 1:
            said = f"Item {number} follows item {before}."
            yield ReadWarning("item number", item.number.line, said)


def find_references(sets: Sequence[MinutesSet]) -> Iterator[ReadWarning]:
    """References to minutes of the same series that are not in the pack."""
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


def find_people(doc: Document, sets: Sequence[MinutesSet]) -> Iterator[ReadWarning]:
    """Deputies whose principal gave no apologies, names in doubt, and who acts unlisted."""
    for found in sets:
        yield from _deputies(found)
        for entry in (*found.present, *found.apologies):
            if entry.name.confidence < 0.7:
                said = f"“{entry.name.value}” may not be the whole name as printed."
                yield ReadWarning("name", entry.name.line, said)
        yield from _absent(doc, found)


def _deputies(found: MinutesSet) -> Iterator[ReadWarning]:
    away = _names(found.apologies)
    for person in found.present:
        principal = person.representing
        if principal is None or not is_person(COURTESY.sub("", principal.value)):
            continue  # a body or a post that is represented gives no apologies
        if not _is_listed(_short(principal.value), away):
            said = f"{person.name.value} stood in for {principal.value}, who gave no apologies."
            yield ReadWarning("deputy", principal.line, said)


def _absent(doc: Document, found: MinutesSet) -> Iterator[ReadWarning]:
    """People who act in minutes and whose surname and initial nobody listed has."""
    listed = _names(found.present)
    if not listed or not found.minutes:
        return
    said: Names = set()
    for line, after in pairwise(doc.slice(found.minutes[0].number.line, found.end_line)):
        match = _ACTING.match(f"{line.text} {after.text}")
        name = match["who"].strip() if match else ""
        if name not in line.text or not is_person(name):
            continue
        who = _short(name)
        if not _is_listed(who, listed) and who not in said:
            said.add(who)
            told = f"{name} acts in these minutes and is not listed as present."
            yield ReadWarning("not present", line.number, told)


def _names(people: Sequence[Attendee]) -> Names:
    return {_short(person.name.value) for person in people}


def _short(name: str) -> tuple[str, str]:
    """The initial, where one is printed, and the last part of the surname."""
    bare = COURTESY.sub("", name.split(",")[0])
    words = [word for word in re.split(r"[\s-]+", bare.casefold()) if word]
    return (words[0][0] if len(words) > 1 else ""), (words[-1] if words else "")


def _is_listed(person: tuple[str, str], listed: Names) -> bool:
    initial, surname = person
    return any(s == surname and (not initial or i in {"", initial}) for i, s in listed)
