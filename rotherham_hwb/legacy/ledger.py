"""Where every line of a pack went: into something read, to the furniture of its pages, or nowhere.

No line may disappear. What is in no fact is listed, so that an officer can look at it. Nothing here
knows how a fact was found: any reader that gives facts with their lines can be held to it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass

from rotherham_hwb.legacy.facts import Fact, ReadPack

_ROUND_ABOUT = 1  # lines before and behind a fact that still belong to it: a label, a last word
_WORD = re.compile(r"[^\W\d_]{3,}")
_HEAD = re.compile(r"^\W*(?:a\s*g\s*e\s*n\s*d\s*a|order of business|actions?|draft)\W*$", re.I)
"""A head that names a part of the pack, or a column, and nothing of its own."""
LABELS = frozenset(
    _WORD.findall(
        "the and for was were are with from that been had has have who their also this these "
        "agenda item items page pages paper papers meeting meetings board held date day time "
        "venue place present attendance attended attending absence absent apologies apology "
        "received submitted members member membership councillor councillors cllr cllrs chair "
        "chairman chairperson mayor presiding representing behalf substitute officers officer "
        "observers observer invited guests minutes minute number next future dates contact monday "
        "tuesday wednesday thursday friday saturday sunday january february march april may june "
        "july august september october november december noon midday hours hrs"
    )
)
"""Words that print what kind of thing stands beside them, and are kept in no fact."""


@dataclass(frozen=True, slots=True)
class LineLedger:
    """The lines (1-based) of a source that say something, by where they went."""

    placed: frozenset[int]
    furniture: frozenset[int]
    not_placed: tuple[int, ...]

    @property
    def runs(self) -> tuple[tuple[int, int], ...]:
        """The first and last of each run of lines that were not placed."""
        return tuple(_runs(self.not_placed))


def line_ledger(pack: ReadPack) -> LineLedger:
    """Account for every line of a pack that is not blank."""
    said = [n for n, text in enumerate(pack.source, start=1) if text.strip()]
    heads = {n for n in said if _HEAD.match(pack.source[n - 1])}
    furniture = (pack.furniture | heads) & frozenset(said)
    whole = _whole_spans(pack)
    words = _words_of_facts(pack)
    placed = {
        number
        for number in said
        if number not in furniture
        and (number in whole or _is_told(pack.source[number - 1], words.get(number)))
    }
    left = tuple(number for number in said if number not in placed and number not in furniture)
    return LineLedger(frozenset(placed), furniture, left)


def _whole_spans(pack: ReadPack) -> set[int]:
    """The lines of minutes and papers, whose text is kept line by line."""
    spans = [(m.start_line, m.end_line) for found in pack.minutes for m in found.minutes]
    spans += [(report.start_line, report.end_line) for report in pack.reports]
    return {number for first, last in spans for number in range(first, last + 1)}


def _is_told(text: str, known: set[str] | None) -> bool:
    """Whether the facts around a line hold all its words, but for labels."""
    if known is None:
        return False
    return set(_WORD.findall(text.casefold())) <= known | LABELS


def _words_of_facts(pack: ReadPack) -> dict[int, set[str]]:
    """What the facts around each line say, word by word; lines that no fact is near have none."""
    words: dict[int, set[str]] = defaultdict(set)
    for fact in _facts(pack.header):
        _tell(words, [fact], *_lines_of(pack.source, fact))
    for item in pack.agenda:
        own = list(_facts(item))
        _tell(words, own, item.number.line, item.end_line)
        for fact in own:
            _tell(words, [fact], *_lines_of(pack.source, fact))
    for found in pack.minutes:
        own = list(_facts(found))
        first = min((minute.start_line for minute in found.minutes), default=found.end_line + 1)
        head = [fact for fact in own if fact.line < first]
        _tell(words, head, found.start_line, first - 1)
    return words


def _tell(words: dict[int, set[str]], facts: Iterable[Fact[object]], first: int, last: int) -> None:
    told = {word for fact in facts for word in _WORD.findall(str(_said(fact.value)).casefold())}
    for number in range(max(1, first - _ROUND_ABOUT), last + 1 + _ROUND_ABOUT):
        words[number] |= told


def _said(value: object) -> object:
    return f"{value:%A %d %B %Y}" if isinstance(value, dt.date) else value


def _lines_of(source: Sequence[str], fact: Fact[object]) -> tuple[int, int]:
    """The first and last line of a fact, as near as the length of its words tells."""
    left, last = len(str(fact.value)), fact.line
    for text in source[fact.line - 1 :]:
        left -= len(text.strip()) + 1
        if left <= 0:
            break
        last += 1
    return fact.line, min(last, len(source))


def _facts(value: object) -> Iterator[Fact[object]]:
    """Every fact in a record, however deep."""
    if isinstance(value, Fact):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _facts(each)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _facts(getattr(value, field.name))


def _runs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    first = last = None
    for number in numbers:
        if first is not None and last is not None and number > last + 1:
            yield first, last
            first = None
        first, last = (number if first is None else first), number
    if first is not None and last is not None:
        yield first, last
