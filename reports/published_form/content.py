"""The instructions that draw a page, without what they do not draw: remarks, words in pictures."""

from __future__ import annotations

import re
from typing import Any

import pikepdf
from pikepdf import Name, Stream, TokenType

from reports.published_form.photographs import clean_jpeg

STRING = re.compile(rb"\((?:[^()\\]|\\.)*\)", re.DOTALL)
REMARK, JPEG = b"%", b"\xff\xd8\xff"


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
