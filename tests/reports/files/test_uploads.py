"""What is said of an uploaded PDF, and which files are refused."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from reports.files import uploads
from reports.files.uploads import PageSize, Unusable, inspect_pdf
from reports.files.verdicts import PdfNote
from tests.packs.fixtures import (
    A3,
    A4,
    add_text_page,
    cyclic_pdf,
    encrypted_pdf,
    plain_pdf,
    raw_pdf,
)


def test_the_facts_of_a_pdf_are_read(tmp_path: Path) -> None:
    path = plain_pdf(tmp_path / "report.pdf", pages=3, title=" A  report ")
    facts = inspect_pdf(path)
    assert facts.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert facts.size == path.stat().st_size
    assert (facts.page_count, facts.title) == (3, "A report")


def test_a_broken_table_of_objects_is_repaired_and_noted(tmp_path: Path) -> None:
    path = plain_pdf(tmp_path / "report.pdf", pages=2)
    whole = path.read_bytes()
    assert PdfNote.REPAIRED not in inspect_pdf(path).notes
    at = whole.rindex(b"startxref")
    path.write_bytes(whole[:at] + b"startxref\n7\n%%EOF\n")

    facts = inspect_pdf(path)

    assert facts.page_count == 2
    assert PdfNote.REPAIRED in facts.notes


def test_sizes_are_those_a_reader_sees(tmp_path: Path) -> None:
    pdf = pikepdf.new()
    add_text_page(pdf, box=A4, rotate=90)
    add_text_page(pdf, box=A3, crop=(10, 10, 605, 852))
    add_text_page(pdf, box=A4)
    pdf.save(tmp_path / "mixed.pdf")
    sizes = inspect_pdf(tmp_path / "mixed.pdf").page_sizes
    assert sizes == (PageSize(595, 842, 2), PageSize(842, 595, 1))


def written(content: bytes) -> Callable[[Path], Path]:
    def make(path: Path) -> Path:
        path.write_bytes(content)
        return path

    return make


def truncated(path: Path) -> Path:
    whole = plain_pdf(path, pages=4).read_bytes()
    path.write_bytes(whole[: len(whole) // 3])
    return path


NO_PAGES = raw_pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 0/Kids[]>>"])


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda path: path, "is not there"),
        (written(b""), "is empty"),
        (written(b"some words"), "is not a PDF: save it"),
        (written(b"PK\x03\x04 a new Word file"), "is an office document"),
        (written(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 an old one"), "is an office document"),
        (written(b"\xff\xd8\xff a photograph"), "is a picture"),
        (written(b"%PDF-1.7\nrubbish\n%%EOF"), "is damaged"),
        (written(NO_PAGES), "no pages"),
        (encrypted_pdf, "is protected"),
        (cyclic_pdf, "is damaged"),
        (truncated, "breaks off"),
    ],
)
def test_a_file_no_pack_can_hold_is_refused_in_one_sentence(
    make: Callable[[Path], Path], words: str, tmp_path: Path
) -> None:
    with pytest.raises(Unusable, match=words) as refusal:
        inspect_pdf(make(tmp_path / "file.pdf"))
    sentence = str(refusal.value)
    assert sentence.startswith("The file ")
    assert sentence.endswith(".")
    assert sentence.count(". ") == 0


def test_a_file_with_too_many_pages_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "MAX_PAGES", 2)
    with pytest.raises(Unusable, match="3 pages"):
        inspect_pdf(plain_pdf(tmp_path / "long.pdf", pages=3))


@pytest.mark.parametrize("box", [(0, 0, 10**12, 842), (-(10**9), 0, 595, 842), (0, 0, 595, 10**6)])
def test_a_page_that_no_machine_can_draw_is_refused(tmp_path: Path, box: tuple[float, ...]) -> None:
    pdf = pikepdf.new()
    add_text_page(pdf, box=box)
    pdf.save(tmp_path / "wide.pdf")

    with pytest.raises(Unusable, match="more than 35 metres"):
        inspect_pdf(tmp_path / "wide.pdf")


def test_a_file_that_is_too_large_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "MAX_BYTES", 100)
    with pytest.raises(Unusable, match="larger than"):
        inspect_pdf(plain_pdf(tmp_path / "large.pdf"))
