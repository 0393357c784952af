"""The process in which papers are cut out of a PDF pack.

``python -m rotherham_hwb.legacy.pdf.cut_child PARENT FILE FOLDER RANGES MEMORY CPU`` writes each
range of pages ("3-7,8-8") into the folder as ``3-7.pdf`` and prints a JSON object a line: those
that were written. No Django.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from reports.files.inspecting import limit
from reports.files.uploads import BROKEN
from rotherham_hwb.legacy.pdf.cut import Uncuttable, cut


def main(parent: str, path: str, folder: str, ranges: str, memory: str, cpu: str) -> None:
    limit(int(parent), memory=int(memory), cpu=int(cpu))
    written: list[str] = []
    for each in ranges.split(","):
        first, last = map(int, each.split("-"))
        try:
            cut(Path(path), Path(folder) / f"{each}.pdf", first=first, last=last)
        except (Uncuttable, *BROKEN):
            continue
        written.append(each)
        sys.stdout.write(json.dumps({"written": written}) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
