"""Finding what hides in a PDF, page by page, so that what was found outlives a page that kills.

`reports.files.inspecting` runs this in its limited process: each page is told as soon as it is
known, and pages of which nothing was told are told as not compared.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import closing
from io import BytesIO
from pathlib import Path

import pypdfium2

from reports.files.odd_files import whole_file
from reports.files.uploads import BROKEN, Unusable, opened_pdf
from reports.unseen.beside import squeezed, unseen_beside
from reports.unseen.compare import hidden_words, lies_over, told
from reports.unseen.kinds import Hiding, Unseen
from reports.unseen.pictures import TooMuch

MOST_SECONDS = 40.0  # of CPU for the pages of one file
COME_OFF = (Hiding.MARKED, Hiding.OVERLAID)  # marks that the published form leaves out
NOT_READ = "What stands beside its pages could not be read"


def find_unseen(source: Path, published: Path) -> Iterator[tuple[int, list[Unseen]]]:
    """The number of each page that was compared, with what hides on it; 0 is the whole file.

    What goes out is compared, and what was laid over its pages is looked for in the source.
    """
    words: list[str] = []
    until = time.process_time() + MOST_SECONDS
    came = whole_file(source) or source
    with (
        closing(pypdfium2.PdfDocument(published)) as document,
        closing(_opened(came)) as before,
    ):
        for number in range(1, len(document) + 1):
            if time.process_time() > until:
                break
            try:
                yield number, _on_page(document, before, number, words)
            except (TooMuch, *BROKEN):
                continue
    yield 0, _beside(came, published, "".join(words))


def _opened(came: Path | bytes) -> pypdfium2.PdfDocument:
    """What came, or where PDFium cannot mend it, as the other reader does."""
    try:
        return pypdfium2.PdfDocument(came)
    except pypdfium2.PdfiumError:
        mended = BytesIO()
        with opened_pdf(came) as pdf:
            pdf.save(mended)
        return pypdfium2.PdfDocument(mended.getvalue())


def _on_page(
    document: pypdfium2.PdfDocument,
    before: pypdfium2.PdfDocument,
    number: int,
    words: list[str],
) -> list[Unseen]:
    with closing(document[number - 1]) as page, closing(before[number - 1]) as came:
        with closing(page.get_textpage()) as text:
            words.append(squeezed(text.get_text_bounded()))
        found = hidden_words(page)
        if lies_over(came):
            found += [each for each in hidden_words(came) if each[1] in COME_OFF]
        return list(told(found, number))


def _beside(came: Path | bytes, published: Path, on_pages: str) -> list[Unseen]:
    found: list[Unseen] = []
    try:
        with opened_pdf(came) as before, opened_pdf(published) as pdf:
            found.extend(unseen_beside(before, pdf, on_pages))
    except (Unusable, *BROKEN):
        found.append(Unseen(Hiding.NOT_COMPARED, 0, NOT_READ))
    return found


def complete(found: Iterable[tuple[int, Iterable[Unseen]]], pages: int) -> tuple[Unseen, ...]:
    """All that was found, and each page of which nothing was told as not compared."""
    pages_told = {number: tuple(each) for number, each in found}
    missed = (Unseen(Hiding.NOT_COMPARED, number, "") for number in range(pages + 1))
    return (
        *(unseen for each in pages_told.values() for unseen in each),
        *(each for each in missed if each.page not in pages_told),
    )
