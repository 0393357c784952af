"""A pack is read in a process of its own: what a file does there ends with a sentence naming it."""

from __future__ import annotations

from pathlib import Path

import pytest

from rotherham_hwb.legacy import child_process
from rotherham_hwb.legacy.facts import Scan, Unreadable
from rotherham_hwb.legacy.read import read_file
from rotherham_hwb.legacy.reading_apart import read_apart
from rotherham_hwb.legacy.review.entries import read_entries
from rotherham_hwb.legacy.text.lines import LONGEST_PIECE, MOST_BLANKS, source_lines, tokenize
from tests.legacy import harbour
from tests.public.world import pdf

pytestmark = pytest.mark.slow


def test_what_is_read_apart_is_what_is_read_here(tmp_path: Path) -> None:
    path = harbour.written(tmp_path, harbour.MARCH)
    steps: list[str] = []

    apart = read_apart(path, name="pack.txt", progress=steps.append)

    assert apart == read_entries(read_file(path), name="pack.txt")
    assert steps == ["front sheet", "minutes", "papers", "checks"]


def test_a_text_made_to_stop_the_reader_does_not(tmp_path: Path) -> None:
    wide = harbour.MARCH.replace("PETER PILOT", f"PETER{' ' * 20_000}PILOT")
    for odd in (" " * 20_000 + "x", "-" * 20_000 + "x", "1" * 20_000, ". " * 10_000, "A. " * 7_000):
        wide = wide.replace("A G E N D A", f"A G E N D A\n\n{odd}", 1)
    path = harbour.written(tmp_path, wide)

    reading = read_apart(path, name="wide.txt", cpu=60)

    assert {entry.kind for entry in reading.entries} >= {"item", "minute", "paper"}


def test_a_reading_that_takes_too_long_names_the_file_and_says_what_to_do(tmp_path: Path) -> None:
    path = harbour.written(tmp_path, harbour.MARCH)

    with pytest.raises(Unreadable, match=r"^old.txt takes too long .* one file per meeting"):
        read_apart(path, name="old.txt", seconds=0.01)


def test_a_reading_that_falls_over_names_the_file_and_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(child_process, "MOST_MEMORY", 2**20)
    path = harbour.written(tmp_path, f"{harbour.MARCH}\n{'x ' * 5_000_000}")

    with pytest.raises(Unreadable, match=r"^old.txt could not be read: .* try again"):
        read_apart(path, name="old.txt")


def test_a_scan_and_a_letter_are_told_apart_as_before(tmp_path: Path) -> None:
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(pdf(1))
    letter = harbour.written(tmp_path, "Dear all, see you there.", "letter.txt")

    with pytest.raises(Scan, match=r"scan\.pdf"):
        read_apart(scan, name="scan.pdf")
    with pytest.raises(Unreadable, match=r"letter\.txt has no agenda"):
        read_apart(letter, name="letter.txt")


def test_long_lines_are_folded_and_cut_and_no_word_of_them_is_lost() -> None:
    words = [f"word{number}" for number in range(2_000)]
    text = f"{' ' * 20_000}{' '.join(words)}{' ' * 9_000}end"

    lines = tokenize(source_lines(text)).lines

    assert " ".join(line.text for line in lines).split() == [*words, "end"]
    assert {line.number for line in lines} == {1}
    assert max(len(line.raw) for line in lines) <= LONGEST_PIECE
    assert not any(" " * (MOST_BLANKS + 1) in line.raw for line in lines)
