"""Print how fast the pack engine is, as ratios from one run: .venv/bin/python benchmarks/run.py

It needs ../shared/kent beside the project, qpdf, and Chromium for the last comparison.

The papers are all PDFs in ../shared/kent/cabinet-2025-01-30/inputs but the two that the council's
system made, "Agenda frontsheet…" and "Printed minutes…": 36 files, 476 pages, in order of name.
Each is one agenda item of its own, so that 36 pages bear an item's stamp too.

Every measure is a process of its own, started anew, and repeated in turn with the others (so that
a busy minute falls on all); the median of the runs is shown. "CPU" is user and system time of the
process and all it started; "seconds" is the time that passed. The ratio that counts is that of the
CPU where the machine is busy, and of the seconds where it is quiet: both are shown.

concatenate   qpdf --empty --pages …: no tags, no stamps, no labels; the limit.
bind          bind() of the same files: tagged, stamped, labelled, bookmarked, linearized. Cold:
              nothing is kept from before. The time is that of the call; "bind process" has the
              start of Python and the imports with it.
compile       compile_in_child(), as the portal calls it, with an empty cache: start of the
              process, page counts, front sheet, bind.
recompile     the same after one item's title is changed, with the cache of the compile before:
              the front sheet is set again, and the ink of the papers is known.
front sheet   setting that front sheet alone: start of the setter, and setting it.
chromium      the same HTML printed by headless Chromium, for comparison.

Memory is the largest sum of the resident sets of the compiling process and all below it, sampled
every 20 ms while it compiles; what they share is counted in each. Parts per measure are written
to stderr while it runs.
"""

import argparse
import hashlib
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parents[1]
PAPERS = PROJECT.parent / "shared/kent/cabinet-2025-01-30/inputs"
LEFT_OUT = ("Agenda frontsheet", "Printed minutes")
RUNS = 5
LONG = 8  # times the front sheet's items, to compare the setting of many pages
MIB = 1024 * 1024

sys.path.insert(0, str(PROJECT))
Figures = dict[str, float]


def papers() -> list[Path]:
    """The 36 files, in order of name."""
    return [path for path in sorted(PAPERS.glob("*.pdf")) if not path.name.startswith(LEFT_OUT)]


def timed(work: Callable[[], object], who: int = resource.RUSAGE_CHILDREN) -> Figures:
    """Seconds and CPU of a piece of work, by default of the processes it starts."""
    began, before = time.perf_counter(), resource.getrusage(who)
    work()
    seconds, after = time.perf_counter() - began, resource.getrusage(who)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {"seconds": seconds, "cpu": cpu}


def concatenate(folder: Path) -> Figures:
    """Join the files with qpdf alone."""
    program = shutil.which("qpdf") or sys.exit("Install qpdf first: the ratios are against it.")
    command = [program, "--empty", "--pages", *map(str, papers()), "--", f"{folder}/plain.pdf"]
    return timed(lambda: subprocess.run(command, check=True))


def bind_cold(folder: Path) -> Figures:
    """Bind the files in this process."""
    from rotherham_hwb.packs.pdf.bind import bind

    binding = the_binding()
    return timed(lambda: bind(binding, folder / "bound.pdf"), resource.RUSAGE_SELF)


def bind_process(folder: Path) -> Figures:
    """The same with the start of the process and its imports."""
    return timed(lambda: started("bind_cold", folder))


def the_binding() -> Any:
    """The files with a page number on each page, and a bookmark for each file."""
    import pikepdf

    from rotherham_hwb.packs.pdf.bind import Binding, Bookmark, Leaf, Source
    from rotherham_hwb.packs.pdf.stamps import Align, Edge, Stamp
    from rotherham_hwb.packs.typesetting.fonts import arimo

    leaves: list[Leaf] = []
    bookmarks: list[Bookmark] = []
    for index, path in enumerate(papers()):
        bookmarks.append(Bookmark(path.stem, len(leaves), outline_of=index))
        with pikepdf.open(path) as pdf:
            count = len(pdf.pages)
        for page in range(count):
            stamps = [Stamp(f"Page {len(leaves) + 1}")]
            if not page:
                stamps.append(Stamp(f"Agenda Item {index + 1}", Edge.HEAD, Align.RIGHT))
            leaves.append(Leaf(str(len(leaves) + 1), index, page, tuple(stamps)))
    sources = [Source(path, path.stem, "en-GB") for path in papers()]
    return Binding("Cabinet", "en-GB", sources, leaves, arimo(), bookmarks=bookmarks)


