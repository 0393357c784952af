"""Forms, scripts and files stay out of the pack; what a page shows stays in."""

import io
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, String

from reports.published_form.trees import leaves
from rotherham_hwb.packs.pdf import white_space
from rotherham_hwb.packs.pdf.bind import Binding, Bound, Leaf, Source, bind
from rotherham_hwb.packs.pdf.clean import FILES, FORM, REMARKS, SCRIPT, SIGNATURE
from rotherham_hwb.packs.pdf.stamps import Stamp
from rotherham_hwb.packs.typesetting.render import arimo
from tests.packs.fixtures import add_link, add_tags, add_text_page
from tests.packs.pictures import clashes

PRINTS = 4  # a flag of an annotation


def bound(tmp_path: Path, pdf: pikepdf.Pdf) -> tuple[pikepdf.Pdf, Bound]:
    out = io.BytesIO()
    pdf.save(out)
    leaves = [Leaf("1", 0, 0, (Stamp("Page 1"),))]
    binding = Binding("A pack", "en-GB", [Source(out.getvalue())], leaves, arimo())
    result = bind(binding, tmp_path / "pack.pdf")
    return pikepdf.open(tmp_path / "pack.pdf"), result


def annotate(pdf: pikepdf.Pdf, subtype: str, **fields: Any) -> Any:
    made = Dictionary(Type=Name.Annot, Subtype=Name(f"/{subtype}"), Rect=Array([60, 10, 500, 40]))
    for key, value in fields.items():
        made[f"/{key}"] = value
    page = pdf.pages[0].obj
    page.Annots = Array([*page.get("/Annots", []), pdf.make_indirect(made)])
    return page.Annots[-1]


def hold_in_tag(pdf: pikepdf.Pdf, annotation: Any, *, role: str, key: int) -> None:
    """Add a tag to a tagged PDF that holds an annotation of its first page."""
    tree = pdf.Root.StructTreeRoot
    reference = Dictionary(Type=Name.OBJR, Obj=annotation, Pg=pdf.pages[0].obj)
    element = pdf.make_indirect(
        Dictionary(Type=Name.StructElem, S=Name(f"/{role}"), P=tree, K=Array([reference]))
    )
    tree.K.append(element)
    added: Any = [key, element]
    tree.ParentTree.Nums.extend(added)


def form() -> pikepdf.Pdf:
    pdf = pikepdf.new()
    add_text_page(pdf, (100, 400, "A form"))
    field = {"FT": Name.Tx, "T": String("n"), "DA": String("/Helv 18 Tf 0 g"), "F": PRINTS}
    widget = annotate(pdf, "Widget", V=String("Filled in by Ann Example of the trust"), **field)
    helvetica = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    pdf.Root.AcroForm = Dictionary(
        Fields=Array([widget]),
        NeedAppearances=True,
        DR=Dictionary(Font=Dictionary(Helv=helvetica)),
    )
    return pdf


def test_a_form_is_fixed_as_it_was_filled_in_and_stamped_clear_of_it(tmp_path: Path) -> None:
    pdf = form()
    add_link(pdf.pages[0], pdf, A=Dictionary(S=Name.URI, URI=String("https://example.org/")))
    pack, result = bound(tmp_path, pdf)
    assert result.changed == ((FORM,),)
    text = pypdfium2.PdfDocument(tmp_path / "pack.pdf")[0].get_textpage().get_text_bounded()
    assert "Filled in by Ann Example" in text
    assert [str(each.Subtype) for each in pack.pages[0].obj.Annots] == ["/Link"]
    assert "/AcroForm" not in pack.Root
    assert not clashes(tmp_path / "pack.pdf")


def test_a_signature_is_noted(tmp_path: Path) -> None:
    pdf = form()
    seal = annotate(pdf, "Widget", FT=Name.Sig, T=String("s"), V=Dictionary(Type=Name.Sig))
    pdf.Root.AcroForm.Fields.append(seal)
    pack, result = bound(tmp_path, pdf)
    assert set(result.changed[0]) == {SIGNATURE, FORM}
    assert "/Annots" not in pack.pages[0].obj


