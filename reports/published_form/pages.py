"""The pages of a PDF, and the links on them."""

from __future__ import annotations

from decimal import Decimal

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, String

from reports.published_form.destinations import Resolver, Target, leads_to, web_address
from reports.published_form.drawing import GROUP, RESOURCES, Instructions
from reports.published_form.forms import hollow, laid_over
from reports.published_form.kinds import (
    Each,
    Keys,
    Walk,
    either,
    name,
    number,
    numbers,
)

CONTENT = Instructions()
BORDER = Each(either(number, numbers))


def _enlarges(walk: Walk, value: object) -> bool:
    """A unit of a point or more: a smaller one makes letters that nobody can read."""
    return isinstance(value, int | float | Decimal) and value >= 1


STYLE = Keys({"/Type": name, "/W": number, "/S": name, "/D": numbers})
LINK = Keys(
    {f"/{key}": name for key in ("Type", "Subtype", "H")}
    | {f"/{key}": number for key in ("F", "StructParent")}
    | {f"/{key}": numbers for key in ("Rect", "QuadPoints", "C")}
    | {"/Border": BORDER, "/BS": STYLE}
)
PAGE = Keys(
    {f"/{key}": numbers for key in ("MediaBox", "CropBox")}
    | {f"/{key}": name for key in ("Type", "Tabs")}
    | {f"/{key}": number for key in ("Rotate", "StructParents")}
    | {
        "/UserUnit": _enlarges,
        "/Parent": lambda walk, value: isinstance(value, Dictionary),
        "/Contents": either(CONTENT, Each(CONTENT)),
        "/Resources": RESOURCES,
        "/Group": GROUP,
        "/Annots": lambda walk, value: isinstance(value, Array),
    }
)
PAGES = Keys(
    {"/Type": name, "/Count": number, "/Kids": lambda walk, value: isinstance(value, Array)}
)


def flatten_pages(pdf: pikepdf.Pdf) -> None:
    """Hang every page under one node, with what it had from those above it."""
    pdf.add_blank_page()
    del pdf.pages[-1]


def keep_pages(walk: Walk, resolver: Resolver) -> None:
    """Leave of each page what is drawn, and of what is laid over it the links."""
    pdf = walk.pdf
    walk.later(pdf.Root.Pages, PAGES.prune)
    for page in pdf.pages:
        links = _links(walk, page.obj, resolver)
        walk.later(page.obj, PAGE.prune)
        walk.finish()
        _drop_crop_outside(page.obj)
        if links:
            page.obj.Annots = Array(links)
        elif "/Annots" in page.obj:
            del page.obj["/Annots"]


def _drop_crop_outside(page: Object) -> None:
    """Viewers pass over a crop box that shows nothing of the page; programs fall over it."""
    media, crop = _box(page, "/MediaBox"), _box(page, "/CropBox")
    if "/CropBox" in page and not (media and crop and _overlap(media, crop)):
        del page["/CropBox"]


def _box(page: Object, key: str) -> list[float]:
    held = page.get(key)
    edges = [float(edge) for edge in held] if isinstance(held, Array) else []
    if len(edges) != 4:
        return []
    return [*map(min, edges[:2], edges[2:]), *map(max, edges[:2], edges[2:])]


def _overlap(one: list[float], two: list[float]) -> bool:
    """Both boxes share more than a point in each direction."""
    wide, high = (min(one[at + 2], two[at + 2]) - max(one[at], two[at]) for at in (0, 1))
    return wide > 1 and high > 1


def destination(pdf: pikepdf.Pdf, target: Target) -> Array:
    """A target as a link holds it."""
    return Array([pdf.pages[target.page].obj, *(target.view or (Name.Fit,))])


def _links(walk: Walk, page: Object, resolver: Resolver) -> list[Object]:
    """The links of a page that lead to a page of the file or to an address that may stay."""
    links = []
    for each in laid_over(page):
        if each.is_indirect and each.objgen in walk.drawn:
            continue
        kept = each.get("/Subtype") == Name.Link and "/Rect" in each
        if kept and _lead(walk, each, resolver):
            walk.drawn.add(each.objgen)
            links.append(each)
        else:
            hollow(each)
    return links


def _lead(walk: Walk, link: Object, resolver: Resolver) -> bool:
    """Write anew where a link leads; False where that is nowhere it may lead."""
    address = web_address(link.get("/A"))
    target = resolver.target(leads_to(link))
    described = "/Contents" in link
    LINK.prune(walk, link)
    if address:
        link.A = Dictionary(S=Name.URI, URI=String(address))
    elif target:
        link.Dest = destination(walk.pdf, target)
    if described:  # for screen readers; what its author wrote is seen nowhere
        link.Contents = String(address or (f"Page {target.page + 1}" if target else ""))
    return bool(address or target)
