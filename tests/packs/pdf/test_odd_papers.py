"""One pack of every odd paper: turned, cropped, large, scanned, with forms, scripts and files."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, String

from reports.files.uploads import inspect_pdf
from rotherham_hwb.packs.compiling.compile import compile_plan
from rotherham_hwb.packs.plan.pack_plan import FrontSheet, PackPlan, Part, PlanItem
from tests.factories import LONG_AGO
from tests.packs.fixtures import A3, A4, A4_LANDSCAPE, SLIDE, add_link, add_tags, add_text_page
from tests.packs.pdf.test_clean import annotate, form
from tests.packs.pictures import clashes
from tests.tools import qpdf, shared

CROPPED = (40, 60, 540, 760)


def turned(turn: int, cropped: bool) -> pikepdf.Pdf:
    pdf = pikepdf.new()
    crop = CROPPED if cropped else None
    add_text_page(pdf, (200, 400, "Turned"), box=A4, crop=crop, rotate=turn)
    return pdf


def sized() -> pikepdf.Pdf:
    pdf = pikepdf.new()
    for box in (A3, SLIDE, A4_LANDSCAPE):
        add_text_page(pdf, (box[2] / 2, 12, "At the foot"), box=box)
    return pdf


def scanned() -> pikepdf.Pdf:
    """A page that is one picture, grey to its edges."""
    pdf = pikepdf.new()
    page = add_text_page(pdf, before=b"q 595 0 0 842 0 0 cm /Scan Do Q\n")
    page.obj.Resources.XObject = Dictionary(
        Scan=pdf.make_stream(
            bytes([120, 200, 90, 160]), Type=Name.XObject, Subtype=Name.Image,
            Width=2, Height=2, ColorSpace=Name.DeviceGray, BitsPerComponent=8,
        )
    )  # fmt: skip
    return pdf


def signed() -> pikepdf.Pdf:
    pdf = form()
    seal = annotate(pdf, "Widget", FT=Name.Sig, T=String("s"), V=Dictionary(Type=Name.Sig))
    pdf.Root.AcroForm.Fields.append(seal)
    return pdf


def scripted() -> pikepdf.Pdf:
    pdf = pikepdf.new()
    add_text_page(pdf, (100, 400, "Text"))
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert('canary')"))
    pdf.attachments["canary.txt"] = b"canary"
    return pdf


def labelled() -> pikepdf.Pdf:
    """A tagged paper that counts its own pages in letters, with a place that has a name."""
    pdf = pikepdf.new()
    for words in ("Contents", "Chapter"):
        add_text_page(pdf, (100, 400, words))
    add_tags(pdf, role="H1")
    pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.A, P=String("App-"))]))
    pdf.Root.Dests = Dictionary(Chapter=Array([pdf.pages[1].obj, Name.Fit]))
    add_link(pdf.pages[0], pdf, Dest=Name.Chapter)
    return pdf


PAPERS: tuple[Callable[[], pikepdf.Pdf], ...] = (
    *((lambda t=t, c=c: turned(t, c)) for t, c in product((0, 90, 180, 270), (False, True))),
    *(sized, scanned, form, signed, scripted, labelled, labelled),
)


def compiled(folder: Path) -> Path:
    sources: dict[str, Path] = {}
    parts: list[Part] = []
    for number, make in enumerate(PAPERS):
        path = folder / f"paper-{number}.pdf"
        pdf = make()
        pdf.docinfo[Name.Title] = f"Paper {number}"
        pdf.save(path, deterministic_id=True)
        facts = inspect_pdf(path)
        sources[facts.sha256] = path
        parts.append(Part(f"Paper {number}", facts.sha256))
    plan = PackPlan(
        title="Odd papers",
        front=FrontSheet("Board of Odd Papers", LONG_AGO),
        items=tuple(PlanItem(str(at), part.title, parts=(part,)) for at, part in enumerate(parts)),
    )
    compile_plan(plan, sources=sources, output=folder / "pack.pdf")
    return folder / "pack.pdf"


@pytest.mark.slow
def test_a_pack_of_odd_papers_is_sound_and_stamped_clear_of_their_ink(tmp_path: Path) -> None:
    path = compiled(tmp_path)

    document = pypdfium2.PdfDocument(path)
    pages = len(document)
    texts = [page.get_textpage().get_text_bounded() for page in document]
    numbers = [label for label in map(document.get_page_label, range(pages)) if label.isdigit()]
    fronts = pages - len(numbers)
    assert numbers == [str(number) for number in range(1, len(numbers) + 1)]
    assert all(f"Page {number}" in texts[fronts + number - 1] for number in map(int, numbers))
    assert clashes(path, range(fronts, pages)) == []
    with pikepdf.open(path) as pack:
        assert "/AcroForm" not in pack.Root
        assert not pack.attachments
        roles = [str(each.S) for each in pack.objects if _is_element(each)]
    assert roles.count("/H1") - _own_headings(fronts) == 4, "both tagged papers keep their headings"
    subprocess.run([qpdf(), "--check", path], check=True, capture_output=True)


def _is_element(value: object) -> bool:
    return (
        isinstance(value, pikepdf.Dictionary)
        and "/S" in value
        and "/P" in value
        and ("/K" in value or value.get("/Type") == Name.StructElem)
    )


def _own_headings(fronts: int) -> int:
    """The front sheet's one heading of the first level."""
    return 1 if fronts else 0


@pytest.mark.slow
def test_an_independent_checker_finds_no_fault_in_it(tmp_path: Path) -> None:
    checker = shared("tools/pdf_check.py")

    result = subprocess.run(
        [sys.executable, checker, compiled(tmp_path)], capture_output=True, text=True, check=False
    )

    assert "dead_content_refs: 0" in result.stdout
    assert "'broken': 0" in result.stdout
    assert "parenttree_orphans: 0" in result.stdout
    assert "two pages" not in result.stdout.lower()
    assert "share" not in result.stdout.lower(), "no key into the tree of tags is used twice"
