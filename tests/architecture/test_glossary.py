"""The glossary says what the classes say, and a class name has one meaning."""

from __future__ import annotations

import ast
from collections import defaultdict
from itertools import chain
from pathlib import Path

import pytest

from rotherham_hwb import shown
from rotherham_hwb.glossary import ROOMS, frozen, glossary_text, meaning, records
from rotherham_hwb.packs import plan

ROOT = Path(__file__).resolve().parents[2]
DOCUMENT = ROOT / "docs" / "glossary.md"
DJANGOS_OWN = ("Command", "Config")  # the ends of names that Django asks for


def class_names() -> dict[str, list[str]]:
    """The modules in which each class name of the project's code stands."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in chain.from_iterable((ROOT / room).rglob("*.py") for room in ROOMS):
        if "migrations" not in path.parts:
            for node in ast.parse(path.read_text()).body:
                if isinstance(node, ast.ClassDef) and not node.name.endswith(DJANGOS_OWN):
                    found[node.name].append(str(path.relative_to(ROOT)))
    return found


def test_the_glossary_is_as_the_classes_are() -> None:
    assert DOCUMENT.read_text() == glossary_text(), "run manage.py write_glossary"


def test_every_class_of_the_glossary_says_what_it_is() -> None:
    classes = [*chain.from_iterable(map(records, ROOMS)), *frozen(shown), *frozen(plan)]
    assert not [each.__name__ for each in classes if not meaning(each)]


@pytest.mark.slow
def test_a_class_name_means_one_thing() -> None:
    several = {name: places for name, places in class_names().items() if len(places) > 1}
    assert not several, f"these names have a meaning already: {several}"
