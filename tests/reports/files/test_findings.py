"""What an officer is told of a PDF: how a screen reader fares, and what to note."""

from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from reports.files.uploads import inspect_pdf
from reports.files.verdicts import PdfNote, Verdict
from tests import tools
from tests.packs.fixtures import A3, A4, A4_LANDSCAPE, add_link, add_tags, add_text_page


def a_pdf(*boxes: tuple[int, ...]) -> pikepdf.Pdf:
    pdf = pikepdf.new()
    for box in boxes or (A4,):
        add_text_page(pdf, (72, 400, "Words to read"), box=box)
    return pdf


def verdict(pdf: pikepdf.Pdf, folder: Path) -> Verdict:
    pdf.save(folder / "file.pdf")
    return inspect_pdf(folder / "file.pdf").verdict


def notes(pdf: pikepdf.Pdf, folder: Path) -> set[PdfNote]:
    """The notes, without the one that Helvetica, which fixtures use, brings."""
    pdf.save(folder / "file.pdf")
    return set(inspect_pdf(folder / "file.pdf").notes) - {PdfNote.FONTS}


def picture_page(pdf: pikepdf.Pdf) -> None:
    """Add a page that holds a picture and no text."""
    picture = pdf.make_stream(bytes(64))
    picture.update(
        Dictionary(
            Type=Name.XObject,
            Subtype=Name.Image,
            Width=8,
            Height=8,
            BitsPerComponent=8,
            ColorSpace=Name.DeviceGray,
        )
    )
    page = Dictionary(
        Type=Name.Page,
        MediaBox=Array(list(A4)),
        Resources=Dictionary(XObject=Dictionary(Scan=picture)),
        Contents=pdf.make_stream(b"q 595 0 0 842 0 0 cm /Scan Do Q"),
    )
    pdf.pages.append(pikepdf.Page(page))


def test_headings_count_under_the_name_a_program_gives_them(tmp_path: Path) -> None:
    pdf = a_pdf()
    add_tags(pdf, role="Heading#201", mapped="Title")
    pdf.Root.StructTreeRoot.RoleMap.Title = Name.H1
    assert verdict(pdf, tmp_path) is Verdict.HEADINGS


def test_a_role_that_stands_for_itself_ends(tmp_path: Path) -> None:
    pdf = a_pdf()
    add_tags(pdf, role="Round", mapped="Round")
    assert verdict(pdf, tmp_path) is Verdict.NO_HEADINGS


def test_tags_without_a_heading_are_told_apart(tmp_path: Path) -> None:
    pdf = a_pdf(A4, A4)
    add_tags(pdf, role="P")
    assert verdict(pdf, tmp_path) is Verdict.NO_HEADINGS


def test_a_tree_of_tags_that_holds_itself_is_walked_once(tmp_path: Path) -> None:
    pdf = a_pdf()
    add_tags(pdf, role="P")
    element = pdf.Root.StructTreeRoot.K[0]
    element.K = Array([element, pdf.Root.StructTreeRoot.K[0]])
    assert verdict(pdf, tmp_path) is Verdict.NO_HEADINGS


def test_a_whole_tree_is_kept_where_only_the_mark_of_it_is_lost(tmp_path: Path) -> None:
    pdf = a_pdf()
    add_tags(pdf, role="H1")
    pdf.Root.MarkInfo.Marked = False
    assert verdict(pdf, tmp_path) is Verdict.HEADINGS


def test_an_empty_tree_is_no_tags(tmp_path: Path) -> None:
    pdf = a_pdf()
    add_tags(pdf)
    pdf.Root.StructTreeRoot.K = Array()
    assert verdict(pdf, tmp_path) is Verdict.NOT_TAGGED


def test_pages_of_pictures_alone_are_a_scan(tmp_path: Path) -> None:
    pdf = pikepdf.new()
    picture_page(pdf)
    picture_page(pdf)
    assert verdict(pdf, tmp_path) is Verdict.SCANNED


def test_a_blank_page_is_no_scan(tmp_path: Path) -> None:
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(595, 842))
    assert verdict(pdf, tmp_path) is Verdict.NOT_TAGGED


