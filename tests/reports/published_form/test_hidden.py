"""Nothing that hides in a file is in its published form, however it got there."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from reports.files.uploads import publish_pdf
from reports.files.verdicts import PdfNote
from tests import tools
from tests.reports.published_form.hiding import PLACES, REVISED, revised, saved
from tests.reports.published_form.words import everything_in

WORD = "canary217"
WAYS = [(place, at) for place, ways in PLACES.items() for at in range(len(ways))]
TOLD = {
    "embedded": {PdfNote.FILES, PdfNote.SCRIPT},
    "sticky": {PdfNote.REMARKS},
    "redact-annot": {PdfNote.REMARKS},
    "permissions": {PdfNote.PROTECTED},
    "enc-owner-only": {PdfNote.PROTECTED},
    "links-schemes": {PdfNote.LAUNCH},
    "loop-or-hostile-uri-js": {PdfNote.LAUNCH},
    "rev": set(),
    "ocr": set(),
}
GONE = {
    "embedded": ("tenants", "Ferncastle", "MARROW", "JavaScript", "alert"),
    "sticky": ("PRIVILEGED", "Grimthorpe", "Chief Exec", "late last year", "Clerk"),
    "redact-annot": ("/Redact",),
    "permissions": ("Clerk", "ReportLab"),
    "rev": ("Clerk", "Prev"),
    "ocr": ("Exif", "anonymous"),
    "links-schemes": ("javascript", "vbscript", "data:", "file:", "server", "ftp", "GoToR"),
    "loop-or-hostile-uri-js": ("javascript",),
    "outline-gotor": ("other.pdf", "GoToR"),
}


def published(path: Path) -> Path:
    output = path.with_suffix(".published.pdf")
    publish_pdf(path, output)
    return output


@pytest.mark.parametrize(("place", "at"), WAYS)
def test_a_word_that_hides_in_a_file_is_not_in_what_is_published(
    place: str, at: int, tmp_path: Path
) -> None:
    path = tmp_path / "came.pdf"
    path.write_bytes(saved(PLACES[place][at], WORD))
    assert WORD in everything_in(path), "the search finds it where it was hidden"

    output = published(path)

    assert WORD not in everything_in(output)
    pages = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(output)]
    assert len(pages) == 2
    assert "A report for all" in pages[0]


@pytest.mark.parametrize("at", range(len(REVISED)))
def test_an_earlier_revision_is_not_in_what_is_published(at: int, tmp_path: Path) -> None:
    path = tmp_path / "came.pdf"
    path.write_bytes(revised(saved(REVISED[at], WORD), WORD))
    assert WORD.encode() in path.read_bytes()

    output = published(path)

    assert WORD not in everything_in(output)
    assert output.read_bytes().count(b"%%EOF") == 1
    assert len(pikepdf.open(output).pages) == 2


@pytest.mark.shared
@pytest.mark.parametrize("name", [*TOLD, "outline-gotor"])
def test_the_cases_hide_nothing_once_published_and_officers_are_told(
    name: str, tmp_path: Path
) -> None:
    path = tools.shared(f"cases/pdf/{name}.pdf")
    output = tmp_path / "published.pdf"

    facts = publish_pdf(path, output)

    assert TOLD.get(name, set()) <= set(facts.notes)
    held = everything_in(output)
    assert not [word for word in GONE.get(name, ()) if word in held]
    assert not pikepdf.open(output).is_encrypted


@pytest.mark.shared
def test_the_earlier_name_is_not_in_what_is_published(tmp_path: Path) -> None:
    """What the first revision of this case says, and its last one no more."""
    path = tools.shared("cases/pdf/rev.pdf")
    data = path.read_bytes()
    first = tmp_path / "first.pdf"
    first.write_bytes(data[: data.index(b"%%EOF") + 6])
    output = tmp_path / "published.pdf"
    publish_pdf(path, output)

    before, after = (set(_text(each).split()) for each in (first, output))
    held = everything_in(output)
    names = {word for word in before - after if word.istitle()}
    assert names
    assert not [word for word in names if word in held]


def _text(path: Path) -> str:
    words: str = pypdfium2.PdfDocument(path)[0].get_textpage().get_text_bounded()
    return words


@pytest.mark.shared
def test_words_recognised_in_a_scan_stay_to_be_searched(tmp_path: Path) -> None:
    path = tools.shared("cases/pdf/ocr.pdf")
    output = tmp_path / "published.pdf"
    publish_pdf(path, output)

    assert _text(output) == _text(path)
