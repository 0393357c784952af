"""Inspecting an upload in a process of its own: what a file does to it cannot reach the server.

The process starts without Django, has limits on memory, time and what it may write, and ends with
the one that asked. `python -m reports.files.inspecting PARENT FILE PUBLISHED MEMORY CPU` writes the
published form of a PDF and prints one JSON line with the facts, and after it one for each page that
was compared with its picture, as soon as it was: a page that takes too long costs the pages after
it their comparison, not the file its place.
"""

import ctypes
import json
import os
import resource
import signal
import subprocess
import sys
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from reports.files.uploads import MAX_BYTES, PageSize, PdfFacts, Unusable, publish_pdf
from reports.files.verdicts import PdfNote, Verdict
from reports.unseen.find import complete, find_unseen
from reports.unseen.kinds import from_json

PROJECT = Path(__file__).resolve().parents[2]
MOST_MEMORY = 2 * 1024**3  # bytes of address space
MOST_CPU = 60  # seconds
MOST_SECONDS = 90.0  # by the clock
MOST_WRITTEN = 2 * MAX_BYTES  # bytes
PR_SET_PDEATHSIG = 1
TOO_LONG = (
    "The file takes too long to read: save it again as PDF from the program it was written with, "
    "or split it into appendices."
)
TOO_MUCH = (
    "The file needs too much memory to read: save it again as PDF with smaller pictures, or split "
    "it into appendices."
)
FELL_OVER = (
    "The file is damaged or needs too much memory to read: make the PDF again from the document it "
    "came from, with smaller pictures."
)


def inspect_upload(path: Path, published: Path) -> PdfFacts:
    """Write the published form of an uploaded PDF and read its facts, within the limits.

    Raises: Unusable, with a sentence to show, also where the file breaks a limit or the process.
    """
    files = (str(path.resolve()), str(published.resolve()))
    asked = (str(os.getpid()), *files, str(MOST_MEMORY), str(MOST_CPU))
    try:
        done = subprocess.run(  # noqa: S603 - our own module; the name is one argument
            [sys.executable, "-E", "-s", "-m", "reports.files.inspecting", *asked],
            cwd=PROJECT,
            env={},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=MOST_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as ended:
        return _facts(-signal.SIGXCPU, ended.stdout or b"")
    return _facts(done.returncode, done.stdout)


def _facts(code: int, said: bytes) -> PdfFacts:
    """The facts, with what hides on the pages that were told before the process ended."""
    lines = said.split(b"\n")[:-1]  # the last is empty, or broken off
    if not lines:
        raise Unusable(TOO_LONG if code == -signal.SIGXCPU else FELL_OVER)
    told: dict[str, Any] = json.loads(lines[0])
    if "unusable" in told:
        raise Unusable(told["unusable"])
    facts = facts_of(told)
    pages = [(page, from_json(found)) for page, found in map(json.loads, lines[1:])]
    return replace(facts, unseen=complete(pages, facts.page_count))


def inspect_here(path: Path, published: Path) -> PdfFacts:
    """The same in this process, for a file that somebody on the server itself has chosen.

    Raises: Unusable.
    """
    facts = publish_pdf(path, published)
    return replace(facts, unseen=complete(find_unseen(path, published), facts.page_count))


def facts_of(told: dict[str, Any]) -> PdfFacts:
    """The facts as they were before `dataclasses.asdict` and JSON."""
    return PdfFacts(
        **told
        | {
            "page_sizes": tuple(PageSize(**size) for size in told["page_sizes"]),
            "verdict": Verdict(told["verdict"]),
            "notes": tuple(PdfNote(each) for each in told["notes"]),
            "unseen": from_json(told.get("unseen", ())),
        }
    )


def limit(parent: int, *, memory: int, cpu: int) -> None:
    """End with the parent; take no more than this; write no more than a paper, no core dump."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, int(signal.SIGKILL), 0, 0, 0)
        if os.getppid() != parent:
            sys.exit(1)
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (MOST_WRITTEN, MOST_WRITTEN))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _answer(path: Path, published: Path) -> dict[str, object]:
    try:
        return asdict(publish_pdf(path, published))
    except Unusable as reason:
        return {"unusable": str(reason)}
    except MemoryError:
        return {"unusable": TOO_MUCH}


def main(parent: str, path: str, published: str, memory: str, cpu: str) -> None:
    limit(int(parent), memory=int(memory), cpu=int(cpu))
    answer = _answer(Path(path), Path(published))
    _say(answer)
    if "unusable" not in answer:
        for page, found in find_unseen(Path(path), Path(published)):
            _say((page, [asdict(each) for each in found]))


def _say(what: object) -> None:
    sys.stdout.write(f"{json.dumps(what)}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
