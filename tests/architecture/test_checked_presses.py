"""Officers press the verbs that ask the checks, never the rooms' own."""

from __future__ import annotations

import ast

from tests.tools import PROJECT

UNCHECKED = {
    *("send_to_chair", "publish_minutes", "publish_notice", "correct_minutes", "approve_minutes"),
    *("give_notice", "convene_meeting", "publish_import", "send_board_message"),
}
"""Verbs of the rooms that put words before the chair or the public, and know no checks."""


def test_the_desk_presses_no_verb_that_the_checks_do_not_see() -> None:
    pressed = {
        f"{path.name}: {name}"
        for path in (PROJECT / "rotherham_hwb/desk").rglob("*.py")
        for name in _used(ast.parse(path.read_text()))
        if name in UNCHECKED and path.name != "urls.py"  # which names views alone
    }

    assert pressed == set()


def _used(tree: ast.AST) -> set[str]:
    """The names that a module imports, or takes from a module it imports."""
    imported = {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    return imported | {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
