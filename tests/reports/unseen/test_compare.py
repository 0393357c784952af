"""Every way of hiding words is seen through, and what can be read is left alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from reports.files.inspecting import inspect_here
from reports.unseen.kinds import Hiding
from tests.reports.unseen.more_ways import MORE_WAYS, SPOKEN_AS_SHOWN
from tests.reports.unseen.pages import found
from tests.reports.unseen.ways import READABLE, WAYS
from tests.reports.unseen.ways_of_text import READ_AS_DRAWN, TOLD, WAYS_OF_TEXT, read_as, tile
from tests.tools import shared


@pytest.mark.parametrize(
    ("hiding", "make"),
    [pytest.param(kind, make, id=make.__name__) for kind, ways in WAYS for make in ways]
    + [pytest.param(*made, id=way) for way, made in (MORE_WAYS | WAYS_OF_TEXT).items()],
)
def test_words_that_nobody_sees_are_found(
    tmp_path: Path, hiding: Hiding, make: Callable[[], pikepdf.Pdf]
) -> None:
    told = found(make(), tmp_path)

    assert list(told) == [hiding]
    assert "Zebedee" in told[hiding]
    assert not {"provider", "apologised", "Seen", "Letter"} & set(told[hiding].split())


@pytest.mark.parametrize("make", [*READABLE, *(SPOKEN_AS_SHOWN | READ_AS_DRAWN).values()])
def test_what_can_be_read_is_no_finding(tmp_path: Path, make: Callable[[], pikepdf.Pdf]) -> None:
    assert found(make(), tmp_path) == {}


@pytest.mark.parametrize("make", [tile(), read_as("A fee of 5", {0x41: TOLD})])
def test_what_several_pages_share_is_told_for_each(
    tmp_path: Path, make: Callable[[], pikepdf.Pdf]
) -> None:
    pdf = make()
    pdf.pages[0].obj.Resources = pdf.make_indirect(pdf.pages[0].obj.Resources)
    pdf.pages.append(pdf.pages[0])
    pdf.save(tmp_path / "came.pdf")

    unseen = inspect_here(tmp_path / "came.pdf", tmp_path / "published.pdf").unseen

    assert {each.page for each in unseen if "Zebedee" in each.words} == {1, 2}


@pytest.mark.shared
def test_of_a_council_s_paper_a_covered_heading_is_found_and_nothing_else(tmp_path: Path) -> None:
    papers = shared("kent/cabinet-2025-01-30/inputs")
    for name in ("Appendix I Budget Risk Register 22.01.25", "Appendix H - Assessment of FIn*"):
        [path] = papers.glob(f"{name}.pdf")
        with pikepdf.open(path) as pdf:
            del pdf.pages[3:]
            del pdf.pages[:2]
            told = found(pdf, tmp_path)
        hidden = " ".join(each for hiding, each in told.items() if hiding.stays).split()
        heading = {"Significant", "Risks", "(over", "£10m)"}
        assert set(hidden) == (heading if name.startswith("Appendix I") else set())
