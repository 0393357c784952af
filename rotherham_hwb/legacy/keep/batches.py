"""Many old packs at once: kept, read one by one in the background, and told of together."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

from django.core.files import File
from django.db import transaction

from meetings import audit
from meetings.models import User
from reports.files.leases import claim, held, lease
from rotherham_hwb.legacy.keep.importer import keep_file
from rotherham_hwb.legacy.keep.unpacking import BadArchive, unpack
from rotherham_hwb.legacy.models import PackBatch, PackFile

Status = PackBatch.Status
Refusal = tuple[str, str]
"""The name of a file, and why it was not taken."""


def bring_together(
    files: Iterable[tuple[str, Path]], *, refused: Iterable[Refusal] = (), by: User
) -> PackBatch:
    """Keep files that were chosen together; they are still to be read."""
    with transaction.atomic():
        batch = PackBatch.objects.create(brought_by=by)
        kept = [keep_file(path, name=name, by=by) for name, path in files]
        batch.files.set(kept)
        batch.refused = [{"name": name, "problem": problem} for name, problem in refused]
        batch.save(update_fields=["refused"])
        audit.record("bring in together", batch, by=by, files=len(kept))
    return batch


def bring_archive(path: Path, *, name: str, by: User) -> PackBatch:
    """Keep a ZIP; nothing of it is opened before a worker unpacks it."""
    with transaction.atomic():
        batch = PackBatch(brought_by=by, name=name[-255:], status=Status.WAITING)
        batch.lease_until = lease(PackBatch)
        with path.open("rb") as stream:
            batch.archive.save(f"imports/{uuid4().hex}.zip", File(stream), save=False)
        batch.save(force_insert=True)
        audit.record("bring in together", batch, by=by, name=batch.name)
    return batch


def unpack_batch(batch_id: int) -> list[PackFile] | None:
    """Keep the files of a waiting ZIP, which goes then; those that are to be read.

    None where another worker has it. Done again after a broken off try, it keeps nothing twice.
    """
    batch = claim(PackBatch, batch_id)
    if batch is None:
        return None
    kept: list[PackFile] = []
    refused: list[dict[str, str]] = []
    try:
        with TemporaryDirectory(prefix="unpacked-") as folder:
            for each in unpack(Path(batch.archive.path), into=Path(folder)):
                if each.path is None:
                    refused.append({"name": each.name, "problem": each.problem})
                else:
                    kept.append(keep_file(each.path, name=each.name, by=batch.brought_by))
    except BadArchive as reason:
        _over(batch, status=Status.REFUSED, problem=str(reason))
        return []
    batch.files.set(kept)
    _over(batch, status=Status.UNPACKED, refused=refused)
    return kept


def _over(batch: PackBatch, **values: object) -> None:
    """Write what came of it, unless another worker took it over; the ZIP itself is let go."""
    if held(batch).update(**values, archive="", lease_until=None):
        batch.archive.storage.delete(str(batch.archive.name))
