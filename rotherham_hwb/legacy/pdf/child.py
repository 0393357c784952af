"""The process in which a PDF is read, so that what the file does to it stays in it.

``python -m rotherham_hwb.legacy.pdf.child PARENT FILE MEMORY CPU`` prints a JSON object a line:
the sheets as they are read, and last the text or the reason why there is none. No Django.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from reports.files.inspecting import limit
from rotherham_hwb.legacy.facts import Scan, Unreadable
from rotherham_hwb.legacy.pdf.read_pdf import PdfText, read_pdf

TOO_MUCH = "needs too much memory to read: save it as PDF with smaller pictures, or split it."


def _say(**told: object) -> None:
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


def _as_json(text: PdfText) -> dict[str, object]:
    return {
        "lines": [[line.text, line.page, line.mark, line.bold] for line in text.lines],
        "labels": text.labels,
        "bookmarks": [[each.level, each.title, each.sheet] for each in text.bookmarks],
        "silent": text.silent,
    }


def main(parent: str, path: str, memory: str, cpu: str) -> None:
    limit(int(parent), memory=int(memory), cpu=int(cpu))
    try:
        text = read_pdf(Path(path), progress=lambda sheet, of: _say(sheet=sheet, of=of))
    except Unreadable as reason:
        _say(unreadable=str(reason), scan=isinstance(reason, Scan))
    except MemoryError:
        _say(unreadable=TOO_MUCH, scan=False)
    else:
        _say(**_as_json(text))


if __name__ == "__main__":
    main(*sys.argv[1:])
