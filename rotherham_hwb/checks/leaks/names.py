"""Proper names of two words and more in restricted texts, and where public ones print them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from itertools import pairwise

from rotherham_hwb.checks.leaks.ordinary import ORDINARY
from rotherham_hwb.checks.leaks.spelling import letter_spaced, squashed

LEAST = 5  # letters of a name
_COMPANY = re.compile(r"\s+(?:Limited|Ltd|LLP|LLC|[Pp][Ll][Cc]|CIC|Inc|Holdings)\W*$")
_NAME = re.compile(
    r"[A-Z][\w']*(?:[ \xa0]+(?:&[ \xa0]+)?(?:(?:de|la|van|der|von)[ \xa0]+)?[A-Z][\w']*)+"
)
_WORD = re.compile(r"[^\W\d_][\w']*")
_SPEAKER = re.compile(
    r"\b(?:author|contact|officer|director|manager|head of|chief|lead|councillor|cllr|chair|"
    r"approved by|prepared by|presented by|signed|report of|ward|portfolio|cabinet member|"
    r"executive|solicitor|professor|dr)\b",
    re.I,
)


class KnownNames:
    """The names of restricted texts, ready to be looked for.

    `everyday` are words that stand in no name, `ordinary` those that make none alone, `small`
    those that some text of the meeting prints small, and `known` lines of names that may be told.
    """

    def __init__(
        self, everyday: Set[str], *, ordinary: Set[str], small: Set[str], known: Iterable[str]
    ) -> None:
        self._everyday, self._ordinary, self._small = everyday, ORDINARY | ordinary, small
        self._open = {pair for line in known for pair in _squashed_pairs(line)}
        self._held: dict[str, str] = {}
        self._in_titles: set[str] = set()

    def add(self, text: str, name: str, *, is_title: bool = False) -> None:
        """Take the names of a plain text; those of a title count whatever else is printed."""
        for line in text.splitlines():
            if not is_title and _SPEAKER.search(line):
                continue  # who wrote, signs or presents a paper is named in the open ones too
            for match in _NAME.finditer(line):
                for pair in self._telling_pairs(match[0], is_title=is_title):
                    self._held.setdefault(pair, name)
                    self._in_titles.update({pair} if is_title else ())

    def drop(self, names: Iterable[str]) -> None:
        """Forget names of texts that everybody knows."""
        for name in set(names) - self._in_titles:
            self._held.pop(name, None)

    def __bool__(self) -> bool:
        return bool(self._held)

    def found_in(self, text: str) -> Iterator[tuple[str, str]]:
        """The restricted text that has a name, and the name as one word."""
        for name in sorted(self.held_in(text)):
            yield self._held[name], name

    def held_in(self, text: str) -> set[str]:
        spaced = list(letter_spaced(text))
        apart = (name for name in self._held if any(name in each for each in spaced))
        return (self._held.keys() & _squashed_pairs(text)) | set(apart if spaced else ())

    def _telling_pairs(self, name: str, *, is_title: bool) -> Iterator[str]:
        company = _COMPANY.sub("", name)
        certain = set(_pairs_of(company)) if company != name else set()
        for pair in _pairs_of(name):
            if (pair in certain or self._is_telling(pair, is_title)) and (
                squashed(pair) not in self._open
            ):
                yield squashed(pair)

    def _is_telling(self, pair: str, is_title: bool) -> bool:
        words = [word.removesuffix("'s") for word in _WORD.findall(pair)]
        small = {word.casefold() for word in words}
        if len(words) < 2 or min(map(len, words)) < 2 or small & self._everyday:
            return False
        left = [word for word in words if word.casefold() not in self._ordinary]
        if is_title:
            return bool(left)
        return any(word.casefold() not in self._small and not word.isupper() for word in left)


def _pairs_of(text: str) -> Iterator[str]:
    """Each two words that stand together: “Harker Holdings”, “Holdings Group”."""
    words = [word for word in text.split() if word != "&"]
    return (f"{one} {two}" for one, two in pairwise(words))


def _squashed_pairs(text: str) -> set[str]:
    return {each for pair in _pairs_of(text) if len(each := squashed(pair)) >= LEAST}


def small_words(texts: Iterable[str]) -> set[str]:
    """The words that these texts print in small letters."""
    return {word for text in texts for word in re.findall(r"\b[a-z][a-z']+", text)}
