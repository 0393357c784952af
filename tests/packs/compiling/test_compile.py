"""From a plan and its papers to one PDF, and what is refused."""

import datetime as dt
import pickle
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from django.core.management import CommandError, call_command

from reports.files.uploads import sha256_of
from rotherham_hwb.packs.compiling.compile import (
    Compiled,
    CompileProgress,
    PackRefused,
    compile_plan,
)
from rotherham_hwb.packs.kinds import Audience, Layout, Stage
from rotherham_hwb.packs.plan.pack_plan import (
    Axes,
    FrontSheet,
    PackPlan,
    PackSettings,
    PaperClass,
    Part,
    PlanItem,
)
from rotherham_hwb.packs.typesetting.render import render_section
from tests.packs.fixtures import encrypted_pdf, plain_pdf

pytestmark = pytest.mark.slow

FRONT = FrontSheet("Health and Wellbeing Board", dt.date(2026, 11, 25))
OUT = Axes(stage=Stage.PUBLISHED)


@pytest.fixture
def papers(tmp_path: Path) -> dict[str, Path]:
    made = [plain_pdf(tmp_path / "a.pdf", pages=3), plain_pdf(tmp_path / "b.pdf", pages=2)]
    return {path.stem: path for path in made}


def opens(entry: pikepdf.OutlineItem) -> Any:
    """The page that an entry of the outline leads to."""
    destination: Any = entry.destination
    return destination[0]


def made_plan(
    papers: dict[str, Path],
    *,
    axes: Axes = OUT,
    settings: PackSettings | None = None,
    paper_class: PaperClass = PaperClass.OPEN,
) -> PackPlan:
    report = Part("Winter plan", sha256_of(papers["a"]))
    table = Part("Its table", sha256_of(papers["b"]), level=1, paper_class=paper_class)
    items = (PlanItem("1", "Apologies"), PlanItem("15A", "Winter", parts=(report, table)))
    return PackPlan("A pack", FRONT, items, settings or PackSettings(), axes)


def compiled(plan: PackPlan, papers: dict[str, Path], tmp_path: Path) -> Compiled:
    sources = {sha256_of(path): path for path in papers.values()}
    return compile_plan(plan, sources=sources, output=tmp_path / "pack.pdf")


def page_texts(tmp_path: Path) -> list[str]:
    pages = pypdfium2.PdfDocument(tmp_path / "pack.pdf")
    return [page.get_textpage().get_text_bounded() for page in pages]


def test_the_pack_holds_the_front_sheet_and_every_paper_in_order(
    papers: dict[str, Path], tmp_path: Path
) -> None:
    result = compiled(made_plan(papers), papers, tmp_path)
    texts = page_texts(tmp_path)
    assert "(Pages 1 - 5)" in " ".join(texts[0].split())
    assert [f"Page {n}" in text for n, text in enumerate(texts[1:], 1)] == [True] * 5
    assert ["Agenda Item 15A" in text for text in texts] == [False, True, *[False] * 4]
    assert "b own page 1" in texts[4]
    assert result.page_count == 6
    assert result.sha256 == sha256_of(tmp_path / "pack.pdf")
    assert result.manifest["labels"] == ["i", "1", "2", "3", "4", "5"]
    assert result.manifest["parts"][0]["tagged"] is False


def test_print_pads_with_blank_pages_that_bear_no_stamp(
    papers: dict[str, Path], tmp_path: Path
) -> None:
    axes = Axes(layout=Layout.PRINT, stage=Stage.PUBLISHED)
    plan = made_plan(papers, axes=axes, settings=PackSettings(recto=True))
    result = compiled(plan, papers, tmp_path)
    assert result.manifest["labels"] == ["i", "ii", "1", "2", "3", "4", "5", "6"]
    texts = page_texts(tmp_path)
    assert (texts[1], texts[5]) == ("", "")
    assert "Page 5" in texts[6]


def test_bookmarks_go_from_agenda_to_item_to_paper_to_appendix(
    papers: dict[str, Path], tmp_path: Path
) -> None:
    compiled(made_plan(papers), papers, tmp_path)
    with pikepdf.open(tmp_path / "pack.pdf") as pdf, pdf.open_outline() as outline:
        assert [each.title for each in outline.root] == ["Agenda", "1 Apologies", "15A Winter"]
        paper = outline.root[2].children[0]
        assert (paper.title, paper.children[0].title) == ("Winter plan", "Its table")
        assert opens(paper.children[0]).objgen == pdf.pages[4].obj.objgen
        assert opens(outline.root[1]).objgen == pdf.pages[0].obj.objgen


def test_each_range_on_the_front_sheet_is_a_link_to_its_page(
    papers: dict[str, Path], tmp_path: Path
) -> None:
    compiled(made_plan(papers), papers, tmp_path)
    with pikepdf.open(tmp_path / "pack.pdf") as pdf:
        (link,) = pdf.pages[0].obj.Annots
        assert link.Dest[0].objgen == pdf.pages[1].obj.objgen
        assert str(link.Contents) == "Go to page 1"


