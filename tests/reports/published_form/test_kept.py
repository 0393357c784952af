"""What a page shows and a screen reader reads comes along; what holds itself comes to an end."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, String

from reports.files.uploads import Unusable, publish_pdf
from tests import tools
from tests.packs.fixtures import add_link, add_tags, add_text_page, plain_pdf
from tests.reports.published_form.hiding import a_paper
from tests.reports.unseen.pages import one_page, words

pytestmark = pytest.mark.slow

KENT = "kent/cabinet-2025-01-30/inputs"
KENT_PAPERS = (  # with tags, links, bookmarks and pictures; the whole of Kent is benchmarks/'
    "24-00108 - PROD.pdf",
    "24-00096 - EQIA.pdf",
    "24-00115 - Appendix B - KCC ICS priorities measures.pdf",
    "Appendix F List of Budget Templates.pdf",
)
SHOWN = (
    *("content-clip-left", "content-inline-q", "content-split-token", "content-white-gs"),
    *("geo-crop", "geo-rotcrop", "geo-userunit", "geo-neg", "geo-inv", "layers-basestate-off"),
    *("pages-deep-tree", "pages-inherited", "pages-same-twice", "pack-of-this-portal", "ocr"),
    *("black-box", "tags-text-inside-drawing", "damaged-xmp", "enc-owner-only"),
)


def published(path: Path, folder: Path) -> Path:
    publish_pdf(path, folder / "published.pdf")
    return folder / "published.pdf"


def texts(path: Path) -> list[str]:
    return [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(path)]


def drawn(path: Path) -> list[bytes]:
    document = pypdfium2.PdfDocument(path)
    return [page.render(scale=0.4).to_pil().tobytes() for page in document]


def structure(path: Path) -> Counter[str]:
    """How many elements of each role hang in the tree, references and links too."""
    found: Counter[str] = Counter()
    with pikepdf.open(path) as pdf:
        met: set[tuple[int, int]] = set()
        waiting = [pdf.Root.StructTreeRoot.get("/K")]
        while waiting:
            held: Any = waiting.pop()
            if isinstance(held, Array):
                waiting += list(held)
            elif isinstance(held, Dictionary) and held.objgen not in met:
                met |= {held.objgen} if held.is_indirect else set()
                found[str(held.get("/S", held.get("/Type")))] += 1
                waiting.append(held.get("/K"))
            elif held is not None and not isinstance(held, Dictionary):
                found["content"] += 1
        for page in pdf.pages:
            found["links"] += len(page.obj.get("/Annots", Array()))
    return found


@pytest.mark.shared
@pytest.mark.parametrize("name", KENT_PAPERS)
def test_real_papers_keep_pages_words_tags_and_links(name: str, tmp_path: Path) -> None:
    path = tools.shared(f"{KENT}/{name}")
    output = published(path, tmp_path)

    assert texts(output) == texts(path)
    assert structure(output) == structure(path)


@pytest.mark.shared
@pytest.mark.parametrize("name", SHOWN)
def test_pages_look_as_they_did(name: str, tmp_path: Path) -> None:
    path = tools.shared(f"cases/pdf/{name}.pdf")

    assert drawn(published(path, tmp_path)) == drawn(path)


@pytest.mark.shared
def test_a_crop_box_outside_its_page_is_passed_over(tmp_path: Path) -> None:
    path = tools.shared("cases/pdf/geo-cropoutside.pdf")

    assert all(drawn(published(path, tmp_path)))


@pytest.mark.shared
def test_of_the_links_those_to_the_web_mail_telephone_and_pages_stay(tmp_path: Path) -> None:
    output = published(tools.shared("cases/pdf/links-schemes.pdf"), tmp_path)

    with pikepdf.open(output) as pdf:
        links = list(pdf.pages[0].obj.Annots)
        addresses = [str(each.A.URI) for each in links if "/A" in each]
        places = [list(each.Dest)[1:] for each in links if "/Dest" in each]
        assert all(
            each.Dest[0].objgen == pdf.pages[1].obj.objgen for each in links if "/Dest" in each
        )
    assert addresses == ["https://example.org/ok", "mailto:a@example.org"]
    assert places == [[Name.Fit], [Name.FitR, 0, 0, 100, 100]]


@pytest.mark.shared
def test_all_bookmarks_stay(tmp_path: Path) -> None:
    output = published(tools.shared("cases/pdf/stress-6000-bookmarks.pdf"), tmp_path)

    with pikepdf.open(output) as pdf, pdf.open_outline() as outline:
        assert len(outline.root) == 6000


def test_the_same_bytes_give_the_same_bytes(tmp_path: Path) -> None:
    path = plain_pdf(tmp_path / "came.pdf", pages=3, title="A title")
    first = published(path, tmp_path).read_bytes()

    assert published(path, tmp_path).read_bytes() == first


@pytest.mark.parametrize(("unit", "kept"), [(2, True), (0.1, False)])
def test_a_page_is_not_made_so_small_that_nobody_can_read_it(
    tmp_path: Path, unit: float, kept: bool
) -> None:
    one_page(words("Too small to be read"), UserUnit=unit).save(tmp_path / "came.pdf")

    with pikepdf.open(published(tmp_path / "came.pdf", tmp_path)) as made:
        assert ("/UserUnit" in made.pages[0].obj) == kept


def test_title_and_language_are_all_that_is_said_of_the_file(tmp_path: Path) -> None:
    pdf = a_paper()
    add_text_page(pdf, (60, 60, "A TITLE (of two lines)"))
    pdf.Root.Lang = String("cy")
    pdf.docinfo["/Title"] = String("A\u202e title\x00 of\ttwo\nlines")
    pdf.docinfo["/Author"] = String("Somebody")
    pdf.save(tmp_path / "came.pdf")

    with pikepdf.open(published(tmp_path / "came.pdf", tmp_path)) as made:
        assert {key: str(value) for key, value in made.docinfo.items()} == {
            "/Title": "A title of two lines"
        }
        assert str(made.Root.Lang) == "cy"
        assert made.Root.ViewerPreferences.DisplayDocTitle


@pytest.mark.parametrize(
    "title",
    ["Dues of Zebedee", "Dues", "Zebedee", "Harbour Grimthorpe", "Microsoft Word - Document1"],
)
def test_a_title_with_a_word_that_nobody_sees_on_a_page_does_not_travel(
    tmp_path: Path, title: str
) -> None:
    hidden = words("Zebedee", y=400, before="1 g") + words("Grimthorpe", x=900)
    pdf = one_page(words("Harbour duesman of 2026") + hidden)
    pdf.docinfo["/Title"] = title
    pdf.save(tmp_path / "came.pdf")

    with pikepdf.open(published(tmp_path / "came.pdf", tmp_path)) as made:
        assert "/Info" not in made.trailer


def _loop_of_kids(pdf: pikepdf.Pdf, **more: Any) -> Any:
    node = pdf.make_indirect(Dictionary(**more))
    node.Kids = Array([node, node])
    return node


def _names(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Names = Dictionary(Dests=_loop_of_kids(pdf))


def _labels(pdf: pikepdf.Pdf) -> None:
    pdf.Root.PageLabels = _loop_of_kids(pdf)


def _parents(pdf: pikepdf.Pdf) -> None:
    add_tags(pdf)
    pdf.Root.StructTreeRoot.ParentTree = _loop_of_kids(pdf)


def _elements(pdf: pikepdf.Pdf) -> None:
    add_tags(pdf)
    element = pdf.Root.StructTreeRoot.K[0]
    element.K = Array([element, element, pdf.Root.StructTreeRoot])


def _roles(pdf: pikepdf.Pdf) -> None:
    add_tags(pdf, role="A", mapped="B")
    pdf.Root.StructTreeRoot.RoleMap.B = Name.A


def _many_paths(pdf: pikepdf.Pdf) -> None:
    """Forty steps, each held twice by the one before: a million million ways through."""
    add_tags(pdf)
    above = pdf.Root.StructTreeRoot.K[0]
    for _ in range(40):
        below = pdf.make_indirect(Dictionary(S=Name.P, P=above))
        above.K = Array([below, below])
        above = below


def _outline(pdf: pikepdf.Pdf) -> None:
    item = pdf.make_indirect(Dictionary(Title=String("Round"), Dest=Array([0, Name.Fit])))
    item.Next = item.First = item
    pdf.Root.Outlines = pdf.make_indirect(Dictionary(First=item, Last=item))


def _fields(pdf: pikepdf.Pdf) -> None:
    field = _loop_of_kids(pdf, T=String("f"), FT=Name.Tx)
    field.Parent = field
    widget = Dictionary(Subtype=Name.Widget, Rect=Array([0, 0, 9, 9]), Parent=field)
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(widget)])
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]))


def _drawing(pdf: pikepdf.Pdf) -> None:
    form = pdf.make_stream(b"/Me Do", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9])
    form.Resources = Dictionary(XObject=Dictionary(Me=form))
    pdf.pages[0].obj.Resources.XObject.Me = form


def _colour(pdf: pikepdf.Pdf) -> None:
    space = pdf.make_indirect(Array([Name.Indexed]))
    after: Any = [space, 1, String("abcdef")]
    space.extend(after)
    pdf.pages[0].obj.Resources.ColorSpace = Dictionary(Round=space)


def _function(pdf: pikepdf.Pdf) -> None:
    stitched = pdf.make_indirect(Dictionary(FunctionType=3))
    stitched.Functions = Array([stitched, stitched])
    pdf.pages[0].obj.Resources.ExtGState = Dictionary(S=Dictionary(TR=stitched))


def _names_of_names(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Dests = Dictionary(A=Name.B, B=Name.A)
    add_link(pdf.pages[0], pdf, Dest=Name.A)


LOOPS = (
    *(_names, _labels, _parents, _elements, _roles, _many_paths, _outline),
    *(_fields, _drawing, _colour, _function, _names_of_names),
)


@pytest.mark.parametrize("loop", LOOPS)
def test_what_holds_itself_comes_to_an_end(
    loop: Callable[[pikepdf.Pdf], None], tmp_path: Path
) -> None:
    pdf = a_paper()
    loop(pdf)
    pdf.save(tmp_path / "came.pdf")
    before = time.process_time()

    output = published(tmp_path / "came.pdf", tmp_path)

    assert time.process_time() - before < 2
    assert len(pypdfium2.PdfDocument(output)) == 2


@pytest.mark.shared
@pytest.mark.parametrize("name", ["names-loop", "struct-loop", "title-hostile", "uri-js"])
def test_the_hostile_cases_end_at_once(name: str, tmp_path: Path) -> None:
    before = time.process_time()

    published(tools.shared(f"cases/pdf/loop-or-hostile-{name}.pdf"), tmp_path)

    assert time.process_time() - before < 1


def test_a_tree_of_pages_that_holds_itself_is_refused(tmp_path: Path) -> None:
    pdf = a_paper()
    pdf.Root.Pages.Kids.append(pdf.Root.Pages)
    pdf.save(tmp_path / "came.pdf")

    with pytest.raises(Unusable, match="is damaged"):
        published(tmp_path / "came.pdf", tmp_path)
