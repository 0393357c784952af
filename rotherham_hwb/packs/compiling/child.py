"""Compiling in a process of its own: what a paper does to it cannot reach the worker.

The child has limits on memory and time, no database, and ends with its parent.
"""

from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path

import django
from django.conf import settings

from rotherham_hwb.packs.compiling.compile import (
    Compiled,
    CompileProgress,
    Job,
    PackRefused,
    compile_jobs,
)
from rotherham_hwb.packs.typesetting.cache import Cache
from rotherham_hwb.packs.typesetting.fonts import FontsMissing
from rotherham_hwb.packs.typesetting.limits import end_with, limit_memory

MOST_SECONDS = 30 * 60
TEMPLATES = Path(__file__).parents[3] / "templates"
BEAT = 3.0  # seconds between two reports while nothing is said


class CompileFailed(Exception):
    """The child ended without a pack and without a sentence of its own."""


def compile_in_child(
    jobs: Sequence[Job],
    *,
    files: Mapping[str, Path],
    sections: Mapping[str, str],
    report: Callable[[CompileProgress], None],
    cache: Path | None = None,
) -> list[Compiled]:
    """Compile each plan to its file; `report` is called with each step and every few seconds.

    `files` and `sections` (HTML) together hold every source of the plans by its SHA-256. `cache`
    is a folder for what need not be made again.

    Raises PackRefused with a sentence, or CompileFailed where the child broke or ran too long.
    """
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    work = partial(
        compile_jobs,
        jobs,
        sources=dict(files),
        sections=dict(sections),
        cache=Cache(cache),
    )
    child = context.Process(target=_work, args=(os.getpid(), theirs, work))
    child.start()
    theirs.close()
    try:
        return _listen(ours, report)
    finally:
        child.kill()
        child.join()
        ours.close()


def _listen(ours: Connection, report: Callable[[CompileProgress], None]) -> list[Compiled]:
    deadline = time.monotonic() + MOST_SECONDS
    said = CompileProgress("Reading the agenda and its papers")
    while time.monotonic() < deadline:
        if ours.poll(BEAT):
            told = _receive(ours)
            if isinstance(told, list):
                return told
            if isinstance(told, Exception):
                raise told
            said = told
        report(said)
    raise CompileFailed("Compiling took longer than 30 minutes and was stopped.")


def _receive(ours: Connection) -> CompileProgress | list[Compiled] | Exception:
    try:
        told: CompileProgress | list[Compiled] | Exception = ours.recv()
    except EOFError as error:
        raise CompileFailed("The compiling process ended before the pack was done.") from error
    return told


def _work(parent: int, theirs: Connection, work: Callable[..., list[Compiled]]) -> None:
    end_with(parent)
    limit_memory()
    lay_templates_out()
    try:
        theirs.send(work(report=theirs.send))
    except (PackRefused, FontsMissing) as refusal:
        theirs.send(PackRefused(str(refusal)))


def lay_templates_out() -> None:
    """Set Django up for templates alone: without models it starts sooner and takes less memory."""
    engine = "django.template.backends.django.DjangoTemplates"
    templates = [{"BACKEND": engine, "DIRS": [TEMPLATES]}]
    settings.configure(TEMPLATES=templates, LANGUAGE_CODE="en-gb", TIME_ZONE="Europe/London")
    django.setup()
