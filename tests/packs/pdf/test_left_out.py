"""Pages that nobody tagged: a tag for each, in tagged files too, and the officer is told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from reports.files.verdicts import PdfNote, Verdict
from reports.published_form.content import drawn_by
from reports.published_form.trees import leaves
from rotherham_hwb.packs.pdf.untagged import MARK
from tests.packs.fixtures import add_tags, add_text_page
from tests.packs.pdf.taken_in import pack_of, taken_in
from tests.tools import shared

Change = Callable[[pikepdf.Pdf], None]


def tagged(pages: int = 2) -> pikepdf.Pdf:
    pdf = pikepdf.new()
    for page in range(pages):
        add_text_page(pdf, (72, 700, f"Tagged page {page + 1}"))
    add_tags(pdf)
    return pdf


def wrappers(path: Path) -> list[str]:
    """The role of the first element of each page, "" for a page in no tag."""
    with pikepdf.open(path) as pdf:
        holders = dict(leaves(pdf.Root.StructTreeRoot.ParentTree, "/Nums"))
        held = [holders.get(page.obj.get("/StructParents"), Array()) for page in pdf.pages]
        return [next((str(each.S) for each in holder if each), "") for holder in held]


def marks(path: Path, page: int = 0) -> list[int]:
    """The numbers of marked content on a page, in the order they are opened."""
    with pikepdf.open(path) as pdf:
        return [int(each) for each in MARK.findall(drawn_by(pdf.pages[page]))]


def _put_in_last(pdf: pikepdf.Pdf) -> None:
    add_text_page(pdf, (72, 700, "Put in later"))


def _put_in_first(pdf: pikepdf.Pdf) -> None:
    _put_in_last(pdf)
    page = pdf.pages[-1]
    del pdf.pages[-1]
    pdf.pages.insert(0, page)


def _with_a_key_of_another_file(pdf: pikepdf.Pdf) -> None:
    _put_in_last(pdf)
    pdf.pages[-1].obj.StructParents = 77


def _with_marks_of_another_file(pdf: pikepdf.Pdf) -> None:
    add_text_page(pdf, (72, 700, "Put in"), before=b"/P <</MCID 0>> BDC ", after=b" EMC")


def _with_a_number_at_its_foot(pdf: pikepdf.Pdf) -> None:
    foot = b"/Artifact <</Type/Pagination>> BDC BT ET EMC"
    add_text_page(pdf, (72, 700, "Put in"), after=foot)


PUT_IN = (
    (_put_in_last, 2),
    (_put_in_first, 0),
    (_with_a_key_of_another_file, 2),
    (_with_marks_of_another_file, 2),
    (_with_a_number_at_its_foot, 2),
)


@pytest.mark.parametrize(("put_in", "at"), PUT_IN)
def test_a_page_put_into_a_tagged_file_gets_a_tag_and_is_told(
    put_in: Change, at: int, tmp_path: Path
) -> None:
    pdf = tagged()
    put_in(pdf)
    expected = ["/P", "/P"]
    expected.insert(at, "/UntaggedPage")

    assert PdfNote.LEFT_OUT in taken_in(tmp_path, pdf).notes
    path = pack_of(tmp_path, pdf)
    assert wrappers(path) == expected
    assert len(set(marks(path, at))) == len(marks(path, at))


NOTHING_DRAWN = (b"", b" \n", b"q Q", b"/Artifact BMC BT ET 0 0 9 9 re f EMC")


@pytest.mark.parametrize("content", NOTHING_DRAWN)
def test_a_page_that_draws_nothing_is_not_left_out(content: bytes, tmp_path: Path) -> None:
    pdf = tagged()
    add_text_page(pdf, before=content)

    assert PdfNote.LEFT_OUT not in taken_in(tmp_path, pdf).notes
    assert wrappers(pack_of(tmp_path, pdf)) == ["/P", "/P", ""]


def _no_marks(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/MarkInfo"]


def _empty_marks(pdf: pikepdf.Pdf) -> None:
    pdf.Root.MarkInfo = Dictionary()


def _denied(pdf: pikepdf.Pdf) -> None:
    pdf.Root.MarkInfo = Dictionary(Marked=False, Suspects=False)


def _no_dictionary(pdf: pikepdf.Pdf) -> None:
    pdf.Root.MarkInfo = True


@pytest.mark.parametrize("change", [_no_marks, _empty_marks, _denied, _no_dictionary])
def test_a_whole_tree_is_kept_whatever_the_file_says_of_it(change: Change, tmp_path: Path) -> None:
    pdf = tagged()
    change(pdf)

    assert taken_in(tmp_path, pdf).verdict is Verdict.NO_HEADINGS
    with pikepdf.open(tmp_path / "published.pdf") as published:
        assert published.Root.MarkInfo.Marked
    path = pack_of(tmp_path, pdf)
    assert wrappers(path) == ["/P", "/P"]
    assert marks(path) == [0]


def test_marks_of_a_tree_that_is_lost_share_no_number_with_the_tag_of_their_page(
    tmp_path: Path,
) -> None:
    pdf = tagged()
    del pdf.Root["/StructTreeRoot"]
    path = pack_of(tmp_path, pdf)

    assert wrappers(path) == ["/UntaggedPage", "/UntaggedPage"]
    assert marks(path) == [1, 0]


def inside(pdf: pikepdf.Pdf, held: pikepdf.Object) -> pikepdf.Object:
    """A drawing with another in it."""
    return pdf.make_stream(
        b"/In Do", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 595, 842]),
        Resources=Dictionary(XObject=Dictionary(In=held)),
    )  # fmt: skip


def picture(pdf: pikepdf.Pdf) -> pikepdf.Object:
    return pdf.make_stream(
        bytes(4), Type=Name.XObject, Subtype=Name.Image, Width=2, Height=2,
        ColorSpace=Name.DeviceGray, BitsPerComponent=8,
    )  # fmt: skip


def words(pdf: pikepdf.Pdf) -> pikepdf.Object:
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    return pdf.make_stream(
        b"BT /F 12 Tf 72 700 Td (Words) Tj ET", Type=Name.XObject, Subtype=Name.Form,
        BBox=Array([0, 0, 595, 842]), Resources=Dictionary(Font=Dictionary(F=font)),
    )  # fmt: skip


def itself(pdf: pikepdf.Pdf) -> pikepdf.Object:
    held = inside(pdf, picture(pdf))
    held.Resources.XObject.Again = held
    return held


def lines(pdf: pikepdf.Pdf) -> pikepdf.Object:
    return pdf.make_stream(
        b"0 0 m 9 9 l S", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 595, 842])
    )


DRAWN: dict[str, tuple[Callable[[pikepdf.Pdf], pikepdf.Object], str]] = {
    "words": (words, "/UntaggedPage"),
    "words three deep": (lambda pdf: inside(pdf, inside(pdf, words(pdf))), "/UntaggedPage"),
    "lines": (lines, "/UntaggedPage"),
    "a picture": (picture, "/Figure"),
    "a picture three deep": (lambda pdf: inside(pdf, inside(pdf, picture(pdf))), "/Figure"),
    "a picture in a drawing of itself": (itself, "/Figure"),
}


@pytest.mark.parametrize("name", DRAWN)
def test_a_page_is_a_picture_where_no_drawing_on_it_has_letters(name: str, tmp_path: Path) -> None:
    make, role = DRAWN[name]
    pdf = pikepdf.new()
    page = add_text_page(pdf, before=b"/X Do")
    page.obj.Resources = Dictionary(XObject=Dictionary(X=make(pdf)))

    assert wrappers(pack_of(tmp_path, pdf)) == [role]


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "roles"),
    [
        ("tags-text-inside-drawing", ["/UntaggedPage"]),
        ("tags-one-page-untagged", ["/P", "/P", "/UntaggedPage"]),
        ("tags-without-markinfo", ["/P", "/P"]),
        ("tags-vector-page", ["/UntaggedPage"]),
    ],
)
def test_the_cases_of_tags_have_every_page_in_one(
    name: str, roles: list[str], tmp_path: Path
) -> None:
    assert wrappers(pack_of(tmp_path, shared(f"cases/pdf/{name}.pdf"))) == roles
