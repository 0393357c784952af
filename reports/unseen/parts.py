"""All that a page is drawn with: its own instructions, and those of what they name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf
from pikepdf import Dictionary, Object, Stream

from reports.published_form.content import drawn_by

MOST_PARTS = 10_000  # drawings, patterns, masks and letters of one file


@dataclass(frozen=True)
class PagePart:
    """The instructions of a page, or of what it names."""

    page: int  # from 1
    held: Object  # the page, or the stream
    data: bytes
    resources: Object | None
    apart: bool
    """In a pattern, a mask or the drawing of a letter: no reader takes its words for the page's."""


def parts(pdf: pikepdf.Pdf, *, every_page: bool = False) -> Iterator[PagePart]:
    """Every part once, with the first page that names it; or once for each page that does."""
    met: set[tuple[int, int]] = set()
    left = MOST_PARTS
    for number, page in enumerate(pdf.pages, start=1):
        met = set() if every_page else met
        waiting = [
            PagePart(number, page.obj, drawn_by(page), page.obj.get("/Resources"), apart=False)
        ]
        while waiting:
            part = waiting.pop()
            yield part
            for below in _named(part, met) if left > 0 else ():
                met.add(below.held.objgen)
                waiting.append(below)
                left -= 1


def _named(part: PagePart, met: set[tuple[int, int]]) -> Iterator[PagePart]:
    """What the resources of a part name, those that are read with the page before those apart."""
    held = part.resources
    if not isinstance(held, Dictionary) or (held.is_indirect and held.objgen in met):
        return
    met |= {held.objgen} if held.is_indirect else set()
    for stream, own, apart in (*_drawings(held), *_fillings(held)):
        if stream.objgen not in met:
            apart = apart or part.apart
            yield PagePart(part.page, stream, read(stream), own or held, apart=apart)


Named = tuple[Stream, Object | None, bool]


def _drawings(resources: Object) -> Iterator[Named]:
    for each in _values(resources, "/XObject"):
        if isinstance(each, Stream) and str(each.get("/Subtype")) == "/Form":
            yield each, each.get("/Resources"), False


def _fillings(resources: Object) -> Iterator[Named]:
    """Tiles of patterns, groups of soft masks, and letters that are drawings themselves."""
    for each in _values(resources, "/Pattern"):
        if isinstance(each, Stream):
            yield each, each.get("/Resources"), True
    for state in _values(resources, "/ExtGState"):
        mask = state.get("/SMask") if isinstance(state, Dictionary) else None
        group = mask.get("/G") if isinstance(mask, Dictionary) else None
        if isinstance(group, Stream):
            yield group, group.get("/Resources"), True
    for font in _values(resources, "/Font"):
        letters = _values(font, "/CharProcs") if isinstance(font, Dictionary) else ()
        for each in letters:
            if isinstance(each, Stream):
                yield each, each.get("/Resources") or font.get("/Resources"), True


def _values(holder: Object, key: str) -> list[Object]:
    held = holder.get(key)
    return list(held.values()) if isinstance(held, Dictionary) else []


def read(stream: Object) -> bytes:
    """What a stream holds; nothing where it cannot be read."""
    try:
        data: bytes = stream.read_bytes()
        return data
    except pikepdf.PdfError:
        return b""
