"""Finding what hides in a PDF, page by page, so that what was found outlives a page that kills.

`reports.inspecting` runs this in its limited process: each page is told as soon as it is known, and
pages of which nothing was told are told as not compared.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pikepdf
import pypdfium2

from reports.unseen.beside import unseen_beside, words_of
from reports.unseen.compare import unseen_on
from reports.unseen.kinds import Hiding, Unseen
from reports.unseen.pictures import TooMuch
from reports.uploads import BROKEN

MOST_SECONDS = 40.0  # of CPU for the pages of one file
NOT_READ = "What stands beside its pages could not be read"


def find_unseen(path: Path, seconds: float = MOST_SECONDS) -> Iterator[tuple[int, list[Unseen]]]:
    """The number of each page that was compared, with what hides on it; 0 is the whole file."""
    words: set[str] = set()
    until = time.process_time() + seconds
    with closing(pypdfium2.PdfDocument(path)) as document:
        for number in range(1, len(document) + 1):
            if time.process_time() > until:
                break
            try:
                yield number, _on_page(document, number, words)
            except (TooMuch, *BROKEN):
                continue
    yield 0, _beside(path, words)


def _on_page(document: pypdfium2.PdfDocument, number: int, words: set[str]) -> list[Unseen]:
    with closing(document[number - 1]) as page:
        with closing(page.get_textpage()) as text:
            words.update(words_of(text.get_text_bounded()))
        return unseen_on(page, number)


def _beside(path: Path, words: set[str]) -> list[Unseen]:
    try:
        with pikepdf.open(path) as pdf:
            return list(unseen_beside(pdf, words))
    except BROKEN:
        return [Unseen(Hiding.NOT_COMPARED, 0, NOT_READ)]


def complete(found: Sequence[tuple[int, Iterable[Unseen]]], pages: int) -> tuple[Unseen, ...]:
    """All that was found, and each page of which nothing was told as not compared."""
    told = {number for number, _ in found}
    untold = (number for number in range(pages + 1) if number not in told)
    missed = [Unseen(Hiding.NOT_COMPARED, number, "") for number in untold]
    return (*(each for _, held in found for each in held), *missed)
