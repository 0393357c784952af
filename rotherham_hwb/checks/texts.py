"""What the pages of papers say, read in a process of its own and kept.

`python -m rotherham_hwb.checks.texts PARENT FILE…` prints one JSON object a file, a line each.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from reports.files.inspecting import MOST_CPU, MOST_MEMORY, MOST_SECONDS, limit
from rotherham_hwb.packs.typesetting.cache import Cache

PROJECT = Path(__file__).resolve().parents[2]
KIND = "words of a paper, 2"
MOST_TAGS = 200_000  # structure elements that are looked at
SPEAKING = {
    "/Contents": "a note",
    "/RC": "a note",
    "/V": "a form field",
    "/DV": "a form field",
    "/Opt": "a form field",
    "/TU": "a form field",
    "/Title": "a bookmark",
    "/F": "an attachment",
    "/UF": "an attachment",
    "/Desc": "an attachment",
    "/Alt": "the words for a picture",
    "/ActualText": "the words for screen readers",
    "/OverlayText": "a note",
}
"""The strings of a PDF's objects that say something to a reader, and what each is called."""
MAKERS = ("/Author", "/Creator", "/Producer", "/CreationDate", "/ModDate")
MARKUP = re.compile(r"<\?.*?\?>|<(dc:creator|xmp:CreatorTool|pdf:Producer)\b.*?</\1>|<[^>]*>", re.S)


@dataclass(frozen=True)
class Aside:
    """Words of a file that stand on no page as printed: of a note, a field, a bookmark.

    `page` counts from 1; 0: of no page.
    """

    where: str
    page: int
    words: str


@dataclass(frozen=True)
class PaperText:
    """The text of each page, the first at index 0, and how many pictures have no words for them.

    A picture counts only in a tagged file: an untagged one is told of as such. `asides` are what
    else could be taken out of the file.
    """

    pages: tuple[str, ...]
    silent_pictures: int = 0
    asides: tuple[Aside, ...] = ()


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
    asides = tuple(Aside(**each) for each in told["asides"])
    return PaperText(tuple(told["pages"]), told["silent_pictures"], asides)


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
            read = [page.get_textpage() for page in document]
            pages = tuple(each.get_text_bounded() for each in read)
            whole = [each.get_text_range() for each in read]
        return PaperText(pages, _silent_pictures(path), _asides(path, pages, whole))
    except Exception:  # whatever a file does, the next one is read
        return PaperText(())


def _asides(path: Path, pages: Sequence[str], whole: Sequence[str]) -> tuple[Aside, ...]:
    """What stands beyond the pages' edges, and what the file's objects say; each words once."""
    beyond = (
        Aside("beyond the edge of the page", number, every)
        for number, (seen, every) in enumerate(zip(pages, whole, strict=True), start=1)
        if len("".join(every.split())) > len("".join(seen.split()))
    )
    seen: dict[str, Aside] = {}
    for each in (*beyond, *_of_objects(path)):
        seen.setdefault(each.words, each)
    return tuple(seen.values())


def _of_objects(path: Path) -> Iterator[Aside]:
    import pikepdf  # noqa: PLC0415

    with pikepdf.open(path) as pdf:
        for number, page in enumerate(pdf.pages, start=1):
            marks = page.obj.get("/Annots", pikepdf.Array())
            for each in marks if isinstance(marks, pikepdf.Array) else ():
                yield from _strings(each, number)
        for _, each in zip(range(MOST_TAGS), pdf.objects, strict=False):
            yield from _strings(each, 0)
        yield from _properties(pdf)


def _strings(found: Any, page: int) -> Iterator[Aside]:
    import pikepdf  # noqa: PLC0415

    if isinstance(found, (pikepdf.Dictionary, pikepdf.Stream)):
        for key, where in SPEAKING.items():
            value = found.get(key)
            for said in value if isinstance(value, pikepdf.Array) else (value,):
                if isinstance(said, pikepdf.String) and (words := str(said).strip()):
                    yield Aside(where, page, words)


def _properties(pdf: Any) -> Iterator[Aside]:
    """Who made the file is left out: that is no secret, and often the author of all papers."""
    for key, value in pdf.docinfo.items():
        if key not in MAKERS and (words := str(value).strip()):
            yield Aside("its properties", 0, words)
    if "/Metadata" in pdf.Root:
        packet = pdf.Root.Metadata.read_bytes().decode("utf-8", "replace")
        if words := " ".join(MARKUP.sub(" ", packet).split()):
            yield Aside("its properties", 0, words)


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
