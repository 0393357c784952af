"""The action log as rows for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rotherham_hwb.shown.actions.log import LogLine

HEADINGS = (
    *("Meeting", "Minute", "Address", "Action", "Owner", "Due", "State", "Overdue", "Done on"),
    "Progress",
)


def csv_rows(lines: Iterable[LogLine], site: str) -> Iterator[tuple[object, ...]]:
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
