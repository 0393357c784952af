"""What is hidden by what lies around it: defaults, tables, threads, masters of slides."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from reports.office.package import Held
from tests.reports.office.files import (
    NAMES,
    cleaned,
    excel_file,
    office_file,
    slide_file,
    word_file,
)
from tests.reports.office.test_clean import BY, rows, run, said

HIDES = "<w:rPr><w:vanish/></w:rPr>"


@pytest.mark.parametrize(
    "styles",
    [
        f"<w:docDefaults><w:rPrDefault>{HIDES}</w:rPrDefault></w:docDefaults>",
        f'<w:style w:type="paragraph" w:default="1" w:styleId="n">{HIDES}</w:style>',
    ],
)
def test_text_is_left_out_that_is_hidden_where_nothing_else_is_said(
    tmp_path: Path, styles: str
) -> None:
    body = f"<w:p>{run('SECRET')}</w:p><w:p>" + run("KEPT", '<w:vanish w:val="0"/>') + "</w:p>"
    left, text = cleaned(word_file(tmp_path / "a", body, styles=styles), ".docx")

    assert left == {Held.HIDDEN_TEXT: 1}
    assert "KEPT" in text
    assert "SECRET" not in text


def test_text_in_a_table_whose_style_hides_it_is_left_out(tmp_path: Path) -> None:
    styles = f'<w:style w:type="table" w:styleId="t">{HIDES}</w:style>'
    table = '<w:tbl><w:tblPr><w:tblStyle w:val="t"/></w:tblPr><w:tr><w:tc><w:p>{}</w:p></w:tc>'
    body = f"{table.format(run('SECRET'))}</w:tr></w:tbl><w:p>{run('KEPT')}</w:p>"
    left, text = cleaned(word_file(tmp_path / "a", body, styles=styles), ".docx")

    assert left == {Held.HIDDEN_TEXT: 1}
    assert "SECRET" not in text


@pytest.mark.parametrize("part", ["header1", "footer2", "footnotes", "endnotes"])
def test_changes_marks_and_hidden_text_go_from_every_part_with_words(
    tmp_path: Path, part: str
) -> None:
    mark = '<w:r><w:commentReference w:id="0"/></w:r>'
    moved = f"<w:moveFrom {BY}>{run('SECRET')}</w:moveFrom><w:moveTo {BY}>{run('KEPT')}</w:moveTo>"
    words = f"<w:p>{moved}{mark}{run('SECRET', '<w:vanish/>')}</w:p>"
    path = word_file(tmp_path / "a", f"<w:p>{run('BODY')}</w:p>", **{part: words})
    left, text = cleaned(path, ".docx")

    assert left == {Held.CHANGES: 2, Held.HIDDEN_TEXT: 1}
    assert "KEPT" in text
    assert "SECRET" not in text
    assert "comment" not in text


@pytest.mark.parametrize(
    "name", ["word/embeddings/oleObject1.bin", "word/afchunk.html", "customXml/itemProps1.xml"]
)
def test_of_what_is_embedded_the_pdf_is_made_of_its_picture_alone(
    tmp_path: Path, name: str
) -> None:
    parts = {"word/document.xml": f"<w:document {NAMES}><w:body/></w:document>", name: "SECRET"}
    _, text = cleaned(office_file(tmp_path / "a", parts, {}), ".docx")

    assert ("SECRET" in text) == name.startswith("word/embeddings/")


def test_a_thread_of_comments_is_left_out_and_told_once(tmp_path: Path) -> None:
    note = '<commentList><comment ref="A1"><text><t>SECRET</t></text></comment></commentList>'
    path = excel_file(tmp_path / "a", {"One": rows()}, states={}, notes=note)
    thread = '<x><threadedComment ref="{}"><text>SECRET</text></threadedComment></x>'
    with zipfile.ZipFile(path, "a") as archive:
        for at, cell_of in enumerate(("A1", "B2")):
            name = f"xl/threadedComments/threadedComment{at}.xml"
            archive.writestr(name, thread.format(cell_of))
        archive.writestr("xl/persons/person.xml", "<x>SECRET</x>")
        archive.writestr("xl/externalLinks/externalLink1.xml", "<x>SECRET</x>")
    left, text = cleaned(path, ".xlsx")

    assert left == {Held.CELL_NOTES: 2}
    assert "SECRET" not in text


@pytest.mark.parametrize("folder", ["slides", "slideLayouts", "slideMasters"])
def test_what_is_hidden_on_what_slides_are_made_of_is_left_out(tmp_path: Path, folder: str) -> None:
    shape = said("SECRET", ' hidden="1"')
    parts = {f"ppt__{folder}__one": f"<p:x {NAMES}>{shape}</p:x>"}
    left, text = cleaned(slide_file(tmp_path / "a", [(said("KEPT"), True)], **parts), ".pptx")

    assert left == {Held.HIDDEN_TEXT: 1}
    assert "SECRET" not in text
