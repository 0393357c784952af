"""Files stored under earlier rules: their published forms as they are written now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

import pgtrigger
import pikepdf
from django.core.files import File
from django.db import transaction
from django.db.models import QuerySet

from meetings import audit
from meetings.audit import Actor
from reports.files.inspecting import inspect_upload
from reports.files.uploads import BROKEN, sha256_of
from reports.models import PaperVersion

VERSIONS_STAY = "reports.PaperVersion:versions_never_change"


def as_they_came() -> QuerySet[PaperVersion]:
    """The versions whose file is still the one that was uploaded."""
    return PaperVersion.objects.filter(original_sha256="").exclude(file="").order_by("pk")


def write_published_form(version: PaperVersion, *, by: Actor) -> None:
    """Put what the portal writes of a file in its place, and keep the file for officers.

    Raises reports.uploads.Unusable, with a sentence, and leaves the version as it is.
    """
    came = Path(version.file.path)
    with TemporaryDirectory(prefix="paper-") as folder, transaction.atomic():
        published = Path(folder) / "published.pdf"
        facts = inspect_upload(came, published)
        if not version.original:
            version.original_name = version.file_name
            with came.open("rb") as stream:
                version.original.save(f"originals/{sha256_of(came)}", File(stream), save=False)
        version.original_sha256 = sha256_of(Path(version.original.path))
        version.sha256, version.size = facts.sha256, facts.size
        version.unseen = [asdict(each) for each in facts.unseen]
        with published.open("rb") as stream:
            version.file.save(f"papers/{facts.sha256}.pdf", File(stream), save=False)
        with pgtrigger.ignore(VERSIONS_STAY):
            version.save()
        audit.record("write the published form of", version.paper, by=by, sha256=facts.sha256)


def with_titles() -> Iterator[PaperVersion]:
    """The versions whose published form calls itself something."""
    every = PaperVersion.objects.exclude(original_sha256="").exclude(file="")
    for version in every.select_related("paper").order_by("pk").iterator():
        if _title_of(Path(version.file.path)):
            yield version


def rewrite_published_form(version: PaperVersion, *, by: Actor) -> bool:
    """Write a published form anew where its pages do not show its title; whether they did not.

    Packs that hold the earlier one stay as they are.

    Raises reports.uploads.Unusable, with a sentence, and leaves the version as it is.
    """
    before = str(version.file.name)
    with TemporaryDirectory(prefix="paper-") as folder, transaction.atomic():
        published = Path(folder) / "published.pdf"
        facts = inspect_upload(Path(version.file.path), published)
        if _title_of(published):
            return False
        version.sha256, version.size = facts.sha256, facts.size
        with published.open("rb") as stream:
            version.file.save(f"papers/{facts.sha256}.pdf", File(stream), save=False)
        with pgtrigger.ignore(VERSIONS_STAY):
            version.save()
        audit.record("write again", version.paper, by=by, sha256=facts.sha256)
        if not PaperVersion.objects.filter(file=before).exists():
            transaction.on_commit(lambda: version.file.storage.delete(before))
    return True


def _title_of(path: Path) -> str:
    """What a PDF calls itself; nothing where it cannot be read."""
    try:
        with pikepdf.open(path) as pdf:
            return str(pdf.docinfo.get("/Title", ""))
    except (OSError, *BROKEN):
        return ""
