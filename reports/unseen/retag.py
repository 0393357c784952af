"""Tags of a page that has become a picture: one figure in place of all that described it."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, String

GROUPS = frozenset({"/Document", "/DocumentFragment", "/Part", "/Art", "/Sect", "/Div"})
MOST_LEVELS = 100  # of elements within elements
MOST_WORDS = 20_000  # characters
NOTHING = "A page without text"


def tag_as_figure(pdf: pikepdf.Pdf, page: Object, words: str) -> bool:
    """Put a figure that says these words where the page's tags were; False where it had none.

    The page's content is the figure's with the number 0.
    """
    tree, key = pdf.Root.get("/StructTreeRoot"), page.get("/StructParents")
    if not isinstance(tree, Dictionary) or not isinstance(key, int):
        return False
    figure = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Figure, Pg=page, K=0))
    said = " ".join(words.split())[:MOST_WORDS] or NOTHING
    figure.Alt = String(said)
    elements = list(_elements(tree))
    _insert(tree, elements, page, figure)
    _leave_page(elements, page)
    if not isinstance(tree.get("/ParentTree"), Dictionary):
        tree.ParentTree = pdf.make_indirect(Dictionary(Nums=Array()))
    pikepdf.NumberTree(tree.ParentTree)[key] = Array([figure])
    return True


def _elements(tree: Object) -> Iterator[Object]:
    """The root and every element below it once, in order."""
    met: set[tuple[int, int]] = set()
    waiting = [tree]
    while waiting:
        held = waiting.pop()
        if held.is_indirect and held.objgen in met:
            continue
        met.add(held.objgen)
        yield held
        kids = (kid for kid in _kids(held) if isinstance(kid, Dictionary) and "/S" in kid)
        waiting += list(kids)[::-1]


def _kids(element: Object) -> list[object]:
    held = element.get("/K")
    if isinstance(held, Array):
        return list(held)
    return [] if held is None else [held]


def _is_of(kid: object, element: Object, page: Object) -> bool:
    """A piece of the page's content, or something laid over the page."""
    if isinstance(kid, int):
        return _same(element.get("/Pg"), page)
    if not isinstance(kid, Dictionary) or "/S" in kid:
        return False
    return _same(kid.get("/Pg", element.get("/Pg")), page)


def _same(one: object, other: Object) -> bool:
    return isinstance(one, Dictionary) and one.objgen == other.objgen


def _insert(tree: Object, elements: list[Object], page: Object, figure: Object) -> None:
    """Before the first block of the page, in the group that holds it; else last of all."""
    for element in elements:
        kids = _kids(element)
        at = next((at for at, kid in enumerate(kids) if _is_of(kid, element, page)), None)
        if at is None:
            continue
        above = element
        for _ in range(MOST_LEVELS):
            if str(above.get("/S")) in GROUPS or not isinstance(above.get("/P"), Dictionary):
                break
            below, above = above, above.P
            kids = _kids(above)
            at = next((i for i, kid in enumerate(kids) if _same(kid, below)), len(kids))
        _write(above, [*kids[:at], figure, *kids[at:]])
        figure.P = above
        return
    figure.P = tree
    _write(tree, [*_kids(tree), figure])


def _leave_page(elements: list[Object], page: Object) -> None:
    """Take the page's content out of all other elements, and those away that had nothing else."""
    gone: set[tuple[int, int]] = set()
    for element in reversed(elements):  # what is below comes first
        kids = _kids(element)
        kept = [kid for kid in kids if not _is_of(kid, element, page) and _id(kid) not in gone]
        if len(kept) < len(kids):
            _write(element, kept)
            if not kept and element.is_indirect:
                gone.add(element.objgen)


def _id(kid: object) -> tuple[int, int]:
    return kid.objgen if isinstance(kid, Dictionary) else (0, -1)


def _write(element: Object, kids: list[object]) -> None:
    element.K = Array(kids)
