"""Packs of our own sections, and minutes made to last: their tags, bookmarks and claims."""

import datetime as dt
import hashlib
import io
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from meetings.access import PUBLIC, Restriction
from minutes.models import Attendance, Minutes, MinutesState
from rotherham_hwb.packs.compiling.compile import compile_plan
from rotherham_hwb.packs.contents.minutes import STATUS
from rotherham_hwb.packs.editions.minutes_files import minutes_file
from rotherham_hwb.packs.kinds import Layout, Stage
from rotherham_hwb.packs.plan.pack_plan import (
    Axes,
    FrontSheet,
    PackPlan,
    Part,
    PlanItem,
    PlanItemKind,
    Signatory,
)
from rotherham_hwb.packs.sections.archive import archive_pdf
from rotherham_hwb.packs.sections.minutes import minutes_html
from rotherham_hwb.shown.viewers import officer_of
from tests import factories
from tests.packs import samples
from tests.packs.sections.test_sections import KINDS, pdf_of, tags
from tests.tools import qpdf, shared

pytestmark = pytest.mark.slow

FRONT = FrontSheet(
    samples.BOARD,
    samples.NEXT,
    dt.time(9),
    venue=("The Town Hall", "Moorgate Street"),
    membership="Councillor Dora Reach (Chair), Mary Gray",
    signatory=Signatory("Sam Example", "Chief Executive"),
    attending="You may film the meeting.",
)


@pytest.fixture(scope="module", params=[Layout.SCREEN, Layout.PRINT])
def pack(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return pack_of_sections(request.param, tmp_path_factory.mktemp("pack"))


def pack_of_sections(layout: Layout, folder: Path) -> Path:
    """A pack that holds every section kind and nothing else."""
    sources, items = {}, [PlanItem("1", "Apologies for absence", kind=PlanItemKind.STANDING)]
    for number, kind in enumerate(KINDS, start=2):
        pdf = pdf_of(kind)
        sha256 = hashlib.sha256(pdf).hexdigest()
        sources[sha256] = folder / f"{number}.pdf"
        sources[sha256].write_bytes(pdf)
        items.append(PlanItem(str(number), kind.title(), parts=(Part(kind, sha256, ours=True),)))
    axes = Axes(stage=Stage.PUBLISHED, layout=layout)
    plan = PackPlan("A pack of our own sections", FRONT, tuple(items), axes=axes)
    compile_plan(plan, sources=sources, output=folder / "pack.pdf")
    return folder / "pack.pdf"


@pytest.mark.shared
def test_a_pack_of_our_own_sections_has_nothing_wrong_in_it(pack: Path) -> None:
    check = [sys.executable, str(shared("tools/pdf_check.py")), str(pack)]
    done = subprocess.run(check, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
    done = subprocess.run([qpdf(), "--check", str(pack)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_the_tags_of_every_section_are_in_the_pack(pack: Path) -> None:
    apart = sum((tags(pdf_of(kind)) for kind in KINDS), Counter[str]())
    front = Counter(L=1, LI=len(KINDS) + 1, H1=1, H2=1)
    together = tags(pack.read_bytes())
    for role in ("Table", "THead", "TH", "TD", "L", "LI", "Caption", "H1", "H2", "H3"):
        assert together[role] == apart[role] + front[role], role


def test_the_bookmarks_of_a_section_hang_below_its_paper(pack: Path) -> None:
    with pikepdf.open(pack) as pdf, pdf.open_outline() as outline:
        minutes = outline.root[2].children[0]
        below = [each.title for each in minutes.children]
    assert minutes.title == "minutes"
    assert below[:3] == ["Present:-", "Declarations of interest:-", "24. Declarations of interest"]


@pytest.fixture(scope="module")
def archived() -> bytes:
    return archive_pdf(minutes_html(samples.minutes(alone=True, status="Draft.")))


def test_minutes_alone_say_what_they_are_and_number_their_pages(archived: bytes) -> None:
    with pikepdf.open(io.BytesIO(archived)) as pdf, pdf.open_metadata() as xmp:
        claims = xmp.get("pdfaid:part"), xmp.get("pdfaid:conformance"), xmp.get("pdfuaid:part")
        pages = len(pdf.pages)
    assert claims == ("2", "A", "1")
    text = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(archived)]
    assert pages > 1
    assert all(f"Page {at} of {pages}" in words for at, words in enumerate(text, start=1))


def test_minutes_alone_are_the_same_bytes_each_time(archived: bytes) -> None:
    assert archive_pdf(minutes_html(samples.minutes(alone=True, status="Draft."))) == archived


@pytest.mark.django_db
def test_published_minutes_become_a_pdf_without_what_is_withheld() -> None:
    meeting = factories.meeting(factories.board())
    minutes = Minutes.objects.create(meeting=meeting, chair_name="Ada Byron")
    minutes.attendances.create(position=1, name="Mary Gray", kind=Attendance.Kind.PRESENT)
    told = minutes.entries.create(
        board=meeting.board, position=1, number="1", title="Winter", text="It is coming."
    )
    told.resolutions.create(position=1, text="That coats be worn.")
    told.actions.create(position=1, text="Buy coats.", owner="Ivy", due_on=dt.date(2026, 10, 2))
    minutes.entries.create(
        board=meeting.board,
        position=2,
        number="2",
        title="The price of SECRETWORD",
        text="SECRETWORD",
        safe_title="A contract",
        restriction=Restriction.EXEMPT,
        exempt_paragraphs=[3],
    )
    public = _text(minutes_file(minutes, PUBLIC))
    full = _text(minutes_file(minutes, officer_of(meeting.board)))
    for words in (
        "Draft: not yet seen by the Chair.",
        "Ada Byron (in the Chair)",
        "Resolved:- That coats be worn.",
        "Action:- Buy coats. Ivy, by Friday, 2nd October, 2026",
        "2. A CONTRACT Not for publication: information relating to the financial",
    ):
        assert words in public
    assert "SECRETWORD" in full
    assert "SECRETWORD" not in public


def test_every_state_of_minutes_has_a_sentence() -> None:
    assert set(STATUS) == set(MinutesState)


def _text(pdf: bytes) -> str:
    pages = pypdfium2.PdfDocument(pdf)
    return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in pages).split())
