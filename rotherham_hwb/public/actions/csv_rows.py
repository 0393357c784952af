"""The action log as rows for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rotherham_hwb.shown.actions.log import LogLine
from rotherham_hwb.spreadsheets import csv_text

HEADINGS = (
    *("Meeting", "Minute", "Address", "Action", "Owner", "Due", "State", "Overdue", "Done on"),
    "Progress",
)
RESTRICTED = "Not for publication"
"""The heading over whose copy it is, where a line is not for the public."""


def table(lines: Sequence[LogLine], site: str, reader: str) -> str:
    """The lines as CSV; beside each that is not for the public, whose copy it is."""
    rows = list(_rows(lines, site))
    if not any(line.why for line in lines):
        return csv_text(HEADINGS, rows)
    marks = (f"{line.why} {reader}" if line.why else "" for line in lines)
    marked = [(*row, mark) for row, mark in zip(rows, marks, strict=True)]
    return csv_text((*HEADINGS, RESTRICTED), marked)


def _rows(lines: Iterable[LogLine], site: str) -> Iterator[tuple[object, ...]]:
    """The lines as cells under HEADINGS; `site` begins every address."""
    for line in lines:
        progress = (f"{each.on:%d/%m/%Y} {each.by}: {each.text}" for each in line.progress)
        yield (
            f"{line.asked_on:%d/%m/%Y}",
            line.number,
            f"{site}{line.href}" if line.href else "",
            line.text,
            line.owner or "Nobody yet",
            line.due.words(),
            line.state.label,
            "yes" if line.overdue else "no",
            f"{line.done_on:%d/%m/%Y}" if line.done_on else "",
            "\n".join(progress),
        )
