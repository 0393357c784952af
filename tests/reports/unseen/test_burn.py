"""A page made safe shows what it showed, holds nothing else, and is still read aloud."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, String

from reports.files.uploads import Unusable
from reports.unseen import burn, burning
from reports.unseen.burn import make_safe
from reports.unseen.burning import burn_pages
from reports.unseen.recognise import NOT_INSTALLED, Recognised
from tests.packs.fixtures import add_tags
from tests.reports.unseen.pages import add_annotation, found_in, one_page, words
from tests.tools import tesseract

SEEN, HIDDEN = "The provider has apologised", "Zebedee Quillfeather"
BOX = "55 690 300 30 re f"


def blacked_out(**page: Any) -> pikepdf.Pdf:
    return one_page(f"{words(SEEN, y=600)} {words(HIDDEN)} {BOX}", **page)


def saved(pdf: pikepdf.Pdf, folder: Path) -> Path:
    pdf.save(folder / "source.pdf")
    return folder / "source.pdf"


def text_of(path: Path, page: int = 1) -> str:
    with pypdfium2.PdfDocument(path) as document:
        text: str = document[page - 1].get_textpage().get_text_bounded()
    return text


@pytest.fixture
def unread(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Text is not recognised but known, which is quicker."""
    layer = one_page(words(SEEN, y=600, before="3 Tr"))
    layer.save(tmp_path / "layer.pdf")
    read = Recognised(tmp_path / "layer.pdf", SEEN)
    monkeypatch.setattr(burn, "recognise", lambda picture, folder: read)


@pytest.mark.slow
def test_the_covered_words_are_gone_and_the_others_are_recognised(tmp_path: Path) -> None:
    tesseract()
    source, told = saved(blacked_out(), tmp_path), list[int]()

    burn_pages(source, tmp_path / "safe.pdf", [1], done=told.append)

    assert told == [1]
    assert text_of(tmp_path / "safe.pdf").split() == SEEN.split()
    data = pikepdf.open(tmp_path / "safe.pdf")
    assert not any(b"Zebedee" in each.read_bytes() for each in streams(data))
    assert not [each for each in found_in(tmp_path / "safe.pdf", tmp_path) if each.stays]


def streams(pdf: pikepdf.Pdf) -> list[pikepdf.Stream]:
    held = [each for each in pdf.objects if isinstance(each, pikepdf.Stream)]
    return [each for each in held if each.get("/Subtype") != Name.Image]


@pytest.mark.usefixtures("unread")
@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_the_page_looks_as_before_whichever_way_it_is_turned(tmp_path: Path, turned: int) -> None:
    crop = Array([20, 40, 500, 800])
    source = saved(blacked_out(Rotate=turned, CropBox=crop), tmp_path)

    make_safe(source, tmp_path / "safe.pdf", pages=[1])

    before, after = (drawn(path) for path in (source, tmp_path / "safe.pdf"))
    assert before.size == after.size
    assert dark_box(before) == pytest.approx(dark_box(after), abs=2)


def drawn(path: Path) -> pypdfium2.PdfBitmap:
    with pypdfium2.PdfDocument(path) as document:
        return document[0].render(scale=1).to_pil().convert("L")


def dark_box(picture: pypdfium2.PdfBitmap) -> tuple[int, ...]:
    """Where the black box lies."""
    box: tuple[int, ...] = picture.point([255] * 40 + [0] * 216).getbbox()
    return box


@pytest.mark.usefixtures("unread")
def test_what_is_marked_for_redaction_becomes_a_black_box(tmp_path: Path) -> None:
    pdf = one_page(f"{words(SEEN, y=600)} {words(HIDDEN)}")
    add_annotation(pdf, "Redact", (55, 690, 350, 720))

    make_safe(saved(pdf, tmp_path), tmp_path / "safe.pdf", pages=[1])

    left, top, right, bottom = dark_box(drawn(tmp_path / "safe.pdf"))
    assert (left, top, right) == pytest.approx((55, 842 - 720, 350), abs=2)
    assert bottom >= 842 - 690


