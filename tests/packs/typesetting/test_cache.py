"""What is kept is not made again, and losing or spoiling it does no harm."""

import ast
import datetime as dt
import multiprocessing
from dataclasses import replace
from pathlib import Path

import pytest

from reports.files.uploads import sha256_of
from rotherham_hwb.packs.compiling.child import compile_in_child
from rotherham_hwb.packs.compiling.compile import Compiled, Job
from rotherham_hwb.packs.kinds import Layout, Stage
from rotherham_hwb.packs.pdf import white_space
from rotherham_hwb.packs.pdf.draw_ahead import DrawnAhead
from rotherham_hwb.packs.plan.pack_plan import Axes, FrontSheet, PackPlan, Part, PlanItem
from rotherham_hwb.packs.typesetting import typesetter
from rotherham_hwb.packs.typesetting.cache import Cache
from tests.packs.fixtures import plain_pdf

pytestmark = pytest.mark.slow

MINUTES = "<html lang=en><title>Minutes</title><h1>Minutes</h1><p>Two members sent apologies.</p>"


def kept_files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_what_is_kept_comes_back_and_what_is_not_is_a_miss(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put("section", "a", b"some bytes")
    assert cache.get("section", "a") == b"some bytes"
    assert cache.get("section", "b") is None
    assert cache.get("ink", "a") is None
    assert len(kept_files(tmp_path)) == 1  # no partial file stays behind


def test_without_a_folder_nothing_is_kept() -> None:
    Cache().put("section", "a", b"some bytes")
    assert Cache().get("section", "a") is None


@pytest.mark.parametrize("spoiled", [b"", b"x", b"x" * 50])
def test_a_damaged_file_is_a_miss(tmp_path: Path, spoiled: bytes) -> None:
    cache = Cache(tmp_path)
    cache.put("section", "a", b"some bytes")
    kept_files(tmp_path)[0].write_bytes(spoiled)
    assert cache.get("section", "a") is None
    cache.put("section", "a", b"some bytes")
    assert cache.get("section", "a") == b"some bytes"


def test_a_folder_that_cannot_be_written_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"in the way")
    cache = Cache(tmp_path / "file")
    cache.put("section", "a", b"some bytes")
    assert cache.get("section", "a") is None


def write_often(folder: Path, letter: bytes) -> None:
    for _ in range(200):
        Cache(folder).put("section", "a", letter * 50_000)


def test_two_processes_may_write_the_same_thing(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=write_often, args=(tmp_path, each)) for each in (b"a", b"b")]
    for writer in writers:
        writer.start()
    seen = {b"a" * 50_000, b"b" * 50_000}
    while any(writer.is_alive() for writer in writers):
        assert Cache(tmp_path).get("section", "a") in {None, *seen}
    assert [writer.exitcode for writer in writers] == [0, 0]
    assert Cache(tmp_path).get("section", "a") in seen


def test_the_ink_of_a_paper_is_found_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paper = plain_pdf(tmp_path / "a.pdf", pages=2, box=(0, 0, 601, 843))
    with DrawnAhead(Cache(tmp_path / "cache")) as first:
        drawn = first.begin(paper, sha256="a").result()
    monkeypatch.setattr(white_space, "find_ink", None)
    with DrawnAhead(Cache(tmp_path / "cache")) as second:
        assert second.begin(paper, sha256="a").result() == drawn
    assert drawn[0].foot.columns == 601


def test_all_code_that_sets_type_is_part_of_what_a_section_is_kept_under() -> None:
    tree = ast.parse((typesetter.HERE / "render.py").read_text())
    modules = {each.module or "" for each in ast.walk(tree) if isinstance(each, ast.ImportFrom)}
    ours = {name.rpartition(".")[2] for name in modules if name.startswith("rotherham_hwb.packs")}
    assert {f"{name}.py" for name in ours} - {"fonts.py"} <= set(typesetter.CODE)


def the_plan(papers: dict[str, Path], title: str = "Winter plan") -> PackPlan:
    parts = (Part("Minutes", "minutes", ours=True), Part("Plan", sha256_of(papers["a"])))
    front = FrontSheet("Health and Wellbeing Board", dt.date(2026, 11, 25))
    items = (PlanItem("1", title, parts=parts),)
    return PackPlan("A pack", front, items, axes=Axes(stage=Stage.PUBLISHED))


def compiled(plan: PackPlan, papers: dict[str, Path], folder: Path, cache: Path) -> Compiled:
    (made,) = compiled_all([(plan, folder / "pack.pdf")], papers, cache)
    return made


def compiled_all(jobs: list[Job], papers: dict[str, Path], cache: Path) -> list[Compiled]:
    return compile_in_child(
        jobs,
        files={sha256_of(path): path for path in papers.values()},
        sections={"minutes": MINUTES},
        report=lambda progress: None,
        cache=cache,
    )


def test_what_several_editions_have_in_common_is_set_once(tmp_path: Path) -> None:
    papers = {"a": plain_pdf(tmp_path / "a.pdf", pages=3)}
    plan = the_plan(papers)
    printed = replace(plan, axes=replace(plan.axes, layout=Layout.PRINT))
    jobs = [(plan, tmp_path / "screen.pdf"), (printed, tmp_path / "print.pdf")]

    screen, paper = compiled_all(jobs, papers, tmp_path / "cache")

    assert screen.log == ("set: Minutes", "set: front sheet")
    assert paper.log == ("kept: Minutes", "kept: front sheet")


def test_after_a_changed_title_the_front_sheet_alone_is_set_again(tmp_path: Path) -> None:
    papers = {"a": plain_pdf(tmp_path / "a.pdf", pages=2)}
    cache = tmp_path / "cache"
    first = compiled(the_plan(papers), papers, tmp_path, cache)
    assert first.log == ("set: Minutes", "set: front sheet")
    changed = compiled(the_plan(papers, "Spring plan"), papers, tmp_path, cache)
    assert changed.log == ("kept: Minutes", "set: front sheet")
    assert changed.sha256 != first.sha256
    again = compiled(the_plan(papers), papers, tmp_path, cache)
    assert again.log == ("kept: Minutes", "kept: front sheet")
    assert replace(again, log=()) == replace(first, log=())
    for path in kept_files(cache):
        path.write_bytes(path.read_bytes()[:-1])
    spoiled = compiled(the_plan(papers), papers, tmp_path, cache)
    assert spoiled == first  # set again, to the same bytes in another process
