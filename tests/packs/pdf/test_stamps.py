"""Stamps on pages of every geometry: upright as viewed, and never over ink."""

import io
import itertools
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import ImageChops

from rotherham_hwb.packs.pdf.bind import Binding, Bound, Leaf, Source, bind
from rotherham_hwb.packs.pdf.stamps import RESERVED, Align, Edge, Stamp
from rotherham_hwb.packs.typesetting.render import arimo
from tests.packs.fixtures import A3, A4, A4_LANDSCAPE, SLIDE, add_link, add_text_page
from tests.packs.pictures import SCALE, clashes, drawn, without_stamps

pytestmark = pytest.mark.slow

PAGE = Stamp("Page 47")
ITEM = Stamp("Agenda Item 15A", Edge.HEAD, Align.RIGHT)
BOXES = {"A4": A4, "landscape": A4_LANDSCAPE, "A3": A3, "slide": SLIDE}
CROPS = {"whole": (0, 0, 0, 0), "cropped": (30, 40, -20, -50), "shifted": (-12, 12, -12, 12)}
TURNS = (0, 90, 180, 270)


def stamped(tmp_path: Path, pdf: pikepdf.Pdf, stamps: Sequence[Stamp] = (PAGE, ITEM)) -> Bound:
    out = io.BytesIO()
    pdf.save(out)
    pages = [Leaf(str(at + 1), 0, at, tuple(stamps)) for at in range(len(pdf.pages))]
    binding = Binding("A pack", "en-GB", [Source(out.getvalue())], pages, arimo())
    return bind(binding, tmp_path / "pack.pdf")


def texts(path: Path, page: int = 0) -> list[tuple[str, tuple[float, float, float, float]]]:
    """Each line of text on the page with its box in user space."""
    held = pypdfium2.PdfDocument(path)[page].get_textpage()
    rects = (held.get_rect(index) for index in range(held.count_rects()))
    return [(held.get_text_bounded(*rect).strip(), rect) for rect in rects]


def turned_page(
    box: Sequence[float], crop: Sequence[float], turn: int, *lines: Any, **more: Any
) -> pikepdf.Pdf:
    pdf = pikepdf.new()
    cropped = [edge + by for edge, by in zip(box, crop, strict=True)] if any(crop) else None
    media = box
    if crop == CROPS["shifted"]:
        media, cropped = cropped or box, None
    add_text_page(pdf, *lines, box=media, crop=cropped, rotate=turn, **more)
    return pdf


@pytest.mark.parametrize("turn", TURNS)
@pytest.mark.parametrize("crop", CROPS)
@pytest.mark.parametrize("box", BOXES)
def test_stamps_are_upright_and_at_their_place_as_viewed(
    box: str, crop: str, turn: int, tmp_path: Path
) -> None:
    """Drawn on a page without a turn, the same stamps give the same picture."""
    pdf = turned_page(BOXES[box], CROPS[crop], turn)
    stamped(tmp_path, pdf)
    picture = drawn(pypdfium2.PdfDocument(tmp_path / "pack.pdf"))
    upright = pikepdf.new()
    add_text_page(upright, box=(0, 0, picture.width / SCALE, picture.height / SCALE))
    stamped(tmp_path, upright)
    expected = drawn(pypdfium2.PdfDocument(tmp_path / "pack.pdf"))
    assert picture.size == expected.size
    difference = ImageChops.difference(picture, expected).point(lambda v: 255 if v > 140 else 0)
    assert difference.getbbox() is None
    foot = expected.crop((0, expected.height - 80, expected.width, expected.height))
    darkest: Any = foot.getextrema()[0]
    assert darkest < 128


def test_a_page_in_units_of_its_own_gets_letters_of_the_usual_size(tmp_path: Path) -> None:
    pdf = pikepdf.new()
    add_text_page(pdf, box=(0, 0, 297.5, 421))
    pdf.pages[0].obj.UserUnit = 2
    stamped(tmp_path, pdf, [PAGE])
    (text, (left, bottom, right, top)), *_ = texts(tmp_path / "pack.pdf")
    assert text == "Page 47"
    assert 3 < top - bottom < 6
    assert abs((left + right) / 2 - 297.5 / 2) < 1


FOOT_TEXT = (270.0, 20.0, "3 of 9")
HEAD_TEXT = (470.0, 815.0, "Annex B")


def test_a_stamp_moves_aside_for_what_stands_in_its_place(tmp_path: Path) -> None:
    pdf = turned_page(A4, CROPS["whole"], 0, FOOT_TEXT, HEAD_TEXT)
    result = stamped(tmp_path, pdf)
    assert (result.moved, result.made_smaller) == (2, 0)
    assert not clashes(tmp_path / "pack.pdf")


