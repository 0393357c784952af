"""What the pages of papers say, read in a process of its own and kept.

`python -m rotherham_hwb.checks.texts PARENT FILE…` prints one JSON object a file, a line each.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from reports.inspecting import MOST_CPU, MOST_MEMORY, MOST_SECONDS, limit
from rotherham_hwb.packs.typesetting.cache import Cache

PROJECT = Path(__file__).resolve().parents[2]
KIND = "words of a paper, 1"
MOST_TAGS = 200_000  # structure elements that are looked at


@dataclass(frozen=True)
class PaperText:
    """The text of each page, the first at index 0, and how many pictures have no words for them.

    A picture counts only in a tagged file: an untagged one is told of as such.
    """

    pages: tuple[str, ...]
    silent_pictures: int = 0


def read_papers(files: Mapping[str, Path], cache: Cache) -> dict[str, PaperText]:
    """What each file says, by its SHA-256; one that cannot be read is left out."""
    held = {sha: cache.get(KIND, sha) for sha in files}
    wanted = {sha: path for sha, path in files.items() if held[sha] is None}
    for sha, line in _read(wanted):
        held[sha] = line
        cache.put(KIND, sha, line)
    return {sha: _from(line) for sha, line in held.items() if line}


def _from(line: bytes) -> PaperText:
    told: dict[str, Any] = json.loads(line)
    return PaperText(tuple(told["pages"]), told["silent_pictures"])


def _read(wanted: Mapping[str, Path]) -> Iterator[tuple[str, bytes]]:
    """Ask one process for all; where a file ends it, another goes on with the next."""
    left = list(wanted.items())
    while left:
        lines = _asked([path for _, path in left])
        yield from zip((sha for sha, _ in left), lines, strict=False)
        left = left[len(lines) + 1 :]


def _asked(paths: list[Path]) -> list[bytes]:
    command = [sys.executable, "-m", "rotherham_hwb.checks.texts", str(os.getpid())]
    try:
        done = subprocess.run(  # noqa: S603 - our own module; each name is one argument
            [*command, *map(str, paths)],
            cwd=PROJECT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=MOST_SECONDS * len(paths),
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        return (error.stdout or b"").splitlines()
    return done.stdout.splitlines()


def main(parent: str, *paths: str) -> None:
    """Print what each file says as soon as it is read."""
    limit(int(parent), memory=MOST_MEMORY, cpu=MOST_CPU * len(paths))
    for path in paths:
        sys.stdout.write(json.dumps(asdict(_said(Path(path)))) + "\n")
        sys.stdout.flush()


def _said(path: Path) -> PaperText:
    # In this process alone: what a file does to it cannot reach the server.
    import pypdfium2  # noqa: PLC0415

    try:
        with pypdfium2.PdfDocument(path) as document:
            pages = tuple(page.get_textpage().get_text_bounded() for page in document)
        return PaperText(pages, _silent_pictures(path))
    except Exception:  # whatever a file does, the next one is read
        return PaperText(())


def _silent_pictures(path: Path) -> int:
    import pikepdf  # noqa: PLC0415

    with pikepdf.open(path) as pdf:
        figures = (
            each
            for _, each in zip(range(MOST_TAGS), pdf.objects, strict=False)
            if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/Figure"
        )
        return sum("/Alt" not in each and "/ActualText" not in each for each in figures)


if __name__ == "__main__":
    main(*sys.argv[1:])
