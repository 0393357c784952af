"""The made-up papers of the cases: a bidder named in an open cover, a resident, what hides."""

from __future__ import annotations

from pathlib import Path

import pytest

from rotherham_hwb.checks.leaks import RestrictedTexts, Text
from rotherham_hwb.checks.texts import PaperText, read_papers
from rotherham_hwb.packs.typesetting.cache import Cache
from rotherham_hwb.slips.find_slips import find_slips
from rotherham_hwb.slips.slip import SlipKind
from tests.tools import shared

pytestmark = pytest.mark.shared
NAMES = ("exempt-bid", "open-cover", "resident", "sticky", "hidden-text", "outline-gotor")


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> dict[str, PaperText]:
    files = {name: shared(f"cases/pdf/{name}.pdf") for name in NAMES}
    return read_papers(files, Cache(Path(tmp_path_factory.mktemp("cache"))))


def test_the_open_cover_gives_the_exempt_bid_away(read: dict[str, PaperText]) -> None:
    hidden = RestrictedTexts([Text("the bid", page) for page in read["exempt-bid"].pages])
    found = [each.words for page in read["open-cover"].pages for each in hidden.passages_in(page)]

    assert found == ["4812903 pounds", "brookvalehomes"]


def test_the_residents_question_is_personal(read: dict[str, PaperText]) -> None:
    kinds = {slip.kind for page in read["resident"].pages for slip in find_slips(page)}

    assert kinds == {SlipKind.LANDLINE, SlipKind.HOME, SlipKind.CHILD}


@pytest.mark.parametrize(
    ("name", "where", "words"),
    [
        ("sticky", "a note", "do not tell the union"),
        ("hidden-text", "beyond the edge of the page", "Dunstable Krebs"),
        ("outline-gotor", "a bookmark", "Other file, page 2"),
    ],
)
def test_what_no_page_shows_is_read(
    read: dict[str, PaperText], name: str, where: str, words: str
) -> None:
    assert any(each.where == where and words in each.words for each in read[name].asides)
