"""Every document beside the project that has a key: how well it is read, by the score.py there."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from rotherham_hwb.legacy.read import read_file, read_pack
from rotherham_hwb.legacy.review.key import to_key
from tests.tools import shared

pytestmark = [pytest.mark.slow, pytest.mark.shared]
OTHERS = (
    "01-community-running-numbers.txt",
    "02-parish-slash-numbers.txt",
    "03-parish-two-sets-cp1252.txt",
    "04-community-two-a-row.txt",
    "04-community-two-a-row.pdf",
    "05-community-no-year.txt",
    "06-care-board-coded-agenda.txt",
    "07-care-committee-initials.txt",
    "08-city-council-title-above.txt",
    "09-cabinet-point-zero.txt",
    "10-coast-panel-item-only.txt",
    "10-coast-panel-item-only.pdf",
    "11-budget-council.txt",
    "11-budget-council.pdf",
    "12-joint-board-roman-utf16.txt",
    "13-town-three-committees.txt",
    "14-wellbeing-board-pack.txt",
    "15-scrutiny-figure-titles.txt",
    "16-town-agenda-exempt.txt",
    "exempt-pack.txt",
)
LEAST = 0.95


@pytest.mark.parametrize("name", OTHERS)
def test_a_document_of_another_form_is_read_as_its_key_says(name: str, tmp_path: Path) -> None:
    path, packs = shared("packs/others") / name, shared("packs")
    key = packs / "others" / "keys" / f"{path.stem}.json"
    read = to_key(read_pack(read_file(path), name=name))
    wanted = json.loads(key.read_text(encoding="utf-8"))

    assert _headings(read) == _headings(wanted)
    file = tmp_path / "read.json"
    file.write_text(json.dumps(read), encoding="utf-8")
    command = [sys.executable, str(packs / "score.py"), str(key), str(file), "--min", str(LEAST)]
    score = subprocess.run(command, capture_output=True, text=True, check=False)
    assert score.returncode == 0, score.stdout


def _headings(key: dict[str, list[dict[str, list[dict[str, str]]]]]) -> list[list[tuple[str, str]]]:
    """The numbers and titles of the minutes, set by set."""
    return [
        [(item["number"], item["title"].casefold().rstrip(" .:")) for item in found["items"]]
        for found in key["minutes"]
    ]
