"""One PDF from many: tags, links, names, layers and labels survive."""

import hashlib
import io
import subprocess
import sys
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from reports.published_form.trees import leaves
from rotherham_hwb.packs.pdf.bind import (
    Binding,
    Bookmark,
    Bound,
    Leaf,
    LeafLink,
    Source,
    Unbindable,
    bind,
)
from rotherham_hwb.packs.pdf.stamps import Stamp
from rotherham_hwb.packs.pdf.untagged import SCANNED
from rotherham_hwb.packs.typesetting.render import arimo, render_section
from tests.packs.fixtures import add_link, add_tags, add_text_page


def made(*, pages: int = 1, word: str = "own") -> pikepdf.Pdf:
    pdf = pikepdf.new()
    for page in range(pages):
        add_text_page(pdf, (100, 400, f"{word} {page + 1}"))
    return pdf


def source(pdf: pikepdf.Pdf, **fields: Any) -> Source:
    out = io.BytesIO()
    pdf.save(out)
    return Source(out.getvalue(), **fields)


def bound(tmp_path: Path, *sources: Source, **fields: Any) -> tuple[pikepdf.Pdf, Bound]:
    """The sources one after the other, unless `leaves` says otherwise."""
    every = []
    for index, each in enumerate(sources):
        pages = len(pikepdf.open(io.BytesIO(each.pdf)).pages)  # type: ignore[arg-type]
        every += [Leaf("", index, page, (Stamp("Page 1"),)) for page in range(pages)]
    leaves_ = fields.pop("leaves", None) or [
        Leaf(str(at + 1), leaf.source, leaf.page, leaf.stamps) for at, leaf in enumerate(every)
    ]
    binding = Binding("A pack", "en-GB", sources, leaves_, arimo(), **fields)
    result = bind(binding, tmp_path / "pack.pdf")
    return pikepdf.open(tmp_path / "pack.pdf"), result


def elements(pdf: pikepdf.Pdf) -> list[Any]:
    found, stack = [], [pdf.Root.StructTreeRoot.K]
    while stack:
        node = stack.pop()
        if isinstance(node, Array):
            stack += list(node)
        elif isinstance(node, Dictionary) and "/S" in node:
            found.append(node)
            stack.append(node.get("/K"))
    return found


def test_no_two_pages_share_a_key_into_the_parent_tree(tmp_path: Path) -> None:
    one, two = made(pages=2), made(pages=2)
    add_tags(one)
    add_tags(two)
    pdf, result = bound(tmp_path, source(one), source(two))
    assert result.tagged == (True, True)
    holders = dict(leaves(pdf.Root.StructTreeRoot.ParentTree, "/Nums"))
    keys = [int(page.obj.StructParents) for page in pdf.pages]
    assert len(set(keys)) == 4
    for page, key in zip(pdf.pages, keys, strict=True):
        assert holders[key][0].Pg.objgen == page.obj.objgen


def test_each_source_is_a_part_of_one_document_with_its_own_language(tmp_path: Path) -> None:
    one, two = made(), made()
    add_tags(one)
    add_tags(two)
    one.Root.Lang = String("cy")
    pdf, _ = bound(tmp_path, source(one, title="First"), source(two, title="Second", language="en"))
    document = pdf.Root.StructTreeRoot.K
    assert Name.Document == document.S
    assert [(str(part.S), str(part.T), str(part.Lang)) for part in document.K] == [
        ("/Part", "First", "cy"),
        ("/Part", "Second", "en"),
    ]


def test_roles_that_mean_different_things_are_kept_apart(tmp_path: Path) -> None:
    one, two, three = made(), made(), made()
    add_tags(one, role="Box", mapped="Sect")
    add_tags(two, role="Box", mapped="P")
    add_tags(three, role="H1", mapped="P")  # a standard role may not change for the others
    pdf, _ = bound(tmp_path, source(one), source(two), source(three))
    roles = {str(k): str(v) for k, v in pdf.Root.StructTreeRoot.RoleMap.items()}
    assert "/H1" not in roles
    meant = [roles[str(part.K[0].S)] for part in pdf.Root.StructTreeRoot.K.K]
    assert meant == ["/Sect", "/P", "/P"]


