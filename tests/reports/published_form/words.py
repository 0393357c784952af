"""All the words a PDF holds, wherever they are."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2


def everything_in(path: Path) -> str:
    """All the words a file holds: drawn, in its objects, in its bytes as they are and unpacked."""
    drawn = (page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(path))
    raw = path.read_bytes()
    with pikepdf.open(path) as pdf:
        unpacked = b"\n".join(_unpacked(pdf))
    found = [*drawn]
    for held in (raw, unpacked):
        found += [held.decode("latin-1"), held.decode("utf-16-be", "ignore")]
        found.append(held.replace(b"\0", b"").decode("latin-1"))
    return "\n".join(found)


def _unpacked(pdf: pikepdf.Pdf) -> Iterator[bytes]:
    for each in pdf.objects:
        if isinstance(each, pikepdf.Stream):
            try:
                yield each.read_bytes()
            except pikepdf.PdfError:
                yield each.read_raw_bytes()
        yield from _strings(each, depth=0)


def _strings(value: object, *, depth: int) -> Iterator[bytes]:
    if isinstance(value, pikepdf.String):
        yield bytes(value)
        yield str(value).encode("latin-1", "replace")
    elif isinstance(value, pikepdf.Array):
        for each in value:
            yield from _strings(each, depth=depth)
    elif isinstance(value, (pikepdf.Dictionary, pikepdf.Stream)) and depth < 4:
        for each in dict(value.items()).values():
            yield from _strings(each, depth=depth + 1)