def the_plan() -> Any:
    """The files as a pack: a front sheet, and one item for each."""
    import datetime as dt

    from rotherham_hwb.packs.plan.pack_plan import Axes, FrontSheet, PackPlan, Part, PlanItem, Stage

    items = []
    for number, path in enumerate(papers(), start=1):
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        items.append(PlanItem(str(number), path.stem, parts=(Part(path.stem, digest),)))
    front = FrontSheet("Cabinet", dt.date(2025, 1, 30), dt.time(10), venue=("County Hall",))
    return PackPlan("Cabinet", front, tuple(items), axes=Axes(stage=Stage.PUBLISHED))


def compile_cold(folder: Path) -> Figures:
    """Compile with an empty cache."""
    shutil.rmtree(folder / "cache", ignore_errors=True)
    return compiled(folder, title="")


def recompile(folder: Path) -> Figures:
    """Compile after one title is changed, with what the compile before has kept."""
    return compiled(folder, title=f"A new title, {time.time_ns()}")


def compiled(folder: Path, *, title: str) -> Figures:
    """Compile as the portal does; the log of the cache goes to stderr."""
    from rotherham_hwb.packs.compiling.child import compile_in_child

    plan = the_plan()
    if title:
        plan = replace(plan, items=(replace(plan.items[0], title=title), *plan.items[1:]))
    files = dict(zip(plan.sources, papers(), strict=True))
    output = folder / "pack.pdf"
    with Watched() as watched:
        figures = timed(
            lambda: say(
                *compile_in_child(
                    plan,
                    files=files,
                    sections={},
                    output=output,
                    report=lambda progress: None,
                    cache=folder / "cache",
                ).log
            )
        )
    return figures | {"peak": watched.peak, "size": output.stat().st_size}


def front_html(times: int = 1) -> str:
    """The front sheet of the plan as HTML."""
    from rotherham_hwb.packs.compiling.child import lay_templates_out
    from rotherham_hwb.packs.plan.numbering import number
    from rotherham_hwb.packs.sections.front_sheet import front_sheet_html

    lay_templates_out()
    plan = the_plan()
    plan = replace(plan, items=plan.items * times)
    return front_sheet_html(plan, number(plan, dict.fromkeys(plan.sources, 13)))


def set_html(html: str) -> Figures:
    """Set a section in a setter started for it."""
    from rotherham_hwb.packs.typesetting.cache import Cache
    from rotherham_hwb.packs.typesetting.typesetter import Typesetter

    def work() -> None:
        with Typesetter(Cache()) as typesetter:
            typesetter.pdf("front sheet", html)

    return timed(work)


def front_sheet(folder: Path) -> Figures:
    """Set the front sheet."""
    return set_html(front_html())


def long_sheet(folder: Path) -> Figures:
    """Set a front sheet of very many items."""
    return set_html(front_html(LONG))


def chromium(folder: Path) -> Figures:
    """Print the front sheet with Chromium."""
    return printed(front_html(), folder)


def chromium_long(folder: Path) -> Figures:
    """Print the very long front sheet with Chromium."""
    return printed(front_html(LONG), folder)


def printed(html: str, folder: Path) -> Figures:
    """Print HTML to a tagged PDF with headless Chromium, a fresh profile each time."""
    names = ("chromium", "chromium-browser", "google-chrome")
    program = next(filter(None, map(shutil.which, names)), None)
    if program is None:
        return {}
    (folder / "section.html").write_text(html)
    with tempfile.TemporaryDirectory() as profile:
        command = [program, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"]
        command += ["--disable-background-networking", f"--user-data-dir={profile}"]
        command += ["--no-pdf-header-footer", f"--print-to-pdf={folder / 'chromium.pdf'}"]
        command.append(f"file://{folder / 'section.html'}")
        return timed(lambda: subprocess.run(command, check=True, stderr=subprocess.DEVNULL))


class Watched:
    """The largest sum of the resident sets of all processes below this one, in bytes."""

    def __enter__(self) -> "Watched":
        self.peak = 0.0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch)
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._over.wait(0.02):
            compiling = [pid for pid in below(os.getpid()) if not is_tracker(pid)]
            self.peak = max(self.peak, sum(map(resident, compiling)))


