"""Plan, render, bind, store: one call makes every edition of a meeting's pack."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.files.storage import storages
from django.db import IntegrityError, transaction
from django.utils import timezone

from meetings import audit
from meetings.lifecycle import Refused
from meetings.locking import lock
from meetings.models import Meeting, User
from rotherham_hwb.packs.compiling.child import compile_in_child
from rotherham_hwb.packs.compiling.compile import Compiled, CompileProgress, PackRefused
from rotherham_hwb.packs.contents.plan_pack import Contents
from rotherham_hwb.packs.contents.plan_release import (
    plan_as_published,
    plan_release,
    stored_fingerprints,
)
from rotherham_hwb.packs.kinds import Kind, Stage
from rotherham_hwb.packs.models import PackEdition, Release
from rotherham_hwb.packs.plan.numbering import as_json

Report = Callable[[CompileProgress], None]


@dataclass(frozen=True)
class _Made:
    """One edition, compiled and not stored yet."""

    contents: Contents
    compiled: Compiled
    file: Path

    @property
    def line(self) -> str:
        axes = self.contents.plan.axes
        return f"{axes.audience} {axes.layout} {self.compiled.sha256}"


def compile_release(
    meeting: Meeting,
    *,
    kind: Kind = Kind.MAIN,
    supplement: int = 0,
    stage: Stage = Stage.PUBLISHED,
    by: User,
    report: Report,
) -> Release:
    """Compile and store a pack in every edition; the same again gives the release stored before.

    Raises Refused, with a sentence, where the pack cannot be made.
    """
    release = Release(
        meeting=meeting, kind=kind, supplement=supplement, stage=stage, compiled_by=by
    )
    with tempfile.TemporaryDirectory(prefix="pack-") as folder:
        made = _compile(plan_release(release), Path(folder), report)
        with transaction.atomic():
            return _store(release, made, by=by)


def add_editions(release: Release, *, by: User, report: Report) -> list[PackEdition]:
    """Compile the editions that a published release lacks, and give them out with the others.

    They hold what the others hold, for another reader or another layout: nothing is corrected.

    Raises Refused where nothing is missing, or what it holds has changed since.
    """
    has = {each[:2] for each in stored_fingerprints(release)}
    missing = [
        each
        for each in plan_as_published(release)
        if (each.plan.axes.audience, each.plan.axes.layout) not in has
    ]
    if not missing:
        raise Refused(f"The {release.title.lower()} is published in every edition already.")
    with tempfile.TemporaryDirectory(prefix="pack-") as folder:
        made = _compile(missing, Path(folder), report)
        with transaction.atomic():
            locked = lock(release)
            if locked.published_at is None or locked.superseded_at:
                raise Refused(f"The {release.title.lower()} is not out any more.")
            added = [_store_edition(each, locked, added=True) for each in made]
            audit.record("add editions to", locked, by=by, editions=_lines(made))
    return added


def _compile(planned: list[Contents], folder: Path, report: Report) -> list[_Made]:
    storage = storages["default"]
    outputs = [folder / f"{at}.pdf" for at in range(len(planned))]
    files = {name: stored for each in planned for name, stored in each.files.items()}
    sections = {name: html for each in planned for name, html in each.sections.items()}
    try:
        compiled = compile_in_child(
            [(each.plan, output) for each, output in zip(planned, outputs, strict=True)],
            files={name: Path(storage.path(stored)) for name, stored in files.items()},
            sections=sections,
            report=report,
            cache=Path(settings.MEDIA_ROOT) / "cache",
        )
    except PackRefused as refusal:
        raise Refused(str(refusal)) from refusal
    return [_Made(*each) for each in zip(planned, compiled, outputs, strict=True)]


def _store(release: Release, made: list[_Made], *, by: User) -> Release:
    plans = (f"{each.line} {each.contents.digest}" for each in made)
    release.digest = hashlib.sha256("\n".join(plans).encode()).hexdigest()
    same = Release.objects.filter(
        meeting=release.meeting,
        kind=release.kind,
        supplement=release.supplement,
        stage=release.stage,
        digest=release.digest,
        superseded_at=None,
    )
    known: Release | None = same.first()
    if known is not None:
        return known
    try:
        with transaction.atomic():
            release.save(force_insert=True)
            for each in made:
                _store_edition(each, release)
    except IntegrityError:  # another worker has just stored the same
        return same.get()
    audit.record("compile", release, by=by, editions=_lines(made))
    return release


def _store_edition(made: _Made, release: Release, *, added: bool = False) -> PackEdition:
    axes, compiled = made.contents.plan.axes, made.compiled
    edition = PackEdition(
        release=release,
        audience=axes.audience,
        layout=axes.layout,
        sha256=compiled.sha256,
        plan_sha256=made.contents.digest,
        size=compiled.size,
        page_count=compiled.page_count,
        page_map=as_json(compiled.page_map),
        manifest=compiled.manifest,
        added_at=timezone.now() if added else None,
    )
    edition.file.name = _kept(made.file, f"packs/{compiled.sha256}.pdf")
    edition.save(force_insert=True)
    return edition


def _lines(made: list[_Made]) -> str:
    return "; ".join(each.line for each in made)


def _kept(path: Path, name: str) -> str:
    """Store a file under a name made of its hash: whole or not at all, however often."""
    target = Path(storages["default"].path(name))
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f"{target.name}.{os.getpid()}.part")
    shutil.copyfile(path, beside)
    beside.replace(target)
    return name
