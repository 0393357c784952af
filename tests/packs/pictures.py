"""Pages as pictures: what a stamp covers."""

import io
from collections.abc import Iterable
from pathlib import Path

import pikepdf
import pypdfium2
from pikepdf import Dictionary
from PIL import ImageChops
from PIL.Image import Image

SCALE = 2  # pixels per point


def drawn(pdf: pypdfium2.PdfDocument, page: int = 0) -> Image:
    """One page in grey, as it is viewed."""
    picture: Image = pdf[page].render(scale=SCALE, grayscale=True).to_pil()
    return picture


def without_stamps(path: Path) -> pypdfium2.PdfDocument:
    """The same pack with its stamps made empty."""
    with pikepdf.open(path) as pdf:
        for page in pdf.pages:
            for name, form in page.obj.Resources.get("/XObject", Dictionary()).items():
                if name.startswith("/PackStamp"):
                    form.write(b"")
        out = io.BytesIO()
        pdf.save(out)
    return pypdfium2.PdfDocument(out.getvalue())


def clashes(path: Path, pages: Iterable[int] = (0,)) -> list[int]:
    """The pages, 0-based, where a stamp changes a pixel that was not white without it."""
    bare, marked = without_stamps(path), pypdfium2.PdfDocument(path)
    return [page for page in pages if _clash(drawn(bare, page), drawn(marked, page))]


def _clash(before: Image, after: Image) -> bool:
    changed = ImageChops.difference(before, after).point(lambda value: 255 if value > 8 else 0)
    inked = before.point(lambda value: 255 if value < 250 else 0)
    return ImageChops.multiply(changed, inked).getbbox() is not None
