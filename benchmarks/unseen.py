"""Print what comparing pages with their pictures costs: .venv/bin/python benchmarks/unseen.py

It inspects the shared Kent papers in this process, once without and once with the comparison, and
prints CPU a page of each and their ratio. Name files to inspect those instead.
"""

import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
PAPERS = PROJECT.parent / "shared/kent"

sys.path.insert(0, str(PROJECT))

from reports.files.inspecting import inspect_here  # noqa: E402
from reports.files.uploads import PdfFacts, publish_pdf  # noqa: E402


def cost(inspect: Callable[[Path, Path], PdfFacts], papers: Iterable[Path]) -> tuple[float, int]:
    """Seconds of CPU, and pages."""
    pages, began = 0, time.process_time()
    with tempfile.TemporaryDirectory() as folder:
        for path in papers:
            pages += inspect(path, Path(folder) / "published.pdf").page_count
    return time.process_time() - began, pages


def main(*named: str) -> None:
    papers = [Path(each) for each in named] or sorted(PAPERS.glob("*/inputs/*.pdf"))
    before, pages = cost(publish_pdf, papers)
    after, _ = cost(inspect_here, papers)
    print(f"{pages} pages; milliseconds of CPU a page:")
    print(f"  read and write the published form  {1000 * before / pages:6.1f}")
    print(f"  the same, and compare              {1000 * after / pages:6.1f}")
    print(f"  ratio                              {after / before:6.2f}")


if __name__ == "__main__":
    main(*sys.argv[1:])
