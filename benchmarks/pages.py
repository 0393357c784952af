"""Print queries and CPU of public pages and files, for one checkout or several side by side:

.venv/bin/python benchmarks/pages.py [--root CHECKOUT]… [--rounds N] [--runs N]

Each checkout gets a process, a throw-away PostgreSQL and the sample boards of its own, and stays
up to the end; each page is asked of the checkouts in turn, so that a busy minute falls on all.
Pages are found by their addresses alone: of each kind the largest that the sample has. The client
is Django's, without a web server.

queries   sent to the database for one answer, after the page was asked for once.
CPU       milliseconds of the serving process for one answer (not those of PostgreSQL): the
          median of all runs of all rounds, and the tenth that was quickest (p10), which a busy
          machine disturbs least. The first two answers of a round are not counted.
ratio     of the last checkout to the first, by the median and by p10.

A file of minutes as PDF is set once and then kept, so that its figures are those of reading the
minutes and laying them out as HTML, not of setting the type.
"""

import argparse
import contextlib
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parents[1]
ROUNDS, RUNS, WARM_UP = 3, 30, 2
SETTINGS = "rotherham_hwb.settings"
OFFICER = "officer@sample.example"
Figures = dict[str, tuple[int, list[float]]]  # what → queries, milliseconds of each run


# In the process of one checkout


def serve(root: Path) -> None:
    """Load the sample, then measure an address whenever a line with it and the runs comes."""
    os.chdir(root)
    sys.path[0] = str(root)
    from rotherham_hwb.demo import postgres

    with postgres.thrown_away() as database, tempfile.TemporaryDirectory() as media:
        os.environ |= {**database, "MEDIA_ROOT": media, "DEMO": "1"}
        os.environ |= {"DJANGO_SETTINGS_MODULE": SETTINGS, "REQUIRE_SECOND_STEP": "off"}
        load_world()
        print(json.dumps(find_pages()), flush=True)
        for line in sys.stdin:
            wanted = json.loads(line)
            print(json.dumps(measure(wanted["page"], wanted["runs"])), flush=True)
        close_connections()


def load_world() -> None:
    """The sample boards; what the commands print goes to stderr."""
    import django
    from django.core.management import call_command

    django.setup()
    for command in ("migrate", "createcachetable", "load_sample"):
        call_command(command, stdout=sys.stderr, verbosity=0)


def close_connections() -> None:
    """Let the database end."""
    from django.db import connections

    connections.close_all()


def client_for(page: str) -> Any:
    """The public, or the officer where the address is the desk's."""
    from django.contrib.auth import get_user_model
    from django.test import Client

    client = Client(SERVER_NAME="localhost")
    if page.startswith("/desk/"):
        client.force_login(get_user_model().objects.get(email=OFFICER))
    return client


def find_pages() -> dict[str, str]:
    """The address of each: of each kind the largest page that can be reached from the list."""
    meetings = linked(r"/meetings/\d+/", "/meetings/")
    minutes = linked(r"/minutes/\d+/", *meetings)
    entries = linked(r"/minutes/\d+/[^/\"]+/", *minutes)
    papers = linked(r"/papers/\d+/", *meetings)
    meeting = largest(meetings)
    kept = largest(minutes)
    held = kept.replace("minutes", "meetings")
    return {
        "meeting, with its minutes": held,
        "meeting, the largest": meeting,
        "minutes": kept,
        "one minute": largest(entries),
        "paper": largest(papers),
        "agenda, Word, officer's copy": f"/desk{held}agenda.docx",
        "agenda, Word, public copy": f"/desk{held}agenda.docx?copy=public",
        "minutes, Word, officer's copy": f"/desk{held}minutes.docx",
        "minutes, PDF (kept)": f"{kept}minutes.pdf",
    }


def linked(pattern: str, *pages: str) -> list[str]:
    """The addresses that begin like this, as far as they do, in the links of the pages."""
    found = (re.findall(f'href="({pattern})', answer(page).decode()) for page in pages)
    return sorted({each for group in found for each in group})


