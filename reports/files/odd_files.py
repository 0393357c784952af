"""Files whose PDF begins late or is followed by something else: the PDF in them."""

from __future__ import annotations

import re
from pathlib import Path

HEADER_WITHIN = 1024  # bytes; readers accept a header that starts this late
LOOKED_FOR_WITHIN = 64 * 1024  # bytes; a header that starts later is of some other file
END_WITHIN = 4096  # bytes; and readers accept this much after the end
END = re.compile(rb"startxref\s+\d+\s*(?:%%EOF)?")
OBJECT = re.compile(rb"\d+\s+\d+\s+obj\b")
OTHERS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf")
"""Office files may hold a whole PDF: it is not what they show."""


def whole_file(path: Path) -> Path | bytes | None:
    """The path where readers accept the file as it is, or the PDF in it; None where it holds none.

    Raises ValueError where the PDF breaks off: it might open all the same, with its last pages
    lost or as it was before its last change.
    """
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(LOOKED_FOR_WITHIN)
        file.seek(max(0, size - END_WITHIN))
        tail = file.read()
    start = head.find(b"%PDF-")
    if start < 0 or (start and head.startswith(OTHERS)):
        return None
    end = tail.rfind(b"%%EOF")
    if start < HEADER_WITHIN and end >= 0 and not OBJECT.search(tail, end):
        return path
    return _cut(path.read_bytes()[start:])


def _cut(data: bytes) -> bytes:
    """The PDF up to its end, which must be the end of all objects in it."""
    at = data.rfind(b"startxref")
    end = END.match(data, at) if at >= 0 else None
    if end is None or OBJECT.search(data, end.end()):
        raise ValueError("no end")
    return data[: end.end()] + (b"" if end[0].endswith(b"%%EOF") else b"\n%%EOF\n")
