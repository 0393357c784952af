"""What a file has screen readers and copying say in place of what its pages show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO

import pikepdf
import pypdfium2
from pikepdf import Dictionary, Object, Stream, String

from reports.files.findings import HEADINGS
from reports.unseen.kinds import Hiding, Unseen, cut
from reports.unseen.parts import PagePart, parts, read

IN_PLACE_OF_TEXT = HEADINGS | {
    f"/{role}" for role in ("P", "Span", "Lbl", "LBody", "TD", "TH", "Quote", "BlockQuote", "Link")
}
"""Roles whose content is words already: a picture is described, a paragraph is not."""
MARKS = "BDC DP"
MAY_SAY = re.compile(rb"/(?:ActualText|Alt|E)\b|<<[^>]*#")
"""Instructions in which words may stand, their keys written as they are or as numbers."""
INSTEAD = re.compile(
    b"/" + b"".join(b"(?:%c|#%02x)" % (each, each) for each in b"ActualText"), re.IGNORECASE
)
WORD = re.compile(r"\w{3,}")
LONGER_THAN_A_LIGATURE = 5  # letters of a single word: a joined letter is told so
MOST_ABOVE = 200


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
        if isinstance(each, Stream) and INSTEAD.search(data := read(each)):
            each.write(INSTEAD.sub(b"/NotText", data))
        if isinstance(each, (Dictionary, Stream)) and "/S" not in each:
            for held in (each, *_properties(each), *_properties(each.get("/Resources"))):
                if "/ActualText" in held:
                    del held["/ActualText"]
    saved = BytesIO()
    pdf.save(saved)
    with pypdfium2.PdfDocument(saved.getvalue()) as document:
        said = (page.get_textpage().get_text_bounded() for page in document)
        return "".join(word for text in said for word in _words(text))


def _telling(said: str) -> list[str]:
    words = _words(said)
    return [word for word in words if len(words) > 1 or len(word) >= LONGER_THAN_A_LIGATURE]


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
    for part in parts(pdf):
        held = [*_properties(part.resources), *_inline(part)]
        for each in held:
            said = (_text(each.get(key)) for key in ("/ActualText", "/Alt", "/E"))
            yield from ((part.page, words) for words in said if words)


def _properties(resources: object) -> list[Object]:
    held = resources.get("/Properties") if isinstance(resources, Dictionary) else None
    values = held.values() if isinstance(held, Dictionary) else ()
    return [each for each in values if isinstance(each, Dictionary)]


def _inline(part: PagePart) -> list[Object]:
    """What a part's instructions say within themselves."""
    if not MAY_SAY.search(part.data):
        return []
    marks = pikepdf.parse_content_stream(part.held, MARKS)
    return [each for mark in marks for each in mark.operands if isinstance(each, Dictionary)]


def _text(value: object) -> str:
    try:
        return str(value) if isinstance(value, String) else ""
    except UnicodeDecodeError:
        return ""