@pytest.mark.usefixtures("unread")
def test_of_nearly_white_words_no_trace_is_left_in_the_picture(tmp_path: Path) -> None:
    pdf = one_page(f".97 g {words(HIDDEN)}")

    make_safe(saved(pdf, tmp_path), tmp_path / "safe.pdf", pages=[1])

    assert drawn(tmp_path / "safe.pdf").getextrema() == (255, 255)


@pytest.mark.usefixtures("unread")
def test_only_the_pages_asked_for_become_pictures_and_links_stay(tmp_path: Path) -> None:
    pdf = blacked_out()
    pdf.pages.append(pdf.pages[0])
    add_annotation(pdf, "Link", (10, 10, 50, 50), A=Dictionary(S=Name.URI, URI=String("https://x")))
    add_annotation(pdf, "Text", (10, 10, 50, 50), Contents="Counsel says")
    pdf.pages[0].obj.Thumb = pdf.make_stream(b"")

    make_safe(saved(pdf, tmp_path), tmp_path / "safe.pdf", pages=[1])

    with pikepdf.open(tmp_path / "safe.pdf") as made:
        first, second = made.pages
        assert "/Font" not in first.obj.Resources
        assert "/Font" in second.obj.Resources
        assert [str(each.Subtype) for each in first.obj.Annots] == ["/Link"]
        assert "/Thumb" not in first.obj


@pytest.mark.usefixtures("unread")
def test_the_tags_of_the_page_become_one_figure_that_says_its_words(tmp_path: Path) -> None:
    pdf = blacked_out()
    add_tags(pdf)
    next(e for e in pdf.objects if is_element(e, "/P")).ActualText = String(HIDDEN)

    make_safe(saved(pdf, tmp_path), tmp_path / "safe.pdf", pages=[1])

    with pikepdf.open(tmp_path / "safe.pdf") as made:
        tree = made.Root.StructTreeRoot
        figures = [each for each in made.objects if is_element(each, "/Figure")]
        assert [str(each.Alt) for each in figures] == [SEEN]
        assert not [each for each in made.objects if is_element(each, "/P")]
        key = int(made.pages[0].obj.StructParents)
        assert pikepdf.NumberTree(tree.ParentTree)[key][0].objgen == figures[0].objgen


def is_element(held: pikepdf.Object, role: str) -> bool:
    return isinstance(held, Dictionary) and held.get("/S") == Name(role) and "/P" in held


@pytest.mark.usefixtures("unread")
def test_bookmarks_that_no_page_explains_go(tmp_path: Path) -> None:
    pdf = blacked_out()
    with pdf.open_outline() as outline:
        for title in ("The provider", "Zebedee has apologised", "apologised"):
            outline.root.append(pikepdf.OutlineItem(title, 0))

    make_safe(saved(pdf, tmp_path), tmp_path / "safe.pdf", pages=[1])

    with pikepdf.open(tmp_path / "safe.pdf") as made, made.open_outline() as outline:
        assert [each.title for each in outline.root] == ["The provider", "apologised"]


def test_a_page_that_takes_too_long_is_given_up_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(burning, "SECONDS_OF_A_FILE", 0.01)
    monkeypatch.setattr(burning, "SECONDS_OF_A_PAGE", 0.01)
    with pytest.raises(Unusable, match="takes too long"):
        burn_pages(saved(blacked_out(), tmp_path), tmp_path / "x.pdf", [1], done=print)


def test_without_the_program_the_answer_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reports.unseen.recognise.recogniser", lambda: None)
    with pytest.raises(Unusable) as refusal:
        make_safe(saved(blacked_out(), tmp_path), tmp_path / "safe.pdf", pages=[1])
    assert str(refusal.value) == NOT_INSTALLED
