"""The Cabinet of Kent, 30 January 2025: 456 real pages, and the ranges that were published."""

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name

from reports.published_form.trees import leaves
from rotherham_hwb.packs.compiling.compile import Compiled, compile_plan
from rotherham_hwb.packs.kinds import Layout
from rotherham_hwb.packs.meeting_file.plan import page_counts, plan_from_meeting_file
from rotherham_hwb.packs.meeting_file.read import MeetingFile, read_meeting_file
from rotherham_hwb.packs.plan.numbering import number
from tests.packs.pictures import clashes
from tests.tools import shared

pytestmark = [pytest.mark.slow, pytest.mark.shared]
DATA = Path(__file__).parents[1] / "data"
RECTO = {3: (1, 10), 5: (11, 84), 6: (85, 276), 7: (277, 326), 8: (327, 460), 9: (461, 470)}
NO_RECTO = {3: (1, 9), 5: (10, 82), 6: (83, 266), 7: (267, 314), 8: (315, 445)}
TEXT_ROLES = ("/H1", "/H2", "/H3", "/L", "/LI", "/Table", "/TR", "/TH", "/TD", "/Figure", "/Link")


class Pack:
    """A compiled pack, and what a reader finds in it."""

    def __init__(self, path: Path, compiled: Compiled) -> None:
        self.path = path
        self.compiled = compiled
        self.drawn = pypdfium2.PdfDocument(path)
        self.labels = [self.drawn.get_page_label(at) for at in range(len(self.drawn))]

    def text(self, label: str) -> str:
        page = self.drawn[self.labels.index(label)]
        return " ".join(page.get_textpage().get_text_bounded().split())


def cabinet() -> MeetingFile:
    inputs = shared("kent/cabinet-2025-01-30/inputs")
    return read_meeting_file(DATA / "kent-cabinet-2025-01-30.yaml", inputs)


def compiled(meeting: MeetingFile, layout: Layout, folder: Path) -> Pack:
    sources = {paper.facts.sha256: paper.path for paper in meeting.papers}
    plan = plan_from_meeting_file(meeting, layout=layout)
    output = folder / "pack.pdf"
    return Pack(output, compile_plan(plan, sources=sources, output=output))


@pytest.fixture(scope="module")
def on_recto(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    return compiled(cabinet(), Layout.PRINT, tmp_path_factory.mktemp("recto"))


@pytest.fixture(scope="module")
def off_recto(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    meeting = cabinet()
    meeting = replace(meeting, settings=replace(meeting.settings, recto=False))
    return compiled(meeting, Layout.SCREEN, tmp_path_factory.mktemp("no-recto"))


def must_have_ranges(pack: Pack, ranges: dict[int, tuple[int, int]]) -> None:
    front = pack.text("i")
    for item, (first, last) in ranges.items():
        assert f"(Pages {first} - {last})" in front
        opening = pack.text(str(first))
        assert f"Page {first}" in opening
        assert f"Agenda Item {item}" in opening


def test_on_a_recto_the_ranges_are_those_that_were_published(on_recto: Pack) -> None:
    expected = json.loads(shared("kent/expected.json").read_text())["meetings"][0]["items"]
    published = {each["item"]: tuple(each["printed_range_on_frontsheet"]) for each in expected}
    assert {item: RECTO[item] for item in range(5, 9)} == {n: published[n] for n in range(5, 9)}
    must_have_ranges(on_recto, RECTO)
    assert on_recto.labels == ["i", "ii", *(str(page) for page in range(1, 471))]
    assert on_recto.text("10") == ""  # the back of nine pages of minutes


def test_without_rectos_the_papers_follow_each_other(off_recto: Pack) -> None:
    must_have_ranges(off_recto, NO_RECTO)
    assert off_recto.labels == ["i", *(str(page) for page in range(1, 456))]


def test_supplements_go_on_with_the_numbers() -> None:
    meeting = cabinet()
    for index, expected in ((1, (471, 490)), (2, (491, 494))):
        plan = plan_from_meeting_file(meeting, supplement=index)
        (item,) = number(plan, page_counts(meeting)).items
        assert [(each.first, each.last) for each in item.ranges] == [expected]


def test_the_council_papers_that_were_to_follow_are_a_supplement() -> None:
    inputs = shared("kent/council-2025-01-09/inputs")
    meeting = read_meeting_file(DATA / "kent-council-2025-01-09.yaml", inputs)
    plan = plan_from_meeting_file(meeting, supplement=1)
    (item,) = number(plan, page_counts(meeting)).items
    assert [(each.first, each.last) for each in item.ranges] == [(1, 18)]


def elements(root: Any) -> Counter[str]:
    """How often each role stands in a structure tree, roles resolved, and texts for pictures."""
    tree = root.get("/StructTreeRoot")
    roles = tree.get("/RoleMap", Dictionary())
    found: Counter[str] = Counter()
    stack, seen = [tree.K], set()
    while stack:
        node = stack.pop()
        if isinstance(node, Array):
            stack += list(node)
        elif isinstance(node, Dictionary) and "/S" in node and node.objgen not in seen:
            seen.add(node.objgen)
            found[str(roles.get(str(node.S), node.S))] += 1
            found["with alternative text"] += "/Alt" in node
            stack.append(node.get("/K"))
    return found


def test_every_tag_of_every_paper_is_in_the_pack(on_recto: Pack) -> None:
    meeting = cabinet()
    brought: Counter[str] = Counter()
    for item in meeting.items:
        for paper in item.papers:
            with pikepdf.open(paper.path) as pdf:
                brought += elements(pdf.Root)
    with pikepdf.open(on_recto.path) as pack:
        held = elements(pack.Root)
        own = elements_of_part(pack, 0)
    for role in (*TEXT_ROLES, "with alternative text"):
        assert held[role] - own[role] == brought[role], role


def elements_of_part(pack: pikepdf.Pdf, index: int) -> Counter[str]:
    tree = pack.Root.StructTreeRoot
    return elements(Dictionary(StructTreeRoot=Dictionary(K=tree.K.K[index])))


def test_no_tag_and_no_link_leads_nowhere(on_recto: Pack) -> None:
    with pikepdf.open(on_recto.path) as pack:
        pages = {page.obj.objgen for page in pack.pages}
        keys = [int(page.obj.StructParents) for page in pack.pages if "/Contents" in page.obj]
        assert len(keys) == len(set(keys))
        holders = dict(leaves(pack.Root.StructTreeRoot.ParentTree, "/Nums"))
        assert set(keys) <= set(holders)
        for page in pack.pages:
            for annotation in page.obj.get("/Annots", []):
                if annotation.Subtype == Name.Link and "/A" not in annotation:
                    assert annotation.Dest[0].objgen in pages
        assert pack.check_linearization()


def test_no_stamp_touches_what_a_paper_drew(on_recto: Pack) -> None:
    """A tenth of the pages: the picture under each stamp is white without it."""
    assert not clashes(on_recto.path, range(2, len(on_recto.drawn), 10))
