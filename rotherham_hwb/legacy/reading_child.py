"""The process in which a pack is read, so that what the file does to it stays in it.

``python -m rotherham_hwb.legacy.reading_child PARENT FILE NAME MEMORY CPU`` prints a JSON object a
line: the steps as they are taken, and last the reading or the reason why there is none. No Django.
"""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path

from reports.files.inspecting import limit
from rotherham_hwb.legacy.facts import Scan, Unreadable
from rotherham_hwb.legacy.read import read_file
from rotherham_hwb.legacy.review.entries import plain, read_entries


def _say(**told: object) -> None:
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


def _step(step: str) -> None:
    _say(step=step)


def main(parent: str, path: str, name: str, memory: str, cpu: str) -> None:
    limit(int(parent), memory=int(memory), cpu=int(cpu))
    try:
        source = read_file(Path(path), name=name, progress=_step)
        reading = read_entries(replace(source, to_store=True), name=name, progress=_step)
    except Unreadable as reason:
        _say(unreadable=str(reason), scan=isinstance(reason, Scan))
    else:
        _say(reading=plain(reading))


if __name__ == "__main__":
    main(*sys.argv[1:])
