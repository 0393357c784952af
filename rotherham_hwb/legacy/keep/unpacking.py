"""A ZIP of old packs: its files, one by one, and why any of them is not taken.

Sizes are counted as the bytes come: what a ZIP says of itself is not believed. Names are used for
nothing but to tell the files apart; none of them is a path.
"""

from __future__ import annotations

import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from meetings.names import plain_name
from reports.files.uploads import MAX_BYTES

MOST_FILES = 1_000
MOST_ENTRIES = 20_000
MOST_TOGETHER = 20 * MAX_BYTES
CHUNK = 1024 * 1024
READABLE = (".pdf", ".txt", ".md")
ARCHIVES = (".zip", ".7z", ".rar", ".gz", ".tar", ".tgz", ".bz2", ".xz")
BESIDE = ("__MACOSX", "Thumbs.db", "desktop.ini", ".DS_Store")
"""What programs put into a ZIP beside its files."""

DAMAGED = (
    "The ZIP is damaged or is none: pack the files again and bring that in, or choose the files "
    "themselves."
)
TOO_MANY = f"The ZIP holds more than {MOST_FILES:,} files: bring them in by several ZIPs."
TOO_MUCH = (
    f"The files of the ZIP take more than {MOST_TOGETHER // 1024**3} GB once unpacked: nothing "
    "after this one was taken. Bring the rest in by several ZIPs."
)
LEADS_OUT = "Its name leads out of the ZIP, so it was not unpacked: bring the file in by itself."
A_ZIP = "It is an archive within the ZIP: unpack it, and bring its files in."
LOCKED = "It is locked with a password: bring the file in without one."
LINK = "It is a link to another file and not a file: bring that one in."
TOO_LARGE = f"It is larger than {MAX_BYTES // 1024**2} MB: split it, or save smaller pictures."
KINDS = "Only PDFs and text files are read: save it as PDF and bring that in."
BROKEN = "It is damaged within the ZIP: bring the file in by itself."
EMPTY = "The file is empty."
UNREADABLE = (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, NotImplementedError)


class BadArchive(Exception):
    """The ZIP cannot be unpacked; the message is one sentence that says what to do."""


@dataclass(frozen=True)
class Unpacked:
    """One file of a ZIP: where it lies for the moment, or why it was not taken."""

    name: str
    path: Path | None = None
    problem: str = ""


def unpack(archive: Path, *, into: Path) -> Iterator[Unpacked]:
    """The files of a ZIP, one at a time; each lies in the folder until the next is asked for.

    Raises BadArchive where it is none, or holds too many files.
    """
    try:
        opened = zipfile.ZipFile(archive)
    except UNREADABLE as error:
        raise BadArchive(DAMAGED) from error
    with opened:
        files = [each for each in _entries(opened) if not _is_beside(each)]
        if len(files) > MOST_FILES:
            raise BadArchive(TOO_MANY)
        left = MOST_TOGETHER
        for entry in files:
            name = _name(entry)
            problem = _refused(entry)
            if not problem:
                path = into / "one"
                problem, size = _written(opened, entry, path, most=min(MAX_BYTES, left))
                left -= size
            if problem and left <= 0:
                yield Unpacked(name, problem=TOO_MUCH)
                return
            yield Unpacked(name, problem=problem) if problem else Unpacked(name, path)


def _entries(opened: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    entries = opened.infolist()
    if len(entries) > MOST_ENTRIES:
        raise BadArchive(TOO_MANY)
    return [each for each in entries if not each.is_dir()]


def _parts(entry: zipfile.ZipInfo) -> tuple[str, ...]:
    return PurePosixPath(entry.filename.replace("\\", "/")).parts


def _is_beside(entry: zipfile.ZipInfo) -> bool:
    parts = _parts(entry)
    return not parts or parts[0] in BESIDE or parts[-1] in BESIDE or parts[-1].startswith("._")


def _name(entry: zipfile.ZipInfo) -> str:
    parts = _parts(entry)
    return plain_name(parts[-1] if parts else "")[-255:] or "file"


def _refused(entry: zipfile.ZipInfo) -> str:
    """Why an entry is not even opened; empty where it may be."""
    parts, name = _parts(entry), entry.filename.lower()
    if ".." in parts or parts[0].startswith("/") or ":" in parts[0]:
        return LEADS_OUT
    if stat.S_ISLNK(entry.external_attr >> 16):
        return LINK
    if entry.flag_bits & 1:
        return LOCKED
    if name.endswith(ARCHIVES):
        return A_ZIP
    return "" if name.endswith(READABLE) else KINDS


def _written(
    opened: zipfile.ZipFile, entry: zipfile.ZipInfo, path: Path, *, most: int
) -> tuple[str, int]:
    """Write an entry, as far as it may be long; why it is not taken, and the bytes it took."""
    size = 0
    try:
        with opened.open(entry) as source, path.open("wb") as output:
            while chunk := source.read(CHUNK):
                size += len(chunk)
                if size > most:
                    return TOO_LARGE, size
                output.write(chunk)
    except UNREADABLE:
        return BROKEN, size
    if not size:
        return EMPTY, 0
    with path.open("rb") as stream:
        return (A_ZIP if stream.read(4) == b"PK\x03\x04" else ""), size
