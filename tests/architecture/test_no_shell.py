"""No sentence that somebody reads in the browser sends them to a shell."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("meetings", "reports", "minutes", "rotherham_hwb")
FOR_OPERATORS = ("management", "migrations", "demo")
"""Folders whose sentences are read in a shell."""
HEADS_OF_DOCUMENTS = ("glossary.py", "lifecycles.py")


def sentences(path: Path) -> Iterator[str]:
    """The strings of a module that are no docstrings."""
    tree = ast.parse(path.read_text())
    docs = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.value


def read_in_a_browser() -> Iterator[Path]:
    for room in ROOMS:
        for path in (ROOT / room).rglob("*.py"):
            inside = path.relative_to(ROOT).parts
            if not set(inside) & set(FOR_OPERATORS) and path.name not in HEADS_OF_DOCUMENTS:
                yield path


@pytest.mark.slow
def test_no_sentence_names_a_command() -> None:
    sent = [
        f"{path.relative_to(ROOT)}: {each}"
        for path in read_in_a_browser()
        for each in sentences(path)
        if "manage.py" in each and each != "manage.py"
    ]
    assert sent == []


def test_no_page_names_a_command() -> None:
    templates = (ROOT / "templates").rglob("*.*")
    assert [str(path) for path in templates if "manage.py" in path.read_text()] == []
