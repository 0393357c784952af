"""Which language a paragraph is in, and its words in the order they are read.

WeasyPrint 70 writes no language into the tags, and shows Arabic and Urdu from left to right, so
that a screen reader would be given the letters backwards.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pydyf  # type: ignore[import-untyped]
from weasyprint.formatting_structure import boxes

if TYPE_CHECKING:
    from weasyprint.document import Document

PARAGRAPH = "/P"


def name_languages(document: Document, pdf: pydyf.PDF) -> None:
    """Tag every paragraph that has a language of its own, before anything moves in the tree."""
    if "StructTreeRoot" not in pdf.catalog:
        return
    root = _at(pdf, pdf.catalog["StructTreeRoot"])
    tagged = list(_paragraphs(pdf, root))
    printed = [box for page in document.pages for box in _paragraph_boxes(page._page_box)]
    if len(tagged) == len(printed):
        halves = Counter(box.element for box in printed)
        for element, box in zip(tagged, printed, strict=True):
            _name_language(element, box, whole=halves[box.element] == 1)


def _name_language(element: pydyf.Dictionary, box: boxes.Box, *, whole: bool) -> None:
    language = box.element.attrib.get("lang")
    if language:
        element["Lang"] = pydyf.String(language)
    if whole and box.style["direction"] == "rtl":
        element["ActualText"] = pydyf.String(" ".join("".join(box.element.itertext()).split()))


def _paragraphs(pdf: pydyf.PDF, element: pydyf.Dictionary) -> Iterator[pydyf.Dictionary]:
    if element.get("S") == PARAGRAPH:
        yield element
    for kid in element.get("K", ()):
        if isinstance(kid, bytes):
            yield from _paragraphs(pdf, _at(pdf, kid))


def _paragraph_boxes(box: boxes.Box) -> Iterator[boxes.Box]:
    """The boxes that became paragraphs, in the order of the tags."""
    if isinstance(box, boxes.BlockBox) and box.element is not None and box.element_tag == "p":
        yield box
    for child in getattr(box, "children", ()):
        yield from _paragraph_boxes(child)


def _at(pdf: pydyf.PDF, reference: bytes) -> pydyf.Dictionary:
    return pdf.objects[int(reference.split()[0])]