def test_the_tag_of_a_field_does_not_bring_its_script_along(tmp_path: Path) -> None:
    pdf = form()
    add_tags(pdf)
    widget = pdf.pages[0].obj.Annots[0]
    widget.AA = Dictionary(K=Dictionary(S=Name.JavaScript, JS=String("canary()")))
    widget.StructParent = 7
    hold_in_tag(pdf, widget, role="Form", key=7)
    pack, _ = bound(tmp_path, pdf)
    assert not any(b"canary" in str(each).encode() for each in pack.objects)
    holders = [holder for _, holder in leaves(pack.Root.StructTreeRoot.ParentTree, "/Nums")]
    assert len(holders) == 1


def test_scripts_files_and_ways_out_are_gone_from_the_bytes(tmp_path: Path) -> None:
    pdf = pikepdf.new()
    add_text_page(pdf, (100, 400, "Text"))
    script = Dictionary(S=Name.JavaScript, JS=String("app.alert('canary')"))
    pdf.Root.OpenAction = script
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("canary"), script])))
    pdf.attachments["canary.txt"] = b"canary"
    page = pdf.pages[0].obj
    page.AA = Dictionary(O=script)
    page.PieceInfo = Dictionary(Canary=Dictionary(Private=String("canary")))
    add_link(pdf.pages[0], pdf, A=script)
    add_link(pdf.pages[0], pdf, A=Dictionary(S=Name.GoToR, F=String("canary.pdf")))
    add_link(
        pdf.pages[0],
        pdf,
        A=Dictionary(S=Name.URI, URI=String("https://example.org/"), Next=script),
    )
    file = Dictionary(Type=Name.Filespec, F=String("canary.exe"))
    annotate(pdf, "FileAttachment", FS=file)
    pack, result = bound(tmp_path, pdf)
    assert set(result.changed[0]) == {SCRIPT, FILES}
    assert len(pack.pages[0].obj.Annots) == 1
    plain = io.BytesIO()
    pack.save(
        plain,
        compress_streams=False,
        stream_decode_level=pikepdf.StreamDecodeLevel.all,
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
    )
    assert b"canary" not in plain.getvalue()
    assert b"JavaScript" not in plain.getvalue()


def test_a_note_is_removed_even_from_a_paper_that_was_never_published_anew(tmp_path: Path) -> None:
    pdf = pikepdf.new()
    add_text_page(pdf, (100, 400, "Text"))
    annotate(pdf, "Text", Contents=String("canary"))
    pack, result = bound(tmp_path, pdf)
    assert result.changed == ((REMARKS,),)
    assert not any(b"canary" in str(each).encode() for each in pack.objects)


def test_the_tag_of_a_dead_link_does_not_bring_its_words_along(tmp_path: Path) -> None:
    pdf = pikepdf.new()
    add_text_page(pdf, (100, 400, "Text"))
    add_tags(pdf)
    file = Dictionary(S=Name.Launch, F=String("canary.exe"))
    link = annotate(pdf, "Link", A=file, Contents=String("Open canary.exe"), StructParent=7)
    hold_in_tag(pdf, link, role="Link", key=7)
    pack, _ = bound(tmp_path, pdf)
    assert "/Annots" not in pack.pages[0].obj or not len(pack.pages[0].obj.Annots)
    assert not any(b"canary" in str(each).encode() for each in pack.objects)


def test_a_paper_without_any_of_it_is_not_said_to_be_changed(tmp_path: Path) -> None:
    pdf = pikepdf.new()
    add_text_page(pdf, (100, 400, "Text"))
    assert bound(tmp_path, pdf)[1].changed == ((),)


def test_a_paper_without_fields_is_drawn_once_and_one_with_them_again_as_fixed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[object] = []
    find_ink = white_space.find_ink

    def counted(pdf: Path | bytes) -> list[white_space.Ink]:
        drawn.append(pdf)
        return find_ink(pdf)

    monkeypatch.setattr(white_space, "find_ink", counted)
    plain = pikepdf.new()
    add_text_page(plain, (100, 400, "Text"))
    bound(tmp_path, plain)
    assert len(drawn) == 1
    bound(tmp_path, form())
    assert len(drawn) == 3
