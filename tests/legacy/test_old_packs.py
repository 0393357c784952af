"""The real packs, where they stand beside the project: counts, bindings, checked answers."""

import contextlib
import json
import random
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from rotherham_hwb.legacy.facts import ReadPack, Unreadable
from rotherham_hwb.legacy.ledger import line_ledger
from rotherham_hwb.legacy.read import read_file, read_pack
from rotherham_hwb.legacy.review.key import to_key
from tests.legacy.test_ledger import unaccounted

ROOT = Path(__file__).parents[2]
PACKS = ROOT.parent / "shared" / "packs"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.shared,
    pytest.mark.skipif(
        not PACKS.is_dir(), reason="../shared/packs does not stand beside the project"
    ),
]


@cache
def pack(number: str) -> ReadPack:
    (path,) = PACKS.glob(f"{number}_*.txt")
    return read_pack(read_file(path), name=path.name)


def test_pack_000_holds_what_was_counted() -> None:
    read = pack("000")
    (minutes,) = read.minutes
    assert len(read.agenda) == 15
    assert [m.number.value for m in minutes.minutes] == [str(n) for n in range(13, 21)]
    assert sum(len(m.resolutions) for m in minutes.minutes) == 6
    assert (len(minutes.present), len(minutes.apologies)) == (19, 3)


@pytest.mark.parametrize(
    ("number", "starts"),
    [
        ("000", [171, 351, 1005, 1639, 1760, 3088, 3889, 4362]),
        ("001", [281, 476, 707, 845, 918, 1117]),
        ("002", [908, 1606, 2124, 2777, 5999, 7298, 18887, 19420]),
        ("003", [788, 1004, 1049, 1536, 2093]),
        ("004", [37, 313, 1227, 1403, 4032]),
    ],
)
def test_every_paper_begins_where_it_does(number: str, starts: list[int]) -> None:
    assert [r.start_line for r in pack(number).reports if not r.attachment] == starts


def test_packs_without_a_key_hold_what_was_counted() -> None:
    (minutes,) = pack("003").minutes
    assert [m.number.value for m in minutes.minutes] == [str(n) for n in range(31, 41)]
    assert sum(len(m.resolutions) for m in minutes.minutes) == 17
    assert (len(minutes.present), len(minutes.apologies)) == (25, 3)
    assert pack("004").minutes == ()
    assert len(pack("004").header.membership) == 12


@pytest.mark.parametrize("number", ["000", "001", "002"])
def test_the_checked_answers_are_met(number: str, tmp_path: Path) -> None:
    read = tmp_path / "read.json"
    read.write_text(json.dumps(to_key(pack(number))))
    command: list[str | Path] = [
        sys.executable,
        PACKS / "score.py",
        PACKS / "keys" / f"{number}.json",
        read,
    ]
    score = subprocess.run([*command, "--min", "0.95"], capture_output=True, text=True, check=False)
    assert score.returncode == 0, score.stdout


@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_no_line_of_a_real_pack_disappears(number: str) -> None:
    read = pack(number)

    assert [read.source[line - 1] for line in unaccounted(read)] == []
    assert len(line_ledger(read).not_placed) <= 6  # words of the head of a table, a venue


def test_no_rule_names_a_person_a_board_or_a_title_of_these_packs() -> None:
    rooms = (ROOT / "rotherham_hwb" / "legacy", ROOT / "rotherham_hwb" / "slips")
    code = "\n".join(path.read_text() for room in rooms for path in room.rglob("*.py"))
    named: set[str] = {"Rotherham"}
    for path in sorted((PACKS / "keys").glob("*.json")):
        key = json.loads(path.read_text())
        people = [p for m in key["minutes"] for p in [*m["present"], *m["apologies"]]]
        named |= {re.sub(r"^(?:Councillor|Dr\.?)\s+", "", person["name"]) for person in people}
        named |= {item["title"] for item in key["pack"]["agenda"] if len(item["title"]) > 30}
        named |= {m["body"] for m in key["minutes"] if m["body"]}
    assert [name for name in named if re.search(rf"\b{re.escape(name)}\b", code, re.I)] == []


def test_mutated_packs_never_raise_anything_but_a_refusal() -> None:
    random_ = random.Random(20)
    odd = [
        "1.",
        "(a)",
        "Present:-",
        "Resolved:-",
        "(Pages 9 - 2)",
        "\f",
        "Contents",
        "\t\t",
        "Page 9",
    ]
    texts = ["\n".join(pack(number).source) for number in ("000", "001", "003")]
    for _ in range(60):
        lines = random_.choice(texts).split("\n")[: random_.randrange(40, 400)]
        for _ in range(random_.randrange(1, 30)):
            place = random_.randrange(len(lines))
            lines[place] = random_.choice([*odd, lines[place][: len(lines[place]) // 2], ""])
        with contextlib.suppress(Unreadable):
            read_pack("\n".join(lines), name="mutated.txt")
