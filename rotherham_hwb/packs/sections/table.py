"""Tables of data: a caption, headers with a scope, status by word as well as colour."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

MAY_BREAK = 600  # letters in a cell, above which its row need not stay on one page


class Rag(StrEnum):
    """How something stands; the word is always printed."""

    RED = "Red"
    AMBER = "Amber"
    GREEN = "Green"


@dataclass(frozen=True)
class Rated:
    """A cell with a status: "Amber" or "Amber: two weeks behind"."""

    rag: Rag
    words: str = ""

    @property
    def text(self) -> str:
        """What is printed on the colour."""
        return f"{self.rag}: {self.words}" if self.words else str(self.rag)


Value = str | Rated


@dataclass(frozen=True)
class Column:
    """One column."""

    heading: str
    share: int  # of the table's width, in per cent


@dataclass(frozen=True)
class Table:
    """A table whose first column names its rows."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]


@dataclass(frozen=True)
class TableRow:
    """One row as the template prints it."""

    cells: tuple["Cell", ...]
    long: bool  # may be cut by the end of a page


@dataclass(frozen=True)
class Cell:
    """One cell as the template prints it."""

    text: str
    rag: str = ""  # the class of its colour


def shown(table: Table) -> dict[str, object]:
    """The table as `_table.html` prints it."""
    return {
        "caption": table.caption,
        "columns": table.columns,
        "rows": [_row(row) for row in table.rows],
    }


def _row(row: Sequence[Value]) -> TableRow:
    cells = tuple(map(_cell, row))
    return TableRow(cells, long=any(len(cell.text) > MAY_BREAK for cell in cells))


def _cell(value: Value) -> Cell:
    return Cell(value.text, value.rag.lower()) if isinstance(value, Rated) else Cell(value)
