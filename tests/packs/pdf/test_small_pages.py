"""Pages too small for a stamp: taken in and bound, with all they show, and the stamp whole."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array

from tests.packs.fixtures import add_link, add_text_page
from tests.packs.pdf.taken_in import bright, pack_of, texts
from tests.tools import shared

STAMPS = ("Page 47", "Agenda Item 15A")
SMALL: dict[str, tuple[Sequence[float], int]] = {
    "a strip": ((0, 0, 300, 40), 0),
    "a strip upright": ((0, 0, 300, 40), 90),
    "a stamp": ((10, -20, 40, 0), 270),
    "a ribbon away from the origin": ((-500, 100, -470, 900), 180),
    "a label": ((0, 0, 110, 90), 0),
}


def coloured(box: Sequence[float], turn: int, unit: float = 1) -> pikepdf.Pdf:
    """A page in red from edge to edge, and red beyond it."""
    pdf = pikepdf.new()
    left, bottom, right, top = box
    paint = f"1 0 0 rg {left - 50} {bottom - 50} {right - left + 100} {top - bottom + 100} re f "
    page = add_text_page(pdf, before=paint.encode(), box=box, rotate=turn)
    if unit != 1:
        page.obj.UserUnit = unit
    return pdf


def check(path: Path, width: float, height: float) -> None:
    """The stamps are read, and as much is red as the page was large."""
    page = pypdfium2.PdfDocument(path)[0]
    assert all(stamp in texts(path)[0] for stamp in STAMPS)
    assert bright(page) == pytest.approx(width * height, rel=0.1)
    assert all(_within(page, stamp) for stamp in STAMPS)


def _within(page: pypdfium2.PdfPage, words: str) -> bool:
    """Every letter of the words lies on the page."""
    left, bottom, right, top = page.get_cropbox()
    text = page.get_textpage()
    start = text.get_text_range().index(words)
    boxes = [text.get_charbox(at) for at in range(start, start + len(words))]
    return all(left <= a <= c <= right and bottom <= b <= d <= top for a, b, c, d in boxes if c - a)


@pytest.mark.parametrize("name", SMALL)
def test_a_page_too_small_for_stamps_is_made_larger_with_nothing_lost(
    name: str, tmp_path: Path
) -> None:
    box, turn = SMALL[name]
    path = pack_of(tmp_path, coloured(box, turn))

    check(path, box[2] - box[0], box[3] - box[1])


def test_a_small_page_in_units_of_its_own_is_made_larger_in_them(tmp_path: Path) -> None:
    path = pack_of(tmp_path, coloured((0, 0, 50, 10), 0, unit=2))

    page = pypdfium2.PdfDocument(path)[0]
    assert all(stamp in texts(path)[0] for stamp in STAMPS)
    assert page.get_height() * 2 == pytest.approx(20 + 60, abs=10)


def test_a_link_on_a_page_that_was_made_larger_stays_where_it_was(tmp_path: Path) -> None:
    pdf = coloured((0, 0, 300, 40), 0)
    add_link(pdf.pages[0], pdf, Dest=Array([pdf.pages[0].obj, pikepdf.Name.Fit]))
    path = pack_of(tmp_path, pdf)

    with pikepdf.open(path) as made:
        assert list(made.pages[0].obj.Annots[0].Rect) == [100, 100, 200, 120]


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "width", "height"),
    [("geo-label", 200, 60), ("geo-tiny50", 50, 50), ("geo-thin", 40, 842)],
)
def test_the_small_cases_are_bound_whole(
    name: str, width: float, height: float, tmp_path: Path
) -> None:
    path = pack_of(tmp_path, shared(f"cases/pdf/{name}.pdf"))

    check(path, width, height)
