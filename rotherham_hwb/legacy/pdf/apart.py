"""A PDF read in a process of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from rotherham_hwb.legacy.child_process import run_apart
from rotherham_hwb.legacy.facts import Scan, Unreadable
from rotherham_hwb.legacy.pdf.read_pdf import PdfText, SheetBookmark
from rotherham_hwb.legacy.text.lines import SourceLine

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
    told, late = run_apart(
        "rotherham_hwb.legacy.pdf.child",
        str(path.resolve()),
        said=lambda told: _pages(told, progress),
    )
    return _text(told, name=name, late=late)


def _pages(told: dict[str, Any], progress: Progress) -> None:
    if told.get("sheet", 1) % 50 == 0:
        progress(f"page {told['sheet']} of {told['of']}")


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
