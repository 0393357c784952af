"""Whether the title that a file gives itself can be read on its pages."""

from __future__ import annotations

import re
import time
from collections import Counter
from contextlib import closing
from io import BytesIO
from pathlib import Path

import pypdfium2

from reports.unseen.compare import hidden_words
from reports.unseen.letters import PageText, said
from reports.unseen.pictures import TooMuch

MOST_PAGES = 20  # a title stands on the first pages, or is not read as one
MOST_SECONDS = 5.0  # of CPU
WORD = re.compile(r"\w+")


def is_on_pages(title: str, source: Path | bytes) -> bool:
    """Whether every word of a title is seen on one of the first pages.

    Only pages that hold one of them are drawn: a word that hides there does not count.
    """
    wanted = set(_words(title))
    if not wanted:
        return False
    until = time.process_time() + MOST_SECONDS
    pdf = BytesIO(source) if isinstance(source, bytes) else source
    with closing(pypdfium2.PdfDocument(pdf)) as document:
        for number in range(min(len(document), MOST_PAGES)):
            if time.process_time() > until:
                break
            with closing(document[number]) as page:
                wanted -= _seen(page, wanted)
            if not wanted:
                return True
    return False


def _seen(page: pypdfium2.PdfPage, wanted: set[str]) -> set[str]:
    with closing(PageText(page)) as text:
        there = Counter(each for word in text.words() for each in _words(said(word)))
    if wanted.isdisjoint(there):
        return set()
    try:
        hidden = Counter(each for word, _ in hidden_words(page) for each in _words(said(word)))
    except TooMuch:
        return set()
    return {each for each in wanted if there[each] > hidden[each]}


def _words(text: str) -> list[str]:
    return WORD.findall(text.casefold())
