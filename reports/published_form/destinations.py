"""Where links and bookmarks of a PDF lead: a page of it and a view, or nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, String

from reports.published_form.trees import leaves

MOST_STEPS = 3  # from a name to what it stands for
VIEWS = {
    "/XYZ": 3,
    "/Fit": 0,
    "/FitH": 1,
    "/FitV": 1,
    "/FitR": 4,
    "/FitB": 0,
    "/FitBH": 1,
    "/FitBV": 1,
}
"""The views there are, and the numbers each takes. Source: ISO 32000-1, table 151."""
ADDRESS = re.compile(r"(?:https?://|mailto:|tel:)[^\s\x00-\x20\x7f\\<>\"]+", re.IGNORECASE)


@dataclass(frozen=True)
class Target:
    """A place in a source."""

    page: int  # 0-based
    view: tuple[object, ...] = ()  # what follows the page in a destination: /XYZ, x, y, zoom


class Resolver:
    """Turns the destinations of one source into targets."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pages = {page.obj.objgen: index for index, page in enumerate(pdf.pages)}
        self.named = dict(_named_destinations(pdf.Root))

    def target(self, destination: object, depth: int = 0) -> Target | None:
        """Where a destination leads; None where it leads nowhere in this source."""
        if depth > MOST_STEPS:
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


def leads_to(holder: Object) -> object:
    """What a link or a bookmark names as its place in this file; other actions lead elsewhere."""
    action = holder.get("/A")
    if not isinstance(action, Dictionary):
        return holder.get("/Dest")
    return action.get("/D") if action.get("/S") == Name.GoTo else None


def address_of(action: object) -> str:
    """The address that an action opens; "" of any other action."""
    if not isinstance(action, Dictionary) or action.get("/S") != Name.URI:
        return ""
    return str(action.get("/URI", ""))


def is_web_address(address: str) -> bool:
    """It opens a page of the web, an e-mail or a telephone."""
    return ADDRESS.fullmatch(address) is not None


def web_address(action: object) -> str:
    """The address of an action where it may stay; else ""."""
    address = address_of(action)
    return address if is_web_address(address) else ""


def _named_destinations(root: Object) -> Iterator[tuple[bytes, object]]:
    old = root.get("/Dests")
    if isinstance(old, Dictionary):
        for name, value in old.items():
            yield name[1:].encode(), value
    names = root.get("/Names")
    if isinstance(names, Dictionary):
        yield from leaves(names.get("/Dests"), "/Names")


def _name(value: String | Name) -> bytes:
    return str(value)[1:].encode() if isinstance(value, Name) else bytes(value)


def _view(destination: Array) -> Iterator[object]:
    """The rest of a destination as plain values, which outlive the source."""
    parts = list(destination)[1:]
    kind = str(parts[0]) if parts and isinstance(parts[0], Name) else ""
    if kind not in VIEWS:
        return
    yield Name(kind)
    for part in parts[1 : VIEWS[kind] + 1]:
        yield None if isinstance(part, Object) else part
