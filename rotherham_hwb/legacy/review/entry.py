"""One thing that was read from an old pack, and a file as it was read."""

from __future__ import annotations

from dataclasses import dataclass

from rotherham_hwb.legacy.review.key import Plain


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why an officer should look: the field in doubt (empty: the whole entry) and a sentence."""

    field: str
    why: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing read. `key` is unique under `parent`, the index of another entry or None."""

    kind: str
    key: str
    section: str
    read: Plain
    line: int
    end_line: int
    parent: int | None = None
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as it was read. `sheets` names the sheet of each line, where the file has sheets."""

    name: str
    body: str
    date: str
    time: str
    entries: tuple[Entry, ...]
    lines: tuple[str, ...]
    sheets: tuple[int | None, ...]
    warnings: tuple[Plain, ...]
    key: Plain
    unplaced: tuple[tuple[int, int], ...] = ()
    """The first and last of each run of lines (1-based) that no entry holds."""
