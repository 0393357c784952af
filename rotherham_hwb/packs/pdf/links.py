"""Links and bookmarks inside one source, found before its pages are copied.

Copying a page cuts every reference to pages that are not copied yet. So a link is read here as
"page 4 of its source, this view", taken off its page, and laid on again in the pack.
"""

from collections.abc import Container, Iterator
from dataclasses import dataclass, field

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from reports.published_form.destinations import (
    Resolver,
    Target,
    address_of,
    is_web_address,
    leads_to,
)
from reports.published_form.forms import hollow
from reports.published_form.outline import OwnBookmark, read_outline


@dataclass(frozen=True)
class Link:
    """A link inside a source."""

    page: int  # 0-based; where the link is
    annotation: int  # its place in the page's /Annots
    target: Target


@dataclass
class Places:
    """Everything in a source that points at one of its pages."""

    links: list[Link] = field(default_factory=list)
    names: dict[bytes, Target] = field(default_factory=dict)
    bookmarks: tuple[OwnBookmark, ...] = ()


def take_places(pdf: pikepdf.Pdf, *, ours: Container[str] = ()) -> Places:
    """Read a source's links, named destinations and outline; take the links off its pages.

    Links that lead nowhere, and actions that reach outside the pack in any way but to a web page,
    an e-mail or a telephone, are removed; `ours` are the addresses that stand for pack pages.
    """
    resolver = Resolver(pdf)
    places = Places(
        names={
            name: target
            for name, destination in resolver.named.items()
            if (target := resolver.target(destination))
        },
        bookmarks=read_outline(pdf.Root, resolver),
    )
    for index, page in enumerate(pdf.pages):
        places.links += _taken_links(index, page.obj, resolver, ours)
    return places


def _taken_links(
    index: int, page: Dictionary, resolver: Resolver, ours: Container[str]
) -> Iterator[Link]:
    annotations = page.get("/Annots")
    if not isinstance(annotations, Array):
        return
    kept: list[Dictionary] = []
    for annotation in annotations:
        if not isinstance(annotation, Dictionary):
            continue
        target, outward = _destination(annotation, resolver, ours)
        if annotation.get("/Subtype") == Name.Link and not target and not outward:
            hollow(annotation)
            continue
        if target:
            yield Link(index, len(kept), target)
        kept.append(annotation)
    page["/Annots"] = Array(kept)


def _destination(
    annotation: Dictionary, resolver: Resolver, ours: Container[str]
) -> tuple[Target | None, bool]:
    """Take the destination off an annotation; True where it leads to an address that may stay."""
    target = resolver.target(leads_to(annotation))
    address = address_of(annotation.get("/A"))
    address = address if is_web_address(address) or address in ours else ""
    for key in ("/A", "/AA", "/PA", "/Dest"):
        if key in annotation:
            del annotation[key]
    if address:
        annotation.A = Dictionary(S=Name.URI, URI=String(address))
    return target, bool(address)
