"""Form fields: taken in and bound as they were filled in, whether or not a picture says so."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, String

from reports.files.inspecting import inspect_here
from reports.files.verdicts import PdfNote
from tests.packs.fixtures import add_text_page
from tests.packs.pdf.taken_in import bound_as_it_came, pack_of, texts
from tests.tools import shared

Change = Callable[[pikepdf.Pdf, Any], None]
HELVETICA = Dictionary(
    Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding
)


def form(change: Change = lambda pdf, field: None, **fields: Any) -> pikepdf.Pdf:
    """A page with one field that has no picture of its own."""
    pdf = pikepdf.new()
    page = add_text_page(pdf, (72, 700, "A form"))
    field = Dictionary(Type=Name.Annot, Subtype=Name.Widget, T=String("f"), F=4, FT=Name.Tx)
    field.Rect = Array([72, 500, 372, 560])
    for key, value in fields.items():
        field[f"/{key}"] = value
    held = pdf.make_indirect(field)
    page.obj.Annots = Array([held])
    pdf.Root.AcroForm = Dictionary(
        Fields=Array([held]),
        DA=String("/Helv 11 Tf 0 g"),
        DR=Dictionary(Font=Dictionary(Helv=HELVETICA)),
    )
    change(pdf, held)
    return pdf


def _looks(pdf: pikepdf.Pdf, field: Any, data: bytes) -> None:
    field.AP = Dictionary(
        N=pdf.make_stream(
            data, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 300, 60]),
            Resources=Dictionary(Font=Dictionary(Helv=HELVETICA)),
        )
    )  # fmt: skip


def _empty(pdf: pikepdf.Pdf, field: Any) -> None:
    _looks(pdf, field, b"/Tx BMC q 0.9 g 0 0 300 60 re f Q EMC")


def _drawn(pdf: pikepdf.Pdf, field: Any) -> None:
    _looks(pdf, field, b"BT /Helv 11 Tf 2 5 Td (As drawn) Tj ET")


def _asked_anew(pdf: pikepdf.Pdf, field: Any) -> None:
    _drawn(pdf, field)
    pdf.Root.AcroForm.NeedAppearances = True


def _below(pdf: pikepdf.Pdf, field: Any) -> None:
    """The value and the kind are said by a field above this box."""
    above = pdf.make_indirect(Dictionary(T=String("above"), FT=Name.Tx, Kids=Array([field])))
    above.V = String("Said above")
    for key in ("/FT", "/T"):
        del field[key]
    field.Parent = above
    pdf.Root.AcroForm.Fields = Array([above])


def _itself_above(pdf: pikepdf.Pdf, field: Any) -> None:
    field.Parent = field


LINES = String("First line\rSecond line\nThird line")
ALL_LINES = "First line\nSecond line\nThird line"
SHOWN: dict[str, tuple[pikepdf.Pdf, str]] = {
    "a value": (form(V=String("Approved")), "Approved"),
    "letters of other languages": (form(V=String("Żółć Łódź")), "Żółć Łódź"),
    "a choice": (form(FT=Name.Ch, Ff=1 << 17, V=String("Option two")), "Option two"),
    "lines": (form(Ff=1 << 12, V=LINES), ALL_LINES),
    "lines asked anew": (form(_asked_anew, Ff=1 << 12, V=LINES), ALL_LINES),
    "a picture without it": (form(_empty, V=String("Approved")), "Approved"),
    "a value above": (form(_below), "Said above"),
    "a value of a field above itself": (form(_itself_above, V=String("Round")), "Round"),
    "a picture of its own": (form(_drawn, V=String("Not this")), "As drawn"),
}


@pytest.mark.parametrize("name", SHOWN)
def test_what_was_filled_in_is_shown_line_by_line(name: str, tmp_path: Path) -> None:
    pdf, words = SHOWN[name]

    assert words in texts(pack_of(tmp_path, pdf))[0]


def test_a_ticked_box_without_a_picture_is_ticked(tmp_path: Path) -> None:
    pdf = form(FT=Name.Btn, V=Name.Yes, AS=Name.Yes, Rect=Array([72, 500, 92, 520]))

    page = pypdfium2.PdfDocument(pack_of(tmp_path, pdf))[0]
    ticked = page.render(grayscale=True).to_pil().crop((72, 322, 92, 342))

    assert ticked.getextrema()[0] < 128


FLAGS = {"hidden": 2, "no view": 32, "no view, printed": 36, "hidden and printed": 6}


@pytest.mark.parametrize("bind", [pack_of, bound_as_it_came])
@pytest.mark.parametrize("name", FLAGS)
def test_what_a_screen_hides_is_not_drawn(
    name: str, bind: Callable[[Path, pikepdf.Pdf], Path], tmp_path: Path
) -> None:
    pdf = form(_drawn, V=String("As drawn"), F=FLAGS[name])

    assert "As drawn" not in texts(bind(tmp_path, pdf))[0]


def _unprinted_twice(pdf: pikepdf.Pdf, field: Any) -> None:
    """Another field that is printed looks the same."""
    _drawn(pdf, field)
    other = pdf.make_indirect(Dictionary(field))
    other.F, other.Rect, other.T = 4, Array([72, 300, 372, 360]), String("g")
    pdf.pages[0].obj.Annots.append(other)
    pdf.Root.AcroForm.Fields.append(other)


def _without_flags(pdf: pikepdf.Pdf, field: Any) -> None:
    _drawn(pdf, field)
    del field["/F"]


def _in_a_file_of_layers(pdf: pikepdf.Pdf, field: Any) -> None:
    _drawn(pdf, field)
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("A layer")))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(BaseState=Name.OFF))


ON_SCREEN: dict[str, tuple[pikepdf.Pdf, int]] = {
    "no print": (form(_drawn, F=0), 0),
    "no flags": (form(_without_flags), 0),
    "drawn anew": (form(V=String("As drawn"), F=0), 0),
    "one of two that look the same": (form(_unprinted_twice, F=0), 1),
    "in a file whose layers are off": (form(_in_a_file_of_layers, F=0), 0),
}


@pytest.mark.parametrize("name", ON_SCREEN)
def test_what_is_not_printed_is_on_screens_alone_and_told(name: str, tmp_path: Path) -> None:
    pdf, on_paper = ON_SCREEN[name]
    shown = [
        texts(pack_of(tmp_path, pdf, printed=printed))[0].count("As drawn")
        for printed in (False, True)
    ]

    assert shown == [on_paper + 1, on_paper]
    facts = inspect_here(tmp_path / "came.pdf", tmp_path / "published.pdf")
    assert PdfNote.UNPRINTED in facts.notes
    assert facts.unseen == ()


def test_a_viewer_that_prints_the_screen_pack_leaves_it_out_too(tmp_path: Path) -> None:
    page = pypdfium2.PdfDocument(pack_of(tmp_path, ON_SCREEN["no print"][0]))[0]
    field = (72, 282, 372, 342)

    shown, printed = (
        page.render(grayscale=True, **ways).to_pil().crop(field).getextrema()[0]
        for ways in ({}, {"optimize_mode": "print"})
    )

    assert (shown < 128, printed) == (True, 255)


def test_an_older_paper_is_bound_with_its_values_too(tmp_path: Path) -> None:
    path = bound_as_it_came(tmp_path, form(Ff=1 << 12, V=LINES))

    assert "Second line\nThird line" in texts(path)[0]


def test_a_form_in_a_file_with_broken_metadata_is_bound(tmp_path: Path) -> None:
    pdf = form(V=String("Approved"))
    pdf.Root.Metadata = pdf.make_stream(b"<?xpacket <x:xmp", Type=Name.Metadata, Subtype=Name.XML)

    assert "Approved" in texts(pack_of(tmp_path, pdf))[0]
    assert "Approved" in texts(bound_as_it_came(tmp_path, pdf))[0]


@pytest.mark.shared
def test_the_case_of_flags_has_in_print_what_is_to_be_printed_alone(tmp_path: Path) -> None:
    path = pack_of(tmp_path, shared("cases/pdf/form-flags.pdf"), printed=True)

    assert [word for word in texts(path)[0].split() if "PRINT" in word] == ["PRINT"]
