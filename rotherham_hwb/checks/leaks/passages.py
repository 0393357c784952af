"""Words of restricted papers that stand in public ones; no Django.

A passage is a run of at least six words that both hold, of which some are not everyday words; or
a proper name of two words; or a long figure, however it is written.
What every report says is no passage: the words of the law, the headings of the board's template,
the names of the board and its officers, and what several public papers share, such as a footer.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from typing import TypeVar

from rotherham_hwb.checks.leaks.figures import KnownFigures
from rotherham_hwb.checks.leaks.names import KnownNames, small_words
from rotherham_hwb.checks.leaks.spelling import letter_spaced, plain, squashed, without_headings

RUN = 6  # words
RARE = 3  # of them, not everyday words
SHARED = 3  # public papers that hold a run make it everybody's
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
Held = TypeVar("Held")


@dataclass(frozen=True)
class Text:
    """The words of one paper or item; `name` tells which."""

    name: str
    words: str
    is_title: bool = False


@dataclass(frozen=True)
class LeakedPassage:
    """Words of a restricted text that a public one holds."""

    restricted: str
    words: str


class RestrictedTexts:
    """The restricted texts of a meeting, ready to be looked for in public ones.

    `usual` are texts that may stand anywhere, `common` words that tell nothing here, `headings`
    those of the board's own templates, `names` lines in which people and bodies are named that
    the public knows, and `public` the public papers, each with the texts of its pages.
    """

    def __init__(
        self,
        texts: Iterable[Text],
        *,
        usual: Iterable[str] = (),
        common: Iterable[str] = (),
        headings: Iterable[str] = (),
        names: Iterable[str] = (),
        public: Iterable[Iterable[str]] = (),
    ) -> None:
        known = [Text(each.name, plain(each.words), each.is_title) for each in texts]
        papers = [[plain(page) for page in pages] for pages in public]
        self.headings = frozenset(headings)
        self.runs: dict[tuple[str, ...], str] = {}
        self.figures = KnownFigures()
        usual_words = {word for text in common for word in _words(text)}
        everyday = EVERYDAY | usual_words
        small = small_words(
            [*(each.words for each in known), *(page for one in papers for page in one)]
        )
        self.names = KnownNames(EVERYDAY, ordinary=usual_words, small=small, known=names)
        for text in known:
            self._add(text, everyday)
        for run in {run for text in usual for run in _runs(_words(text))} | self._shared(papers):
            self.runs.pop(run, None)
        self.names.drop(_in_several(self.names.held_in("\n".join(pages)) for pages in papers))
        self.short = {len(run) for run in self.runs if len(run) < RUN}
        self.letters = {squashed("".join(run)): name for run, name in self.runs.items()}

    def _add(self, text: Text, everyday: Set[str]) -> None:
        own = without_headings(text.words, self.headings)
        words = _words(own)
        runs = [*_runs(words)] if len(words) >= RUN else [tuple(words)]
        needed = RARE if len(words) >= RUN else 2
        for run in runs:
            if sum(word not in everyday for word in run) >= needed:
                self.runs.setdefault(run, text.name)
        self.figures.add(own, text.name)
        self.names.add(own, text.name, is_title=text.is_title)

    def _shared(self, public: Iterable[Iterable[str]]) -> set[tuple[str, ...]]:
        """The runs that several public papers have."""
        return _in_several(
            {run for page in pages for run in _runs(_words(page)) if run in self.runs}
            for pages in public
        )

    def passages_in(self, text: str) -> Iterator[LeakedPassage]:
        """Every passage of a public text, joined where runs touch; then figures and names."""
        if not self.runs and not self.names and not self.figures:
            return
        said = without_headings(plain(text), self.headings)
        told = [*self._joined(_words(said))]
        yield from told
        for name, figure in dict.fromkeys(self.figures.found_in(said)):
            yield LeakedPassage(name, figure)
        letters = [squashed(each.words) for each in told]
        for name, words in self.names.found_in(said):
            if not any(words in each for each in letters):
                yield LeakedPassage(name, words)
        yield from self._spaced(said)

    def _spaced(self, text: str) -> Iterator[LeakedPassage]:
        """Runs whose letters stand apart."""
        for letters in letter_spaced(text):
            found = ((name, run) for run, name in self.letters.items() if run in letters)
            if first := next(found, None):
                yield LeakedPassage(first[0], letters)

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


def _in_several(papers: Iterable[Set[Held]]) -> set[Held]:
    """What as many papers hold as make it everybody's."""
    counted = Counter(each for held in papers for each in held)
    return {each for each, papers_with in counted.items() if papers_with >= SHARED}


def _words(text: str) -> list[str]:
    return [word.replace("’", "'") for word in WORD.findall(text.casefold())]


def _runs(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for at in range(len(words) - RUN + 1):
        yield tuple(words[at : at + RUN])
