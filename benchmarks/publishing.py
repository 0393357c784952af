"""What the published form of a paper costs, as a ratio to opening the file with pikepdf alone.

    .venv/bin/python benchmarks/publishing.py [--runs 3]

For all shared Kent papers: CPU seconds of opening each and counting its pages, of the inspection
alone, and of publishing (the inspection, and the published form written). Medians of the runs,
side by side in one process; ratios say more than seconds.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import pikepdf  # noqa: E402

from reports.files.uploads import inspect_pdf, publish_pdf  # noqa: E402
from reports.published_form.write import write_published_form  # noqa: E402

KENT = ROOT.parent / "shared" / "kent"


def opened(path: Path, _: Path) -> None:
    with pikepdf.open(path) as pdf:
        len(pdf.pages)


def written(path: Path, output: Path) -> None:
    with pikepdf.open(path) as pdf:
        write_published_form(pdf, output)


WORK: dict[str, Callable[[Path, Path], object]] = {
    "open": opened,
    "inspect": lambda path, _: inspect_pdf(path),
    "write the published form": written,
    "publish (both)": publish_pdf,
}


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description="Measure the published form.")
    parser.add_argument("--runs", type=int, default=3)
    runs = parser.parse_args().runs
    papers = sorted(KENT.glob("*/inputs/*.pdf"))
    pages = sum(len(pikepdf.open(path).pages) for path in papers)
    taken: dict[str, list[float]] = {name: [] for name in WORK}
    with TemporaryDirectory() as folder:
        output = Path(folder) / "published.pdf"
        for _ in range(runs):
            for name, work in WORK.items():
                before = time.process_time()
                for path in papers:
                    work(path, output)
                taken[name].append(time.process_time() - before)
    first = statistics.median(taken["open"])
    print(f"{len(papers)} papers, {pages} pages, median of {runs} runs")
    for name, seconds in taken.items():
        median = statistics.median(seconds)
        each, ratio = 1000 * median / pages, median / first
        print(f"{name}: {median:.2f} s CPU, {each:.1f} ms a page, {ratio:.1f} times opening")


if __name__ == "__main__":
    main()
