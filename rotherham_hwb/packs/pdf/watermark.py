"""A reader's name across every page of a restricted copy, laid on as it is handed over.

Knows no Django. The stored edition never changes; the mark is an artifact, so that assistive
technology does not read it into the text.
"""

from __future__ import annotations

import io
import math
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name

from rotherham_hwb.packs.pdf.geometry import View, multiplied, number, written
from rotherham_hwb.packs.pdf.lettering import Lettering
from rotherham_hwb.packs.pdf.stamps import free_name, own_forms

SIZE = 36.0  # points, before the text is fitted to the page
WIDEST = 0.8  # of the page's diagonal
STRENGTH = 0.16  # opacity: read easily, and read through easily
RESOURCE = "/PackReader"


def watermarked(pdf: Path | bytes, text: str, *, font: Path) -> bytes:
    """The file with the text across each page, from the lower left to the upper right."""
    with pikepdf.open(io.BytesIO(pdf) if isinstance(pdf, bytes) else pdf) as opened:
        letters = Lettering(opened, font, [text])
        form = _form(opened, letters, text)
        width = letters.width(text, SIZE)
        for page in opened.pages:
            name = free_name(own := own_forms(page), RESOURCE)
            own[name] = form
            page.contents_add(opened.make_stream(b"q\n"), prepend=True)
            page.contents_add(opened.make_stream(b"\nQ\n" + _drawn(page, name, width)))
        out = io.BytesIO()
        opened.save(out, deterministic_id=True)
        return out.getvalue()


def _form(pdf: pikepdf.Pdf, letters: Lettering, text: str) -> pikepdf.Stream:
    size = number(SIZE).encode()
    return pdf.make_stream(
        b"/Faint gs BT 0 g /F %s Tf %s Tj ET" % (size, letters.written(text)),
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array([-1, -SIZE * 0.3, round(letters.width(text, SIZE) + 1, 2), SIZE]),
        Resources=Dictionary(
            Font=Dictionary(F=letters.font),
            ExtGState=Dictionary(Faint=Dictionary(ca=STRENGTH)),
        ),
    )


def _drawn(page: pikepdf.Page, name: str, width: float) -> bytes:
    """Content that draws the mark along the diagonal of the page as it is viewed."""
    view = View.of(page)
    diagonal = math.hypot(view.width, view.height)
    scale = min(1 / view.unit, WIDEST * diagonal / width)
    cos, sin = view.width / diagonal, view.height / diagonal
    half, third = width * scale / 2, SIZE * scale / 3
    left = view.width / 2 - half * cos + third * sin
    bottom = view.height / 2 - half * sin - third * cos
    matrix = (scale * cos, scale * sin, -scale * sin, scale * cos, left, bottom)
    placed = written(multiplied(matrix, view.to_user))
    mark = b"/Artifact <</Type/Watermark>> BDC q %s cm %s Do Q EMC\n"
    return mark % (placed, name.encode())
