"""Which agenda item a file is for, told by its name alone; pure, and only ever a proposal."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from pathlib import PurePath


class Confidence(IntEnum):
    """How much a name tells, the least first: this is the order of the officer's page."""

    NONE = 0
    UNSURE = 1
    LIKELY = 2
    SURE = 3

    @property
    def label(self) -> str:
        return ("Not matched", "Look at this one", "Likely", "Matched")[self]

    @property
    def colour(self) -> str:
        return ("red", "orange", "blue", "green")[self]


@dataclass(frozen=True)
class Item:
    """An agenda item as far as names can point to it."""

    id: int
    number: str  # as printed: "7", "15A", "(a)"
    title: str
    parent: str = ""  # the number of the item it is under
    papers: tuple[tuple[int, str], ...] = ()  # those there already: an id and a title


@dataclass(frozen=True)
class FileName:
    """A file by its name, with whatever id its caller knows it by."""

    id: int
    name: str


@dataclass(frozen=True)
class Match:
    """What is proposed for one file."""

    file: int
    item: int | None
    confidence: Confidence
    title: str
    under_file: int | None = None
    under_paper: int | None = None


@dataclass(frozen=True)
class _Read:
    """What a name says."""

    number: str  # "7", "15A", "7(b)"; empty where it says none
    explicit: bool  # "Item 7", and not a bare "07"
    appendix: str | None  # its label, which may be empty; None: it is none
    words: frozenset[str]
    title: str


ITEM = re.compile(r"\b(?:agenda\s+)?item\s*(?:no\.?\s*)?0*(\d{1,3})\s?\.?([a-z]\b)?", re.I)
LEADING = re.compile(r"^0*(\d{1,3})(?:\s?\(?([a-z])\)?(?=\s|$)|(?:\.\d{1,2})+)?(?=[\s.)]|$)", re.I)
DATES = re.compile(
    r"\b(?:\d{4}\s\d{1,2}\s\d{1,2}|\d{1,2}[\s.]\d{1,2}[\s.](?:20)?\d\d|(?:19|20)\d\d(?:0\d|1[0-2])"
    r"[0-3]\d)\b"
)
APPENDIX = re.compile(
    r"\b(?:appendix|appendices|annexe?|attachment|enclosure|app(?=[\s.]*(?:\d|[a-z]\b))|"
    r"enc(?=[\s.]*\d))[\s.]*((?:\d{1,2}|[a-z]|[ivx]{1,4})\b)?",
    re.I,
)
NOISE = re.compile(
    r"\b(?:v(?:ersion)?\s?\d+(?:\.\d+)*|final|draft|clean|copy|signed\s?off|hwbb?|fv)\b|\(\d\)$",
    re.I,
)
SMALL = re.compile(
    r"an?|and|at|by|for|from|in|into|its|of|on|or|the|to|with|report|paper|cover|item|agenda|"
    r"appendix|board|update|presentation"
)
MANY = 0.5  # the share of an item's words that a name must hold to speak for it
ENOUGH = 2  # words in common, to outweigh a bare number


def match(names: Sequence[FileName], items: Sequence[Item]) -> list[Match]:
    """Propose an item, a title and a parent for every file; the least certain come first."""
    read = {each.id: _read(each.name) for each in names}
    found = {each.id: _item_for(read[each.id], items) for each in names}
    found |= _appendices_by_words(read, found)
    proposed = [_proposal(each.id, read, found, items) for each in names]
    order = {each.id: place for place, each in enumerate(items)}
    return sorted(
        proposed,
        key=lambda each: (
            each.confidence > Confidence.UNSURE,
            order.get(each.item or 0, -1),
            read[each.file].appendix is not None,
            _natural(read[each.file].appendix or ""),
            read[each.file].title.casefold(),
        ),
    )


def _read(name: str) -> _Read:
    stem = PurePath(name.replace("\\", "/")).stem
    spaced = " ".join(re.sub(r"[_+\-–—]+|%20", " ", stem).split())
    plain = " ".join(DATES.sub(" ", spaced).split())
    said = ITEM.search(plain)
    at = said or LEADING.match(plain)
    rest = f"{plain[: at.start()]} {plain[at.end() :]}" if at else plain
    appendix = APPENDIX.search(rest)
    label = (appendix.group(1) or "").upper() if appendix else None
    about = f"{rest[: appendix.start()]} {rest[appendix.end() :]}" if appendix else rest
    about = " ".join(NOISE.sub(" ", about).split()).strip(" .,()")
    number = f"{at.group(1)}{(at.group(2) or '').upper()}" if at else ""
    return _Read(number, said is not None, label, _words(about), _title(about, label))