def test_a_section_of_our_own_is_mended_and_its_page_links_work(
    papers: dict[str, Path], tmp_path: Path
) -> None:
    html = "<html lang=en><title>Minutes</title><h1>Minutes</h1><p><a href='pack:page/2'>Plan</a>"
    minutes = tmp_path / "minutes.pdf"
    minutes.write_bytes(render_section(html))
    parts = (
        Part("Minutes", sha256_of(minutes), ours=True),
        Part("Plan", sha256_of(papers["a"])),
    )
    plan = PackPlan("A pack", FRONT, (PlanItem("1", "Both", parts=parts),), axes=OUT)
    compiled(plan, papers | {"minutes": minutes}, tmp_path)
    with pikepdf.open(tmp_path / "pack.pdf") as pdf:
        (link,) = pdf.pages[1].obj.Annots
        assert link.Dest[0].objgen == pdf.pages[2].obj.objgen
        assert int(link.F) & 4  # a printed link


def test_a_draft_says_so_on_every_page(papers: dict[str, Path], tmp_path: Path) -> None:
    compiled(made_plan(papers, axes=Axes(stage=Stage.DRAFT)), papers, tmp_path)
    assert all("DRAFT" in text for text in page_texts(tmp_path))


def test_every_page_of_a_restricted_paper_says_not_for_publication(
    papers: dict[str, Path], tmp_path: Path
) -> None:
    axes = Axes(audience=Audience.RESTRICTED, stage=Stage.PUBLISHED)
    plan = made_plan(papers, axes=axes, paper_class=PaperClass.EXEMPT)
    compiled(plan, papers, tmp_path)
    marked = ["Not for publication" in text for text in page_texts(tmp_path)]
    assert marked == [False, False, False, False, True, True]


def test_progress_is_told_in_words(papers: dict[str, Path], tmp_path: Path) -> None:
    said: list[CompileProgress] = []
    sources = {sha256_of(path): path for path in papers.values()}
    output = tmp_path / "pack.pdf"
    compile_plan(made_plan(papers), sources=sources, output=output, report=said.append)
    words = [str(each) for each in said]
    assert "Setting the front sheet" in words
    assert "Binding papers, 1 of 2" in words
    assert words[-1] == "Writing the pack, 2 of 2"


def test_the_same_plan_gives_the_same_bytes(papers: dict[str, Path], tmp_path: Path) -> None:
    plan = made_plan(papers)
    first = compiled(plan, papers, tmp_path)
    again = compiled(pickle.loads(pickle.dumps(plan)), papers, tmp_path)
    assert first == again


def test_a_missing_paper_is_named(papers: dict[str, Path], tmp_path: Path) -> None:
    plan = made_plan(papers)
    papers["b"].unlink()
    sources = {plan.sources[0]: papers["a"], plan.sources[1]: papers["b"]}
    with pytest.raises(PackRefused, match="The file of “Its table” is missing"):
        compile_plan(plan, sources=sources, output=tmp_path / "pack.pdf")
    with pytest.raises(PackRefused, match="“Winter plan”"):
        compile_plan(plan, sources={}, output=tmp_path / "pack.pdf")
    assert not (tmp_path / "pack.pdf").exists()


def test_a_paper_that_cannot_be_bound_is_named(papers: dict[str, Path], tmp_path: Path) -> None:
    plan = made_plan(papers)
    sources = dict.fromkeys(plan.sources, encrypted_pdf(tmp_path / "locked.pdf"))
    with pytest.raises(PackRefused, match=r"“Winter plan” cannot be bound\. The file is protected"):
        compile_plan(plan, sources=sources, output=tmp_path / "pack.pdf")


MEETING = """\
board: Health and Wellbeing Board
date: 2026-11-25
items:
  - {number: 1, title: Winter plan, papers: [{file: a.pdf}]}
supplements:
  - {date: 2026-11-24, reason: It came late., items: [{number: 1, papers: [{file: b.pdf}]}]}
"""


def run(tmp_path: Path, capsys: pytest.CaptureFixture[str], *more: str) -> str:
    (tmp_path / "meeting.yaml").write_text(MEETING)
    files = {"--meeting-file": "meeting.yaml", "--papers": "", "--output": "pack.pdf"}
    given = [f"{option}={tmp_path / name}" for option, name in files.items()]
    call_command("compile_pack", *given, *more)
    return capsys.readouterr().out


@pytest.mark.usefixtures("papers")
def test_the_command_prints_each_item_with_its_range(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "1. Winter plan (Pages 1 - 3)" in run(tmp_path, capsys)
    assert "1. Winter plan (Pages 4 - 5)" in run(tmp_path, capsys, "--supplement=1")


@pytest.mark.usefixtures("papers")
def test_the_command_refuses_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(CommandError, match="there is no number 2"):
        run(tmp_path, capsys, "--supplement=2")
    (tmp_path / "a.pdf").unlink()
    with pytest.raises(CommandError, match=r"line 4: “a\.pdf”: the file is not there"):
        run(tmp_path, capsys)
