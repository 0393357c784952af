"""Recognising the text of a picture by tesseract, in a process with limits."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from reports.files.uploads import Unusable

DOTS = 300  # to the inch
MOST_SECONDS = 120.0  # by the clock, for one page
MOST_CPU = 90
MOST_MEMORY = 2 * 1024**3  # bytes of address space
MOST_WRITTEN = 50 * 1024**2  # bytes
NOT_INSTALLED = (
    "The portal cannot recognise text on this server: take what is hidden out of the document the "
    "paper was made from, and replace the file."
)
FAILED = (
    "The text of a page could not be recognised: take what is hidden out of the document the paper "
    "was made from, and replace the file."
)


@dataclass(frozen=True)
class Recognised:
    """The text of a picture: as a PDF page of invisible letters in their places, and as words."""

    layer: Path
    words: str


def recogniser() -> str | None:
    """The program that recognises text, or None where it is not installed."""
    return shutil.which("tesseract")


def recognise(picture: Image.Image, folder: Path) -> Recognised:
    """Recognise the text of a picture of 300 dots to the inch.

    Raises Unusable, with a sentence to show.
    """
    program = recogniser()
    if program is None:
        raise Unusable(NOT_INSTALLED)
    source, out = folder / "page.png", folder / "recognised"
    picture.save(source, compress_level=1)
    _run([program, str(source), str(out), "-l", "eng", "--dpi", str(DOTS)])
    layer, words = out.with_suffix(".pdf"), out.with_suffix(".txt")
    if not layer.is_file() or not words.is_file():
        raise Unusable(FAILED)
    return Recognised(layer, words.read_text(errors="replace"))


def _run(command: list[str]) -> None:
    limits = [sys.executable, "-E", "-s", "-m", "reports.files.limits", str(os.getpid())]
    limits += [str(MOST_MEMORY), str(MOST_CPU), str(MOST_WRITTEN), "--"]
    try:
        subprocess.run(  # noqa: S603 - our own module; the names are ours too
            [*limits, *command, "-c", "textonly_pdf=1", "pdf", "txt"],
            cwd=Path(__file__).resolve().parents[2],
            # More threads than one make it slower here, and the portal's pages with it.
            env={"OMP_THREAD_LIMIT": "1", "PATH": os.environ.get("PATH", ""), "LANG": "C.UTF-8"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=MOST_SECONDS,
            check=True,
        )
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError) as error:
        raise Unusable(FAILED) from error
