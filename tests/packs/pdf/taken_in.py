"""A paper taken in and bound with the usual stamps, as it reaches a reader."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pypdfium2

from reports.files.uploads import PdfFacts, publish_pdf
from rotherham_hwb.packs.pdf.bind import Binding, Bookmark, Leaf, Source, bind
from rotherham_hwb.packs.pdf.stamps import Align, Edge, Stamp
from rotherham_hwb.packs.typesetting.render import arimo

STAMPS = (Stamp("Page 47"), Stamp("Agenda Item 15A", Edge.HEAD, Align.RIGHT))


def taken_in(folder: Path, came: pikepdf.Pdf | Path) -> PdfFacts:
    """Write the published form of a paper beside its pack to be."""
    if isinstance(came, pikepdf.Pdf):
        came.save(folder / "came.pdf")
        came = folder / "came.pdf"
    return publish_pdf(came, folder / "published.pdf")


def pack_of(folder: Path, came: pikepdf.Pdf | Path, *, printed: bool = False) -> Path:
    """Bind the published form of a paper, with its bookmarks below one of the pack."""
    return bound(folder, taken_in(folder, came), printed=printed)


def bound(folder: Path, facts: PdfFacts, *, printed: bool = False) -> Path:
    """Bind a paper whose published form lies in the folder."""
    binding = Binding(
        "A pack",
        "en-GB",
        [Source(folder / "published.pdf")],
        [Leaf(str(at + 1), 0, at, STAMPS) for at in range(facts.page_count)],
        arimo(),
        bookmarks=[Bookmark("The paper", 0, (), 0)],
        printed=printed,
    )
    bind(binding, folder / "pack.pdf")
    return folder / "pack.pdf"


def bound_as_it_came(folder: Path, came: pikepdf.Pdf) -> Path:
    """Bind a paper that never was taken in, as older ones are."""
    out = io.BytesIO()
    came.save(out)
    leaves = [Leaf(str(at + 1), 0, at, STAMPS) for at in range(len(came.pages))]
    bind(Binding("A pack", "en-GB", [Source(out.getvalue())], leaves, arimo()), folder / "old.pdf")
    return folder / "old.pdf"


def texts(path: Path) -> list[str]:
    """The words of each page, by line."""
    pages = pypdfium2.PdfDocument(path)
    return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in pages]


def bright(page: pypdfium2.PdfPage) -> int:
    """How many points of the page are red or yellow."""
    drawn = page.render(scale=1).to_pil().convert("RGB")
    return sum(count for count, colour in drawn.getcolors(1 << 24) if _is_bright(colour))


def _is_bright(colour: tuple[int, int, int]) -> bool:
    return colour[0] > 200 and colour[2] < 100
