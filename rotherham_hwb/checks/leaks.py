"""Words of restricted papers that stand in public ones; no Django.

A passage is a run of at least six words that both hold, of which some are not everyday words.
What every report says (its headings, the words of the law) is no passage.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

RUN = 6  # words
RARE = 3  # of them, not everyday words
FIGURE = re.compile(r"£?\d{1,3}(?:,\d{3})+(?:\.\d+)?|£\d{3,}(?:\.\d+)?")
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_EVERYDAY = (
    "a about above after against all also an and any are as at be been before being below between "
    "both but by can could did do does during each for from further had has have if in into is it "
    "its made make may more most must no nor not of on once only or other our out over own report "
    "shall should so some such than that the their them then there these they this those through "
    "to under until up was we were what when where which while who will with within would board "
    "council committee meeting members paper information section paragraph act local government "
    "schedule exempt public press recommendation recommendations resolved agreed noted title date "
    "background purpose summary author officer director item agenda appendix page"
)
EVERYDAY = frozenset(_EVERYDAY.split())


@dataclass(frozen=True)
class Text:
    """The words of one paper or item; `name` tells which."""

    name: str
    words: str


@dataclass(frozen=True)
class Passage:
    """Words of a restricted text that a public one holds."""

    restricted: str
    words: str


class Restricted:
    """The restricted texts of a meeting, ready to be looked for in public ones."""

    def __init__(self, texts: Iterable[Text], *, usual: Iterable[str] = ()) -> None:
        self.runs: dict[tuple[str, ...], str] = {}
        self.figures: dict[str, str] = {}
        known = {run for text in usual for run in _runs(_words(text))}
        for text in texts:
            words = _words(text.words)
            for run in _runs(words):
                if run not in known and _tells(run):
                    self.runs.setdefault(run, text.name)
            if len(words) < RUN and _tells_short(words):
                self.runs.setdefault(tuple(words), text.name)
            for figure in FIGURE.findall(text.words):
                self.figures.setdefault(figure.lstrip("£"), text.name)
        self.short = {len(run) for run in self.runs if len(run) < RUN}

    def passages_in(self, text: str) -> Iterator[Passage]:
        """Every passage of a public text, joined where runs touch, and every long figure."""
        words = _words(text)
        yield from self._joined(words)
        for figure in dict.fromkeys(FIGURE.findall(text)):
            if name := self.figures.get(figure.lstrip("£")):
                yield Passage(name, figure)

    def _joined(self, words: Sequence[str]) -> Iterator[Passage]:
        end, start, name = -1, -1, ""
        for at, length, found in self._hits(words):
            if at > end:
                if name:
                    yield Passage(name, " ".join(words[start:end]))
                start, name, end = at, found, at + length
            else:
                end = max(end, at + length)
        if name:
            yield Passage(name, " ".join(words[start:end]))

    def _hits(self, words: Sequence[str]) -> Iterator[tuple[int, int, str]]:
        lengths = sorted({RUN, *self.short}, reverse=True)
        for at in range(len(words)):
            for length in lengths:
                if found := self.runs.get(tuple(words[at : at + length])):
                    yield at, length, found
                    break


def _words(text: str) -> list[str]:
    return [word.replace("’", "'") for word in WORD.findall(text.casefold())]


def _runs(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for at in range(len(words) - RUN + 1):
        yield tuple(words[at : at + RUN])


def _tells(run: Sequence[str]) -> bool:
    return sum(word not in EVERYDAY for word in run) >= RARE


def _tells_short(words: Sequence[str]) -> bool:
    """A short title tells something when two of its words are not everyday ones."""
    return sum(word not in EVERYDAY for word in words) >= 2
