"""Files stored before there were published forms get theirs, and none goes out as it came."""

from __future__ import annotations

import hashlib
import io
import shutil
from pathlib import Path
from typing import Any

import pgtrigger
import pikepdf
import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from reports.files.republishing import as_they_came
from reports.files.uploads import sha256_of
from reports.models import PaperVersion
from reports.workflow import add_version
from tests import factories
from tests.factories.files import taken_in
from tests.factories.packs import edition
from tests.reports.unseen.pages import one_page, words

pytestmark = pytest.mark.django_db


def a_pdf(author: str = "") -> bytes:
    """One empty page, and who wrote it."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(595, 842))
        pdf.docinfo["/Author"] = author
        stored = io.BytesIO()
        pdf.save(stored)
    return stored.getvalue()


def stored_as_it_came(tmp_path: Path, came: bytes) -> PaperVersion:
    """A version as it was stored when there were no published forms."""
    path = tmp_path / "report.pdf"
    path.write_bytes(a_pdf())
    paper = factories.paper(factories.item(factories.meeting(factories.board())))
    version = add_version(paper, taken_in(path), by="a test")
    Path(version.file.path).write_bytes(came)
    with pgtrigger.ignore("reports.PaperVersion:versions_never_change"):
        PaperVersion.objects.filter(pk=version.pk).update(
            original="", original_name="", original_sha256=""
        )
    factories.public_paper(paper, by=factories.officer(paper.board))
    return version


def given(version: PaperVersion) -> bytes:
    answer = Client().get(f"/papers/{version.paper_id}/file.pdf")
    return b"".join(answer.streaming_content)  # type: ignore[attr-defined]


def test_a_file_that_was_stored_as_it_came_is_given_as_the_portal_writes_it(
    tmp_path: Path,
) -> None:
    version = stored_as_it_came(tmp_path, a_pdf(author="Ada Secret"))
    assert b"Ada Secret" in given(version)

    call_command("write_published_forms", stdout=io.StringIO())

    assert b"Ada Secret" not in given(version)
    version.refresh_from_db()
    assert b"Ada Secret" in version.original.read()
    assert not as_they_came().exists()


def test_what_cannot_be_written_is_named_and_left(tmp_path: Path) -> None:
    version = stored_as_it_came(tmp_path, b"%PDF-1.7 nothing more")

    with pytest.raises(CommandError, match=f"Paper {version.paper_id}, version"):
        call_command("write_published_forms", stdout=io.StringIO())

    assert as_they_came().get().sha256 == version.sha256


def titled(tmp_path: Path, name: str) -> PaperVersion:
    """A version whose stored published form has this title above what its page says."""
    path = tmp_path / f"{name}.pdf"
    with one_page(words("A report on harbour dues")) as pdf:
        pdf.docinfo["/Title"] = name
        pdf.save(path)
    paper = factories.paper(factories.item(factories.meeting(factories.board(name))))
    version = add_version(paper, taken_in(path), by="a test")
    sha256 = sha256_of(path)
    shutil.move(path, Path(version.file.path).with_name(f"{sha256}.pdf"))
    with pgtrigger.ignore("reports.PaperVersion:versions_never_change"):
        PaperVersion.objects.filter(pk=version.pk).update(
            file=f"papers/{sha256}.pdf", sha256=sha256
        )
    version.refresh_from_db()
    factories.public_paper(paper, by=factories.officer(paper.board))
    return version


@pytest.mark.slow
def test_a_title_that_no_page_shows_goes_from_what_was_stored_before_and_packs_stay(
    tmp_path: Path, django_capture_on_commit_callbacks: Any
) -> None:
    secret, shown = titled(tmp_path, "Closing Quillfeather"), titled(tmp_path, "Harbour dues")
    pack = edition(secret.paper.placements.get().item.meeting)
    as_it_was = (pack.sha256, pack.plan_sha256, pack.manifest)
    earlier = Path(secret.file.path)

    for written in ("1 published forms", "0 published forms"):
        said = io.StringIO()
        with django_capture_on_commit_callbacks(execute=True):
            call_command("rewrite_published_forms", stdout=said)
        assert said.getvalue().startswith(written)

    was = secret.sha256
    secret.refresh_from_db()
    assert b"Quillfeather" not in given(secret)
    assert secret.sha256 != was
    assert secret.sha256 == hashlib.sha256(given(secret)).hexdigest()
    assert not earlier.exists()
    with pikepdf.open(io.BytesIO(given(shown))) as pdf:
        assert str(pdf.docinfo["/Title"]) == "Harbour dues"
    pack.refresh_from_db()
    assert (pack.sha256, pack.plan_sha256, pack.manifest) == as_it_was