def below(top: int) -> list[int]:
    """The processes started by a process, and by those."""
    found, todo = [], [top]
    while todo:
        try:
            threads = list(Path(f"/proc/{todo.pop()}/task").iterdir())
            kids = [int(pid) for each in threads for pid in (each / "children").read_text().split()]
        except OSError:
            continue
        found += kids
        todo += kids
    return found


def is_tracker(process: int) -> bool:
    """Python's own helper, which the calling process keeps for as long as it runs."""
    try:
        return b"resource_tracker" in Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return True


def resident(process: int) -> int:
    """The resident set of a process in bytes; 0 where it has ended."""
    try:
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * resource.getpagesize()
    except OSError:
        return 0


def say(*words: object) -> None:
    """Write to stderr: stdout is for figures."""
    print(*words, sep="; ", file=sys.stderr)


MEASURES = {
    each.__name__: each
    for each in (
        concatenate, bind_cold, bind_process, compile_cold, recompile,
        front_sheet, long_sheet, chromium, chromium_long,
    )
}  # fmt: skip


def started(name: str, folder: Path) -> Figures:
    """The figures of one measure, made in a process of its own."""
    command = [sys.executable, __file__, "--measure", name, "--folder", str(folder)]
    told = subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout
    return dict(json.loads(told))


def median(runs: list[Figures]) -> Figures:
    """The median of each figure."""
    return {key: statistics.median(run[key] for run in runs) for key in runs[0]}


def show(figures: dict[str, Figures]) -> None:
    """Print the table and the ratios."""
    for name, each in figures.items():
        if each:
            print(f"{name:14} {each['seconds']:7.2f} s {each['cpu']:7.2f} s CPU")
    compare(figures, "bind_cold", "concatenate", mark="at most 8")
    compare(figures, "bind_process", "concatenate")
    compare(figures, "compile_cold", "concatenate")
    compare(figures, "recompile", "compile_cold")
    compare(figures, "recompile", "bind_cold", "front_sheet", mark="at most 1.1")
    if figures["chromium"]:
        compare(figures, "front_sheet", "chromium")
        compare(figures, "long_sheet", "chromium_long")
    peak, size = figures["compile_cold"]["peak"] / MIB, figures["compile_cold"]["size"] / MIB
    most = 4 * size + 150
    print(f"peak memory    {peak:.0f} MiB of at most {most:.0f} (4 × {size:.2f} MiB + 150)")


def compare(figures: dict[str, Figures], one: str, *others: str, mark: str = "") -> None:
    """Print a measure as so many times the sum of others: in seconds, and in CPU."""
    seconds, cpu = (
        figures[one][unit] / sum(figures[other][unit] for other in others)
        for unit in ("seconds", "cpu")
    )
    name = f"{one} / {' + '.join(others)}".replace("_", " ")
    print(f"{name:38} {seconds:6.2f} in seconds {cpu:6.2f} in CPU   {mark}")


def main() -> None:
    """Run every measure in turn, several times, and print the medians."""
    parser = argparse.ArgumentParser(description="Measure the pack engine.")
    parser.add_argument("--runs", type=int, default=RUNS)
    parser.add_argument("--measure", choices=MEASURES, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.measure:
        print(json.dumps(MEASURES[given.measure](given.folder)))
        return
    if not papers():
        sys.exit("The benchmarks need ../shared/kent beside the project, and it is not there.")
    with tempfile.TemporaryDirectory() as folder:
        runs = [{name: started(name, Path(folder)) for name in MEASURES} for _ in range(given.runs)]
    print(f"{given.runs} runs; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    show({name: median([run[name] for run in runs]) for name in MEASURES})


if __name__ == "__main__":
    main()
