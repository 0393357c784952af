"""The tags of a PDF: its tree with what screen readers need, and nothing that hangs beside it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, String

from reports.published_form.content import draws
from reports.published_form.kinds import (
    Each,
    Every,
    Keys,
    ObjectNumber,
    Walk,
    either,
    name,
    number,
    numbers,
    scalar,
    text,
)
from reports.published_form.trees import first_time, leaves

LAYOUT = """
Placement WritingMode BackgroundColor BorderColor BorderStyle BorderThickness Padding Color
SpaceBefore SpaceAfter StartIndent EndIndent TextIndent TextAlign BBox Width Height BlockAlign
InlineAlign TBorderStyle TPadding BaselineShift LineHeight TextPosition TextDecorationColor
TextDecorationThickness TextDecorationType RubyAlign RubyPosition GlyphOrientationVertical
ColumnCount ColumnGap ColumnWidths ListNumbering ContinuedList Role Checked checked
RowSpan ColSpan Scope Type Subtype Attached O
"""
ATTRIBUTES = Keys(
    {f"/{key}": either(scalar, Each(either(scalar, numbers))) for key in LAYOUT.split()}
    | {"/Headers": Each(text), "/Summary": text, "/Short": text}
)
NAMESPACE = Keys({"/Type": name, "/NS": text})
NAMESPACE.kept["/RoleMapNS"] = Every(either(name, Each(either(name, NAMESPACE))))
CLASS = either(ATTRIBUTES, Each(ATTRIBUTES))
ELEMENT = Keys(
    {f"/{key}": text for key in ("ID", "Lang", "Alt", "E", "ActualText")}
    | {
        "/Type": name,
        "/S": name,
        "/R": number,
        "/C": either(name, Each(either(name, number))),
        "/A": either(ATTRIBUTES, Each(either(ATTRIBUTES, number))),
        "/NS": NAMESPACE,
        "/P": lambda walk, value: True,  # written anew
        "/K": lambda walk, value: True,  # written anew
        "/Pg": lambda walk, value: _is_page(walk, value),
    }
)
ROOT = Keys(
    {
        "/Type": name,
        "/ParentTreeNextKey": number,
        "/RoleMap": Every(name),
        "/ClassMap": Every(CLASS),
        "/Namespaces": Each(NAMESPACE),
        "/K": lambda walk, value: True,  # written anew
        "/ParentTree": lambda walk, value: True,  # written anew
    }
)
CONTENT, LAID_OVER = "/MCR", "/OBJR"
"""What a reference in the tree is to: content that is marked, or a link or a drawing."""
MARKS = Keys({f"/{key}": scalar for key in ("Marked", "Suspects")})


def keep_tags(walk: Walk) -> None:
    """Leave the tree of tags with those elements that hang in it; the pages must be done."""
    root = walk.pdf.Root
    if "/MarkInfo" in root and not MARKS(walk, root.MarkInfo):
        del root["/MarkInfo"]
    tree = root.get("/StructTreeRoot")
    if not isinstance(tree, Dictionary):
        if "/StructTreeRoot" in root:
            del root["/StructTreeRoot"]
        walk.finish()
        return
    if not tree.is_indirect:
        tree = root.StructTreeRoot = walk.pdf.make_indirect(tree)
    parents = list(leaves(tree.get("/ParentTree"), "/Nums"))
    elements = _Elements(walk, tree)
    elements.gather()
    ROOT.prune(walk, tree)
    walk.finish()
    _write_parents(walk, tree, parents, elements)
    _write_ids(walk, tree, elements)
    _end_rounds(tree.get("/RoleMap"))
    if is_tagged(walk.pdf):
        _say_so(root)


def _say_so(root: Object) -> None:
    """Say that the file is tagged, where what said so was lost."""
    if "/MarkInfo" not in root:
        root.MarkInfo = Dictionary()
    if not root.MarkInfo.get("/Marked", False):
        root.MarkInfo.Marked = True


def is_tagged(pdf: pikepdf.Pdf) -> bool:
    """The file has a tree of tags, and says so or has every page in it."""
    marks, tree = pdf.Root.get("/MarkInfo"), pdf.Root.get("/StructTreeRoot")
    if not isinstance(tree, Dictionary) or "/K" not in tree or "/ParentTree" not in tree:
        return False
    if isinstance(marks, Dictionary) and bool(marks.get("/Marked", False)):
        return True
    keys = {key for key, _ in leaves(tree.ParentTree, "/Nums")}
    return all(page.obj.get("/StructParents") in keys for page in pdf.pages)


def pages_left_out(pdf: pikepdf.Pdf) -> list[int]:
    """The pages of a tagged file, from 0, that draw something and are in none of its tags."""
    tree = pdf.Root.StructTreeRoot
    holders = dict(leaves(tree.ParentTree, "/Nums"))
    left = []
    for at, page in enumerate(pdf.pages):
        holder = holders.pop(page.obj.get("/StructParents"), None)
        if not isinstance(holder, Array) or not any(
            isinstance(each, Dictionary) for each in holder
        ):
            left.append(at)
    told = _told_of(tree) if left else set()
    return [at for at in left if pdf.pages[at].obj.objgen not in told and draws(pdf.pages[at])]


def _told_of(tree: Object) -> set[ObjectNumber]:
    """The pages with content that an element of the tree names."""
    met: set[ObjectNumber] = set()
    pages: set[ObjectNumber] = set()
    waiting: list[Any] = [tree]
    while waiting:
        held = waiting.pop()
        kids = list(_kids(held))
        marked = "/MCID" in held or any(isinstance(kid, int) for kid in kids)
        if marked and isinstance(held.get("/Pg"), Dictionary):
            pages.add(held.Pg.objgen)
        waiting += [kid for kid in kids if isinstance(kid, Dictionary) and first_time(kid, met)]
    return pages


class _Elements:
    """The elements that hang in a tree, each under the first that holds it."""

    def __init__(self, walk: Walk, tree: Object) -> None:
        self.walk, self.tree = walk, tree
        self.kept: set[ObjectNumber] = set()
        self.named: dict[bytes, Object] = {}

    def gather(self) -> None:
        """Go through the tree once, writing each element's parent and kids anew."""
        waiting: list[Any] = [self.tree]
        while waiting:
            parent = waiting.pop()
            below = [self._kid(kid, parent) for kid in _kids(parent)]
            kept: list[Any] = [kid for kid in below if kid is not None]
            if kept:
                parent.K = Array(kept) if len(kept) > 1 or isinstance(parent.K, Array) else kept[0]
            elif "/K" in parent:
                del parent["/K"]
            waiting += reversed([kid for kid in kept if _is_element(kid)])

    def _kid(self, kid: object, parent: Object) -> object:
        """What stands for a kid in the tree; None where nothing does."""
        if not isinstance(kid, Dictionary):
            return kid if isinstance(kid, int) and parent.objgen != self.tree.objgen else None
        if not _is_element(kid):
            return self._reference(kid)
        if not isinstance(kid.get("/S"), Name) or kid.objgen in self.kept:
            return None
        element = kid if kid.is_indirect else self.walk.pdf.make_indirect(kid)
        self.kept.add(element.objgen)
        element.P = parent
        ELEMENT.prune(self.walk, element)
        if isinstance(element.get("/ID"), String):
            self.named.setdefault(bytes(element.ID), element)
        return element

    def _reference(self, kid: Object) -> Object | None:
        """A reference to something on a page, if it is still there."""
        own = Dictionary(Type=kid.Type)
        page, drawn = kid.get("/Pg"), kid.get("/Stm", kid.get("/Obj"))
        if _is_page(self.walk, page):
            own.Pg = page
        if isinstance(drawn, Object) and drawn.is_indirect and drawn.objgen in self.walk.drawn:
            own["/Stm" if str(kid.Type) == CONTENT else "/Obj"] = drawn
        elif drawn is not None or str(kid.Type) == LAID_OVER:
            return None
        if isinstance(kid.get("/MCID"), int):
            own.MCID = kid.MCID
        return own


