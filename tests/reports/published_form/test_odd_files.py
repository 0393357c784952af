"""Files that are not what they seem, or not whole: mended, or refused in a true sentence."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Encryption, Name, Permissions, String

from reports.files.uploads import Unusable, publish_pdf
from reports.files.verdicts import PdfNote
from tests.packs.fixtures import plain_pdf
from tests.reports.published_form.hiding import a_paper

Change = Callable[[bytes], bytes]
JUNK = b"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n" + b"X-Way: a b c\r\n" * 300
MENDED: dict[str, Change] = {
    "junk before": lambda data: JUNK + data,
    "much junk before": lambda data: b"-" * 60_000 + data,
    "junk after": lambda data: data + b"\n" + bytes(5_000),
    "words after": lambda data: data + b"<html>goodbye</html>" * 400,
    "no end": lambda data: data[: data.rindex(b"%%EOF")],
    "half an end": lambda data: data[: data.rindex(b"EOF")],
}
TOLD: dict[str, Change] = {
    "cut in its last line": lambda data: data[: data.rindex(b"startxref") + 9],
    "cut in its table": lambda data: data[: data.rindex(b"xref", 0, data.rindex(b"startxref"))],
    "cut in the middle": lambda data: data[: len(data) // 2],
    "cut while it was saved on": lambda data: data + b"\n7 0 obj\n<</Type/Page" + bytes(5_000),
    "cut soon after it was saved on": lambda data: data + b"\n7 0 obj\n<</Type/Page/Par",
    "nothing but its head": lambda data: data[:40] + bytes(2_000),
}


def publish(path: Path) -> set[PdfNote]:
    return set(publish_pdf(path, path.with_name("published.pdf")).notes)


@pytest.mark.parametrize("name", MENDED)
def test_a_whole_file_with_an_odd_head_or_tail_is_mended_and_told(
    name: str, tmp_path: Path
) -> None:
    path = plain_pdf(tmp_path / "came.pdf", pages=3)
    path.write_bytes(MENDED[name](path.read_bytes()))

    assert PdfNote.REPAIRED in publish(path)
    assert len(pikepdf.open(tmp_path / "published.pdf").pages) == 3


@pytest.mark.parametrize("name", TOLD)
def test_a_file_that_breaks_off_is_refused_as_that(name: str, tmp_path: Path) -> None:
    path = plain_pdf(tmp_path / "came.pdf", pages=3)
    path.write_bytes(TOLD[name](path.read_bytes()))

    with pytest.raises(Unusable, match="breaks off before its end"):
        publish(path)


def _form(pdf: pikepdf.Pdf, xfa: object, *, widget: bool = False, waits: bool = False) -> None:
    field: Any = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("n"), V=String("Shown"),
            Rect=Array([72, 400, 300, 420]), DA=String("/Helv 12 Tf 0 g"), F=4,
        )
    )  # fmt: skip
    pdf.Root.AcroForm = Dictionary(Fields=Array([field] if widget else []), XFA=xfa)
    if widget:
        pdf.pages[0].obj.Annots = Array([field])
    if waits:
        pdf.Root.NeedsRendering = True


def _xfa(pdf: pikepdf.Pdf) -> Any:
    return pdf.make_stream(b"<xdp/>")


SHELLS: dict[str, Callable[[pikepdf.Pdf], None]] = {
    "a stream": lambda pdf: _form(pdf, _xfa(pdf)),
    "parts": lambda pdf: _form(pdf, Array([String("template"), _xfa(pdf)])),
    "a form that waits": lambda pdf: _form(pdf, _xfa(pdf), waits=True),
    "a form that waits over a field": lambda pdf: _form(pdf, _xfa(pdf), widget=True, waits=True),
    "nothing yet": lambda pdf: _form(pdf, String("")),
}


@pytest.mark.parametrize("name", SHELLS)
def test_a_form_that_only_acrobat_shows_is_refused(name: str, tmp_path: Path) -> None:
    pdf = a_paper()
    SHELLS[name](pdf)
    pdf.save(tmp_path / "came.pdf")

    with pytest.raises(Unusable, match="print it to PDF"):
        publish(tmp_path / "came.pdf")


def test_a_form_with_fields_of_its_own_is_used_whatever_else_describes_it(tmp_path: Path) -> None:
    pdf = a_paper()
    _form(pdf, _xfa(pdf), widget=True)
    pdf.save(tmp_path / "came.pdf")

    assert PdfNote.FORM in publish(tmp_path / "came.pdf")


COVERS = (
    Dictionary(Type=Name.Collection),
    Dictionary(View=Name.H, D=String("report.pdf")),
    Dictionary(View=Name.T, Schema=Dictionary()),
    Dictionary(Navigator=Dictionary()),
    Dictionary(),
)


@pytest.mark.parametrize("at", range(len(COVERS)))
def test_a_portfolio_is_refused(at: int, tmp_path: Path) -> None:
    pdf = a_paper()
    pdf.Root.Collection = COVERS[at]
    pdf.save(tmp_path / "came.pdf")

    with pytest.raises(Unusable, match="save each of them as PDF"):
        publish(tmp_path / "came.pdf")


PROTECTED = (
    Encryption(owner="owner", R=6),
    Encryption(owner="owner", R=4, allow=Permissions(extract=False)),
    Encryption(
        owner="owner", R=3, aes=False, metadata=False, allow=Permissions(print_highres=False)
    ),
    Encryption(owner="owner", R=6, allow=Permissions(accessibility=False, modify_other=False)),
    Encryption(owner="", R=6, allow=Permissions(print_lowres=False)),
)


@pytest.mark.parametrize("at", range(len(PROTECTED)))
def test_a_file_that_opens_without_a_password_is_copied_without_protection_and_told(
    at: int, tmp_path: Path
) -> None:
    a_paper().save(tmp_path / "came.pdf", encryption=PROTECTED[at])

    assert PdfNote.PROTECTED in publish(tmp_path / "came.pdf")
    assert not pikepdf.open(tmp_path / "published.pdf").is_encrypted
