"""Tables written into plain text: each row a line, its cells parted by “ | ”."""

from __future__ import annotations

from collections.abc import Sequence


def table_rows(lines: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """The lines of a block as the rows of a table, all of one length; empty where it is none."""
    if len(lines) < 2 or not all(" | " in f"{line} " for line in lines):
        return ()
    rows = [tuple(cell.strip() for cell in f" {line} ".split(" | ")) for line in lines]
    width = max(map(len, rows))
    return tuple(row + ("",) * (width - len(row)) for row in rows)