def _title(about: str, label: str | None) -> str:
    said = about[:1].upper() + about[1:]
    if label is None:
        return said
    head = f"Appendix {label}".strip()
    return f"{head}: {said}" if said else head


def _words(text: str) -> frozenset[str]:
    found = re.findall(r"[^\W\d_]+|\d{2,}", text.casefold().replace("’", "").replace("'", ""))
    return frozenset(_stem(word) for word in found if len(word) > 1 and not SMALL.fullmatch(word))


def _stem(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


Found = tuple[Item | None, Confidence]


def _item_for(read: _Read, items: Sequence[Item]) -> Found:
    """The item by number and by words, and how well the two agree."""
    by_number = _numbered(read.number, items)
    best, share, common = _by_words(read.words, items)
    if by_number is None:
        if best is None:
            return None, Confidence.NONE
        return best, Confidence.LIKELY if share >= MANY else Confidence.UNSURE
    if best is None or best == by_number:
        sure = read.explicit or best == by_number
        return by_number, Confidence.SURE if sure else Confidence.LIKELY
    if not read.explicit and share >= MANY and common >= ENOUGH:
        return best, Confidence.UNSURE
    if _shared(read.words, by_number):
        return by_number, Confidence.LIKELY
    certain = share < MANY
    return by_number, Confidence.LIKELY if certain else Confidence.UNSURE


def _numbered(number: str, items: Sequence[Item]) -> Item | None:
    """The item of this number: 15A itself, (a) under 15, or else 15."""
    if not number:
        return None
    known: dict[str, Item] = {}
    for item in items:
        known.setdefault(_plain(item.parent) + _plain(item.number), item)
    return known.get(number) or known.get(number.rstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))


def _plain(number: str) -> str:
    return re.sub(r"[^0-9A-Z]", "", number.upper()).lstrip("0")


def _by_words(words: frozenset[str], items: Sequence[Item]) -> tuple[Item | None, float, int]:
    """The item that shares the most words, the share of its own words, and how many; tied: none."""
    ranked = sorted(
        ((_share(words, item), len(_shared(words, item)), item) for item in items),
        key=lambda each: each[:2],
        reverse=True,
    )
    if not ranked or not ranked[0][1]:
        return None, 0.0, 0
    if len(ranked) > 1 and ranked[0][:2] == ranked[1][:2]:
        return None, 0.0, 0
    share, common, item = ranked[0]
    return item, share, common


def _shared(words: frozenset[str], item: Item) -> frozenset[str]:
    return words & _words(item.title)


def _share(words: frozenset[str], item: Item) -> float:
    """How much of the shorter of the two the other holds."""
    shorter = min(len(_words(item.title)), len(words))
    return len(_shared(words, item)) / shorter if shorter else 0.0


def _appendices_by_words(read: Mapping[int, _Read], found: Mapping[int, Found]) -> dict[int, Found]:
    """Appendices that no item claims, given to the item of the report whose name they share."""
    reports = [(pk, each) for pk, each in read.items() if each.appendix is None and found[pk][0]]
    given: dict[int, Found] = {}
    for pk, each in read.items():
        if each.appendix is None or found[pk][1] > Confidence.UNSURE:
            continue
        alike = max(reports, key=lambda pair: len(pair[1].words & each.words), default=None)
        if alike and len(alike[1].words & each.words) >= ENOUGH:
            given[pk] = (found[alike[0]][0], Confidence.LIKELY)
    return given


def _proposal(
    pk: int, read: Mapping[int, _Read], found: Mapping[int, Found], items: Sequence[Item]
) -> Match:
    item, confidence = found[pk]
    title = read[pk].title or (item.title if item else "")
    plain = Match(pk, item.id if item else None, confidence, title[:500])
    if read[pk].appendix is None or item is None:
        return plain
    beside = [
        other
        for other, each in read.items()
        if each.appendix is None and (found[other][0] or item).id == item.id and found[other][0]
    ]
    if beside:
        return replace(plain, under_file=_closest(read[pk].words, beside, read))
    if item.papers:
        ranked = max(item.papers, key=lambda paper: len(_words(paper[1]) & read[pk].words))
        return replace(plain, under_paper=ranked[0])
    return plain


def _closest(words: frozenset[str], files: Iterable[int], read: Mapping[int, _Read]) -> int:
    """The report whose name is most like the appendix's; of equals the first by name."""
    return min(files, key=lambda each: (-len(read[each].words & words), read[each].title))


def _natural(label: str) -> tuple[int, str]:
    return (int(label), "") if label.isdigit() else (0, label)
