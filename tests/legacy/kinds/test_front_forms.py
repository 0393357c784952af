"""Front sheets in the forms of many councils: each text is made up, each answer checked by hand.

``data/fronts/NAME.txt`` is a sheet as an extractor gives it, ``NAME.json`` what is printed on it.
"""

import json
import random
from pathlib import Path
from typing import Any

import pytest

from rotherham_hwb.legacy.kinds.front_sheet.agenda import ReadFrontSheet, read_front_sheet
from rotherham_hwb.legacy.review.key import to_key
from rotherham_hwb.legacy.text.lines import source_lines, tokenize
from tests.legacy.packs import read

FRONTS = Path(__file__).parents[1] / "data" / "fronts"
NAMES = sorted(path.stem for path in FRONTS.glob("*.txt"))
HEADER = (
    "body",
    "venue",
    "date",
    "time",
    "membership",
    "signatory",
    "next_meeting_text",
    "future_dates",
)


def given(name: str) -> str:
    return (FRONTS / f"{name}.txt").read_bytes().decode()


def front(text: str) -> ReadFrontSheet:
    doc = tokenize(source_lines(text))
    sheet = read_front_sheet(doc, limit=len(doc.source) + 1)
    assert sheet is not None
    return sheet


def printed(name: str) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads((FRONTS / f"{name}.json").read_text(encoding="utf-8"))
    return answer


@pytest.mark.parametrize("name", NAMES)
def test_the_header_is_read_in_every_form(name: str) -> None:
    pack = to_key(read(given(name)))["pack"]
    assert {field: pack[field] for field in HEADER} == printed(name)["header"]


@pytest.mark.parametrize("name", NAMES)
def test_the_items_are_read_in_every_form(name: str) -> None:
    agenda = to_key(read(given(name)))["pack"]["agenda"]
    assert [_plain(item) for item in agenda] == printed(name)["agenda"]


@pytest.mark.parametrize("name", NAMES)
def test_a_form_is_read_the_same_with_other_line_ends_and_spaces(name: str) -> None:
    text = given(name)
    other = text.replace("\n", "\r\n")
    assert [i.title.value for i in front(other).items] == [i.title.value for i in front(text).items]


@pytest.mark.parametrize("seed", range(60))
def test_a_damaged_form_raises_nothing(seed: int) -> None:
    chance = random.Random(seed)
    lines = given(chance.choice(NAMES)).split("\n")
    for _ in range(6):
        place = chance.randrange(len(lines))
        lines[place] = chance.choice(
            [
                lines[place][: chance.randint(0, 12)],
                lines[place] + chance.choice(["\t", "|", " (Pages", " 12 -", "\f", "**", "("]),
                chance.choice(".:|()0-–") + lines[place],
                chance.choice(given(chance.choice(NAMES)).split("\n")),
            ]
        )
    doc = tokenize(source_lines("\n".join(lines)))
    sheet = read_front_sheet(doc, limit=len(lines) + 1)
    assert sheet is None or all(item.title.value for item in sheet.items)


def _plain(item: dict[str, Any]) -> dict[str, Any]:
    pages = [item["page_start"], item["page_end"]] if item["page_start"] else None
    kept = {field: item[field] for field in ("number", "title", "section", "presenters", "notes")}
    return {**kept, "pages": pages}
