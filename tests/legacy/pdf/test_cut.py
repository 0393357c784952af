"""A paper is cut out of a pack with its tags, and with nothing of any other paper."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from reports.published_form.tags import is_tagged
from rotherham_hwb.legacy.pdf.cut import Uncuttable, cut
from tests.packs.fixtures import add_text_page


def pack(path: Path) -> Path:
    """Four pages, tagged, with everything of every page that a document can hold beside them.

    Each word names its page: "seen-2" is drawn on page 2, "alt-2" is said of it by its tags.
    """
    pdf = pikepdf.new()
    for at in range(1, 5):
        marked = b"/P <</MCID 0>> BDC\n"
        add_text_page(pdf, (100, 400, f"seen-{at}"), before=marked, after=b"EMC\n")
    _tag(pdf)
    for at, page in enumerate(pdf.pages, start=1):
        font = page.Resources.Font
        form = pdf.make_stream(b"BT /F1 12 Tf (drawn-%d) Tj ET" % at)
        form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 9, 9])
        form.Resources = Dictionary(Font=font)
        page.Resources.XObject = Dictionary({f"/X{at}": form})
        page.Contents = Array([page.Contents, pdf.make_stream(b" /X%d Do" % at)])
        to = pdf.pages[at % 4]
        link = Dictionary(
            Type=Name.Annot,
            Subtype=Name.Link,
            Rect=Array([0, 0, 9, 9]),
            Contents=String(f"leads-{at % 4 + 1}"),
            Dest=Array([to.obj, Name.Fit]),
        )
        page.Annots = Array([pdf.make_indirect(link)])
    shared = Dictionary()
    for page in pdf.pages:  # as programs write it that merge files: one list for all pages
        for name, each in page.Resources.XObject.items():
            shared[name] = each
    for page in pdf.pages:
        page.Resources.XObject = shared
    with pdf.open_outline() as outline:
        outline.root.extend(pikepdf.OutlineItem(f"bookmark-{at}", at - 1) for at in range(1, 5))
    pdf.attachments["attached-1.txt"] = b"attached-1"
    pdf.Root.Names.Dests = Dictionary(
        Names=Array([String("named-3"), Array([pdf.pages[2].obj, Name.Fit])])
    )
    pdf.docinfo[Name.Title] = "titled-1"
    pdf.Root.Metadata = pdf.make_stream(b"<x:xmpmeta>metadata-1</x:xmpmeta>")
    pdf.save(path)
    return path


def _tag(pdf: pikepdf.Pdf) -> None:
    """A Document that speaks of all, with a Sect over pages 1 and 2, and one over 3 and 4."""
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    document = pdf.make_indirect(Dictionary(S=Name.Document, P=root, Alt=String("alt-all-1")))
    numbers: list[Any] = []
    sects = []
    for first in (1, 3):
        sect = pdf.make_indirect(
            Dictionary(S=Name.Sect, P=document, ActualText=String(f"alt-both-{first}"))
        )
        kids = []
        for at in (first, first + 1):
            page = pdf.pages[at - 1].obj
            page.StructParents = at - 1
            paragraph = pdf.make_indirect(
                Dictionary(S=Name.P, P=sect, Pg=page, K=0, Alt=String(f"alt-{at}"))
            )
            numbers += [at - 1, Array([paragraph])]
            kids.append(paragraph)
        sect.K = Array(kids)
        sects.append(sect)
    document.K, root.K = Array(sects), document
    root.ParentTree = pdf.make_indirect(Dictionary(Nums=Array(numbers)))
    pdf.Root.StructTreeRoot, pdf.Root.MarkInfo = root, Dictionary(Marked=True)


def everything(path: Path) -> str:
    """All that a file holds, written out."""
    out = io.BytesIO()
    with pikepdf.open(path) as pdf:
        pdf.save(
            out,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.all,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
    return out.getvalue().decode("latin-1")


WORDS = ("seen", "drawn", "alt", "bookmark", "leads", "attached", "named", "titled", "metadata")


@pytest.mark.parametrize(("first", "last"), [(2, 2), (1, 2), (3, 4), (2, 3)])
def test_a_cut_file_holds_its_own_pages_and_no_word_of_any_other(
    tmp_path: Path, first: int, last: int
) -> None:
    source, output = pack(tmp_path / "pack.pdf"), tmp_path / "cut.pdf"

    cut(source, output, first=first, last=last)

    told = everything(output)
    own = range(first, last + 1)
    others = [f"{word}-{at}" for word in WORDS for at in range(1, 5) if at not in own and at != 1]
    assert [each for each in others if each in told] == []
    if 1 not in own:
        found = [f"{word}-1" for word in (*WORDS, "alt-all", "alt-both") if f"{word}-1" in told]
        assert found == []
    for at in own:
        assert f"seen-{at}" in told
        assert f"drawn-{at}" in told
        assert f"alt-{at}" in told
    assert told.count("/Type /Page\n") + told.count("/Type /Page ") == len(own)
    with pikepdf.open(output) as pdf:
        assert is_tagged(pdf)


def test_what_speaks_of_two_papers_at_once_is_silent_in_both(tmp_path: Path) -> None:
    source, output = pack(tmp_path / "pack.pdf"), tmp_path / "cut.pdf"

    cut(source, output, first=1, last=1)

    told = everything(output)
    assert "alt-all" not in told
    assert "alt-both" not in told

    cut(source, output, first=1, last=2)

    assert "alt-both-1" in everything(output)


def test_two_pages_that_are_views_of_one_drawing_are_not_cut_apart(tmp_path: Path) -> None:
    pdf = pikepdf.new()
    add_text_page(pdf, (100, 400, "left"), (500, 400, "right"), crop=(0, 0, 297, 842))
    page = add_text_page(pdf, (0, 0, "other"), crop=(297, 0, 595, 842))
    page.Contents = pdf.pages[0].Contents
    path = tmp_path / "pack.pdf"
    pdf.save(path)

    with pytest.raises(Uncuttable):
        cut(path, tmp_path / "cut.pdf", first=1, last=1)
    assert not (tmp_path / "cut.pdf").exists()
