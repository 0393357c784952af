"""A PDF read in a process of its own, with limits on memory and time."""

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

from rotherham_hwb.legacy.facts import Scan, Unreadable
from rotherham_hwb.legacy.pdf.read_pdf import PdfText, SheetBookmark
from rotherham_hwb.legacy.text.lines import SourceLine

PROJECT = Path(__file__).resolve().parents[3]
MOST_MEMORY = 2 * 1024**3  # bytes of address space
MOST_CPU = 120  # seconds; a pack of 1,000 pages takes about 20
MOST_SECONDS = 180.0  # by the clock
TOO_LONG = (
    "takes too long to read: save it again as PDF from the program it was written with, or split "
    "it into one file per meeting."
)
FELL_OVER = (
    "is damaged or needs too much memory to read: make the PDF again from the document it came "
    "from, with smaller pictures."
)
Progress = Callable[[str], None]


def read_pdf_apart(path: Path, *, name: str, progress: Progress) -> PdfText:
    """Take the text out of a PDF in a child process; ``progress`` hears of every 50th page.

    Raises Unreadable, its subclass Scan where there is no text: one sentence that names the file.
    """
    asked = (str(os.getpid()), str(path.resolve()), str(MOST_MEMORY), str(MOST_CPU))
    child = subprocess.Popen(  # noqa: S603 - our own module; the name is one argument
        [sys.executable, "-E", "-s", "-m", "rotherham_hwb.legacy.pdf.child", *asked],
        cwd=PROJECT,
        env={},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
    )
    clock = Timer(MOST_SECONDS, child.kill)
    clock.start()
    try:
        told = _last(child.stdout or (), progress)
        code = child.wait()
    finally:
        late = not clock.is_alive()
        clock.cancel()
        with suppress(ProcessLookupError):
            child.kill()
        child.wait()
    return _text(told, name=name, late=late or code == -signal.SIGXCPU)


def _last(said: Iterable[str], progress: Progress) -> dict[str, Any]:
    """The last thing the child says; the sheets before it are passed on."""
    told: dict[str, Any] = {}
    for line in said:
        with suppress(json.JSONDecodeError):
            told = json.loads(line)
        if told.get("sheet", 1) % 50 == 0:
            progress(f"page {told['sheet']} of {told['of']}")
    return told


def _text(told: dict[str, Any], *, name: str, late: bool) -> PdfText:
    if "lines" in told:
        return PdfText(
            tuple(SourceLine(at, *line) for at, line in enumerate(told["lines"], start=1)),
            tuple(told["labels"]),
            tuple(SheetBookmark(*each) for each in told["bookmarks"]),
            tuple(told["silent"]),
        )
    kind = Scan if told.get("scan") else Unreadable
    raise kind(f"{name} {told.get('unreadable', TOO_LONG if late else FELL_OVER)}")
