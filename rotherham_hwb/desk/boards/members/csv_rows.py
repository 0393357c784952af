"""Seats and members as a table in a CSV file: reading one, with a sentence for each bad row."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields

from meetings.names import composed_name, why_no_name
from rotherham_hwb.spreadsheets import csv_text, unguarded

MOST_BYTES = 1024 * 1024
MOST_ROWS = 2_000
COLUMNS = {  # the heading of each field of a row
    "seat": "Seat",
    "organisation": "Organisation",
    "legal_basis": "Legal basis",
    "seat_votes": "Seat votes",
    "seat_from": "Seat from",
    "seat_until": "Seat until",
    "person": "Person",
    "number": "Person number",
    "sort_name": "Sort name",
    "post": "Post",
    "post_organisation": "Post organisation",
    "kind": "Role",
    "votes": "Votes",
    "starts": "From",
    "ends": "Until",
}
KINDS = {
    "chair": "chair",
    "vice chair": "vice_chair",
    "member": "member",
    "co opted member": "co_opted",
    "co opted": "co_opted",
    "observer": "observer",
    "deputy": "deputy",
}
YES_NO = {
    **dict.fromkeys(("yes", "y", "true", "1"), True),
    **dict.fromkeys(("no", "n", "false", "0"), False),
}
DATES = ("%d/%m/%Y", "%Y-%m-%d", "%d.%m.%Y", "%d-%m-%Y", "%d %B %Y", "%d %b %Y", "%d/%m/%y")
NEW = "new"
"""Said under Person number of somebody who shares a name with a person that is known."""
LONGEST = {"organisation": 200, "person": 200, "seat": 200, "legal_basis": 200, "sort_name": 200}
LONGEST |= {"post": 200, "post_organisation": 200}


class NoTable(Exception):
    """The file is no table of seats and members; the message says what to do."""


@dataclass(frozen=True)
class CsvRow:
    """One line of the table; what its file has no column for is not among `given`."""

    line: int  # of the file, from 1
    given: frozenset[str]
    seat: str = ""
    organisation: str = ""
    legal_basis: str = ""
    seat_votes: bool | None = None
    seat_from: dt.date | None = None
    seat_until: dt.date | None = None
    person: str = ""
    number: str = ""  # of a person the portal knows, or “new”
    sort_name: str = ""
    post: str = ""
    post_organisation: str = ""
    kind: str = ""
    votes: bool | None = None
    starts: dt.date | None = None
    ends: dt.date | None = None


@dataclass(frozen=True)
class Problem:
    """What is wrong with one line; line 0 is the file as a whole."""

    line: int
    sentence: str


@dataclass(frozen=True)
class CsvTable:
    """All that was read of a file."""

    rows: tuple[CsvRow, ...]
    problems: tuple[Problem, ...]


class _BadCell(Exception):
    """One cell cannot be read."""


def text_of(content: bytes) -> str:
    """The text of a file as UTF-8 with or without its mark, UTF-16 with it, or Windows-1252.

    Raises NoTable.
    """
    if len(content) > MOST_BYTES:
        raise NoTable("The file is larger than 1 MB: it is not a table of seats and members.")
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise NoTable("The file is a workbook: in Excel, save it as “CSV UTF-8” and use that.")
    marked = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise NoTable("The file is not text: in Excel, save it as “CSV UTF-8” and use that.")


def read_sheet(text: str) -> CsvTable:
    """The rows of a table, and a sentence for every row that cannot be used.

    Raises NoTable where there is no table at all.
    """
    separator, first, body = _separator(text)
    reader = csv.reader(io.StringIO(body, newline=""), delimiter=separator, strict=True)
    rows: list[CsvRow] = []
    problems: list[Problem] = []
    known: list[str | None] = []
    line = first
    try:
        for cells in reader:
            at, line = line, first + reader.line_num
            if not any(cell.strip() for cell in cells):
                continue
            if not known:
                known = _columns(cells, at, problems)
            elif len(rows) >= MOST_ROWS:
                raise NoTable(f"The file has more than {MOST_ROWS:,} rows: split it.")
            else:
                _take(cells, at, known, rows, problems)
    except csv.Error as error:
        raise NoTable(
            f"From line {line} on the file cannot be read as a table: a quotation mark may be "
            "missing there."
        ) from error
    if not known:
        raise NoTable("The file is empty: download the template and fill it in.")
    if not rows and not problems:
        raise NoTable("The file has headings and no rows: add the seats and members below them.")
    return CsvTable(tuple(rows), tuple(problems))


def _separator(text: str) -> tuple[str, int, str]:
    """The separator, the number of the line the table starts on, and the table."""
    head, _, rest = text.partition("\n")
    said = re.fullmatch(r'"?sep=(.)"?\s*', head)  # as Excel writes and reads it
    if said:
        return said.group(1), 2, rest
    counts = {each: head.count(each) for each in ",;\t"}
    return max(counts, key=lambda each: counts[each]), 1, text


def _columns(cells: Sequence[str], line: int, problems: list[Problem]) -> list[str | None]:
    """The field each column fills; an unknown or repeated heading is a problem."""
    names = {_plain(heading): name for name, heading in COLUMNS.items()}
    found = [names.get(_plain(cell)) for cell in cells]
    if not {"seat", "person"} & set(found):
        headings = ", ".join(COLUMNS.values())
        raise NoTable(
            "The first line must name the columns, and one of them must be Seat or Person. They "
            f"can be: {headings}."
        )
    for place, cell in enumerate(cells):
        if found[place] is None and cell.strip():
            words = f"“{cell.strip()[:60]}” is no column of the table: remove or rename it."
            problems.append(Problem(line, words))
        elif found[place] and found[place] in found[:place]:
            problems.append(Problem(line, f"The column “{cell.strip()}” is there twice."))
    return found


def _take(
    cells: Sequence[str],
    line: int,
    known: Sequence[str | None],
    rows: list[CsvRow],
    problems: list[Problem],
) -> None:
    if len(cells) > len(known) and any(cell.strip() for cell in cells[len(known) :]):
        words = "There are more cells than columns: put text with a separator into quotation marks."
        problems.append(Problem(line, words))
        return
    said = {name: _clean(cell) for name, cell in zip(known, cells, strict=False) if name}
    try:
        row = _row(line, said, frozenset(name for name in known if name))
    except _BadCell as error:
        problems.append(Problem(line, str(error)))
        return
    twin = next((each for each in rows if _same(each, row)), None)
    if twin:
        problems.append(Problem(line, f"It says the same as line {twin.line}: remove one."))
        return
    rows.append(row)


def _clean(cell: str) -> str:
    """The cell in one line, without the apostrophe that keeps a spreadsheet from running it."""
    return composed_name(" ".join(unguarded(cell.strip()).split()))


def _row(line: int, said: Mapping[str, str], given: frozenset[str]) -> CsvRow:
    for name, longest in LONGEST.items():
        if len(said.get(name, "")) > longest:
            raise _BadCell(f"{COLUMNS[name]} is longer than {longest} characters: shorten it.")
        if why := why_no_name(said.get(name, "")):
            raise _BadCell(f"{COLUMNS[name]}: {why}")
    values: dict[str, object] = {name: _value(name, text) for name, text in said.items() if text}
    row = CsvRow(line=line, given=given, **values)  # type: ignore[arg-type]
    if not row.seat and not row.person:
        raise _BadCell("Name a seat, a person, or both.")
    for name, first, last in (
        (row.seat or "the seat", row.seat_from, row.seat_until),
        (row.person or "the person", row.starts, row.ends),
    ):
        if first and last and last < first:
            raise _BadCell(f"The last day of {name} is before the first: change one of them.")
    return row


def _value(name: str, text: str) -> object:
    if name in ("seat_votes", "votes"):
        if text.casefold() not in YES_NO:
            raise _BadCell(f"{COLUMNS[name]} says “{text[:40]}”: write yes or no.")
        return YES_NO[text.casefold()]
    if name in ("seat_from", "seat_until", "starts", "ends"):
        return _date(COLUMNS[name], text)
    if name == "number":
        return _number(text)
    if name == "kind":
        if _plain(text) not in KINDS:
            known = "Chair, Vice-chair, Member, Co-opted member, Observer or Deputy"
            raise _BadCell(f"Role says “{text[:40]}”: write {known}.")
        return KINDS[_plain(text)]
    return text


def _number(text: str) -> str:
    if text.casefold() != NEW and not (text.isdecimal() and len(text) < 10):
        raise _BadCell(
            f"Person number says “{text[:40]}”: write the number on the page of the person, or new."
        )
    return text.casefold()


def _date(heading: str, text: str) -> dt.date:
    for form in DATES:
        try:
            day = dt.datetime.strptime(text, form).date()  # noqa: DTZ007 - a day, of no zone
        except ValueError:
            continue
        if 1900 <= day.year <= 2100:
            return day
    raise _BadCell(f"{heading} says “{text[:40]}”, which is no day: write it like 22/01/2025.")


def _same(one: CsvRow, other: CsvRow) -> bool:
    names = [each.name for each in fields(CsvRow) if each.name not in ("line", "given")]
    return all(getattr(one, name) == getattr(other, name) for name in names)


def _plain(heading: str) -> str:
    return re.sub(r"[\W_]+", " ", heading.casefold()).strip()


def written(rows: Iterable[Mapping[str, object]]) -> str:
    """A table as text for a spreadsheet, in the columns that `read_sheet` knows."""
    return csv_text(COLUMNS.values(), ([_cell(row.get(name)) for name in COLUMNS] for row in rows))


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:%d/%m/%Y}" if isinstance(value, dt.date) else value
