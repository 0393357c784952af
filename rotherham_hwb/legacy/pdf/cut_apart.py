"""Papers cut out of a PDF pack in a process of its own, and taken in as any paper is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from reports.files.taking_in import TakenIn, take_in
from reports.files.uploads import Unusable
from rotherham_hwb.legacy.child_process import run_apart

Sheets = tuple[int, int]
"""Pages of a file from first to last, 1-based, both counted in."""


def cut_apart(
    path: Path,
    ranges: Iterable[Sheets],
    *,
    name: str,
    into: Path,
    progress: Callable[[str], None] = lambda _: None,
) -> dict[Sheets, TakenIn]:
    """Each range of pages as a file of its own, in the folder; what cannot be cut is missing."""
    wanted = sorted(set(ranges))
    if not wanted:
        return {}
    progress(f"cutting out {len(wanted)} papers")
    told, _ = run_apart(
        "rotherham_hwb.legacy.pdf.cut_child",
        *(str(path.resolve()), str(into.resolve())),
        ",".join(f"{first}-{last}" for first, last in wanted),
    )
    written = set(told.get("written", ()))
    taken: dict[Sheets, TakenIn] = {}
    for at, (first, last) in enumerate(wanted, start=1):
        if f"{first}-{last}" in written:
            progress(f"paper {at} of {len(wanted)}")
            found = _taken_in(into, (first, last), name=name)
            taken |= {(first, last): found} if found else {}
    return taken


def _taken_in(folder: Path, sheets: Sheets, *, name: str) -> TakenIn | None:
    """A cut file taken in, with limits of its own; None where it is of no use."""
    first, last = sheets
    own = folder / f"taken-{first}-{last}"
    own.mkdir()
    called = f"{Path(name).stem}, pages {first} to {last}.pdf"
    try:
        return take_in(folder / f"{first}-{last}.pdf", called, into=own)
    except Unusable:
        return None
