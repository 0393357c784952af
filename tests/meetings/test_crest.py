"""What a crest may be, and what is left of it."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from meetings.crest import LARGEST, checked_crest
from meetings.lifecycle import Refused

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '


def svg(inside: str, *, head: str = "") -> bytes:
    return f'{head}{HEAD}viewBox="0 0 9 9">{inside}</svg>'.encode()


def png(size: tuple[int, int] = (8, 8)) -> bytes:
    out, said = BytesIO(), PngInfo()
    said.add_text("Author", "Somebody")
    Image.new("RGB", size, "#12464c").save(out, "PNG", pnginfo=said)
    return out.getvalue()


def test_shapes_are_kept_and_what_nobody_sees_is_not() -> None:
    kept = checked_crest(
        svg(
            '<!-- by Ann --><metadata>Ann</metadata><g id="a" style="fill:#123; stroke:none">'
            '<path d="M0 0h9"/></g><use xlink:href="#a"/>'
            '<i:secret xmlns:i="urn:x" i:by="Ann"/>'
        )
    )

    assert kept.kind == "svg"
    said = kept.content.decode()
    assert '<g id="a" fill="#123" stroke="none"><path d="M0 0h9"/></g>' in said
    assert '<use href="#a"/>' in said
    for gone in ("Ann", "secret", "style", "xlink"):
        assert gone not in said


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<path onload="alert(1)"/>',
        '<path ONCLICK="alert(1)"/>',
        "<foreignObject/>",
        "<style>@import url(x)</style>",
        '<image href="https://example.org/x.png"/>',
        '<use href="https://example.org/x.svg#a"/>',
        '<use xlink:href="data:image/svg+xml,x"/>',
        '<path fill="url(https://example.org/x#a)"/>',
        '<path style="fill: url( &quot;//example.org/x&quot; )"/>',
        '<a href="javascript:alert(1)"><path/></a>',
        '<animate attributeName="href"/>',
        '<set attributeName="onload"/>',
    ],
)
def test_an_svg_that_acts_or_fetches_is_refused(inside: str) -> None:
    with pytest.raises(Refused, match="export it"):
        checked_crest(svg(inside))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"GIF89a", "neither an SVG nor a PNG"),
        (b"<html><svg></svg></html>", "neither"),
        (b"<svg", "damaged"),
        (svg("&a;", head='<!DOCTYPE svg [<!ENTITY a "x">]>'), "entities"),
        (HEAD.encode() + b"/>", "how large"),
        (png()[:40], "damaged"),
        (png((2001, 3)), "too large"),
        (b"x" * (LARGEST + 1), "too large"),
    ],
)
def test_what_is_no_crest_is_refused_with_what_to_do(content: bytes, says: str) -> None:
    with pytest.raises(Refused, match=says):
        checked_crest(content)


def test_of_a_png_only_its_pixels_are_kept() -> None:
    kept = checked_crest(png() + b"<script>")

    assert kept.kind == "png"
    assert b"Somebody" not in kept.content
    assert b"script" not in kept.content
    with Image.open(BytesIO(kept.content)) as picture:
        assert picture.convert("RGB").getpixel((0, 0)) == (0x12, 0x46, 0x4C)
