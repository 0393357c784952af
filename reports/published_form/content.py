"""The instructions that draw a page, without what they do not draw: remarks, words in pictures."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import Any

import pikepdf
from pikepdf import Array, Name, Stream, TokenType

from reports.published_form.photographs import clean_jpeg

STRING = re.compile(rb"\((?:[^()\\]|\\.)*\)", re.DOTALL)
REMARK, JPEG = b"%", b"\xff\xd8\xff"

MARK = re.compile(rb"\b(?:BMC|BDC|EMC)\b")
MOST_MARKS_OPEN = 1_000
ARTIFACT = re.compile(rb"/Artifact\b.*?\bEMC\b", re.DOTALL)
DRAWS = re.compile(rb"T[jJ]\b|['\"]|\bDo\b|\b[fFSsBb]\*?\s|\b[fFSsBb]\*?$|\bsh\b|\bEI\b")
WRITES = re.compile(rb"T[jJ]\b|['\"]|\bDo\b|\bEI\b")
"""What draws something, and what of it may write letters. Source: ISO 32000-1, table 51."""


def marks_too_deep(page: pikepdf.Page) -> bool:
    """Its stretches of marked content lie in one another deeper than any program writes them.

    PDFium copies all that are open for each that is opened.
    """
    data = drawn_by(page)
    if data.count(b"BMC") + data.count(b"BDC") <= MOST_MARKS_OPEN:
        return False
    steps = (-1 if mark == b"EMC" else 1 for mark in MARK.findall(data))
    return max(accumulate(steps), default=0) > MOST_MARKS_OPEN


def draws(page: pikepdf.Page) -> bool:
    """A page shows something that is no artifact, such as a header or a rule."""
    return DRAWS.search(ARTIFACT.sub(b"", drawn_by(page))) is not None


def writes_something(stream: Stream) -> bool:
    """The instructions of a stream write letters, or draw what may hold some."""
    return WRITES.search(_bytes(stream)) is not None


def drawn_by(page: pikepdf.Page) -> bytes:
    """The instructions of a page as one; those that cannot be read are left out."""
    held = page.obj.get("/Contents")
    parts = list(held) if isinstance(held, Array) else [held]
    return b"\n".join(_bytes(each) for each in parts if isinstance(each, Stream))


def _bytes(stream: Stream) -> bytes:
    try:
        return stream.read_bytes()
    except pikepdf.PdfError:
        return b""


def clean_content(pdf: pikepdf.Pdf, stream: Stream) -> None:
    """Take remarks out of a stream of instructions, and what is not drawn out of JPEGs in it.

    Looking at each word takes long: it is done where something may be found.
    """
    try:
        data = stream.read_bytes()
    except pikepdf.PdfError:
        return
    if JPEG in data or (REMARK in data and REMARK in STRING.sub(b"", data)):
        held = pdf.make_stream(data, Type=Name.XObject, Subtype=Name.Form)
        stream.write(pikepdf.Page(held).get_filtered_contents(_Drawn()))


class _Drawn(pikepdf.TokenFilter):
    """Passes what draws something."""

    def handle_token(self, token: Any = None) -> Any:
        if token.type_ == TokenType.comment:
            return None
        if token.type_ == TokenType.inline_image and JPEG in token.raw_value[:8]:
            return pikepdf.Token(TokenType.inline_image, clean_jpeg(token.raw_value) + b"\n")
        return token
