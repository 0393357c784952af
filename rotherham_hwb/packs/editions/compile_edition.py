"""Plan, render, bind, store: one call makes one edition of a meeting's pack."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.files.storage import storages
from django.db import IntegrityError, transaction

from meetings import audit
from meetings.lifecycle import Refused
from meetings.models import Meeting, User
from rotherham_hwb.packs import models
from rotherham_hwb.packs.compiling.child import compile_in_child
from rotherham_hwb.packs.compiling.compile import Compiled, CompileProgress, PackRefused
from rotherham_hwb.packs.contents.plan_pack import Contents, plan_pack
from rotherham_hwb.packs.kinds import Audience, Kind, Stage
from rotherham_hwb.packs.plan.numbering import as_json
from rotherham_hwb.packs.plan.pack_plan import Axes

PACKS = {
    Kind.MAIN: "public pack",
    Kind.SUPPLEMENT: "public pack of the supplement",
    Kind.CONSOLIDATED: "public consolidated pack",
}
Report = Callable[[CompileProgress], None]


def axes_of(record: models.WithAxes) -> Axes:
    """The axes of a stored edition or request, as the plan speaks of them."""
    return Axes(
        kind=record.kind,
        supplement=record.supplement,
        audience=record.audience,
        layout=record.layout,
        stage=record.stage,
    )


def compile_edition(
    meeting: Meeting, *, axes: Axes, by: User, report: Report
) -> models.PackEdition:
    """Compile and store one edition; the same plan again gives the edition already stored.

    Raises Refused, with a sentence, where the pack cannot be made.
    """
    contents = plan_pack(meeting, axes=axes)
    with tempfile.TemporaryDirectory(prefix="pack-") as folder:
        output = Path(folder) / "pack.pdf"
        compiled = _compile(contents, output, Path(folder), report)
        with transaction.atomic():
            return _store(meeting, contents, compiled, output, by=by)


def is_up_to_date(edition: models.PackEdition) -> bool:
    """Whether compiling again now would give the same pack."""
    try:
        contents = plan_pack(edition.meeting, axes=axes_of(edition))
    except Refused:
        return False
    return bool(edition.plan_sha256 == contents.digest)


def publish_editions(
    meeting: Meeting, *, kind: Kind, supplement: int, by: User, at: datetime
) -> list[models.PackEdition]:
    """Publish the newest unmarked editions of a kind that are up to date; a public one must be.

    Runs inside the transaction of the agenda's publication (publishing.py).

    Raises Refused where there is no public pack, or the agenda changed since it was compiled.
    """
    ready = ready_editions(meeting, kind=kind, supplement=supplement)
    if not any(edition.audience == Audience.PUBLIC for edition in ready):
        raise Refused(
            f"Compile the {PACKS[kind]} for publication first: there is none, or the agenda or "
            "its papers have changed since."
        )
    return [_publish(edition, by=by, at=at) for edition in ready]


def ready_editions(meeting: Meeting, *, kind: Kind, supplement: int) -> list[models.PackEdition]:
    """The newest unmarked editions of a kind, not yet published, that are up to date."""
    newest: dict[tuple[str, str], models.PackEdition] = {}
    waiting = meeting.editions.filter(
        kind=kind, supplement=supplement, stage=Stage.PUBLISHED, published_at__isnull=True
    )
    for edition in waiting.order_by("compiled_at", "pk"):
        newest[edition.audience, edition.layout] = edition
    return [edition for edition in newest.values() if is_up_to_date(edition)]


def supersede(
    editions: Iterable[models.PackEdition], *, reason: str, by: User, at: datetime
) -> None:
    """Give published editions out no more; their addresses say why. Runs in a transaction."""
    for edition in editions:
        edition.superseded_at, edition.superseded_by, edition.superseded_reason = at, by, reason
        edition.save(update_fields=["superseded_at", "superseded_by", "superseded_reason"])
        audit.record("supersede", edition, by=by, reason=reason, sha256=edition.sha256)


def _compile(contents: Contents, output: Path, folder: Path, report: Report) -> Compiled:
    storage = storages["default"]
    files = {key: Path(storage.path(name)) for key, name in contents.files.items()}
    try:
        return compile_in_child(
            contents.plan,
            files=files,
            sections=contents.sections,
            output=output,
            report=report,
            cache=Path(settings.MEDIA_ROOT) / "cache",
        )
    except PackRefused as refusal:
        raise Refused(str(refusal)) from refusal


def _store(
    meeting: Meeting, contents: Contents, compiled: Compiled, output: Path, *, by: User
) -> models.PackEdition:
    axes = contents.plan.axes
    keys = {
        "meeting": meeting,
        "kind": axes.kind,
        "supplement": axes.supplement,
        "audience": axes.audience,
        "layout": axes.layout,
        "stage": axes.stage,
        "sha256": compiled.sha256,
        "plan_sha256": contents.digest,
    }
    known: models.PackEdition | None = models.PackEdition.objects.filter(**keys).first()
    if known is not None:
        return known
    edition = models.PackEdition(
        **keys,
        size=compiled.size,
        page_count=compiled.page_count,
        page_map=as_json(compiled.page_map),
        manifest=compiled.manifest,
        compiled_by=by,
    )
    edition.file.name = _kept(output, f"packs/{compiled.sha256}.pdf")
    try:
        with transaction.atomic():
            edition.save(force_insert=True)
    except IntegrityError:  # another worker has just stored the same
        return models.PackEdition.objects.get(**keys)
    audit.record("compile", edition, by=by, sha256=compiled.sha256, pages=compiled.page_count)
    return edition


def _kept(path: Path, name: str) -> str:
    """Store a file under a name made of its hash: whole or not at all, however often."""
    target = Path(storages["default"].path(name))
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f"{target.name}.{os.getpid()}.part")
    shutil.copyfile(path, beside)
    beside.replace(target)
    return name


def _publish(edition: models.PackEdition, *, by: User, at: datetime) -> models.PackEdition:
    edition.published_at, edition.published_by = at, by
    edition.save(update_fields=["published_at", "published_by"])
    audit.record("publish", edition, by=by, sha256=edition.sha256)
    return edition
