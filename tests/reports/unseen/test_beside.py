"""What a file says beside its pages is told, and what no reader shows is found in any shape."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from reports.unseen.find import NOT_READ
from reports.unseen.kinds import Hiding, Unseen, by_kind, cut
from tests.reports.unseen.pages import add_annotation, found, one_page, words

SEEN = "Harbour dues 2026"


def page() -> pikepdf.Pdf:
    return one_page(words(SEEN))


@pytest.mark.parametrize("kind", ["Text", "Highlight", "FreeText", "Underline", "Caret"])
def test_a_note_is_told_with_who_wrote_it(tmp_path: Path, kind: str) -> None:
    pdf = page()
    add_annotation(pdf, kind, (300, 300, 400, 400), Contents="Do not tell", T="H Grimthorpe")

    assert found(pdf, tmp_path)[Hiding.NOTE] == "H Grimthorpe: Do not tell"


def test_a_note_with_formatted_words_alone_is_told(tmp_path: Path) -> None:
    pdf = page()
    add_annotation(pdf, "Text", (300, 300, 400, 400), RC="<body><p>Do <b>not</b> tell</p></body>")

    assert found(pdf, tmp_path)[Hiding.NOTE] == "Do not tell"


def test_bookmarks_are_told_where_a_word_of_theirs_is_on_no_page(tmp_path: Path) -> None:
    pdf = page()
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("Harbour dues", 0))
        for usual in ("Slide Number 4", "harbourdues", "dues.pdf"):
            outline.root.append(pikepdf.OutlineItem(usual, 0))
        above = pikepdf.OutlineItem("2026", 0)
        above.children.append(pikepdf.OutlineItem("Dues of Zebedee", 0))
        outline.root.append(above)

    assert found(pdf, tmp_path)[Hiding.BOOKMARK] == "Dues of Zebedee"


def test_a_bookmark_that_leads_elsewhere_does_not_travel(tmp_path: Path) -> None:
    pdf = page()
    with pdf.open_outline() as outline:
        action = Dictionary(S=Name.URI, URI=String("https://example.org"))
        outline.root.append(pikepdf.OutlineItem("Zebedee", action=action))

    assert Hiding.BOOKMARK not in found(pdf, tmp_path)


def test_attachments_are_told_wherever_they_hang(tmp_path: Path) -> None:
    pdf = page()
    pdf.attachments["tenants.csv"] = b"Zebedee"
    add_annotation(pdf, "FileAttachment", (1, 1, 9, 9), FS=Dictionary(F=String("bids.xlsx")))

    assert set(found(pdf, tmp_path)[Hiding.ATTACHMENT].split()) == {"tenants.csv", "bids.xlsx"}


def test_values_of_fields_that_are_not_shown_are_told(tmp_path: Path) -> None:
    pdf = page()
    add_annotation(pdf, "Widget", (1, 1, 90, 20), FT=Name.Tx, T="a", V="Zebedee", F=2)
    pdf.pages[0].obj.Annots[-1].F = 2
    lone = pdf.make_indirect(Dictionary(FT=Name.Tx, T=String("b"), V=String("Quillfeather")))
    pdf.Root.AcroForm = Dictionary(Fields=Array([pdf.pages[0].obj.Annots[0], lone]))

    assert found(pdf, tmp_path)[Hiding.FIELD] == "Zebedee Quillfeather"


def test_properties_are_told_but_for_a_title_that_is_on_a_page(tmp_path: Path) -> None:
    pdf = page()
    info = {"/Author": "Margaret", "/Title": "Zebedee", "/Secret": "Marrow", "/Producer": "Word"}
    for key, value in info.items():
        pdf.docinfo[key] = value

    told = found(pdf, tmp_path)[Hiding.PROPERTY]
    assert told == "Author: Margaret Secret: Marrow Title: Zebedee"
    pdf = one_page(words("Zebedee"))
    pdf.docinfo["/Title"] = "Zebedee"
    assert Hiding.PROPERTY not in found(pdf, tmp_path)


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("Title", "Microsoft Word - Document1"),
        ("Title", "untitled"),
        ("Title", "PowerPoint Presentation"),
        ("Author", "Microsoft Office User"),
        ("Author", "anonymous"),
        ("Subject", "unspecified"),
        ("Company", "Adobe InDesign CC 2017 (Macintosh)"),
        ("PTEX.Fullbanner", "This is pdfTeX, Version 3.14159265-2.6 (TeX Live 2017/Debian)"),
        ("GTS_PDFXVersion", "PDF/X-1:2001"),
        ("SourceModified", "D:20240131101500+00'00'"),
    ],
)
def test_what_a_program_writes_of_itself_is_not_told(tmp_path: Path, key: str, said: str) -> None:
    pdf = page()
    pdf.docinfo[f"/{key}"] = said

    assert Hiding.PROPERTY not in found(pdf, tmp_path)


@pytest.mark.parametrize(
    "said", ["Word Margaret", "4812903", "2500", "Microsoft Word - Zebedee.doc", "Marrow v2"]
)
def test_what_somebody_wrote_among_the_properties_is_told(tmp_path: Path, said: str) -> None:
    pdf = page()
    pdf.docinfo["/Subject"] = said

    assert found(pdf, tmp_path)[Hiding.PROPERTY] == f"Subject: {said}"


def test_instructions_that_cannot_be_read_are_told_beside_what_was_found(tmp_path: Path) -> None:
    pdf = one_page(f"{words(SEEN)} /Span <</ActualText (Zebedee) /B [ q ]>> BDC EMC")
    pdf.attachments["tenants.csv"] = b"Zebedee"

    told = found(pdf, tmp_path)

    assert told[Hiding.NOT_COMPARED] == NOT_READ
    assert told[Hiding.ATTACHMENT] == "tenants.csv"


def test_trees_that_hold_themselves_end(tmp_path: Path) -> None:
    pdf = page()
    field = pdf.make_indirect(Dictionary(T=String("a"), V=String("Zebedee")))
    field.Kids, field.Parent = Array([field]), field
    names = pdf.make_indirect(Dictionary(Names=Array([String("x"), Dictionary(F="a.csv")])))
    names.Kids = Array([names])
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]))
    pdf.Root.Names = Dictionary(EmbeddedFiles=names)
    mark = pdf.make_indirect(Dictionary(Title=String("Zebedee")))
    mark.Next, mark.First = mark, mark
    pdf.Root.Outlines = Dictionary(First=mark, Last=mark)

    assert found(pdf, tmp_path)[Hiding.ATTACHMENT] == "a.csv"


def test_findings_are_grouped_by_kind_with_their_pages_in_words() -> None:
    pages = [(9, "i"), (1, "a"), (4, "b"), (5, "c"), (6, "d")]
    every = [Unseen(Hiding.COVERED, page, said) for page, said in pages]

    note, covered = (
        next(kind for kind in by_kind([Unseen(Hiding.NOTE, 2, "n"), *every]) if kind.hiding is hid)
        for hid in (Hiding.NOTE, Hiding.COVERED)
    )

    assert covered.pages_in_words == "pages 1, 4-6 and 9"
    assert note.pages_in_words == "page 2"
    assert covered.sentence == (
        "Under a shape or a picture, pages 1, 4-6 and 9: “a”; “b”; “c”; “d”; “i”."
    )


def test_words_are_cut_and_hold_nothing_that_steers_the_page() -> None:
    assert cut("a\u202eb\n\x07c") == "ab c"
    assert len(cut("a" * 5_000)) == 500
