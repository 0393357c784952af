"""The decisions in docs/adr are numbered one by one, and each says its own number."""

from __future__ import annotations

import re
from pathlib import Path

FILES = sorted((Path(__file__).resolve().parents[2] / "docs" / "adr").glob("*.md"))


def test_no_two_decisions_have_the_same_number_and_none_is_missing() -> None:
    numbers = [int(file.name.split("-")[0]) for file in FILES]
    assert numbers == list(range(1, len(FILES) + 1)), "take the number after the last one"


def test_a_decision_says_the_number_of_its_file() -> None:
    heads = {file.name: re.match(r"# (\d+)\.? \S", file.read_text()) for file in FILES}
    wrong = [name for name, head in heads.items() if not head or int(head[1]) != int(name[:4])]
    assert not wrong, "begin with “# NNNN Title”, NNNN being the number in the file's name"
