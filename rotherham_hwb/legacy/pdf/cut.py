"""One paper cut out of a PDF pack: its pages with their tags, and nothing of any other paper.

What is written is the published form (reports/published_form), which keeps of a document what its
pages draw. Before that the pages and the tags of other papers are taken off. Opens whatever it is
given, so it belongs in a process of its own: see ``cut_apart``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object

from reports.published_form.pages import flatten_pages
from reports.published_form.write import write_published_form

ObjectNumber = tuple[int, int]
WORDS = ("/Alt", "/ActualText", "/E", "/T", "/ID", "/A", "/C")
"""What an element may say of all that it holds."""


class Uncuttable(Exception):
    """These pages cannot be told apart from others of the file."""


def cut(source: Path, output: Path, *, first: int, last: int) -> None:
    """Write the pages from first to last (1-based, both counted in) as a PDF of their own.

    Raises Uncuttable where a page of them is drawn by what also draws another, and what the
    reader of PDFs raises over a file that breaks its rules.
    """
    with pikepdf.open(source) as pdf:
        flatten_pages(pdf)
        if not 1 <= first <= last <= len(pdf.pages):
            raise Uncuttable
        own = {page.obj.objgen for page in pdf.pages[first - 1 : last]}
        _must_stand_alone(pdf, own)
        for key in ("/Outlines", "/Names", "/Dests", "/PageLabels", "/Metadata"):
            if key in pdf.Root:
                del pdf.Root[key]
        tree = pdf.Root.get("/StructTreeRoot")
        if isinstance(tree, Dictionary):
            _cut_tags(tree, own)
        del pdf.pages[last:]
        del pdf.pages[: first - 1]
        write_published_form(pdf, output, title="")


def _must_stand_alone(pdf: pikepdf.Pdf, own: set[ObjectNumber]) -> None:
    """Two pages may be two views of one drawing: then each holds the words of both."""
    others = {
        drawn for page in pdf.pages if page.obj.objgen not in own for drawn in _content(page.obj)
    }
    for page in pdf.pages:
        if page.obj.objgen in own and others & set(_content(page.obj)):
            raise Uncuttable


def _content(page: Object) -> Iterator[ObjectNumber]:
    """The streams of a page that draw more than a step of setting up."""
    held = page.get("/Contents")
    for each in held if isinstance(held, Array) else (held,):
        if isinstance(each, pikepdf.Stream) and (
            b"Tj" in (data := each.read_bytes()) or b"TJ" in data or b" Do" in data
        ):
            yield each.objgen


# --- tags --------------------------------------------------------------------------------------


@dataclass
class _Element:
    """An element of the tree of tags, and whether it holds something of these pages, or others."""

    held: Any
    parent: int | None
    page: ObjectNumber | None
    kids: list[int | Any] = field(default_factory=list)  # of elements their place, of others all
    own: bool = False
    others: bool = False


def _cut_tags(tree: Object, own: set[ObjectNumber]) -> None:
    """Leave the elements with something on these pages; those that reach further say nothing."""
    elements = _elements(tree, own)
    for each in reversed(elements):  # what is below comes before what holds it
        if each.parent is not None:
            elements[each.parent].own |= each.own
            elements[each.parent].others |= each.others
    for each in elements:
        _write_kids(each, elements)
        if each.others:
            for key in WORDS:
                if key in each.held:
                    del each.held[key]


def _elements(tree: Object, own: set[ObjectNumber]) -> list[_Element]:
    """Every element once, each after the one that holds it."""
    elements = [_Element(tree, None, None)]
    met: set[ObjectNumber] = set()
    for at, each in _growing(elements):
        for kid in _kids(each.held):
            if _is_element(kid):
                if kid.is_indirect and kid.objgen in met:
                    continue
                met.add(kid.objgen)
                each.kids.append(len(elements))
                elements.append(_Element(kid, at, _page(kid) or each.page))
            elif isinstance(kid, int | Dictionary):
                page = _page(kid) if isinstance(kid, Dictionary) else None
                if (page or each.page) in own:
                    each.own = True
                    each.kids.append((kid,))
                else:
                    each.others = True
    return elements


def _growing(elements: list[_Element]) -> Iterator[tuple[int, _Element]]:
    at = 0
    while at < len(elements):
        yield at, elements[at]
        at += 1


def _write_kids(element: _Element, elements: list[_Element]) -> None:
    kept = []
    for kid in element.kids:
        if isinstance(kid, tuple):
            kept.append(kid[0])
            continue
        below = elements[kid]
        empty = not (below.own or below.others) and not any(key in below.held for key in WORDS)
        if below.own or (empty and element.own and not element.others):
            kept.append(below.held)
    if "/K" in element.held:
        element.held.K = Array(kept)


def _kids(held: Object) -> Iterator[Any]:
    kids = held.get("/K")
    yield from kids if isinstance(kids, Array) else () if kids is None else (kids,)


def _page(held: Object) -> ObjectNumber | None:
    page = held.get("/Pg")
    return page.objgen if isinstance(page, Dictionary) else None


def _is_element(kid: object) -> bool:
    return isinstance(kid, Dictionary) and kid.get("/Type") not in (Name.MCR, Name.OBJR)
