"""The copy of an office file that is converted holds what its reader sees, and nothing else."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from reports.files.uploads import Unusable
from reports.office.clean import HoldsMore, must_be_wanted, write_clean_copy
from reports.office.package import Held, LeftOut
from tests.reports.office.files import (
    NAMES,
    cleaned,
    excel_file,
    office_file,
    slide_file,
    word_file,
)
from tests.tools import shared

BY = 'w:id="1" w:author="H Grimthorpe"'


def run(said: str, properties: str = "", tag: str = "t") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:{tag}>{said}</w:{tag}></w:r>"


GONE_OR_THERE = [
    (f"<w:p><w:ins {BY}>{run('KEPT')}</w:ins></w:p>", 1),
    (f"<w:p>{run('KEPT')}<w:del {BY}>{run('SECRET', tag='delText')}</w:del></w:p>", 1),
    (f"<w:p>{run('KEPT')}<w:moveFrom {BY}>{run('SECRET')}</w:moveFrom></w:p>", 1),
    (f"<w:p><w:moveTo {BY}>{run('KEPT')}</w:moveTo></w:p>", 1),
    (f"<w:p>{run('KEPT', f'<w:b/><w:rPrChange {BY}><w:rPr/></w:rPrChange>')}</w:p>", 1),
    (f"<w:p><w:pPr><w:pPrChange {BY}><w:pPr/></w:pPrChange></w:pPr>{run('KEPT')}</w:p>", 1),
    (f"<w:p><w:ins {BY}><w:del {BY}>{run('SECRET')}</w:del></w:ins>{run('KEPT')}</w:p>", 2),
    (
        f"<w:tbl><w:tr><w:trPr><w:del {BY}/></w:trPr><w:tc><w:p>{run('SECRET')}</w:p></w:tc>"
        f"</w:tr><w:tr><w:trPr><w:ins {BY}/></w:trPr><w:tc><w:p>{run('KEPT')}</w:p></w:tc></w:tr>"
        "</w:tbl>",
        2,
    ),
    (
        f"<w:tbl><w:tr><w:tc><w:tcPr><w:cellDel {BY}/></w:tcPr><w:p>{run('SECRET')}</w:p></w:tc>"
        f"<w:tc><w:p>{run('KEPT')}</w:p></w:tc></w:tr></w:tbl>",
        1,
    ),
]


@pytest.mark.parametrize(("body", "number"), GONE_OR_THERE)
def test_every_tracked_change_is_counted_and_accepted(
    tmp_path: Path, body: str, number: int
) -> None:
    left, text = cleaned(word_file(tmp_path / "a", body), ".docx")

    assert left == {Held.CHANGES: number}
    assert "KEPT" in text
    assert not {"SECRET", "Grimthorpe"} & {
        word for word in ("SECRET", "Grimthorpe") if word in text
    }


def test_a_paragraph_whose_end_was_deleted_goes_on_with_the_next(tmp_path: Path) -> None:
    mark = f"<w:pPr><w:rPr><w:del {BY}/></w:rPr></w:pPr>"
    body = f"<w:p>{mark}{run('one')}</w:p><w:p>{run('two')}</w:p>"
    _, text = cleaned(word_file(tmp_path / "a", body), ".docx")

    assert text.count("<w:p>") == 1
    assert text.index("one") < text.index("two")


@pytest.mark.parametrize(
    ("body", "styles"),
    [
        (run("SECRET", "<w:vanish/>"), ""),
        (run("SECRET", '<w:vanish w:val="1"/>'), ""),
        (
            run("SECRET", '<w:rStyle w:val="x"/>'),
            '<w:style w:styleId="x"><w:rPr><w:vanish/></w:rPr></w:style>',
        ),
        (
            f'<w:pPr><w:pStyle w:val="y"/></w:pPr>{run("SECRET")}',
            '<w:style w:styleId="x"><w:rPr><w:vanish/></w:rPr></w:style>'
            '<w:style w:styleId="y"><w:basedOn w:val="x"/></w:style>',
        ),
        (f"<w:hyperlink>{run('SECRET', '<w:vanish/>')}</w:hyperlink>", ""),
        (f"<w:ins {BY}>{run('SECRET', '<w:vanish/>')}</w:ins>", ""),
        (run("SECRET", '<w:vanish w:val="on"/>', tag="delText"), ""),
    ],
)
def test_hidden_text_is_left_out_however_it_is_hidden(
    tmp_path: Path, body: str, styles: str
) -> None:
    path = word_file(tmp_path / "a", f"<w:p>{body}</w:p><w:p>{run('KEPT')}</w:p>", styles=styles)
    left, text = cleaned(path, ".docx")
    left.pop(Held.CHANGES, None)

    assert left == {Held.HIDDEN_TEXT: 1}
    assert "KEPT" in text
    assert "SECRET" not in text


def test_text_that_is_switched_on_again_stays(tmp_path: Path) -> None:
    body = "<w:p>" + run("KEPT", '<w:vanish w:val="0"/>') + "</w:p>"
    left, text = cleaned(word_file(tmp_path / "a", body), ".docx")

    assert left == {}
    assert "KEPT" in text


def test_a_style_that_is_based_on_itself_ends(tmp_path: Path) -> None:
    styles = '<w:style w:styleId="x"><w:basedOn w:val="x"/></w:style>'
    body = "<w:p>" + run("KEPT", '<w:rStyle w:val="x"/>') + "</w:p>"
    assert cleaned(word_file(tmp_path / "a", body, styles=styles), ".docx")[0] == {}


def test_comments_their_marks_and_the_parts_beside_the_text_are_left_out(tmp_path: Path) -> None:
    marks = '<w:commentRangeStart w:id="0"/>{}<w:r><w:commentReference w:id="0"/></w:r>'
    path = word_file(
        tmp_path / "a",
        f"<w:p>{marks.format(run('KEPT'))}</w:p>",
        comments=f'<w:comment w:author="H">{run("SECRET")}</w:comment>',
        people="SECRET",
        header1=f"<w:p><w:del {BY}>{run('SECRET')}</w:del>{run('HEADER')}</w:p>",
    )
    left, text = cleaned(path, ".docx")

    assert left == {Held.CHANGES: 1, Held.COMMENTS: 1}
    assert "HEADER" in text
    assert "SECRET" not in text
    assert "comment" not in text


@pytest.mark.parametrize(
    "name", ["docProps/core", "docProps/custom", "customXml/item1", "word/vba"]
)
def test_properties_and_parts_that_nobody_knows_do_not_travel(tmp_path: Path, name: str) -> None:
    parts = {"word/document.xml": f"<w:document {NAMES}/>", f"{name}.xml": "<a>SECRET</a>"}
    path = office_file(
        tmp_path / "a", parts, {"": {"r1": "word/document.xml", "r2": f"{name}.xml"}}
    )
    _, text = cleaned(path, ".docx")

    assert "SECRET" not in text
    assert name not in text


def rows(*cells: str) -> str:
    return f"<sheetData>{''.join(cells)}</sheetData>"


def cell(at: str, value: str, formula: str = "") -> str:
    return f'<c r="{at}">{f"<f>{formula}</f>" if formula else ""}<v>{value}</v></c>'


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_hidden_sheets_are_left_out_and_named(tmp_path: Path, state: str) -> None:
    first = rows(f'<row r="1">{cell("A1", "12", "Names!A1")}</row>')
    second = rows(f'<row r="1">{cell("A1", "SECRET")}</row>')
    names = (
        '<definedNames><definedName name="a" localSheetId="1">x</definedName>'
        '<definedName name="b" localSheetId="2">Last!A1</definedName></definedNames>'
    )
    sheets = {"Shown": first, "Names": second, "Last": rows()}
    path = excel_file(tmp_path / "a", sheets, states={"Names": state}, names=names)
    output = tmp_path / "clean"

    assert write_clean_copy(path, ".xlsx", output) == (LeftOut(Held.SHEETS, 1, ("Names",)),)
    with zipfile.ZipFile(output) as archive:
        assert "xl/worksheets/sheet2.xml" not in archive.namelist()
        book = archive.read("xl/workbook.xml").decode()
        assert 'localSheetId="1">Last!A1' in book
        assert 'name="Names"' not in book
        assert "<f>" not in archive.read("xl/worksheets/sheet1.xml").decode()


def test_a_file_whose_sheets_are_all_hidden_is_refused(tmp_path: Path) -> None:
    path = excel_file(tmp_path / "a", {"One": rows()}, states={"One": "hidden"})
    with pytest.raises(Unusable, match="All its sheets are hidden"):
        write_clean_copy(path, ".xlsx", tmp_path / "clean")


@pytest.mark.parametrize(
    ("content", "held"),
    [
        (rows(f'<row r="1" hidden="1">{cell("A1", "SECRET")}</row>'), Held.ROWS),
        (rows(f'<row r="1" hidden="true">{cell("A1", "SECRET")}</row>'), Held.ROWS),
        (rows(f'<row r="1" ht="0">{cell("A1", "SECRET")}</row>'), Held.ROWS),
        (rows(f'<row r="1" ht="0.10" customHeight="1">{cell("A1", "SECRET")}</row>'), Held.ROWS),
        (
            '<autoFilter ref="A1:A9"><filterColumn colId="0"/></autoFilter>'
            + rows(f'<row r="1" hidden="1">{cell("A1", "SECRET")}</row>'),
            Held.ROWS,
        ),
        (
            '<cols><col min="2" max="16384" width="0.02" customWidth="1"/></cols>'
            + rows(f'<row r="1">{cell("B1", "SECRET")}</row>'),
            Held.COLUMNS,
        ),
        (
            '<cols><col min="2" max="3" hidden="1"/></cols>'
            + rows(f'<row r="1">{cell("C1", "SECRET")}</row>'),
            Held.COLUMNS,
        ),
        (
            '<cols><col min="27" max="27" width="0"/></cols>'
            + rows(f'<row r="1">{cell("AA1", "SECRET")}</row>'),
            Held.COLUMNS,
        ),
    ],
)
def test_hidden_rows_and_columns_are_emptied_and_counted(
    tmp_path: Path, content: str, held: Held
) -> None:
    content = content.replace("</sheetData>", f'<row r="2">{cell("A2", "KEPT")}</row></sheetData>')
    left, text = cleaned(excel_file(tmp_path / "a", {"One": content}, states={}), ".xlsx")

    assert left == {held: 1}
    assert "KEPT" in text
    assert "SECRET" not in text


def test_cell_notes_are_left_out_and_told(tmp_path: Path) -> None:
    notes = '<commentList><comment ref="A2"><text><t>SECRET</t></text></comment></commentList>'
    path = excel_file(tmp_path / "a", {"One": rows()}, states={}, notes=notes)
    left, text = cleaned(path, ".xlsx")

    assert left == {Held.CELL_NOTES: 1}
    assert "SECRET" not in text


@pytest.mark.parametrize(
    ("columns", "paper"), [(6, None), (20, "9"), (30, "9"), (60, "8")], ids=str
)
def test_a_wide_sheet_is_fitted_to_a_landscape_page(
    tmp_path: Path, columns: int, paper: str | None
) -> None:
    letters = [
        chr(65 + at) if at < 26 else f"A{chr(65 + at % 26)}" for at in range(min(columns, 52))
    ]
    letters += [f"B{chr(65 + at)}" for at in range(columns - len(letters))]
    content = rows(f'<row r="1">{"".join(cell(f"{each}1", "1") for each in letters)}</row>')
    _, text = cleaned(excel_file(tmp_path / "a", {"One": content}, states={}), ".xlsx")

    assert ('orientation="landscape"' in text) == (paper is not None)
    assert paper is None or f'paperSize="{paper}"' in text


def said(words: str, hidden: str = "") -> str:
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="1" name="x"{hidden}/></p:nvSpPr>'
        f"<p:txBody><a:p><a:r><a:t>{words}</a:t></a:r></a:p></p:txBody></p:sp>"
    )


def test_hidden_slides_shapes_notes_and_comments_are_left_out(tmp_path: Path) -> None:
    shape = said("SECRET", ' hidden="1"')
    path = slide_file(
        tmp_path / "a",
        [(said("KEPT") + shape, True), (said("SECRET slide"), False)],
        ppt__notesSlides__notesSlide1=f"<p:notes {NAMES}>{said('SECRET')}</p:notes>",
        ppt__comments__comment1=f"<p:cmLst {NAMES}><p:cm><p:text>SECRET</p:text></p:cm></p:cmLst>",
        ppt__commentAuthors=f"<p:x {NAMES}>SECRET</p:x>",
    )
    left, text = cleaned(path, ".pptx")

    counted = (Held.COMMENTS, Held.SLIDES, Held.SPEAKER_NOTES, Held.HIDDEN_TEXT)
    assert left == dict.fromkeys(counted, 1)
    assert "KEPT" in text
    assert "SECRET" not in text
    assert "slide2" not in text


def test_changes_and_comments_are_refused_with_counts_until_somebody_says_so() -> None:
    left = [LeftOut(Held.CHANGES, 2), LeftOut(Held.COMMENTS, 1), LeftOut(Held.HIDDEN_TEXT, 3)]
    with pytest.raises(HoldsMore, match="holds 2 tracked changes and 1 comment: accept or remove"):
        must_be_wanted(left)
    must_be_wanted(left[2:])


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE a [<!ENTITY b "SECRET">]><a>&b;</a>',
        "<a><b></a>",
        "",
    ],
)
def test_xml_that_declares_entities_or_is_broken_is_refused(tmp_path: Path, text: str) -> None:
    path = office_file(tmp_path / "a", {"word/document.xml": text}, {})
    with pytest.raises(Unusable, match="damaged"):
        write_clean_copy(path, ".docx", tmp_path / "clean")


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "told", "gone"),
    [
        (
            "tracked.docx",
            {Held.CHANGES: 2, Held.COMMENTS: 1, Held.HIDDEN_TEXT: 1},
            ("HIDDENTEXT", "COMMENTWORDS", "circulate"),
        ),
        (
            "hidden-sheets.xlsx",
            {Held.SHEETS: 2, Held.ROWS: 1, Held.COLUMNS: 1, Held.CELL_NOTES: 1},
            ("CELLNOTE",),
        ),
        (
            "slides.pptx",
            {Held.SLIDES: 1, Held.SPEAKER_NOTES: 3},
            ("HIDDENSLIDE", "SPEAKERNOTE"),
        ),
        ("wide.xlsx", {}, ()),
    ],
)
def test_the_small_inputs_are_told_and_cleaned(
    tmp_path: Path, name: str, told: dict[Held, int], gone: tuple[str, ...]
) -> None:
    path, output = shared(f"cases/office/{name}"), tmp_path / "clean"

    left = {each.held: each.number for each in write_clean_copy(path, path.suffix, output)}

    assert left == told
    with zipfile.ZipFile(output) as archive:
        text = "".join(archive.read(each).decode("latin-1") for each in archive.namelist())
    assert not [each for each in gone if each in text]
