"""Words planted in two exempt papers: in the members' pack, nowhere in the public's file."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from meetings.models import AgendaItem
from reports import workflow as reports
from reports.models import Paper
from rotherham_hwb.packs.kinds import Audience
from rotherham_hwb.packs.models import PackEdition
from tests import factories
from tests.factories.files import taken_in
from tests.factories.packs import edition, meeting_with_papers, pdf_paper
from tests.packs.fixtures import add_text_page
from tests.reports.published_form.words import everything_in

pytestmark = pytest.mark.django_db
KEPT = ("text", "outline", "alt", "actual")
REMOVED = ("title", "attachment", "thumbnail", "info", "metadata")


def planted_pdf(path: Path, mark: str) -> Path:
    """A tagged paper with a word of its own in every place a PDF can hold one."""
    pdf = pikepdf.new()
    add_text_page(pdf, (72, 700, f"{mark}text"), (72, 650, f"{mark}page"))
    page = pdf.pages[0].obj
    page.StructParents = 0
    page.Thumb = pdf.make_stream(
        f"{mark}thumbnail".encode().ljust(48, b"."),
        Width=4, Height=4, ColorSpace=Name.DeviceRGB, BitsPerComponent=8,
    )  # fmt: skip
    tagged = b"/P <</MCID 0>> BDC\n" + pdf.pages[0].Contents.read_bytes() + b"\nEMC"
    page.Contents = pdf.make_stream(tagged)
    element = pdf.make_indirect(
        Dictionary(
            Type=Name.StructElem, S=Name.P, Pg=page, K=0,
            Alt=String(f"{mark}alt"), ActualText=String(f"{mark}actual"), T=String(f"{mark}title"),
        )
    )  # fmt: skip
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=Array([element])))
    element.P = root
    root.ParentTree = pdf.make_indirect(Dictionary(Nums=Array([0, Array([element])])))
    pdf.Root.StructTreeRoot, pdf.Root.MarkInfo = root, Dictionary(Marked=True)
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(f"{mark}outline", 0))
    pdf.attachments["notes.txt"] = pikepdf.AttachedFileSpec(  # type: ignore[call-arg]
        pdf, f"{mark}attachment".encode()
    )
    with pdf.open_metadata() as metadata:
        metadata["dc:description"] = f"{mark}metadata"
    pdf.docinfo["/Subject"] = f"{mark}info"
    pdf.save(path, deterministic_id=True)
    return path


def _place(item: AgendaItem, mark: str, folder: Path) -> None:
    """An exempt paper full of words that start with the mark, its file's name too."""
    fields = factories.exempt(f"Restricted paper {mark[-1]}")
    paper = reports.add_paper(
        Paper(board=item.meeting.board, title=f"{mark}papertitle", **fields), by="a test"
    )
    path = planted_pdf(folder / f"{mark}.pdf", mark)
    reports.add_version(paper, taken_in(path, f"{mark}filename.pdf"), by="a test")
    reports.place_paper(paper, item, by="a test")


@pytest.mark.slow
def test_no_planted_word_is_anywhere_in_the_public_pack(tmp_path: Path) -> None:
    meeting = meeting_with_papers(1)
    _place(meeting.items.get(), "OkapiA", tmp_path)
    closed = factories.item(
        meeting, "ZebraItem", notes=["ZebraNote"], **factories.exempt("A contract")
    )
    _place(closed, "OkapiB", tmp_path)
    pdf_paper(factories.item(meeting), "After")

    restricted = edition(meeting, audience=Audience.RESTRICTED)
    public = edition(meeting)

    given = everything_in(tmp_path / "OkapiA.pdf")
    members, everyone = (everything_in(Path(each.file.path)) for each in (restricted, public))
    for mark in ("OkapiA", "OkapiB"):
        assert all(mark + place in members for place in (*KEPT, "papertitle"))
    assert all(f"OkapiA{place}" in given for place in REMOVED), "the search finds them in the input"
    assert "ZebraItem" in members
    assert "ZebraNote" in members
    for word in ("Okapi", "Zebra"):
        assert word not in everyone
        assert word not in _beside(public)
    assert "A contract" in everyone, "the safe title is there"


def _beside(pack: PackEdition) -> str:
    """What is stored and sent beside the file."""
    return f"{pack.page_map} {pack.manifest} {pack.file.name} {pack.plan_sha256}"
