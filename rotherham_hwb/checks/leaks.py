"""Words of restricted papers that stand in public ones; no Django.

A passage is a run of at least six words that both hold, of which some are not everyday words.
What every report says is no passage: the words of the law, the names of the board and its
officers, and what several public papers share, such as a footer.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass

RUN = 6  # words
RARE = 3  # of them, not everyday words
SHARED = 3  # public papers that hold a run make it everybody's
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
class LeakedPassage:
    """Words of a restricted text that a public one holds."""

    restricted: str
    words: str


class RestrictedTexts:
    """The restricted texts of a meeting, ready to be looked for in public ones.

    `usual` are texts that may stand anywhere, `common` words that tell nothing here, and
    `public` the public papers, each with the texts of its pages.
    """

    def __init__(
        self,
        texts: Iterable[Text],
        *,
        usual: Iterable[str] = (),
        common: Iterable[str] = (),
        public: Iterable[Iterable[str]] = (),
    ) -> None:
        self.runs: dict[tuple[str, ...], str] = {}
        self.figures: dict[str, str] = {}
        everyday = EVERYDAY | {word for text in common for word in _words(text)}
        for text in texts:
            self._add(text, everyday)
        for run in {run for text in usual for run in _runs(_words(text))} | self._shared(public):
            self.runs.pop(run, None)
        self.short = {len(run) for run in self.runs if len(run) < RUN}

    def _add(self, text: Text, everyday: Set[str]) -> None:
        words = _words(text.words)
        runs = [*_runs(words)] if len(words) >= RUN else [tuple(words)]
        needed = RARE if len(words) >= RUN else 2
        for run in runs:
            if sum(word not in everyday for word in run) >= needed:
                self.runs.setdefault(run, text.name)
        for figure in FIGURE.findall(text.words):
            self.figures.setdefault(figure.lstrip("£"), text.name)

    def _shared(self, public: Iterable[Iterable[str]]) -> set[tuple[str, ...]]:
        """The runs that several public papers have."""
        held = Counter(
            run
            for pages in public
            for run in {run for page in pages for run in _runs(_words(page)) if run in self.runs}
        )
        return {run for run, papers in held.items() if papers >= SHARED}

    def passages_in(self, text: str) -> Iterator[LeakedPassage]:
        """Every passage of a public text, joined where runs touch, and every long figure."""
        words = _words(text)
        yield from self._joined(words)
        for figure in dict.fromkeys(FIGURE.findall(text)):
            if name := self.figures.get(figure.lstrip("£")):
                yield LeakedPassage(name, figure)

    def _joined(self, words: Sequence[str]) -> Iterator[LeakedPassage]:
        end, start, name = -1, -1, ""
        for at, length, found in self._hits(words):
            if at > end:
                if name:
                    yield LeakedPassage(name, " ".join(words[start:end]))
                start, name, end = at, found, at + length
            else:
                end = max(end, at + length)
        if name:
            yield LeakedPassage(name, " ".join(words[start:end]))

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
