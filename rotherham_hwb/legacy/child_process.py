"""A module of ours run in a process of its own, with limits on memory and time."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from threading import Timer
from typing import Any

PROJECT = Path(__file__).resolve().parents[2]
MOST_MEMORY = 2 * 1024**3  # bytes of address space
MOST_CPU = 120  # seconds; a pack of 1,000 pages takes about 20
MOST_SECONDS = 180.0  # by the clock


def run_apart(
    module: str,
    *asked: str,
    said: Callable[[dict[str, Any]], None] = lambda _: None,
    cpu: int = 0,
    seconds: float = 0,
) -> tuple[dict[str, Any], bool]:
    """Run a module that prints a JSON object a line; the last of them, and whether it was too late.

    ``said`` hears each object as it comes. The module is given our process id, what is asked, and
    the bytes of memory and seconds of processor it may use; 0: as much as any.
    """
    given = (str(os.getpid()), *asked, str(MOST_MEMORY), str(cpu or MOST_CPU))
    child = subprocess.Popen(  # noqa: S603 - our own module; a name is one argument
        [sys.executable, "-E", "-s", "-m", module, *given],
        cwd=PROJECT,
        env={},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
    )
    clock = Timer(seconds or MOST_SECONDS, child.kill)
    clock.start()
    try:
        told = _last(child.stdout or (), said)
        code = child.wait()
    finally:
        late = not clock.is_alive()
        clock.cancel()
        with suppress(ProcessLookupError):
            child.kill()
        child.wait()
    return told, late or code == -signal.SIGXCPU


def _last(lines: Iterable[str], said: Callable[[dict[str, Any]], None]) -> dict[str, Any]:
    """The last thing the child says; each is passed on."""
    told: dict[str, Any] = {}
    for line in lines:
        with suppress(json.JSONDecodeError):
            told = json.loads(line)
        said(told)
    return told
