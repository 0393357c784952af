"""Broken packs at the reader: each is read, with lines that are there, or refused in a sentence.

`make test` tries a hundred of them, `make soak` (SOAK=1) all 5,000 and prints the figures.
"""

from __future__ import annotations

import dataclasses
import json
import os
import signal
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import pytest

from rotherham_hwb.legacy.facts import ReadPack, Unreadable
from rotherham_hwb.legacy.ledger import line_ledger
from rotherham_hwb.legacy.read import read_file, read_pack
from rotherham_hwb.legacy.review.key import to_key
from rotherham_hwb.legacy.review.outline import outline
from tests.soak.broken_packs import broken

pytestmark = pytest.mark.slow

IN_BATCH = 50
BATCHES = 100 if os.environ.get("SOAK") == "1" else 2
MOST_SECONDS = 120  # for one pack: what takes longer hangs


@pytest.mark.parametrize("batch", range(BATCHES))
def test_a_broken_pack_is_read_or_refused_in_a_sentence(
    batch: int, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    figures: Counter[str] = Counter()
    failed: list[str] = []
    for number in range(batch * IN_BATCH, (batch + 1) * IN_BATCH):
        name, data = broken(number)
        path = tmp_path / f"{number}.txt"
        path.write_bytes(data)
        try:
            figures[_read(path)] += 1
        except Exception as error:
            failed.append(f"{name}: {type(error).__name__}: {error}")
    record_property("soak", dict(figures))
    assert failed == []


def _read(path: Path) -> str:
    try:
        with _no_longer_than(MOST_SECONDS):
            pack = read_pack(read_file(path), name=path.name)
    except Unreadable as reason:
        _is_one_sentence(str(reason))
        return "packs refused"
    json.dumps(to_key(pack))
    outline(pack)
    _accounts_for_every_line(pack)
    lines = list(_named_lines(pack))
    assert all(1 <= line <= len(pack.source) for line in lines), "a line outside the file"
    return "packs read"


def _accounts_for_every_line(pack: ReadPack) -> None:
    """Each line that says something is in what was read, is the page's, or is listed."""
    ledger = line_ledger(pack)
    said = {number for number, text in enumerate(pack.source, start=1) if text.strip()}
    assert ledger.placed | ledger.furniture | set(ledger.not_placed) == said


def _named_lines(value: object) -> Iterator[int]:
    """Every source line that a record names, and the records in it."""
    if isinstance(value, tuple | list):
        for each in value:
            yield from _named_lines(each)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            held = getattr(value, field.name)
            if field.name in {"line", "start_line", "end_line"}:
                yield held
            elif field.name != "source":
                yield from _named_lines(held)


@contextmanager
def _no_longer_than(seconds: int) -> Iterator[None]:
    def stop(number: int, frame: FrameType | None) -> None:
        raise TimeoutError(f"it was not read in {seconds} s")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def _is_one_sentence(words: str) -> None:
    assert words.endswith(".")
    assert "Traceback" not in words


def test_the_same_number_breaks_a_pack_the_same_way() -> None:
    assert broken(3) == broken(3)
    assert len({broken(number)[1] for number in range(20)}) == 20


def test_a_record_that_names_a_line_outside_its_file_is_seen() -> None:
    @dataclasses.dataclass
    class Made:
        line: int
        inner: tuple[object, ...] = ()

    assert list(_named_lines(Made(3, (Made(9),)))) == [3, 9]