def test_ids_and_the_table_headers_that_name_them_stay_together(tmp_path: Path) -> None:
    table = (
        "<!DOCTYPE html><html lang=en><title>T</title><table><thead><tr><th>Aim<th>Lead</thead>"
        "<tr><td>One<td>Ann</table>"
    )
    pdf, _ = bound(
        tmp_path, Source(render_section(table)), Source(render_section(table), ours=True)
    )
    ids = [bytes(each.ID) for each in elements(pdf) if "/ID" in each]
    assert len(ids) == len(set(ids)) >= 4
    held = [bytes(name) for name, _ in leaves(pdf.Root.StructTreeRoot.IDTree, "/Names")]
    assert held == sorted(ids)
    for cell in (each for each in elements(pdf) if each.S == Name.TD):
        attributes = cell.A if isinstance(cell.A, Array) else [cell.A]
        for attribute in attributes:
            assert {bytes(h) for h in attribute.get("/Headers", [])} <= set(ids)


def test_an_untagged_page_is_one_element_that_says_so(tmp_path: Path) -> None:
    tagged, plain, scan = made(), made(), pikepdf.new()
    add_tags(tagged)
    add_text_page(scan)
    image = scan.make_stream(b"\x00", Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1)
    image.ColorSpace, image.BitsPerComponent = Name.DeviceGray, 8
    scan.pages[0].obj.Resources = Dictionary(XObject=Dictionary(Im=image))
    scan.pages[0].obj.Contents = scan.make_stream(b"q 300 0 0 300 50 200 cm /Im Do Q")
    pdf, result = bound(tmp_path, source(tagged), source(plain), source(scan))
    assert result.tagged == (True, False, False)
    parts = pdf.Root.StructTreeRoot.K.K
    assert Name.UntaggedPage == parts[1].K[0].S
    assert pdf.Root.StructTreeRoot.RoleMap.UntaggedPage == Name.P
    assert (parts[2].K[0].S, str(parts[2].K[0].Alt)) == (Name.Figure, SCANNED)
    assert b"pdfuaid:part" not in pdf.Root.Metadata.read_bytes()
    content = b"".join(stream.read_bytes() for stream in pdf.pages[1].obj.Contents)
    assert content.index(b"/UntaggedPage <</MCID 0>> BDC") < content.index(b"own 1")


def test_references_to_pages_that_are_gone_are_cut(tmp_path: Path) -> None:
    pdf = made(pages=3)
    add_tags(pdf)
    del pdf.pages[1]
    joined, _ = bound(tmp_path, source(pdf))
    pages = {page.obj.objgen for page in joined.pages}
    for element in elements(joined):
        if element.S == Name.P and len(element.get("/K", [])):
            assert element.Pg.objgen in pages


def test_links_inside_a_source_lead_to_its_pages_in_the_pack(tmp_path: Path) -> None:
    first, pdf = made(pages=2), made(pages=3)
    pdf.Root.Names = Dictionary(
        Dests=Dictionary(Names=Array([String("end"), Array([pdf.pages[2].obj, Name.Fit])]))
    )
    pdf.Root.Dests = Dictionary(old=Array([pdf.pages[1].obj, Name.XYZ, 10, 20, 0]))
    for goes in (
        {"Dest": Array([pdf.pages[2].obj, Name.XYZ, 1, 2, 0])},
        {"Dest": String("end")},
        {"Dest": Name.old},
        {"A": Dictionary(S=Name.GoTo, D=String("end"))},
        {"A": Dictionary(S=Name.URI, URI=String("https://example.org/"))},
        {"Dest": String("nowhere")},
        {"A": Dictionary(S=Name.Launch, F=String("calc.exe"))},
    ):
        add_link(pdf.pages[0], pdf, **goes)
    joined, _ = bound(tmp_path, source(first), source(pdf))
    annotations = joined.pages[2].obj.Annots
    where = {page.obj.objgen: at for at, page in enumerate(joined.pages)}
    targets = [where[each.Dest[0].objgen] for each in annotations if "/Dest" in each]
    assert targets == [4, 4, 3, 4]
    assert str(annotations[4].A.URI) == "https://example.org/"
    assert len(annotations) == 5  # the dead one and the one that starts a program are gone
    names = dict(leaves(joined.Root.Names.Dests, "/Names"))
    assert where[names[b"end"][0].objgen] == 4
    assert where[names[b"old"][0].objgen] == 3


