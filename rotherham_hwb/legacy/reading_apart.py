"""A pack read from its file to its entries in a process of its own, with limits.

Whatever a file does to a rule, or to PDFium, stays in that process: it ends with a sentence that
names the file, and the portal goes on.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rotherham_hwb.legacy.child_process import run_apart
from rotherham_hwb.legacy.facts import Scan, Unreadable
from rotherham_hwb.legacy.read import Progress
from rotherham_hwb.legacy.review.entries import reading_from
from rotherham_hwb.legacy.review.entry import Reading

LONGEST = 280.0  # seconds by the clock; a reading that is silent for longer counts as stopped
TOO_LONG = (
    "takes too long to read: split it into one file per meeting, or save it again from the program "
    "it was written with, and bring that in."
)
FELL_OVER = (
    "could not be read: it needs too much memory, or a fault of the portal stopped the reading. "
    "Split it into one file per meeting and try again; if that fails too, tell your administrator."
)


def read_apart(
    path: Path,
    *,
    name: str,
    progress: Progress | None = None,
    cpu: int = 0,
    seconds: float = LONGEST,
) -> Reading:
    """Read a pack in a child process; ``cpu`` and ``seconds`` bound what it may take, 0: as ever.

    Raises Unreadable, its subclass Scan for a PDF without text: one sentence that names the file.
    """
    say = progress or (lambda _: None)

    def pass_on(told: dict[str, Any]) -> None:
        if "step" in told:
            say(told["step"])

    told, late = run_apart(
        "rotherham_hwb.legacy.reading_child",
        *(str(path.resolve()), name),
        said=pass_on,
        cpu=cpu,
        seconds=seconds,
    )
    if "reading" in told:
        return reading_from(told["reading"])
    kind = Scan if told.get("scan") else Unreadable
    raise kind(told.get("unreadable") or f"{name} {TOO_LONG if late else FELL_OVER}")
