"""Real and odd PDFs broken at random: the same number gives the same broken file."""

from __future__ import annotations

import atexit
import io
import random
import re
import shutil
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pikepdf

from rotherham_hwb.demo.postgres import PROJECT
from tests.packs.fixtures import A3, A4, add_link, add_tags, add_text_page

SHARED = PROJECT.parent / "shared"
MOST_BYTES = 110_000  # of a source: the small ones are as varied as the large
OBJECT = re.compile(rb"\d+ 0 obj\b.*?endobj", re.DOTALL)
NUMBER = re.compile(rb"\d+")
WORD = re.compile(rb"/[A-Za-z]+")
MOST_HITS = 20

Mutation = Callable[[bytearray, random.Random], None]


def mutated(number: int) -> tuple[str, bytes]:
    """What was done to which source, and the file that came of it."""
    chance = random.Random(number)
    source = chance.choice(sources())
    name, mutation = chance.choice(MUTATIONS)
    data = bytearray(_unpacked(source) if chance.random() < 0.5 else source.read_bytes())
    mutation(data, chance)
    return f"{number}: {name}, {source.name}", bytes(data)


@cache
def sources() -> list[Path]:
    """The real papers and the odd cases beside the project, and some that are made here."""
    found = [*sorted(SHARED.glob("kent/*/inputs/*.pdf")), *sorted(SHARED.glob("cases/pdf/*.pdf"))]
    return [path for path in found if path.stat().st_size <= MOST_BYTES] + _made()


def _made() -> list[Path]:
    """Tagged, linked, mixed and plain ones."""
    folder = Path(tempfile.mkdtemp(prefix="papers-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    for pages in range(1, 9):
        pdf = pikepdf.new()
        for page in range(pages):
            add_text_page(pdf, (72, 400, f"Page {page} of {pages}"), box=A3 if page % 3 else A4)
        add_link(pdf.pages[-1], pdf, Dest=pikepdf.Array([pdf.pages[0].obj, pikepdf.Name.Fit]))
        if pages % 2:
            add_tags(pdf, role="Heading", mapped="H1")
        pdf.save(folder / f"made-{pages}.pdf", static_id=True)
    return sorted(folder.iterdir())


@cache
def _unpacked(path: Path) -> bytes:
    """The same file with its objects in plain sight, so that more than data is hit."""
    out = io.BytesIO()
    try:
        with pikepdf.open(path) as pdf:
            pdf.save(
                out,
                compress_streams=False,
                object_stream_mode=pikepdf.ObjectStreamMode.disable,
                static_id=True,
            )
    except (pikepdf.PdfError, pikepdf.PasswordError):
        return path.read_bytes()
    return out.getvalue()


def _flip(data: bytearray, chance: random.Random) -> None:
    for _ in range(chance.randint(1, MOST_HITS)):
        data[chance.randrange(len(data))] = chance.randrange(256)


def _truncate(data: bytearray, chance: random.Random) -> None:
    """Break off; half of the files get an end that looks whole."""
    del data[chance.randrange(len(data)) :]
    if chance.random() < 0.5:
        data += b"\n%%EOF\n"


def _delete(data: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(data))
    del data[start : start + chance.randint(1, 4000)]


def _splice(data: bytearray, chance: random.Random) -> None:
    """Put a piece of another file into this one."""
    other = chance.choice(sources()).read_bytes()
    start, at = chance.randrange(len(other)), chance.randrange(len(data))
    data[at:at] = other[start : start + chance.randint(1, 4000)]


def _swap_objects(data: bytearray, chance: random.Random) -> None:
    """Exchange the bodies of two objects: each reference to one now finds the other."""
    found = list(OBJECT.finditer(bytes(data)))
    if len(found) < 2:
        return
    first, second = sorted(chance.sample(found, 2), key=lambda each: each.start())
    bodies = [each[0].partition(b"obj")[2] for each in (first, second)]
    heads = [each[0].partition(b"obj")[0] + b"obj" for each in (first, second)]
    data[second.start() : second.end()] = heads[1] + bodies[0]
    data[first.start() : first.end()] = heads[0] + bodies[1]


def _change_numbers(data: bytearray, chance: random.Random) -> None:
    """Change references, lengths, counts and sizes."""
    for _ in range(chance.randint(1, MOST_HITS)):
        at = chance.randrange(len(data))
        if found := NUMBER.search(data, at):
            value = chance.choice((0, 1, 7, 2**31, 10**12, chance.randrange(200)))
            data[found.start() : found.end()] = b"%d" % value


def _swap_words(data: bytearray, chance: random.Random) -> None:
    """Put one name of the file in another's place."""
    for _ in range(chance.randint(1, MOST_HITS)):
        one, other = (WORD.search(data, chance.randrange(len(data))) for _ in range(2))
        if one and other:
            data[one.start() : one.end()] = bytes(other[0])


MUTATIONS: list[tuple[str, Mutation]] = [
    ("bytes flipped", _flip),
    ("broken off", _truncate),
    ("bytes deleted", _delete),
    ("a piece of another file", _splice),
    ("objects swapped", _swap_objects),
    ("numbers changed", _change_numbers),
    ("names swapped", _swap_words),
]
