"""Print the seconds to read the largest old pack: .venv/bin/python benchmarks/reading.py

It needs ../shared/packs beside the project. The largest text there is read as it is, twice over
and four times over (the same text appended): reading must grow in proportion to the length. The
median of the runs is shown; "CPU" is the time of this process, which does not count the wait for
a busy machine. Reading alone is measured: not the start of Python, and no storing.
"""

import argparse
import os
import statistics
import sys
import time
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
PACKS = PROJECT.parent / "shared/packs"
TIMES = (1, 2, 4)
RUNS = 5

sys.path.insert(0, str(PROJECT))


def measure(text: str) -> tuple[float, float]:
    """Seconds and CPU seconds of one reading."""
    from rotherham_hwb.legacy.read import read_pack

    began, before = time.perf_counter(), time.process_time()
    read_pack(text, name="pack")
    return time.perf_counter() - began, time.process_time() - before


def main() -> None:
    """Read each length in turn, several times, and print the medians."""
    parser = argparse.ArgumentParser(description="Measure the reader of old packs.")
    parser.add_argument("--runs", type=int, default=RUNS)
    runs = parser.parse_args().runs
    found = sorted(PACKS.glob("*.txt"), key=lambda path: path.stat().st_size)
    if not found:
        sys.exit("The benchmark needs ../shared/packs beside the project, and it is not there.")
    text = found[-1].read_text(encoding="utf-8")
    taken = {times: [measure("\n".join([text] * times)) for _ in range(runs)] for times in TIMES}
    print(f"{runs} runs; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    base = statistics.median(cpu for _, cpu in taken[1])
    for times, each in taken.items():
        seconds = statistics.median(one for one, _ in each)
        cpu = statistics.median(one for _, one in each)
        size = len(text.encode()) * times / 1000
        print(f"{size:6.0f} kB {seconds:7.2f} s {cpu:7.2f} s CPU {cpu / base:6.2f} times the first")


if __name__ == "__main__":
    main()