def test_a_stamp_keeps_its_usual_place_on_a_free_page(tmp_path: Path) -> None:
    result = stamped(tmp_path, turned_page(A4, CROPS["whole"], 0, (100.0, 400.0, "Text")))
    assert (result.moved, result.made_smaller) == (0, 0)


FULL = b"0.2 0.4 0.8 rg -50 -50 1500 1500 re f 1 g\n"
CASES = list(itertools.product(("A4", "slide"), CROPS, TURNS))


@pytest.mark.parametrize(("box", "crop", "turn"), CASES)
def test_a_page_that_is_full_to_its_edges_is_made_smaller(
    box: str, crop: str, turn: int, tmp_path: Path
) -> None:
    pdf = turned_page(BOXES[box], CROPS[crop], turn, before=FULL)
    size = pypdfium2.PdfDocument(_bytes(pdf))[0].get_size()
    result = stamped(tmp_path, pdf)
    assert result.made_smaller == 1
    assert not clashes(tmp_path / "pack.pdf")
    after = pypdfium2.PdfDocument(tmp_path / "pack.pdf")
    assert after[0].get_size() == size
    picture = drawn(without_stamps(tmp_path / "pack.pdf"))
    inked = picture.point(lambda value: 255 if value < 250 else 0).getbbox()
    margin = RESERVED * SCALE
    assert inked is not None
    assert abs(inked[1] - margin) <= 2
    assert abs(picture.height - inked[3] - margin) <= 2
    aside = (picture.width - (inked[2] - inked[0])) / 2
    assert abs(inked[0] - aside) <= 2


def _bytes(pdf: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def test_links_patterns_and_places_shrink_with_the_page(tmp_path: Path) -> None:
    pdf = turned_page(A4, CROPS["whole"], 0, before=FULL + b"/Pattern cs /P1 scn 0 0 9 9 re f\n")
    page = pdf.pages[0]
    page.obj.Resources.Pattern = Dictionary(P1=Dictionary(PatternType=2, Matrix=[1, 0, 0, 1, 0, 0]))
    add_link(page, pdf, Dest=Array([page.obj, Name.XYZ, 0, 842, None]))
    stamped(tmp_path, pdf, [PAGE])
    with pikepdf.open(tmp_path / "pack.pdf") as pack:
        factor = (842 - RESERVED) / 842
        link = pack.pages[0].obj.Annots[0]
        aside = 595 * (1 - factor) / 2
        expected = [100 * factor + aside, 100 * factor + RESERVED]
        assert [float(edge) for edge in link.Rect][:2] == pytest.approx(expected, abs=0.01)
        assert float(link.Dest[3]) == pytest.approx(842)
        matrix = pack.pages[0].obj.Resources.Pattern.P1.Matrix
        assert float(matrix[0]) == pytest.approx(factor, abs=1e-4)
        assert float(matrix[5]) == pytest.approx(RESERVED, abs=1e-4)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"q 3 0 0 3 0 0 cm\n", b""),  # a save that is never restored
        (b"Q Q\n", b""),  # restores of nothing
        (b"/Span BMC\n", b""),  # marked content left open
        (b"", b"q 0.1 0 0 0.1 0 0 cm"),
    ],
)
def test_a_page_that_leaves_its_state_open_does_not_move_the_stamp(
    before: bytes, after: bytes, tmp_path: Path
) -> None:
    pdf = turned_page(A4, CROPS["whole"], 0, before=before, after=after)
    stamped(tmp_path, pdf)
    picture = drawn(pypdfium2.PdfDocument(tmp_path / "pack.pdf"))
    stamped(tmp_path, turned_page(A4, CROPS["whole"], 0))
    expected = drawn(pypdfium2.PdfDocument(tmp_path / "pack.pdf"))
    assert ImageChops.difference(picture, expected).getbbox() is None


def test_pages_that_share_resources_get_only_their_own_stamp(tmp_path: Path) -> None:
    pdf = pikepdf.new()
    shared = pdf.make_indirect(Dictionary(XObject=Dictionary()))
    for _ in range(2):
        add_text_page(pdf)
        pdf.pages[-1].obj.Resources = shared
    out = io.BytesIO()
    pdf.save(out)
    pages = [Leaf(str(at + 1), 0, at, (Stamp(f"Page {at + 1}"),)) for at in range(2)]
    bind(Binding("A", "en", [Source(out.getvalue())], pages, arimo()), tmp_path / "pack.pdf")
    assert [texts(tmp_path / "pack.pdf", at)[0][0] for at in range(2)] == ["Page 1", "Page 2"]


def test_a_character_the_font_lacks_does_not_stop_the_pack(tmp_path: Path) -> None:
    stamped(
        tmp_path, turned_page(A4, CROPS["whole"], 0), [Stamp("Agenda Item \N{CJK RADICAL SUN}")]
    )
    assert texts(tmp_path / "pack.pdf")[0][0] == "Agenda Item ?"
