"""Tables of data: a caption, headers with a scope, status by word as well as colour."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.template.loader import render_to_string

from rotherham_hwb.packs.sections.text import Paragraph

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
    numbers: bool = False  # aligned to the right


@dataclass(frozen=True)
class Table:
    """A table whose first column names its rows."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    note: str = ""


@dataclass(frozen=True)
class TableSection:
    """A table that is a paper of its own."""

    board: str
    title: str
    table: Table
    introduction: tuple[Paragraph, ...] = ()
    landscape: bool = False
    language: str = "en-GB"


@dataclass(frozen=True)
class Row:
    """One row as the template prints it."""

    cells: tuple["Cell", ...]
    long: bool  # may be cut by the end of a page


@dataclass(frozen=True)
class Cell:
    """One cell as the template prints it."""

    text: str
    rag: str = ""  # the class of its colour
    numbers: bool = False


def table_html(section: TableSection) -> str:
    """The table's paper as HTML, every field escaped."""
    context = {
        "section": section,
        "language": section.language,
        "title": section.title,
        "table": shown(section.table),
    }
    return render_to_string("packs/sections/table.html", context)


def shown(table: Table) -> dict[str, object]:
    """The table as `_table.html` prints it."""
    return {
        "caption": table.caption,
        "columns": table.columns,
        "rows": [_row(table.columns, row) for row in table.rows],
        "note": table.note,
    }


def _row(columns: Sequence[Column], row: Sequence[Value]) -> Row:
    cells = tuple(_cell(column, value) for column, value in zip(columns, row, strict=True))
    return Row(cells, long=any(len(cell.text) > MAY_BREAK for cell in cells))


def _cell(column: Column, value: Value) -> Cell:
    if isinstance(value, Rated):
        return Cell(value.text, value.rag.lower())
    return Cell(value, numbers=column.numbers)
