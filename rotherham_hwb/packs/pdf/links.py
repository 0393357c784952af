"""Links and bookmarks inside one source, found before its pages are copied.

Copying a page cuts every reference to pages that are not copied yet. So a link is read here as
"page 4 of its source, this view", taken off its page, and laid on again in the pack.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, String

from rotherham_hwb.packs.pdf.clean import hollow

MAX_DEPTH = 40
MAX_BOOKMARKS = 5_000
OUTWARD = ("/URI",)  # the only actions that may stay


@dataclass(frozen=True)
class Target:
    """A place in a source."""

    page: int  # 0-based
    view: tuple[object, ...] = ()  # what follows the page in a destination: /XYZ, x, y, zoom


@dataclass(frozen=True)
class Link:
    """A link inside a source."""

    page: int  # 0-based; where the link is
    annotation: int  # its place in the page's /Annots
    target: Target


@dataclass(frozen=True)
class OwnBookmark:
    """An entry of a source's own outline."""

    title: str
    target: Target | None
    children: tuple["OwnBookmark", ...] = ()


@dataclass
class Places:
    """Everything in a source that points at one of its pages."""

    links: list[Link] = field(default_factory=list)
    names: dict[bytes, Target] = field(default_factory=dict)
    bookmarks: tuple[OwnBookmark, ...] = ()


class Resolver:
    """Turns the destinations of one source into targets."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pages = {page.obj.objgen: index for index, page in enumerate(pdf.pages)}
        self.named = dict(_named_destinations(pdf.Root))

    def target(self, destination: object, depth: int = 0) -> Target | None:
        """Where a destination leads; None where it leads nowhere in this source."""
        if depth > 3:
            return None
        if isinstance(destination, String | Name):
            return self.target(self.named.get(_name(destination)), depth + 1)
        if isinstance(destination, Dictionary):
            return self.target(destination.get("/D"), depth + 1)
        if isinstance(destination, Array) and len(destination):
            page = self._page(destination[0])
            return None if page is None else Target(page, tuple(_view(destination)))
        return None

    def _page(self, page: object) -> int | None:
        if isinstance(page, Dictionary):
            return self.pages.get(page.objgen)
        if isinstance(page, int) and 0 <= page < len(self.pages):
            return int(page)
        return None


def take_places(pdf: pikepdf.Pdf) -> Places:
    """Read a source's links, named destinations and outline; take the links off its pages.

    Links that lead nowhere, and actions that reach outside the pack in any way but a web
    address, are removed.
    """
    resolver = Resolver(pdf)
    places = Places(
        names={
            name: target
            for name, destination in resolver.named.items()
            if (target := resolver.target(destination))
        },
        bookmarks=_outline(pdf.Root, resolver),
    )
    for index, page in enumerate(pdf.pages):
        places.links += _taken_links(index, page.obj, resolver)
    return places


def _taken_links(index: int, page: Dictionary, resolver: Resolver) -> Iterator[Link]:
    annotations = page.get("/Annots")
    if not isinstance(annotations, Array):
        return
    kept: list[Dictionary] = []
    for annotation in annotations:
        if not isinstance(annotation, Dictionary):
            continue
        target, outward = _destination(annotation, resolver)
        if annotation.get("/Subtype") == Name.Link and not target and not outward:
            hollow(annotation)
            continue
        if target:
            yield Link(index, len(kept), target)
        kept.append(annotation)
    page["/Annots"] = Array(kept)


def _destination(annotation: Dictionary, resolver: Resolver) -> tuple[Target | None, bool]:
    """Take the destination off an annotation; True where it leads to a web address."""
    target = None
    if "/Dest" in annotation:
        target = resolver.target(annotation["/Dest"])
        del annotation["/Dest"]
    action = annotation.get("/A")
    if isinstance(action, Dictionary):
        kind = str(action.get("/S", ""))
        if kind in OUTWARD:
            if "/Next" in action:
                del action["/Next"]
            return target, True
        if kind == "/GoTo":
            target = resolver.target(action.get("/D")) or target
    for key in ("/A", "/AA", "/PA"):
        if key in annotation:
            del annotation[key]
    return target, False


def _outline(root: Object, resolver: Resolver) -> tuple[OwnBookmark, ...]:
    outlines = root.get("/Outlines")
    first = outlines.get("/First") if isinstance(outlines, Dictionary) else None
    return tuple(_siblings(first, resolver, set(), 0))


def _siblings(
    item: object, resolver: Resolver, seen: set[tuple[int, int]], depth: int
) -> Iterator[OwnBookmark]:
    while isinstance(item, Dictionary) and depth < MAX_DEPTH and len(seen) < MAX_BOOKMARKS:
        if item.objgen in seen and item.is_indirect:
            return
        seen.add(item.objgen)
        action = item.get("/A")
        goes = action.get("/D") if isinstance(action, Dictionary) else None
        children = tuple(_siblings(item.get("/First"), resolver, seen, depth + 1))
        target = resolver.target(item.get("/Dest", goes))
        title = " ".join(str(item.get("/Title", "")).split())
        if title and (target or any(child.target for child in children)):
            yield OwnBookmark(title, target, children)
        item = item.get("/Next")


def _named_destinations(root: Object) -> Iterator[tuple[bytes, object]]:
    old = root.get("/Dests")
    if isinstance(old, Dictionary):
        for name, value in old.items():
            yield name[1:].encode(), value
    names = root.get("/Names")
    if isinstance(names, Dictionary):
        yield from leaves(names.get("/Dests"), "/Names")


def leaves(node: object, key: str, depth: int = 0) -> Iterator[tuple[Any, Any]]:
    """The pairs of a name tree (key "/Names") or number tree ("/Nums")."""
    if depth > MAX_DEPTH or not isinstance(node, Dictionary):
        return
    pairs = node.get(key)
    if isinstance(pairs, Array):
        flat = list(pairs)
        for name, value in zip(flat[::2], flat[1::2], strict=False):
            yield (bytes(name) if isinstance(name, String) else name), value
    kids = node.get("/Kids")
    for kid in kids if isinstance(kids, Array) else ():
        yield from leaves(kid, key, depth + 1)


def _name(value: String | Name) -> bytes:
    return str(value)[1:].encode() if isinstance(value, Name) else bytes(value)


def _view(destination: Array) -> Iterator[object]:
    """The rest of a destination as plain values, which outlive the source."""
    for part in list(destination)[1:5]:
        if isinstance(part, Name):
            yield Name(str(part))
        else:
            yield None if isinstance(part, Object) else part
