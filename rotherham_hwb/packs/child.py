"""Compiling in a process of its own: what a paper does to it cannot reach the worker.

The child has limits on memory and time, no database, and ends with its parent.
"""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import resource
import signal
import sys
import time
from collections.abc import Callable, Mapping
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from rotherham_hwb.packs.compile import Compiled, PackRefused, Progress, compile_plan
from rotherham_hwb.packs.plan import PackPlan
from rotherham_hwb.packs.render import render_section

MOST_SECONDS = 30 * 60
MOST_MEMORY = 8 * 1024**3  # bytes of address space
BEAT = 3.0  # seconds between two reports while nothing is said
PR_SET_PDEATHSIG = 1


class CompileFailed(Exception):
    """The child ended without a pack and without a sentence of its own."""


def compile_in_child(
    plan: PackPlan,
    *,
    files: Mapping[str, Path],
    sections: Mapping[str, str],
    output: Path,
    report: Callable[[Progress], None],
) -> Compiled:
    """Compile a plan to `output`; `report` is called with each step and every few seconds.

    `files` and `sections` (HTML) together hold every source of the plan by its SHA-256.

    Raises PackRefused with a sentence, or CompileFailed where the child broke or ran too long.
    """
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(
        target=_work, args=(os.getpid(), theirs, plan, dict(files), dict(sections), output)
    )
    child.start()
    theirs.close()
    try:
        return _listen(ours, report)
    finally:
        child.kill()
        child.join()
        ours.close()


def _listen(ours: Connection, report: Callable[[Progress], None]) -> Compiled:
    deadline = time.monotonic() + MOST_SECONDS
    said = Progress("Reading the agenda and its papers")
    while time.monotonic() < deadline:
        if ours.poll(BEAT):
            told = _receive(ours)
            if isinstance(told, Compiled):
                return told
            if isinstance(told, Exception):
                raise told
            said = told
        report(said)
    raise CompileFailed("Compiling took longer than 30 minutes and was stopped.")


def _receive(ours: Connection) -> Any:
    try:
        return ours.recv()
    except EOFError as error:
        raise CompileFailed("The compiling process ended before the pack was done.") from error


def _work(
    parent: int,
    theirs: Connection,
    plan: PackPlan,
    files: dict[str, Path],
    sections: dict[str, str],
    output: Path,
) -> None:
    _limit(parent)
    import django  # noqa: PLC0415 - a spawned child has not set it up, and templates need it

    django.setup()
    try:
        set_by_us = {
            key: _rendered(html, output.with_name(f"{key}.pdf"), theirs)
            for key, html in sections.items()
        }
        theirs.send(
            compile_plan(plan, sources=files | set_by_us, output=output, report=theirs.send)
        )
    except PackRefused as refusal:
        theirs.send(refusal)


def _rendered(html: str, path: Path, theirs: Connection) -> Path:
    theirs.send(Progress("Setting the minutes"))
    path.write_bytes(render_section(html))
    return path


def _limit(parent: int) -> None:
    """End with the parent; no more memory than a pack can need; no core dump."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, int(signal.SIGKILL), 0, 0, 0)
        if os.getppid() != parent:
            sys.exit(1)
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
