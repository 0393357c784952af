"""Files stored before published forms were written: their published forms, after the fact."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

import pgtrigger
from django.core.files import File
from django.db import transaction
from django.db.models import QuerySet

from meetings import audit
from meetings.audit import Actor
from reports.files.inspecting import inspect_upload
from reports.files.uploads import sha256_of
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