def _kids(parent: Object) -> Iterator[object]:
    held = parent.get("/K")
    yield from held if isinstance(held, Array) else () if held is None else (held,)


def _is_element(kid: object) -> bool:
    return isinstance(kid, Dictionary) and str(kid.get("/Type")) not in (CONTENT, LAID_OVER)


def _is_page(walk: Walk, value: object) -> bool:
    return isinstance(value, Dictionary) and value.objgen in walk.pages


def _write_parents(
    walk: Walk, tree: Object, parents: list[tuple[object, object]], elements: _Elements
) -> None:
    """The tree from content to elements, as one list."""
    pairs: dict[int, object] = {}
    for key, value in parents:
        if isinstance(key, int) and key >= 0:
            held = list(value) if isinstance(value, Array) else [value]
            kept = [each if _hangs(each, elements) else None for each in held]
            if any(kept):
                pairs[key] = Array(kept) if isinstance(value, Array) else kept[0]
    flat = Array([part for key in sorted(pairs) for part in (key, pairs[key])])
    tree.ParentTree = walk.pdf.make_indirect(Dictionary(Nums=flat))


def _hangs(value: object, elements: _Elements) -> bool:
    return isinstance(value, Dictionary) and value.objgen in elements.kept


def _write_ids(walk: Walk, tree: Object, elements: _Elements) -> None:
    if elements.named:
        pairs = [
            part for key, each in sorted(elements.named.items()) for part in (String(key), each)
        ]
        tree.IDTree = walk.pdf.make_indirect(Dictionary(Names=Array(pairs)))


def _end_rounds(roles: object) -> None:
    """Take out the roles that stand for themselves, at once or by way of others."""
    if not isinstance(roles, Dictionary):
        return
    stands_for = {role: str(other) for role, other in roles.items()}
    for role in list(stands_for):
        met = {role}
        other = stands_for.get(role)
        while other in stands_for and other not in met:
            met.add(other)
            other = stands_for[other]
        if other in met:
            del stands_for[role], roles[role]
