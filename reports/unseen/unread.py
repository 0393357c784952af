"""Words that are drawn, or seem to be, and are no text of the page to whoever reads its text.

The comparison of a page with its picture asks for letters that PDFium finds. It finds none in
patterns, masks and letters that are drawings, and none so small that nothing is left of them.
Here they are brought where it does find them: on a page of their own, and in a readable size.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from io import BytesIO

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name, Stream

from reports.unseen.kinds import Hiding, Unseen, cut
from reports.unseen.parts import PagePart, parts

WRITES = re.compile(rb"T[jJ]\b|['\"]")
SIZES = re.compile(rb"(?<![\w.])([-+.\d]++)(\s++)(Tf|Tz)\b")
MATRICES = re.compile(rb"(?<![\w.])((?:[-+.\d]++\s++){6})(cm|Tm)\b")
LEAST_SIZE, LEAST_SCALE = 0.01, 0.1  # smaller ones, one within another, leave nothing to be found
READABLE = {b"Tf": b"12", b"Tz": b"100"}
WORD = re.compile(r"\w{2,}")
MOST_APART = 1_000  # tiles, masks and letters of a file that are looked at
FAR = 100_000  # points: nothing is cut off a page as large as this


def unseen_unread(pdf: pikepdf.Pdf, on_pages: str) -> Iterator[Unseen]:
    """The words that are drawn apart and stand on no page, and those made too small to be found.

    `on_pages` is the squeezed text of the pages. The file is to be read, and not to be saved.
    """
    every = list(parts(pdf))
    apart = [part for part in every if part.apart and WRITES.search(part.data)][:MOST_APART]
    yield from _apart(pdf, apart, on_pages)
    shrunk = [part for part in every if not part.apart and _enlarged(part.data) != part.data]
    yield from _too_small(pdf, shrunk)


def _apart(pdf: pikepdf.Pdf, apart: Sequence[PagePart], on_pages: str) -> Iterator[Unseen]:
    found: dict[tuple[int, int], str] = {}
    own_pages = texts(_on_own_pages(pdf, apart), range(1, len(apart) + 1))
    for part, said in zip(apart, own_pages, strict=True):
        if words := [word for word in WORD.findall(said) if word.casefold() not in on_pages]:
            found[part.held.objgen] = cut(" ".join(words))
    for part in parts(pdf, every_page=True) if found else ():
        if part.held.objgen in found:
            yield Unseen(Hiding.APART, part.page, found[part.held.objgen])


def _on_own_pages(pdf: pikepdf.Pdf, apart: Sequence[PagePart]) -> pikepdf.Pdf:
    """A new file with a page for each part, where its words are read."""
    scratch = pikepdf.new()
    for part in apart:
        drawing = scratch.make_stream(_enlarged(part.data))
        drawing.Type, drawing.Subtype = Name.XObject, Name.Form
        drawing.BBox = Array([-FAR, -FAR, FAR, FAR])
        if part.resources is not None:
            drawing.Resources = scratch.copy_foreign(pdf.make_indirect(part.resources))
        page = scratch.add_blank_page().obj
        page.Resources = Dictionary(XObject=Dictionary(X=drawing))
        page.Contents = scratch.make_stream(b"/X Do")
    return scratch


def _too_small(pdf: pikepdf.Pdf, shrunk: Sequence[PagePart]) -> Iterator[Unseen]:
    """Words that are found once they are made large: more letters, in words that were not there."""
    pages = sorted({part.page for part in shrunk})
    before = dict(zip(pages, texts(pdf, pages), strict=True))
    for part in shrunk:
        _write(pdf, part, _enlarged(part.data))
    for number, said in zip(pages, texts(pdf, pages), strict=True):
        shown = _squeezed(before[number])
        words = [word for word in WORD.findall(said) if word.casefold() not in shown]
        if words and len(_squeezed(said)) > len(shown):
            yield Unseen(Hiding.TINY, number, cut(" ".join(words)))


def _write(pdf: pikepdf.Pdf, part: PagePart, data: bytes) -> None:
    if isinstance(part.held, Stream):
        part.held.write(data)
    else:
        part.held.Contents = pdf.make_stream(data)


def _enlarged(data: bytes) -> bytes:
    """The same instructions with no letter smaller than can be found."""
    data = SIZES.sub(_size, data)
    return MATRICES.sub(_matrix, data)


def _size(found: re.Match[bytes]) -> bytes:
    size, space, operator = found.groups()
    [number] = _numbers(size) or [LEAST_SIZE]
    small = abs(number) < LEAST_SIZE
    return b"".join((READABLE[operator], space, operator)) if small else found[0]


def _matrix(found: re.Match[bytes]) -> bytes:
    a, b, c, d, *_ = _numbers(found[1]) or (1, 0, 0, 1)
    return found[0] if abs(a * d - b * c) >= LEAST_SCALE**2 else b"1 0 0 1 0 0 " + found[2]


def _numbers(written: bytes) -> list[float]:
    """None where one of them is no number."""
    try:
        return [float(each) for each in written.split()]
    except ValueError:
        return []


def _squeezed(text: str) -> str:
    return "".join(WORD.findall(text)).casefold()


def texts(pdf: pikepdf.Pdf, pages: Sequence[int]) -> list[str]:
    """What PDFium reads on some pages of a file as it is now; numbers from 1."""
    if not pages:
        return []
    saved = BytesIO()
    pdf.save(saved)
    with closing(pypdfium2.PdfDocument(saved.getvalue())) as document:
        return [_text(document, number) for number in pages]


def _text(document: pypdfium2.PdfDocument, number: int) -> str:
    with closing(document[number - 1]) as page, closing(page.get_textpage()) as text:
        said: str = text.get_text_range()
        return said
