"""What a file has screen readers and copying say in place of what its pages show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO

import pikepdf
import pypdfium2
from pikepdf import Dictionary, Object, Stream, String

from reports.files.findings import HEADINGS
from reports.published_form.content import drawn_by
from reports.unseen.kinds import Hiding, Unseen, cut

IN_PLACE_OF_TEXT = HEADINGS | {
    f"/{role}" for role in ("P", "Span", "Lbl", "LBody", "TD", "TH", "Quote", "BlockQuote", "Link")
}
"""Roles whose content is words already: a picture is described, a paragraph is not."""
KEYS = re.compile(rb"/(?:ActualText|Alt|E)\s*(\((?:[^()\\]|\\.)*\)|<[0-9A-Fa-f\s]*>)", re.DOTALL)
INSTEAD = b"/ActualText"
WORD = re.compile(r"\w{3,}")
LONGER_THAN_A_LIGATURE = 5  # letters: of a joined letter or a bullet the words are told so
MOST_ABOVE, MOST_DRAWINGS = 200, 10_000


def unseen_spoken(pdf: pikepdf.Pdf, on_pages: str) -> Iterator[Unseen]:
    """The words to be read out or copied that stand on no page; `on_pages` is their squeezed text.

    What this file says of its content is changed: it is to be read, and not to be saved.
    """
    marked = [(number, said) for number, said in _in_content(pdf) if _telling(said)]
    shown = _shown(pdf) if marked else ""
    for number, said in marked:
        if any(word not in shown for word in _telling(said)):
            yield Unseen(Hiding.SPOKEN, number, cut(said))
    numbers = {page.obj.objgen: at for at, page in enumerate(pdf.pages, start=1)}
    for element, said in _in_tags(pdf):
        if any(word not in on_pages for word in _words(said)):
            yield Unseen(Hiding.SPOKEN, numbers.get(_page_of(element), 0), cut(said))


def _shown(pdf: pikepdf.Pdf) -> str:
    """The squeezed text of the pages, where PDFium is not told to take other words for it."""
    for each in pdf.objects:
        if isinstance(each, Stream) and INSTEAD in (data := _read(each)):
            each.write(data.replace(INSTEAD, b"/NotText"))
        if isinstance(each, (Dictionary, Stream)) and "/S" not in each:
            for held in (each, *_properties(each), *_properties(each.get("/Resources"))):
                if INSTEAD.decode() in held:
                    del held[INSTEAD.decode()]
    saved = BytesIO()
    pdf.save(saved)
    with pypdfium2.PdfDocument(saved.getvalue()) as document:
        said = (page.get_textpage().get_text_bounded() for page in document)
        return "".join(word for text in said for word in _words(text))


def _telling(said: str) -> list[str]:
    return [word for word in _words(said) if len(word) >= LONGER_THAN_A_LIGATURE]


def _words(said: str) -> list[str]:
    return [word.casefold() for word in WORD.findall(said)]


def _in_tags(pdf: pikepdf.Pdf) -> Iterator[tuple[Object, str]]:
    """What elements of the tree say in place of their content."""
    tree = pdf.Root.get("/StructTreeRoot")
    if not isinstance(tree, Dictionary):
        return
    roles = tree.get("/RoleMap")
    for each in pdf.objects:
        if isinstance(each, Dictionary) and "/S" in each and "/P" in each:
            keys = ["/ActualText", "/E"]
            if "/Alt" in each and _standard(str(each.S), roles) in IN_PLACE_OF_TEXT:
                keys.append("/Alt")
            yield from ((each, said) for key in keys if (said := _text(each.get(key))))


def _standard(role: str, roles: object) -> str:
    mapped = roles.get(role) if isinstance(roles, Dictionary) else None
    return str(mapped) if mapped is not None else role


def _page_of(element: Object) -> tuple[int, int]:
    """The page that an element or one above it names."""
    above: object = element
    for _ in range(MOST_ABOVE):
        if not isinstance(above, Dictionary):
            break
        if isinstance(above.get("/Pg"), Dictionary):
            return above.Pg.objgen
        above = above.get("/P")
    return (0, 0)


def _in_content(pdf: pikepdf.Pdf) -> Iterator[tuple[int, str]]:
    """What stretches of the pages' content say in place of themselves, by page."""
    met: set[tuple[int, int]] = set()
    for number, page in enumerate(pdf.pages, start=1):
        yield from ((number, said) for said in _inline(drawn_by(page)))
        waiting = [page.obj.get("/Resources")]
        while waiting and len(met) < MOST_DRAWINGS:
            held = waiting.pop()
            if not isinstance(held, Dictionary) or (held.is_indirect and held.objgen in met):
                continue
            met |= {held.objgen} if held.is_indirect else set()
            yield from ((number, said) for said in _in_properties(held))
            for drawing in _streams(held.get("/XObject")):
                if drawing.objgen not in met and str(drawing.get("/Subtype")) == "/Form":
                    met.add(drawing.objgen)
                    yield from ((number, said) for said in _inline(_read(drawing)))
                    waiting.append(drawing.get("/Resources"))


def _streams(held: object) -> list[Stream]:
    values = held.values() if isinstance(held, Dictionary) else ()
    return [each for each in values if isinstance(each, Stream)]


def _read(stream: Stream) -> bytes:
    try:
        return stream.read_bytes()
    except pikepdf.PdfError:
        return b""


def _in_properties(resources: Object) -> Iterator[str]:
    for each in _properties(resources):
        said = (_text(each.get(key)) for key in ("/ActualText", "/Alt", "/E"))
        yield from filter(None, said)


def _properties(resources: object) -> list[Object]:
    held = resources.get("/Properties") if isinstance(resources, Dictionary) else None
    values = held.values() if isinstance(held, Dictionary) else ()
    return [each for each in values if isinstance(each, Dictionary)]


def _inline(data: bytes) -> Iterator[str]:
    for found in KEYS.finditer(data):
        try:
            yield _text(Object.parse(found[1]))
        except (pikepdf.PdfError, ValueError):
            continue


def _text(value: object) -> str:
    try:
        return str(value) if isinstance(value, String) else ""
    except UnicodeDecodeError:
        return ""
