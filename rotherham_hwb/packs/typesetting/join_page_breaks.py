"""What a page break cuts in two, one element again in the tags.

WeasyPrint 70 tags page by page: a table over three pages becomes three tables, each with a
header of its own, and a list becomes several. Here each goes on where it was cut. The header
that is printed again is left out of the tree, so that `repair_tags` makes it an artifact.

It works on WeasyPrint's layout boxes and on the PDF before it is written: only there is it
known that two boxes are halves of one element.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pydyf import PDF, Dictionary  # type: ignore[import-untyped]
    from weasyprint.document import Document
    from weasyprint.formatting_structure.boxes import Box


def join_pages(document: Document, pdf: PDF) -> None:
    """Join the tags of every page to those of the page before (a `finisher` of WeasyPrint)."""
    if "StructTreeRoot" in pdf.catalog:
        page_breaks = _PageBreaks(pdf)
        bodies = [_body(page._page_box) for page in document.pages]
        for at, (before, after) in enumerate(pairwise(bodies), start=1):
            page_breaks.join_page(pdf.page_references[at], before, after)


def _body(page_box: Box) -> Box:
    html = next(box for box in page_box.children if box.element_tag == "html")
    return next(box for box in html.children if box.element_tag == "body")


class _PageBreaks:
    """The tree of one PDF while its pages are joined."""

    def __init__(self, pdf: PDF) -> None:
        self.pdf = pdf
        root = self._at(pdf.catalog["StructTreeRoot"])
        self.document = self._at(root["K"][0])

    def join_page(self, page: bytes, before: Box, after: Box) -> None:
        """Join the first element of a page to the last of the page before, if they are one."""
        kids = self.document["K"]
        first = next((at for at, kid in enumerate(kids) if self._at(kid)["Pg"] == page), 0)
        if first and _halves(before.children, after.children):
            left, right = self._at(kids[first - 1]), self._at(kids[first])
            if left["S"] == right["S"]:
                del kids[first]
                self._join(left, right, before.children[-1], after.children[0])

    def _join(self, left: Dictionary, right: Dictionary, before: Box, after: Box) -> None:
        """Let `left` go on with what `right` holds; the boxes are what they were made from."""
        if left["S"] == "/Table":
            self._join_tables(left, right, before, after)
        elif left["S"] == "/LI" and self._meet(left, right):
            whole = _unmarked(before)
            inner = (before, after) if whole else (before.children[-1], after.children[0])
            self._join_ends(left, right, *inner)
        elif _halves(before.children, after.children) and self._meet(left, right):
            self._join_ends(left, right, before.children[-1], after.children[0])
        else:
            self._adopt(left, right["K"])

    def _join_ends(self, left: Dictionary, right: Dictionary, before: Box, after: Box) -> None:
        """Join the last kid of one to the first of the other, and let the rest follow."""
        self._join(self._at(left["K"][-1]), self._at(right["K"][0]), before, after)
        self._adopt(left, right["K"][1:])

    def _join_tables(self, left: Dictionary, right: Dictionary, before: Box, after: Box) -> None:
        """Let the body of a table go on; one that had no row yet takes the whole of the other."""
        body = self._at(left["K"][-1])
        last, first = _rows(before)[-1:], _rows(after)[:1]
        if body["S"] != "/TBody" or not (last and first):
            self._adopt(left, right["K"])
            return
        self._name_again(right, dict(zip(self._heads(right), self._heads(left), strict=False)))
        going_on = (part for part in self._kids(right) if part["S"] != "/THead")
        rows = [row for part in going_on for row in part["K"]]
        if last[0].element is first[0].element:
            for cell, more in zip(last[0].children, first[0].children, strict=True):
                self._adopt(cell.mark, more.mark["K"])
            del rows[0]
        self._adopt(body, rows)

    def _heads(self, table: Dictionary) -> list[bytes]:
        """The ids of the column headers of a table, in order."""
        heads = (part for part in self._kids(table) if part["S"] == "/THead")
        cells = (cell for head in heads for row in self._kids(head) for cell in self._kids(row))
        return [cell["ID"].string for cell in cells]

    def _name_again(self, table: Dictionary, names: dict[bytes, bytes]) -> None:
        """Let the cells of a table name the headers that stay."""
        for element in self._below(table):
            for header in element.get("A", {}).get("Headers", ()):
                header.string = names.get(header.string, header.string)

    def _meet(self, left: Dictionary, right: Dictionary) -> bool:
        """Whether the last kid of one and the first of the other are elements of one kind."""
        ends = left["K"][-1:] + right["K"][:1]
        kinds = {self._at(end).get("S") for end in ends if isinstance(end, bytes)}
        return len(ends) == 2 and len(kinds) == 1 and None not in kinds

    def _adopt(self, parent: Dictionary, kids: Sequence[object]) -> None:
        for kid in kids:
            if isinstance(kid, bytes) and "S" in self._at(kid):
                self._at(kid)["P"] = parent.reference
        parent["K"].extend(kids)

    def _below(self, element: Dictionary) -> Iterator[Dictionary]:
        for kid in self._kids(element):
            yield kid
            yield from self._below(kid)

    def _kids(self, element: Dictionary) -> list[Dictionary]:
        """The elements right below an element."""
        kids = (self._at(kid) for kid in element["K"] if isinstance(kid, bytes))
        return [kid for kid in kids if "S" in kid]

    def _at(self, reference: bytes) -> Dictionary:
        return self.pdf.objects[int(reference.split()[0])]


def _halves(before: Sequence[Box], after: Sequence[Box]) -> bool:
    """Whether the last of some boxes and the first of others are halves of one element."""
    last, first = (before or [None])[-1], (after or [None])[0]
    known = last is not None and first is not None and last.element is not None
    return known and last.element is first.element and last.element_tag == first.element_tag


def _unmarked(box: Box) -> bool:
    """Whether a list item has no bullet: WeasyPrint tags it as an item round its body."""
    return bool(box.style["list_style_type"] == "none")


def _rows(wrapper: Box) -> list[Box]:
    """The rows of a table's body on one page; none where only its caption is there."""
    table = wrapper.get_wrapped_table()
    children = table.children if table else ()
    groups = [group for group in children if group.element_tag != "thead"]
    return [row for group in groups for row in group.children]
