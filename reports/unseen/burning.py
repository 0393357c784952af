"""Making pages safe in a process of its own, with limits, that says after each page how far it is.

`python -m reports.unseen.burning SOURCE OUTPUT PAGE…` prints a number a page, or one sentence.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Collection
from pathlib import Path
from threading import Timer

from reports.files.uploads import MAX_BYTES, Unusable
from reports.unseen.burn import make_safe

PROJECT = Path(__file__).resolve().parents[2]
MOST_MEMORY = 3 * 1024**3  # bytes of address space
CPU_OF_A_PAGE, SECONDS_OF_A_PAGE = 120, 180.0
CPU_OF_A_FILE, SECONDS_OF_A_FILE = 60, 120.0
FAILED = (
    "It takes too long, or the file is damaged: take what is hidden out of the document it was "
    "made from, and replace the file."
)


def burn_pages(
    source: Path, output: Path, pages: Collection[int], *, done: Callable[[int], object]
) -> None:
    """Write the PDF with these pages as pictures; `done` is told how many are.

    Raises Unusable, with a sentence to show.
    """
    number = len(pages)
    limits = [sys.executable, "-E", "-s", "-m", "reports.files.limits", str(os.getpid())]
    limits += [str(MOST_MEMORY), str(CPU_OF_A_FILE + number * CPU_OF_A_PAGE), str(2 * MAX_BYTES)]
    work = [sys.executable, "-E", "-s", "-m", "reports.unseen.burning"]
    process = subprocess.Popen(  # noqa: S603 - our own module; the names are ours too
        [*limits, "--", *work, str(source), str(output), *map(str, pages)],
        cwd=PROJECT,
        env={"PATH": os.environ.get("PATH", ""), "LANG": "C.UTF-8"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    guard = Timer(SECONDS_OF_A_FILE + number * SECONDS_OF_A_PAGE, process.kill)
    guard.start()
    try:
        with process:
            _listen(process, done)
    finally:
        guard.cancel()
    if process.returncode or not output.is_file():
        raise Unusable(FAILED)


def _listen(process: subprocess.Popen[str], done: Callable[[int], object]) -> None:
    for line in process.stdout or ():
        said = line.strip()
        if not said.isdigit():
            raise Unusable(said)
        done(int(said))


def main(source: str, output: str, *pages: str) -> None:
    try:
        make_safe(Path(source), Path(output), pages=[int(each) for each in pages], done=_say)
    except Unusable as reason:
        _say(reason)


def _say(what: object) -> None:
    sys.stdout.write(f"{what}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
