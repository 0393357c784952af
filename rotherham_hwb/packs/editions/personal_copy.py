"""A restricted file as one reader gets it: marked as not for publication, with their name on it.

Laid on as it is handed over; what is stored never changes.
"""

from __future__ import annotations

import io
from pathlib import Path
from tempfile import TemporaryDirectory

import pikepdf
from django.conf import settings
from django.utils import timezone
from PIL import Image, ImageDraw, ImageFont

from meetings.access import Viewer
from reports.models import Paper
from rotherham_hwb.packs.compiling.compile import not_for_publication
from rotherham_hwb.packs.contents.authored import report_pdf
from rotherham_hwb.packs.pdf.bind import Binding, Leaf, Source, bind
from rotherham_hwb.packs.pdf.watermark import watermarked
from rotherham_hwb.packs.typesetting.cache import Cache
from rotherham_hwb.packs.typesetting.fonts import arimo
from rotherham_hwb.shown.paper_file import PaperDownload, Picture
from rotherham_hwb.shown.viewers import copy_of

SMALLEST = 10  # pixels
FAINT, PALE = (0, 0, 0, 110), (255, 255, 255, 110)  # red, green, blue and opacity, of 255


def personal_copy(pdf: Path | bytes, viewer: Viewer) -> bytes:
    """The file with the reader's account and the time across every page."""
    return watermarked(pdf, copy_of(viewer, timezone.now()), font=arimo())


def personal_picture(given: Picture, viewer: Viewer) -> bytes:
    """A picture with the same, line below line across it."""
    with given.stored.open("rb") as stored, Image.open(stored) as opened:
        kind, picture = str(opened.format), opened.convert("RGBA")
    words, size = copy_of(viewer, timezone.now()), max(picture.width // 30, SMALLEST)
    letters = ImageFont.truetype(arimo(), size)
    mark = Image.new("RGBA", picture.size)
    pen = ImageDraw.Draw(mark)
    for line in range(0, picture.height, 6 * size):
        pen.text((size, line + size), words, FAINT, letters, stroke_width=1, stroke_fill=PALE)
    out = io.BytesIO()
    marked = Image.alpha_composite(picture, mark)
    (marked.convert("RGB") if kind == "JPEG" else marked).save(out, format=kind)
    return out.getvalue()


def paper_pdf(paper: Paper, given: PaperDownload, viewer: Viewer) -> bytes:
    """A paper's file as a viewer gets it: set, where it was written here; marked, where restricted.

    Raises LookupError where it was written here for a meeting that the viewer may not know.
    """
    if given.stored:
        pdf: Path | bytes = Path(given.stored.path)
    else:
        assert given.written_here
        pdf = report_pdf(paper, given.written_here, viewer)
    if given.personal:
        return _marked(pdf, viewer, title=paper.title, given=given)
    return pdf.read_bytes() if isinstance(pdf, Path) else pdf


def _marked(pdf: Path | bytes, viewer: Viewer, *, title: str, given: PaperDownload) -> bytes:
    """The marks and the name that the pages bear in the members' pack."""
    marking, sha256 = given.marking, given.sha256
    stamps = tuple(not_for_publication(marking))
    with pikepdf.open(io.BytesIO(pdf) if isinstance(pdf, bytes) else pdf) as opened:
        pages = len(opened.pages)
    binding = Binding(
        title=title,
        language="en-GB",
        sources=(Source(pdf, title, "en-GB", sha256=sha256),),
        leaves=tuple(Leaf(str(page + 1), 0, page, stamps) for page in range(pages)),
        font=arimo(),
    )
    with TemporaryDirectory(prefix="paper-") as folder:
        output = Path(folder) / "paper.pdf"
        bind(binding, output, cache=Cache(Path(settings.MEDIA_ROOT) / "cache"))
        return personal_copy(output, viewer)