def test_a_scanned_page_among_others_is_noted(tmp_path: Path) -> None:
    pdf = a_pdf()
    picture_page(pdf)
    pdf.save(tmp_path / "file.pdf")
    facts = inspect_pdf(tmp_path / "file.pdf")
    assert facts.verdict is Verdict.NOT_TAGGED
    assert PdfNote.PICTURES in facts.notes


def test_nothing_is_noted_of_a_plain_file(tmp_path: Path) -> None:
    pdf = a_pdf(A4, A4_LANDSCAPE)
    pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D)]))
    add_link(pdf.pages[0], pdf, A=Dictionary(S=Name.URI, URI=pikepdf.String("https://a.org")))
    assert notes(pdf, tmp_path) == set()


def test_fonts_that_are_not_in_the_file_are_noted(tmp_path: Path) -> None:
    a_pdf().save(tmp_path / "file.pdf")
    assert PdfNote.FONTS in inspect_pdf(tmp_path / "file.pdf").notes


def test_fonts_are_looked_for_where_pages_inherit_them(tmp_path: Path) -> None:
    pdf = a_pdf()
    page = pdf.pages[0].obj
    page.Parent.Resources = page.Resources
    del page.Resources
    pdf.save(tmp_path / "file.pdf")
    assert PdfNote.FONTS in inspect_pdf(tmp_path / "file.pdf").notes


def test_pages_of_different_sizes_are_noted(tmp_path: Path) -> None:
    assert notes(a_pdf(A4, A3), tmp_path) == {PdfNote.SIZES}


def test_page_numbers_of_its_own_are_noted(tmp_path: Path) -> None:
    pdf = a_pdf()
    pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.r)]))
    assert notes(pdf, tmp_path) == {PdfNote.LABELS}


def test_a_form_and_its_signature_are_noted(tmp_path: Path) -> None:
    pdf = a_pdf()
    add_link(pdf.pages[0], pdf)
    field = pdf.pages[0].obj.Annots[0]
    field.Subtype = Name.Widget
    assert notes(pdf, tmp_path) == {PdfNote.FORM}
    field.Parent = pdf.make_indirect(Dictionary(FT=Name.Sig))
    assert notes(pdf, tmp_path) == {PdfNote.FORM, PdfNote.SIGNATURE}


@pytest.mark.parametrize(
    ("kind", "note"), [("Launch", PdfNote.LAUNCH), ("JavaScript", PdfNote.SCRIPT), ("GoTo", None)]
)
def test_what_a_link_does_is_noted(kind: str, note: PdfNote | None, tmp_path: Path) -> None:
    pdf = a_pdf()
    add_link(pdf.pages[0], pdf, A=Dictionary(S=Name(f"/{kind}")))
    assert notes(pdf, tmp_path) == ({note} if note else set())


def test_scripts_and_files_of_the_document_are_noted(tmp_path: Path) -> None:
    pdf = a_pdf()
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(), EmbeddedFiles=Dictionary())
    assert notes(pdf, tmp_path) == {PdfNote.SCRIPT, PdfNote.FILES}


def test_each_verdict_and_note_has_words_of_its_own() -> None:
    advice = {each.advice for each in Verdict}
    sentences = {each.sentence for each in PdfNote}
    assert (len(advice), len(sentences)) == (len(Verdict), len(PdfNote))
    for sentence in advice | sentences:
        assert sentence.endswith(".")
        assert ". " not in sentence
    assert len({each.label for each in Verdict}) == len(Verdict)
    assert {each.colour for each in Verdict} == {"green", "yellow", "orange", "red"}


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("24-00108 - PROD.pdf", Verdict.HEADINGS),
        ("24-00096 - EQIA.pdf", Verdict.NO_HEADINGS),
    ],
)
def test_real_papers_are_told_apart(name: str, expected: Verdict) -> None:
    path = tools.shared(f"kent/cabinet-2025-01-30/inputs/{name}")
    assert inspect_pdf(path).verdict is expected