def test_two_sources_with_one_name_for_two_places_keep_both(tmp_path: Path) -> None:
    one, two = made(), made()
    for pdf in (one, two):
        pdf.Root.Names = Dictionary(
            Dests=Dictionary(Names=Array([String("top"), Array([pdf.pages[0].obj, Name.Fit])]))
        )
    joined, _ = bound(tmp_path, source(one), source(two))
    names = dict(leaves(joined.Root.Names.Dests, "/Names"))
    where = {page.obj.objgen: at for at, page in enumerate(joined.pages)}
    assert {name: where[to[0].objgen] for name, to in names.items()} == {b"top": 0, b"2.top": 1}


def test_a_hidden_layer_stays_hidden(tmp_path: Path) -> None:
    pdf = made()
    shown, hidden = (
        pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(name))) for name in ("on", "off")
    )
    pdf.Root.OCProperties = Dictionary(
        OCGs=Array([shown, hidden]), D=Dictionary(BaseState=Name.OFF, ON=Array([shown]))
    )
    joined, _ = bound(tmp_path, source(made()), source(pdf), source(pdf))
    layers = joined.Root.OCProperties
    assert [str(each.Name) for each in layers.OCGs] == ["on", "off", "on", "off"]
    assert [str(each.Name) for each in layers.D.OFF] == ["off", "off"]


def test_bookmarks_nest_and_hold_the_papers_own(tmp_path: Path) -> None:
    pdf = made(pages=2)
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("Own chapter", 1))
    marks = [Bookmark("Agenda", 0), Bookmark("1 Item", 1, (Bookmark("Paper", 1, outline_of=1),))]
    joined, _ = bound(tmp_path, source(made()), source(pdf), bookmarks=marks)
    with joined.open_outline() as outline:
        item = outline.root[1]
        assert (item.title, item.children[0].title) == ("1 Item", "Paper")
        assert item.children[0].children[0].title == "Own chapter"
        own: Any = item.children[0].children[0].destination
    assert own[0].objgen == joined.pages[2].obj.objgen
    assert joined.Root.PageMode == Name.UseOutlines


def test_page_labels_are_those_printed(tmp_path: Path) -> None:
    labels = ["i", "ii", "1", "2", "5", "A-1"]
    pack = [Leaf(label, 0, page) for page, label in enumerate(labels)]
    joined, _ = bound(tmp_path, source(made(pages=6)), leaves=pack)
    assert [str(page.label) for page in joined.pages] == labels


def test_blank_pages_are_as_large_as_the_page_they_back(tmp_path: Path) -> None:
    pdf = pikepdf.new()
    add_text_page(pdf, box=(0, 0, 300, 500), rotate=90)
    pack = [Leaf("1", 0, 0), Leaf("2")]
    joined, _ = bound(tmp_path, source(pdf), leaves=pack)
    assert [float(edge) for edge in joined.pages[1].mediabox] == [0, 0, 500, 300]
    assert "/Contents" not in joined.pages[1].obj


