"""Pictures without what was written into them beside what they show: place, time, names, words.

No picture is encoded again: a JPEG loses the parts that are not needed to draw it, and whatever
follows its end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

JPEG, JPEG_2000 = "/DCTDecode", "/JPXDecode"
START, END, SCAN = 0xD8, 0xD9, 0xDA
COLOUR_PROFILE, ADOBE = b"ICC_PROFILE\x00", b"Adobe"
WITHOUT_LENGTH = (0x01, *range(0xD0, 0xD8))
KEPT = frozenset((*range(0xC0, 0xD0), *range(0xDA, 0xE0)))  # frames, tables, scans
AFTER_SCAN = re.compile(rb"\xff+[^\x00\xd0-\xd7\xff]")
SIGNATURE = b"\x00\x00\x00\x0cjP  \r\n\x87\n"
BOXES = frozenset({b"jP  ", b"ftyp", b"jp2h", b"jp2c"})
"""What a JPEG 2000 is drawn from; others hold XML, addresses and data of programs."""


def clean_photograph(pdf: pikepdf.Pdf, picture: Stream) -> None:
    """Take what is not drawn out of a picture that comes as JPEG or JPEG 2000.

    Raises ValueError where the picture cannot be followed.
    """
    filters = _listed(picture.get("/Filter"))
    if not filters or str(filters[-1]) not in (JPEG, JPEG_2000):
        return
    parameters = _listed(picture.get("/DecodeParms"))
    data = picture.read_raw_bytes()
    if len(filters) > 1:  # what it is wrapped in may hold more than it
        inner = pdf.make_stream(data, Filter=Array(filters[:-1]))
        if parameters:
            inner.DecodeParms = Array(parameters[:-1])
        data = inner.read_bytes()
    clean = clean_jpeg(data) if str(filters[-1]) == JPEG else clean_jpeg_2000(data)
    if clean != data or len(filters) > 1:
        last = parameters[-1] if len(parameters) == len(filters) else None
        own = Dictionary(dict(last.items())) if isinstance(last, Dictionary) else None
        picture.write(clean, filter=Name(str(filters[-1])), decode_parms=own)


def _listed(value: object) -> list[pikepdf.Object]:
    if isinstance(value, Array):
        return list(value)
    return [value] if isinstance(value, Name | Dictionary) else []


def clean_jpeg(data: bytes) -> bytes:
    """The parts of a JPEG from which it is drawn.

    Raises ValueError where it holds no scan.
    """
    start = data.find(b"\xff\xd8")
    if start < 0:
        raise ValueError("no JPEG")
    parts = [b"\xff\xd8", *_parts(data, start + 2)]
    if not any(part[:2] == b"\xff\xda" for part in parts):
        raise ValueError("a JPEG without a scan")
    return b"".join(parts)


def _parts(data: bytes, at: int) -> Iterator[bytes]:
    """Each part that is kept, from its marker to the next; then the end."""
    while at + 1 < len(data):
        if data[at] != 0xFF:
            at = _next_marker(data, at)
            continue
        marker = data[at + 1]
        if marker == 0xFF or marker in WITHOUT_LENGTH:
            at += 1 if marker == 0xFF else 2
        elif marker in (0x00, START):
            at += 2
        elif marker == END:
            break
        else:
            end = at + 2 + int.from_bytes(data[at + 2 : at + 4])
            if marker == SCAN:
                end = _next_marker(data, end)
            yield from _kept(marker, data[at:end])
            at = end
    yield b"\xff\xd9"


def _next_marker(data: bytes, at: int) -> int:
    found = AFTER_SCAN.search(data, at)
    return found.end() - 2 if found else len(data)


def _kept(marker: int, part: bytes) -> Iterator[bytes]:
    body = part[4:]
    if marker in KEPT:
        yield part
    elif marker == 0xE0 and body.startswith(b"JFIF\x00"):
        yield b"\xff\xe0\x00\x10" + body[:12].ljust(12, b"\x00") + b"\x00\x00"  # no thumbnail
    elif marker == 0xE2 and body.startswith(COLOUR_PROFILE):
        yield part
    elif marker == 0xEE and body.startswith(ADOBE):
        yield b"\xff\xee\x00\x0e" + body[:12].ljust(12, b"\x00")


def clean_jpeg_2000(data: bytes) -> bytes:
    """The boxes of a JPEG 2000 from which it is drawn; a bare stream of codes is kept."""
    if not data.startswith(SIGNATURE):
        return data
    return b"".join(_boxes(data))


def _boxes(data: bytes) -> Iterator[bytes]:
    at = 0
    while at + 8 <= len(data):
        length, kind = int.from_bytes(data[at : at + 4]), data[at + 4 : at + 8]
        if length == 1:
            length = int.from_bytes(data[at + 8 : at + 16])
        end = at + length if length >= 8 else len(data)
        if kind in BOXES:
            yield data[at:end]
        at = end
