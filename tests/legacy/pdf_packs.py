"""PDF packs for the reader: one compiled by our own engine, others set here in houses' forms."""

import datetime as dt
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import weasyprint
from django.template import engines

from reports.files.uploads import sha256_of
from rotherham_hwb.packs.compiling.compile import compile_plan
from rotherham_hwb.packs.kinds import Layout, Stage
from rotherham_hwb.packs.plan.pack_plan import (
    Axes,
    FrontSheet,
    PackPlan,
    PackSettings,
    Part,
    PlanItem,
    PlanItemKind,
    Signatory,
)
from rotherham_hwb.packs.sections.minutes import minutes_html
from rotherham_hwb.packs.typesetting.render import render_section
from tests.packs import samples

FRONT = FrontSheet(
    board="Harbour and Wellbeing Board",
    date=dt.date(2026, 11, 25),
    time=dt.time(9, 30),
    venue=("The Old Custom House", "Quay Street, Brackwater"),
    signatory=Signatory("Ivor Penhale", "Chief Executive"),
)
LONG_TITLE = (
    "Getting home from hospital: how the partners of the board share the winter and what each of "
    "them gives to it"
)


def set_pdf(html: str) -> bytes:
    """A page set by WeasyPrint as any office program might print it, without tags."""
    return bytes(weasyprint.HTML(string=html).write_pdf())


def _report_html() -> str:
    """A report on a cover sheet as councils use them."""
    form = engines["django"].from_string(Path(__file__).with_name("report.html").read_text())
    return str(form.render({"language": "en-GB", "title": "Getting home from hospital"}))


def plan_of(folder: Path, *, layout: Layout = Layout.SCREEN) -> tuple[PackPlan, dict[str, Path]]:
    """Minutes, a report with two appendices, and a paper of its own form, under seven items."""
    made = {
        "minutes": render_section(minutes_html(samples.plain_minutes(board=FRONT.board))),
        "report": render_section(_report_html()),
        "figures": set_pdf("<h1>Figures of the quay</h1>" + "<p>A ship came in at noon.</p>" * 70),
        "map": set_pdf("<h1>A map in words</h1><p>North of the quay stands the mill.</p>"),
        "letter": set_pdf("<p>Dear Members of the Board,</p><p>The mill is shut.</p>"),
    }
    files: dict[str, Path] = {}
    for name, data in made.items():
        path = folder / f"{name}.pdf"
        path.write_bytes(data)
        files[name] = path
    key = {name: sha256_of(path) for name, path in files.items()}
    report = (
        Part("Getting home from hospital", key["report"], ours=True),
        Part("Appendix A: Figures of the quay", key["figures"], level=1),
        Part("Appendix B: A map in words", key["map"], level=1),
    )
    minutes, letter = Part("Minutes", key["minutes"], ours=True), Part("Letter", key["letter"])
    who = ("Mary Gray, Director of Public Health",)
    day = ("Wednesday, 20th January, 2027",)
    items = (
        PlanItem("1", "Apologies for absence", kind=PlanItemKind.STANDING),
        PlanItem("2", "Declarations of interest", kind=PlanItemKind.STANDING),
        PlanItem("3", "Minutes of the last meeting", parts=(minutes,)),
        PlanItem("4", LONG_TITLE, section="For Decision", presenters=who, parts=report),
        PlanItem("4A", "A letter from the mill", parts=(letter,)),
        PlanItem("5", "Any other business", section="For Information", kind=PlanItemKind.VERBAL),
        PlanItem("6", "Date of the next meeting", kind=PlanItemKind.STANDING, notes=day),
    )
    axes = Axes(layout=layout, stage=Stage.PUBLISHED)
    settings = PackSettings(recto=layout is Layout.PRINT)
    plan = PackPlan("A pack", FRONT, items, settings, axes)
    return plan, {key[name]: path for name, path in files.items()}


@dataclass(frozen=True)
class Made:
    """A pack compiled from a plan, and the pages its numbering gave each item."""

    plan: PackPlan
    path: Path
    pages: tuple[tuple[int, int] | None, ...]


@cache
def compiled(layout: Layout) -> Made:
    """The pack of our own plan; once a run."""
    folder = Path(mkdtemp())
    plan, sources = plan_of(folder, layout=layout)
    output = folder / "pack.pdf"
    made = compile_plan(plan, sources=sources, output=output)
    ranges = (item.ranges for item in made.page_map.items)
    pages = tuple((each[0].first, each[-1].last) if each else None for each in ranges)
    return Made(plan, output, pages)