def test_addresses_in_our_sections_become_links_that_say_where_they_lead(tmp_path: Path) -> None:
    html = '<!DOCTYPE html><html lang=en><title>T</title><p><a href="pack:page/1">1 - 9</a>'
    joined, _ = bound(
        tmp_path,
        Source(render_section(html), ours=True),
        source(made()),
        links={"pack:page/1": LeafLink(1, "Go to page 1")},
    )
    link = joined.pages[0].obj.Annots[0]
    assert link.Dest[0].objgen == joined.pages[1].obj.objgen
    assert str(link.Contents) == "Go to page 1"
    assert int(link.F) & 4
    assert "/A" not in link


def test_running_heads_of_our_sections_are_artifacts_and_headers_have_a_scope(
    tmp_path: Path,
) -> None:
    html = (
        "<!DOCTYPE html><html lang=en><title>T</title><style>@page{@top-center{content:'Head'}}"
        "</style><table><thead><tr><th>Aim</thead><tr><th>One</table>"
    )
    joined, _ = bound(tmp_path, Source(render_section(html), ours=True))
    reached = {each.objgen for each in elements(joined)}
    for _, holder in leaves(joined.Root.StructTreeRoot.ParentTree, "/Nums"):
        for element in holder if isinstance(holder, Array) else [holder]:
            assert element is None or element.objgen in reached
    content = b"".join(stream.read_bytes() for stream in joined.pages[0].obj.Contents)
    assert b"/Artifact BMC" in content
    headers = [each for each in elements(joined) if each.S == Name.TH]
    attributes = [each.A if isinstance(each.A, Array) else [each.A] for each in headers]
    scopes = [[str(each.Scope) for each in held if "/Scope" in each] for held in attributes]
    assert sorted(scopes) == [["/Column"], ["/Row"]]
    assert b"<pdfuaid:part>1<" in joined.Root.Metadata.read_bytes()


def test_stamps_are_artifacts(tmp_path: Path) -> None:
    joined, _ = bound(tmp_path, source(made()))
    content = b"".join(stream.read_bytes() for stream in joined.pages[0].obj.Contents)
    assert b"/Artifact <</Type/Pagination/Subtype/Footer>> BDC" in content


def test_what_a_viewer_shows_is_set(tmp_path: Path) -> None:
    joined, _ = bound(tmp_path, source(made()), author="A <board> & more")
    assert str(joined.docinfo.Title) == "A pack"
    assert str(joined.Root.Lang) == "en-GB"
    assert bool(joined.Root.ViewerPreferences.DisplayDocTitle)
    with joined.open_metadata() as xmp:
        assert xmp["dc:title"] == "A pack"
        assert xmp["dc:creator"] == ["A <board> & more"]
    assert joined.is_linearized
    assert joined.check_linearization()


@pytest.mark.slow
def test_the_same_input_gives_the_same_bytes_in_another_process(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from tests.packs.pdf.test_bind import *;"
        "one = made(pages=2); add_tags(one);"
        "bound(Path(sys.argv[1]), source(one), source(made()))"
    )
    digests = []
    for name in ("one", "two"):
        folder = tmp_path / name
        folder.mkdir()
        subprocess.run([sys.executable, "-c", code, str(folder)], check=True)
        digests.append(hashlib.sha256((folder / "pack.pdf").read_bytes()).hexdigest())
    assert digests[0] == digests[1]


def test_a_source_that_is_no_pdf_is_named(tmp_path: Path) -> None:
    binding = Binding(
        "A pack", "en-GB", [Source(b"rubbish", title="Winter plan")], [Leaf("1", 0)], arimo()
    )
    with pytest.raises(Unbindable, match="Winter plan"):
        bind(binding, tmp_path / "pack.pdf")


def test_binding_needs_no_framework_and_no_record() -> None:
    code = "import sys, rotherham_hwb.packs.pdf.bind; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True
    ).stdout.split()
    strangers = (
        "django",
        "weasyprint",
        "rotherham_hwb.packs.plan.pack_plan",
        "reports.models",
        "reports.workflow",
        "meetings",
    )
    assert not [name for name in loaded if name.startswith(strangers)]
