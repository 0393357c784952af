"""A council's crest as it may be given out: a picture that does nothing but show itself.

An SVG is a document that can hold scripts and call other servers. What is stored is written anew
from the shapes that are known here; anything that acts or fetches is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import NamedTuple

from lxml import etree
from PIL import Image, UnidentifiedImageError

from meetings.lifecycle import Refused
from meetings.models.identity import CrestKind

LARGEST = 500_000
"""Bytes; every page fetches it once."""
WIDEST = 2000
"""Pixels of a PNG, each way."""
SVG = "http://www.w3.org/2000/svg"
XLINK = "{http://www.w3.org/1999/xlink}href"
XML = "{http://www.w3.org/XML/1998/namespace}"
SHAPES = (
    *("svg", "g", "defs", "symbol", "use", "path", "rect", "circle", "ellipse", "line"),
    *("polyline", "polygon", "text", "tspan", "title", "desc", "linearGradient"),
    *("radialGradient", "stop", "clipPath", "mask", "pattern"),
)
LEFT_OUT = "metadata"
"""What drawing programs add and nobody sees."""
ACTS = re.compile(r"^on", re.I)
FETCHES = re.compile(r"url\(\s*['\"]?(?!#)|@import|javascript:|expression\(|\\", re.I)
DECLARED = re.compile(r"([a-z-]+)\s*:\s*([^;]+?)\s*(?:;|$)")
NO_PICTURE = "This is neither an SVG nor a PNG: export the crest as one of them."


class Crest(NamedTuple):
    content: bytes
    kind: CrestKind


def checked_crest(content: bytes) -> Crest:
    """The crest, written anew. Raises Refused where it is no picture, too large or not harmless."""
    if len(content) > LARGEST:
        raise Refused(f"The file is too large: a crest may have {LARGEST // 1000} KB.")
    if content.startswith(b"\x89PNG\r\n"):
        return Crest(_png(content), CrestKind.PNG)
    if b"<svg" in content[:4000]:
        return Crest(_svg(content), CrestKind.SVG)
    raise Refused(NO_PICTURE)


def _png(content: bytes) -> bytes:
    """Its pixels alone, without what else a PNG may carry."""
    try:
        with Image.open(BytesIO(content), formats=["PNG"]) as picture:
            if max(picture.size) > WIDEST:
                raise Refused(f"The picture is too large: {WIDEST} pixels each way are enough.")
            plain = picture.convert("RGBA")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise Refused("The PNG is damaged: export it again.") from error
    out = BytesIO()
    plain.save(out, "PNG", optimize=True)
    return out.getvalue()


def _svg(content: bytes) -> bytes:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Refused("The SVG is damaged: export it again.") from error
    definitions = root.getroottree().docinfo.internalDTD
    if definitions is not None and any(definitions.iterentities()):
        raise Refused("The SVG defines entities: export it again as plain SVG.")
    if root.tag != f"{{{SVG}}}svg":
        raise Refused(NO_PICTURE)
    if not root.get("viewBox") and not (root.get("width") and root.get("height")):
        raise Refused("The SVG does not say how large it is: export it again with its size.")
    clean = _copied(root)
    etree.cleanup_namespaces(clean)
    return bytes(etree.tostring(clean, xml_declaration=True, encoding="UTF-8"))


def _copied(element: etree._Element) -> etree._Element:
    """The same shape, with what is known of it and in it."""
    copy = etree.Element(element.tag, nsmap={None: SVG})
    copy.text, copy.tail = element.text, element.tail
    for name, value in element.attrib.items():
        for kept, said in _attributes(str(name), str(value)):
            copy.set(kept, said)
    for child in element:
        if _is_kept(child):
            copy.append(_copied(child))
    return copy


def _is_kept(child: etree._Element) -> bool:
    name = etree.QName(child)
    if name.namespace != SVG or name.localname == LEFT_OUT:
        return False
    if name.localname not in SHAPES:
        raise Refused(
            f"The SVG holds a “{name.localname}”, which a crest must not: export it as plain "
            "shapes, or as a PNG."
        )
    return True


def _attributes(name: str, value: str) -> Iterator[tuple[str, str]]:
    """What is kept of an attribute; a style is set as attributes: policies forbid it inline."""
    if ACTS.match(name) or FETCHES.search(value):
        raise Refused("The SVG runs a script or fetches something: export it as plain shapes.")
    if name in {"href", XLINK}:
        if not value.startswith("#"):
            raise Refused("The SVG fetches something: export it with everything in it.")
        yield "href", value
    elif name == "style":
        yield from ((found[1], found[2]) for found in DECLARED.finditer(value))
    elif not name.startswith("{") or name.startswith(XML):
        yield name, value
