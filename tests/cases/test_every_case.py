"""Each small input is refused, told, published and bound as its README says is right.

What more is right for some of them (tags, links, bookmarks, ink, stamps on small pages, the checks
of what a cover gives away) is tried where the rest of its kind is.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pikepdf import Name

from reports.files.inspecting import inspect_here
from reports.files.uploads import PdfFacts, Unusable
from reports.unseen.kinds import Hiding
from tests.cases.table import FONTS, RIGHT, Right
from tests.packs.pdf.taken_in import bound, texts
from tests.reports.published_form.words import everything_in
from tests.tools import shared

pytestmark = [pytest.mark.slow, pytest.mark.shared]
STAMPS = ("Page 47", "Agenda Item 15A")


def test_every_case_is_here() -> None:
    assert {path.stem for path in shared("cases/pdf").glob("*.pdf")} == set(RIGHT)


@pytest.mark.parametrize("name", [name for name in RIGHT if RIGHT[name].refused])
def test_a_case_that_cannot_be_used_is_refused_with_what_to_do(name: str, tmp_path: Path) -> None:
    with pytest.raises(Unusable, match=RIGHT[name].refused):
        inspect_here(shared(f"cases/pdf/{name}.pdf"), tmp_path / "published.pdf")


@pytest.mark.parametrize("name", [name for name in RIGHT if not RIGHT[name].refused])
def test_a_case_is_told_published_and_bound_as_is_right(name: str, tmp_path: Path) -> None:
    right, published = RIGHT[name], tmp_path / "published.pdf"
    before = time.process_time()

    facts = inspect_here(shared(f"cases/pdf/{name}.pdf"), published)
    pack = bound(tmp_path, facts)

    assert time.process_time() - before < right.seconds
    assert set(facts.notes) - {FONTS} == set(right.told)
    assert _hidden(facts, stays=True).keys() == right.must_fix.keys()
    told = _hidden(facts, stays=True) | _hidden(facts, stays=False)
    assert not [each for each in _both(right).items() if each[1] not in told[each[0]]]
    assert _lost(right.gone, [published, pack]) == []
    _must_be_whole(pack, right)


def _both(right: Right) -> dict[Hiding, str]:
    return right.must_fix | right.dropped


def _hidden(facts: PdfFacts, *, stays: bool) -> dict[Hiding, str]:
    """The words that hide in each way and would be public, or would not."""
    found: dict[Hiding, str] = {}
    for each in facts.unseen:
        if each.hiding.stays == stays:
            found[each.hiding] = f"{found.get(each.hiding, '')} {each.words}"
    return found


def _lost(words: Iterable[str], files: Iterable[Path]) -> list[str]:
    held = [everything_in(path) for path in files] if words else []
    return [word for word in words for each in held if word in each]


def _must_be_whole(pack: Path, right: Right) -> None:
    """All pages are there with both stamps and the words; nothing lies over them but links."""
    said = texts(pack)
    assert len(said) == right.pages
    assert all(stamp in each for each in said for stamp in STAMPS)
    assert not [words for words in right.shown if words not in said[0]]
    assert all(page.render(scale=0.2) for page in pypdfium2.PdfDocument(pack))
    assert not pikepdf.open(pack.with_name("published.pdf")).is_encrypted
    with pikepdf.open(pack) as pdf:
        laid = [each for page in pdf.pages for each in page.obj.get("/Annots", [])]
        assert {each.Subtype for each in laid} <= {Name.Link}
        assert "/AcroForm" not in pdf.Root
