"""Tables for spreadsheets: cells that a spreadsheet shows and never runs."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

FORMULA = re.compile(r"'* *[=+\-@\t\r\n]")
MARK = "\ufeff"
"""Without this mark Excel takes a file of UTF-8 for one of Windows-1252."""


def csv_text(headings: Iterable[str], rows: Iterable[Sequence[object]]) -> str:
    """A table as CSV, no cell of which a spreadsheet runs."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(headings)
    writer.writerows([guarded(_cell(value)) for value in row] for row in rows)
    return MARK + out.getvalue()


def guarded(text: str) -> str:
    """The text with an apostrophe before what a spreadsheet would take for a formula.

    What has one there already gets another, so that `unguarded` finds the text as it was.
    Source: OWASP, CSV injection.
    """
    return f"'{text}" if FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """The text of a cell that `guarded` wrote."""
    return text[1:] if text.startswith("'") and FORMULA.match(text) else text


def _cell(value: object) -> str:
    return "" if value is None else str(value)
