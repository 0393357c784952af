"""Pages and files ask nothing of a record, not even of one that they were given."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2] / "rotherham_hwb"
DRESSERS = ("public", "reader", "packs/sections", "desk/word")
ASKS = {
    *("Q", "Exists", "Prefetch", "objects", "visible_to", "listed_for", "can_see"),
    *("restriction_lifted", "serves", "placement_listed", "item_visible", "admits"),
}
OWN = {
    "reader/looking.py": "keeps when a member last looked: no record that anybody is shown",
}


def asks_of(source: str) -> set[str]:
    """The names in a module that ask the database or decide who may read."""
    tree = ast.walk(ast.parse(source))
    names = (getattr(node, "id", getattr(node, "attr", getattr(node, "arg", ""))) for node in tree)
    return ASKS & {name for name in names if isinstance(name, str)}


def test_dressers_ask_no_record() -> None:
    asking = {
        path: asks
        for room in DRESSERS
        for file in sorted((ROOT / room).rglob("*.py"))
        if (path := str(file.relative_to(ROOT))) not in OWN and (asks := asks_of(file.read_text()))
    }

    assert asking == {}


def test_a_page_that_asks_a_relation_of_its_record_is_found() -> None:
    page = "def page(meeting, viewer):\n    return meeting.items.visible_to(viewer)\n"

    assert asks_of(page) == {"visible_to"}
