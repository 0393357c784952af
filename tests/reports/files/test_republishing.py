"""Files stored before there were published forms get theirs, and none goes out as it came."""

from __future__ import annotations

import io
from pathlib import Path

import pgtrigger
import pikepdf
import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from reports.files.republishing import as_they_came
from reports.models import PaperVersion
from reports.workflow import add_version
from tests import factories
from tests.factories.files import taken_in

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
