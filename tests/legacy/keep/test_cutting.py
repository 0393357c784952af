"""The papers of a PDF pack are kept as its own pages, and as text where they share a page."""

from __future__ import annotations

import io
from html import escape
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from meetings.models import Board, User
from reports.models import Paper, PaperVersion
from rotherham_hwb.legacy.keep.cutting import own_sheets
from rotherham_hwb.legacy.keep.importer import import_pack
from rotherham_hwb.legacy.keep.review import decide
from rotherham_hwb.legacy.models import Decision, ImportedPack, ReadFact
from rotherham_hwb.legacy.review.entry import Entry
from tests import factories
from tests.legacy import harbour
from tests.legacy.pdf_packs import set_pdf

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@pytest.fixture
def board() -> Board:
    return factories.board("Harbour Board")


@pytest.fixture
def olive(board: Board) -> User:
    return factories.officer(board)


def sheets_of(*texts: str) -> bytes:
    return set_pdf(
        "".join(f"<pre style='break-after: page'>{escape(each)}</pre>" for each in texts)
    )


def march(*, apart: bool) -> bytes:
    """The pack of March; its paper begins a page, or follows the minutes on theirs."""
    front, _, rest = harbour.MARCH.partition("HARBOUR BOARD\n4th")
    minutes, _, paper = rest.partition("1. Meeting:")
    minutes, paper = f"HARBOUR BOARD\n4th{minutes}", f"1. Meeting:{paper}"
    return sheets_of(front, minutes, paper) if apart else sheets_of(front, minutes + paper)


def imported(folder: Path, content: bytes, by: User) -> ImportedPack:
    path = folder / "march.pdf"
    path.write_bytes(content)
    return import_pack(path, by=by)[0]


def newest() -> PaperVersion:
    latest = Paper.objects.get().latest
    assert latest is not None
    return latest


def words(version: PaperVersion) -> str:
    with version.file.open("rb") as stream:
        pdf = pypdfium2.PdfDocument(io.BytesIO(stream.read()))
    return "".join(page.get_textpage().get_text_range() for page in pdf)


def test_a_paper_on_pages_of_its_own_is_kept_as_those_pages(olive: User, tmp_path: Path) -> None:
    imported(tmp_path, march(apart=True), olive)

    version = newest()

    assert (version.page_count, version.text) == (1, "")
    assert "The channel is to be dredged" in words(version)
    assert "lighthouse" not in words(version)
    cut = version.cut_pages
    assert (cut.first_sheet, cut.last_sheet) == (3, 3)


def test_a_paper_that_shares_a_page_is_kept_as_text(olive: User, tmp_path: Path) -> None:
    imported(tmp_path, march(apart=False), olive)

    version = newest()

    assert not version.file
    assert "The channel is to be dredged" in version.text
    assert "lighthouse" not in version.text


def test_a_paper_with_a_line_left_out_is_set_from_its_text_and_cut_again_with_it(
    olive: User, tmp_path: Path
) -> None:
    imported(tmp_path, march(apart=True), olive)
    line = ReadFact.objects.filter(kind="line")[0]

    decide(line, Decision.REJECTED, by=olive)

    version = newest()
    assert not version.file
    assert line.read["text"].strip() not in version.text
    assert not ReadFact.objects.exclude(problem="", stands=[]).exists()

    decide(line, Decision.UNDECIDED, by=olive)

    assert newest().page_count == 1
    assert not ReadFact.objects.exclude(problem="", stands=[]).exists()


def test_reading_the_same_file_again_cuts_nothing_twice(olive: User, tmp_path: Path) -> None:
    pack = imported(tmp_path, march(apart=True), olive)

    assert imported(tmp_path, march(apart=True), olive) == pack

    assert PaperVersion.objects.count() == 1


def entry(kind: str, first: int, last: int, **read: object) -> Entry:
    return Entry(kind, f"{kind}-{first}", "papers", dict(read), first, last)


def test_pictures_behind_a_paper_are_its_own_unless_the_pack_keeps_anything_back() -> None:
    lines, sheets = ["a", "b", "c"], [1, 1, 4]
    papers = [entry("paper", 1, 2), entry("paper", 3, 3)]

    assert own_sheets(papers, lines, sheets, []) == {0: (1, 3), 1: (4, 4)}

    papers[1] = entry("paper", 3, 3, restricted={"words": "Exempt"})

    assert own_sheets(papers, lines, sheets, []) == {0: (1, 1), 1: (4, 4)}


def test_a_line_that_nothing_holds_keeps_a_paper_from_being_cut() -> None:
    lines, sheets = ["a", "b", "c"], [1, 1, 2]

    assert own_sheets([entry("paper", 1, 1)], lines, sheets, [(2, 2)]) == {}
    assert own_sheets([entry("paper", 1, 2)], lines, sheets, [(3, 3)]) == {0: (1, 1)}


def test_the_cut_file_is_a_pdf_with_nothing_in_its_catalog_but_pages(
    olive: User, tmp_path: Path
) -> None:
    imported(tmp_path, march(apart=True), olive)

    with pikepdf.open(newest().original.path) as pdf:
        assert set(pdf.Root.keys()) <= {"/Type", "/Pages", "/Lang", "/StructTreeRoot", "/MarkInfo"}
        assert len(pdf.pages) == 1