def largest(pages: list[str]) -> str:
    """The page with most to read."""
    return max(pages, key=lambda page: len(answer(page)))


def answer(page: str, client: Any = None) -> bytes:
    """What is sent; anything but a page or a file ends the measuring."""
    given = (client or client_for(page)).get(page)
    if given.status_code != 200:
        sys.exit(f"{page} answered {given.status_code}.")
    return b"".join(given) if given.streaming else given.content


def measure(page: str, runs: int) -> tuple[int, list[float]]:
    """Queries of one answer, and milliseconds of CPU of each run."""
    from django.db import connection

    client, sent = client_for(page), []
    for _ in range(WARM_UP):
        answer(page, client)

    def count(execute: Any, sql: str, *rest: Any) -> Any:
        sent.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(count):
        answer(page, client)
    taken = []
    for _ in range(runs):
        before = time.process_time()
        answer(page, client)
        taken.append(1000 * (time.process_time() - before))
    return len(sent), taken


# In the process that compares


class Checkout:
    """A checkout and the process that serves it."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        own = self.root / ".venv/bin/python"
        command = [own if own.exists() else sys.executable, __file__, "--serve", self.root]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        self.process: subprocess.Popen[str] = subprocess.Popen(command, **pipes)  # type: ignore
        self.pages: dict[str, str] = self.read()
        self.figures: Figures = {what: (0, []) for what in self.pages}

    def read(self) -> Any:
        """The next line of the process."""
        line = self.process.stdout.readline() if self.process.stdout else ""
        if not line:
            sys.exit(f"{self.root} could not be measured: see above.")
        return json.loads(line)

    def measure(self, what: str, runs: int) -> None:
        """One round of a page, by what it is."""
        page = self.pages[what]
        print(json.dumps({"runs": runs, "page": page}), file=self.process.stdin, flush=True)
        queries, taken = self.read()
        self.figures[what] = (queries, self.figures[what][1] + taken)


@contextlib.contextmanager
def served(roots: list[Path]) -> Iterator[list[Checkout]]:
    """The checkouts, each with its process, which end with the block."""
    checkouts: list[Checkout] = []
    try:
        for root in roots:
            checkouts.append(Checkout(root))
        yield checkouts
    finally:
        for each in checkouts:
            each.process.communicate()


def show(checkouts: list[Checkout]) -> None:
    """A line for each page: its figures in each checkout, and the last against the first."""
    for number, checkout in enumerate(checkouts, start=1):
        print(f"{number}: {checkout.root}")
    first, last = checkouts[0], checkouts[-1]
    for what in first.pages:
        cells = [f"{what:30}"]
        for checkout in checkouts:
            queries, _ = checkout.figures[what]
            median, quick = summed(checkout.figures[what])
            cells.append(f"{queries:4} queries {median:7.1f} ms (p10 {quick:.1f})")
        pairs = zip(summed(last.figures[what]), summed(first.figures[what]), strict=True)
        cells += [f"{one / other:.2f}" for one, other in pairs if last is not first]
        print(*cells, *sorted({each.pages[what] for each in checkouts}))


def summed(figures: tuple[int, list[float]]) -> tuple[float, float]:
    """The median and the quickest tenth, in milliseconds."""
    return statistics.median(figures[1]), statistics.quantiles(figures[1], n=10)[0]


def main() -> None:
    """Measure the checkouts in turn and print the medians."""
    parser = argparse.ArgumentParser(description="Measure pages.")
    parser.add_argument("--root", type=Path, action="append", help="a checkout; may be repeated")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--runs", type=int, default=RUNS, help="answers to each page in a round")
    parser.add_argument("--serve", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.serve:
        serve(given.serve)
        return
    with served(given.root or [PROJECT]) as checkouts:
        for _ in range(given.rounds):
            for what in checkouts[0].pages:
                for checkout in checkouts:
                    checkout.measure(what, given.runs)
    load = f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    print(f"{given.rounds} rounds of {given.runs} runs; {load}")
    show(checkouts)


if __name__ == "__main__":
    main()
