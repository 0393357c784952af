"""No pattern that reads old packs can be made to run for ever by the text it is given."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EACH = 1.0  # seconds of processor for one pattern and one string
WALK = """
import importlib, pkgutil, re, resource, signal, sys
import rotherham_hwb.legacy, rotherham_hwb.slips
from rotherham_hwb.legacy.text.lines import LONGEST_PIECE, MOST_BLANKS

resource.setrlimit(resource.RLIMIT_CPU, (240, 241))

class TooLong(Exception):
    pass

def stop(*_):
    raise TooLong

def modules(package):
    for found in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        rooms = found.name.split(".")
        if not {"migrations", "management", "models", "tasks", "keep", "apps"} & set(rooms):
            yield importlib.import_module(found.name)

def patterns(value):
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, (tuple, list, set, frozenset)):
        for each in value:
            yield from patterns(each)
    elif isinstance(value, dict):
        for each in [*value, *value.values()]:
            yield from patterns(each)

units = [" " * MOST_BLANKS + "x", "\\t" * MOST_BLANKS + "x", "1", "a", "A", ".", "-", "1.1",
         "A ", "Aa ", "A. ", "a, ", "1 ", "and ", "Mr A ", "& ", "(a) ", "*", "|"]
strings = [begin + (unit * LONGEST_PIECE)[:LONGEST_PIECE] + "!"
           for unit in units for begin in ("", "Minutes of ")]
signal.signal(signal.SIGVTALRM, stop)
seen = {}
for package in (rotherham_hwb.legacy, rotherham_hwb.slips):
    for module in modules(package):
        for name, value in vars(module).items():
            for pattern in patterns(value):
                seen.setdefault(pattern, f"{module.__name__}.{name}")
print(len(seen))
for pattern, name in seen.items():
    for string in strings:
        signal.setitimer(signal.ITIMER_VIRTUAL, float(sys.argv[1]))
        try:
            pattern.search(string if isinstance(pattern.pattern, str) else string.encode())
        except TooLong:
            print(f"{name}: {string[:60]!r}", flush=True)
            break
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
"""


@pytest.mark.slow
def test_every_pattern_ends_soon_on_a_line_of_the_length_they_are_given() -> None:
    """Strings of one repeated part, as long as a line can be."""
    told = subprocess.run(
        [sys.executable, "-c", WALK, str(EACH)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    count, *slow = told.stdout.splitlines() or ["0"]

    assert told.returncode == 0, told.stderr
    assert int(count) > 200
    assert slow == []
