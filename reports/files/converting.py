"""Office files made into PDF by LibreOffice, where the machine has it.

What is converted is a copy that holds what a reader sees (reports.office), so that nothing else can
travel. Each conversion runs in a process group of its own with a profile of its own, limits on
memory and time, and nothing of our environment; a file that breaks it breaks nothing else.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from reports.files.odd_files import HEADER_WITHIN
from reports.files.uploads import MAX_BYTES, Unusable
from reports.office.clean import must_be_wanted, write_clean_copy
from reports.office.package import DAMAGED
from reports.unseen.kinds import Hiding, Unseen

FILTERS = {
    ".docx": ("word/document.xml", "writer_pdf_Export"),
    ".xlsx": ("xl/workbook.xml", "calc_pdf_Export"),
    ".pptx": ("ppt/presentation.xml", "impress_pdf_Export"),
}
OPTIONS = (
    '{"PDFUACompliance":{"type":"boolean","value":"true"},'
    '"ExportBookmarks":{"type":"boolean","value":"%s"}}'
)
NO_BOOKMARKS = frozenset({".xlsx"})
"""Of sheets LibreOffice makes a bookmark for each tab, whose name no page shows."""
MOST_SECONDS = 120.0  # by the clock
MOST_CPU = 90  # seconds
MOST_MEMORY = 4 * 1024**3  # bytes of address space; it maps far more than it uses
MOST_UNPACKED = 1024**3  # bytes
PROGRAMS = ("soffice", "libreoffice")
SAFE_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
</item>
</oor:items>
"""
"""No macro runs, and nothing that a file links to is fetched."""
UNREADABLE = (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError)
NOT_INSTALLED = (
    "The portal cannot make a PDF of an office file on this server: save it as PDF in Word, Excel "
    "or PowerPoint and upload that."
)
FAILED = "The office file could not be made into a PDF: save it as PDF yourself and upload that."
TOO_LONG = "The office file takes too long to convert: save it as PDF yourself and upload that."


@dataclass(frozen=True)
class Converted:
    """A PDF made of an office file, and what the file held besides."""

    pdf: Path
    left_out: tuple[Unseen, ...]


def is_office(path: Path, name: str) -> bool:
    """Whether a file goes by the name of an office file, and is no PDF by that name."""
    with path.open("rb") as file:
        is_pdf = b"%PDF-" in file.read(HEADER_WITHIN)
    return Path(name.lower()).suffix in FILTERS and not is_pdf


def converter() -> str | None:
    """The program that converts, or None where it is not installed."""
    return next((found for name in PROGRAMS if (found := shutil.which(name))), None)


def convert_office(path: Path, name: str, *, into: Path, without: bool = False) -> Converted:
    """Make a PDF of what an office file shows, in the folder `into`.

    Raises Unusable, with a sentence to show, where it cannot be done; HoldsMore where the file has
    tracked changes or comments, and nobody has said that it is to be converted `without` them.
    """
    program = converter()
    if program is None:
        raise Unusable(NOT_INSTALLED)
    suffix = Path(name.lower()).suffix
    _must_be_sound(path, FILTERS[suffix][0])
    with _workshop() as shop:
        source = shop / f"paper{suffix}"
        left = write_clean_copy(path, suffix, source)
        if not without:
            must_be_wanted(left)
        _run(_command(program, shop, source, FILTERS[suffix][1]), shop)
        made = shop / "out" / "paper.pdf"
        # LibreOffice ends with 0 over a file it cannot read: only what it wrote tells.
        if not made.is_file() or not made.stat().st_size:
            raise Unusable(FAILED)
        told = (Unseen(Hiding.OFFICE, 0, each.sentence) for each in left)
        return Converted(Path(shutil.move(made, into / "paper.pdf")), tuple(told))


def _must_be_sound(path: Path, part: str) -> None:
    """Look into the archive first: is it whole, what it says it is, and of a bearable size?"""
    try:
        with zipfile.ZipFile(path) as archive:
            if part not in archive.namelist():
                raise Unusable(DAMAGED)
            if sum(info.file_size for info in archive.infolist()) > MOST_UNPACKED:
                raise Unusable(TOO_LONG)
            if archive.testzip() is not None:
                raise Unusable(DAMAGED)
    except UNREADABLE as error:
        raise Unusable(DAMAGED) from error


@contextmanager
def _workshop() -> Iterator[Path]:
    """A folder for one conversion, with its own profile and home."""
    with tempfile.TemporaryDirectory(prefix="office-", ignore_cleanup_errors=True) as folder:
        shop = Path(folder)
        for name in ("out", "profile/user", "home"):
            (shop / name).mkdir(parents=True)
        (shop / "profile" / "user" / "registrymodifications.xcu").write_text(SAFE_PROFILE)
        yield shop


def _command(program: str, shop: Path, source: Path, export: str) -> list[str]:
    return [
        program,
        "--headless",
        "--norestore",
        "--nolockcheck",
        f"-env:UserInstallation=file://{shop / 'profile'}",
        "--convert-to",
        f"pdf:{export}:{OPTIONS % ('false' if source.suffix in NO_BOOKMARKS else 'true')}",
        "--outdir",
        str(shop / "out"),
        str(source),
    ]


def _run(command: list[str], shop: Path) -> None:
    limits = [sys.executable, "-E", "-s", "-m", "reports.files.limits", str(os.getpid())]
    limits += [str(MOST_MEMORY), str(MOST_CPU), str(MAX_BYTES), "--"]
    process = subprocess.Popen(  # noqa: S603 - our own module; the file's name is ours too
        [*limits, *command],
        cwd=Path(__file__).resolve().parents[2],
        env={"HOME": str(shop / "home"), "PATH": os.environ.get("PATH", ""), "LANG": "C.UTF-8"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(MOST_SECONDS)
    except subprocess.TimeoutExpired:
        raise Unusable(TOO_LONG) from None
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """LibreOffice starts helpers: end the whole group."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
