"""Who was there: every layout in which minutes list who was present and who sent apologies."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rotherham_hwb.legacy.facts import Attendee, Fact
from rotherham_hwb.legacy.kinds.minutes.chair import each_once, mark_chair, named_chair, seat_chair
from rotherham_hwb.legacy.kinds.minutes.list_headings import (
    APOLOGIES,
    LEGEND,
    Opening,
    in_columns,
    is_heading,
    opening,
    starts_with_name,
)
from rotherham_hwb.legacy.kinds.minutes.listed import (
    COUNTED,
    NOBODY,
    breaks_off,
    first_sentence,
    is_list,
    is_sentence,
    is_whole,
    looks_named,
    names_group,
)
from rotherham_hwb.legacy.kinds.minutes.people import (
    HONOUR,
    AttendeeRow,
    attendee,
    has_initials,
    inline,
    is_name,
    row_of,
)
from rotherham_hwb.legacy.kinds.minutes.unfolding import unfolded, with_posts_below
from rotherham_hwb.legacy.text.lines import GAP, Document, Line, join, renumber, without_bullet
from rotherham_hwb.legacy.text.words import (
    CHAIR,
    COURTESY,
    POST_WORD,
    capitals,
    is_person,
    split_names,
)

_HEAD_WORD = (
    r"(?:agenda|item|action|actions|owner|lead|name|names|initials|organisations?|member|members|"
    r"representing|capacity|title|position|role|post|job title|designation|agency|attendee|notes|"
    r"by whom|no)"
)
_COLUMN_HEAD = re.compile(rf"^(?:{_HEAD_WORD}\s*[/&.:]?\s*)+$", re.I)
_NAME_COLUMN = re.compile(r"^(?:names?|members?|attendees?|board members?|councillors?)\b", re.I)
_POST_COLUMN = re.compile(
    r"^(?:role|title|post|position|organisations?|representing|designation|agency)s?$", re.I
)
_WEB = re.compile(r"^<?(?:https?://|www\.)\S+$")
_IN_CHAIR = re.compile(r"^[(–-]*\s*in the chair[).]*$", re.I)
_BROKEN_OFF = re.compile(r"(?:[,&–-]|\b(?:and|of|for|the|to|in|with))$")
_OTHERS = re.compile(r"(?:officers?|observers?|guests?|visitors?|advis[eo]rs?)\b", re.I)
_STARRED = re.compile(r"^(?P<mark>[*√✓✔#]|[a-z](?=\s))\s*(?P<rest>\S.*)$")
_SUBSTITUTE = re.compile(
    r"^(?P<name>[^,.;()]{4,50}?) (?:attended|was present|were present|sat|was in attendance|acted)"
    r"(?: the meeting)?,? (?:as an? (?:named )?(?:substitute|deputy|reserve)(?: member)? for|"
    r"on behalf of|representing|in place of|deputising for|substituting for)"
    r" (?P<who>[^.;()]{4,50}?)\.?$"
)


@dataclass(frozen=True, slots=True)
class ReadAttendance:
    present: tuple[Attendee, ...]
    apologies: tuple[Attendee, ...]
    chair: Fact[str] | None


def read_attendance(
    doc: Document, lines: Sequence[Line], *, chair: Fact[str] | None
) -> ReadAttendance:
    """Read the lines from the attendance heading to the first minute.

    ``chair`` is the name printed on a "Chairman:" line of the heading, where there is one.
    """
    reader = _AttendanceReader()
    lines = [_plain(in_columns(line)) for line in unfolded(with_posts_below(lines))]
    for index, line in enumerate(lines):
        reader.see(line, lines[index + 1] if index + 1 < len(lines) else None)
    reader.finish()
    present = each_once(attendee(row) for row in reader.here if not COUNTED.match(row.name))
    if reader.in_chair and chair is None:
        present, chair = seat_chair(present, reader.in_chair[0])
    present = tuple(mark_chair(person, chair) for person in present)
    away = each_once(attendee(row, away=True) for row in (reader.away or reader.absent))
    return ReadAttendance(present, away, named_chair(present, chair))


def _plain(line: Line) -> Line:
    """A line without the bullet of a list; a star may be a mark of attendance."""
    bare = without_bullet(line.text)
    return line if line.cells or bare == line.text or line.text[0] == "*" else renumber(line, bare)


class _AttendanceReader:
    """Lines into rows: what list is open, its columns, and a row that may go on."""

    def __init__(self) -> None:
        self.here: list[AttendeeRow] = []
        self.away: list[AttendeeRow] = []
        self.absent: list[AttendeeRow] = []
        self.in_chair: list[AttendeeRow] = []
        self.rows = self.here
        self.group: str | None = None
        self.legend = ""
        self.name_column = 0
        self.pairs = False  # each name stands on a line over its post
        self.open: list[Line] = []  # a list of names that runs on over lines
        self.running = False
        self.marked = False  # its mark of attendance has been taken off

    def see(self, line: Line, after: Line | None) -> None:
        found = opening(line)
        if legend := LEGEND.match(line.text):
            if mark := legend["a"] or legend["b"]:
                self.legend += mark
            return
        if found:
            self._flush()
            self._begin(found, line)
            return
        if self._goes_on(line):
            self.open.append(line)
            return
        self._flush()
        if self._is_furniture(line):
            return
        if self._is_sub_heading(line, after):
            self.group = line.text.strip(" :-–")
        elif line.cells:
            self._table_row(line)
        else:
            self.open, self.running = [line], False

    def finish(self) -> None:
        self._flush()

    def _begin(self, found: Opening, line: Line) -> None:
        if found.kind != "group":
            self.rows = {
                "present": self.here, "apologies": self.away, "absent": self.absent,
            }.get(found.kind, [])  # fmt: skip
            self.legend, self.name_column, self.pairs = "", 0, False
        elif re.match(r"apolog", found.label, re.I):
            self.rows = self.away
        elif self.rows is self.away and _OTHERS.match(found.label):
            self.rows = self.here
        self.group = "Apologies" if found.kind == "apologies" else found.label
        text = found.rest.strip()
        if found.label and line.text.startswith("("):
            text = text.rstrip(")")
        if found.cells:
            self._cells((found.rest, *found.cells) if found.rest else found.cells, line)
        elif (
            text
            and found.kind == "present"
            and is_heading(text)
            and not any(map(is_name, split_names(text)))
        ):
            self.group = text
        elif text:
            self.open, self.running = [renumber(line, text)], True

    def _goes_on(self, line: Line) -> bool:
        """Whether a line belongs to the row or list before it."""
        if not self.open:
            return False
        last = self.open[-1].text
        unfinished = last.endswith((",", ";", "&", "-", "–")) or bool(
            re.search(r"\b(?:and|for|of|the)$", last)
        )
        whole = join(part.text for part in self.open)
        unfinished = unfinished or whole.count("(") > whole.count(")") or breaks_off(whole, line)
        if line.cells or (line.gap == GAP and not unfinished):
            return False
        named = is_whole(whole) or re.match(r"(?:Councillors|Cllrs)\b", line.text)
        if self.running and not unfinished and looks_named(line.text) and named:
            return False
        if self.running:
            return not (_is_section(line.text) or self._is_furniture(line))
        set_in = len(line.raw) - len(line.raw.lstrip(" ")) >= 4
        return (
            unfinished
            or line.text[0] in "("
            or line.text[0].islower()
            or (set_in and not self.open[0].raw.startswith("    "))
        )

    def _is_furniture(self, line: Line) -> bool:
        if not re.search(r"[A-Za-z]", line.text) or _WEB.match(line.text):
            return True
        if _COLUMN_HEAD.match(line.text):
            columns = [i for i, cell in enumerate(line.cells) if _NAME_COLUMN.match(cell)]
            self.name_column = columns[0] if columns else self.name_column
            self.pairs = self.pairs or bool(_POST_COLUMN.match(line.text))
            return True
        return _is_section(line.text) and not line.cells and not self.legend

    def _is_sub_heading(self, line: Line, after: Line | None) -> bool:
        """Whether a line without a name stands over the rows of a group."""
        return (
            line.gap == GAP
            and not line.cells
            and is_heading(line.text)
            and after is not None
            and after.gap != GAP
            and (starts_with_name(after.text) or bool(after.cells))
        )

    def _table_row(self, line: Line) -> None:
        cells = line.cells
        if self.legend:
            if cells[0].strip() in self.legend and cells[0].strip():
                cells = cells[1:]
            elif not self._mark(cells[0]):
                return
        rows = self.rows
        name = cells[0].strip(" :-–") if cells else ""
        rest = [cell for cell in cells[1:] if cell]
        if rows and name.startswith("("):
            rows[-1].name = join([rows[-1].name, name])
            rows[-1].post = join([rows[-1].post, *rest])
        elif rows and rest == [] and name[:1].islower():
            rows[-1].name = join([rows[-1].name, name])
        elif (
            not name
            and rows
            and len(rest) < 2
            and not (rest and not rows[-1].post and looks_named(rest[0]))
        ):
            rows[-1].post = join([rows[-1].post, *rest])
        else:
            self._cells([cell for cell in cells if cell], line)

    def _mark(self, text: str) -> bool:
        match = _STARRED.match(text)
        return bool(match and match["mark"] in self.legend)

    def _cells(self, cells: Sequence[str], line: Line) -> None:
        """A row whose columns are known: a name first, or where the head of the table says so."""
        cells = list(cells)
        if self.legend and self._mark(cells[0]):
            cells[0] = cells[0][1:].strip()
        if len(cells) > self.name_column > 0:
            cells.insert(0, cells.pop(self.name_column))
        elif len(cells) > 1 and is_heading(cells[0].strip(" :-–")) and is_name(cells[1]):
            role = cells[0].strip(" :-–")
            if CHAIR.fullmatch(role) or re.match(r"(?:vice|deputy)[ -]chair", role, re.I):
                post = ", ".join(cells[2:])
                self.rows.append(AttendeeRow(cells[1], post, line.number, self.group, role=role))
                return
            cells = [cells[1], role, *cells[2:]]
        if len(cells) == 1:
            self.open, self.running = [renumber(line, cells[0])], False
            self.marked = bool(self.legend)
            return
        if re.fullmatch(r"[A-Z]{2}[A-Za-z]{0,2}", cells[1]) and has_initials(cells[0], cells[1]):
            post = ", ".join(cells[2:])
            self.rows.append(
                AttendeeRow(cells[0], post, line.number, self.group, initials=cells[1])
            )
        elif is_list(cells[0]):
            self.rows += inline(cells[0], line.number, self.group)
            self.rows[-1].post = join([self.rows[-1].post, *cells[1:]])
        else:
            post = ", ".join(cell for cell in cells[1:])
            self.rows.append(AttendeeRow(cells[0], post, line.number, self.group))

    def _flush(self) -> None:
        """Read the row or list of names that has come to its end."""
        lines, self.open = self.open, []
        if not lines:
            return
        text, number = join(part.text for part in lines), lines[0].number
        if self.legend and not self.marked and self.rows is self.here:
            if not self._mark(text):
                return
            text = text[1:].strip()
        self.marked = False
        if self.group == "Apologies":
            again = APOLOGIES.match(text)
            text = first_sentence(again["rest"] if again else text)
            if NOBODY.match(text):
                return
        if match := _SUBSTITUTE.match(text):
            row = AttendeeRow(match["name"], f"(for {match['who']})", number, self.group)
            self.here.append(row)
        elif self.running or is_list(text):
            self.rows += inline(text, number, self.group)
        elif special := row_of(text, number, self.group):
            lone = CHAIR.fullmatch(special.role or "") and not special.post and self.here
            taker = special.role and self.rows is self.away
            rows = self.here if taker else self.rows
            (self.in_chair if lone else rows).append(special)
        elif not is_sentence(text):
            self._plain(lines, text)

    def _plain(self, lines: Sequence[Line], text: str) -> None:
        first = lines[0]
        if self.rows and _IN_CHAIR.match(text):
            self.rows[-1].role = self.rows[-1].role or text.strip("(). ")
            return
        if self.rows and text.startswith("("):
            self.rows[-1].post = join([self.rows[-1].post, text])
            return
        if (
            self.rows
            and not self.rows[-1].post
            and not starts_with_name(text)
            and (self.pairs or POST_WORD.match(text))
            and is_name(self.rows[-1].name)
        ):
            self.rows[-1].post = text
            return
        if self.rows and _BROKEN_OFF.search(self.rows[-1].post) and first.gap != GAP:
            self.rows[-1].post = join([self.rows[-1].post, text])
            return
        if self.rows and self.rows[-1].post and names_group(text) and len(lines) == 1:
            self.group = text
            return
        rest = [part.text for part in lines[1:]]
        row = _columns(first, self.group)
        if rest and first.cells == () and row.sure == 1.0 and row.post:
            row.post = join([row.post, *rest])
        elif rest:
            name, _, post = text.partition(", ")
            row = (
                _hung(row, rest)
                if not post or row.post
                else AttendeeRow(name, post, first.number, self.group)
            )
        self.rows.append(row)


def _hung(row: AttendeeRow, rest: Sequence[str]) -> AttendeeRow:
    row.post = join([row.post, *rest])
    return row


def _is_section(text: str) -> bool:
    """Whether a line is a heading in capitals, which no list of people runs into."""
    return (capitals(text) == 1.0 and " " in text and not re.search(r"[,()]", text)) or text in {
        "MINUTES",
        "ACTION",
        "PUBLIC",
    }


def _columns(line: Line, group: str | None) -> AttendeeRow:
    """A row whose columns were set apart by runs of spaces, or by nothing that was kept."""
    raw = line.raw.replace("*", "").strip()
    parts = re.split(r"\s{2,}", raw, maxsplit=1) if join([raw]) == line.text else [line.text]
    if len(parts) == 2:
        return AttendeeRow(parts[0], join([parts[1]]), line.number, group)
    words = line.text.split(" ")
    start = 2 if COURTESY.match(line.text) else 1
    for cut in range(start + 1, len(words)):
        if words[cut - 1].endswith(",") or words[cut - 1] in "-–":
            break
        if HONOUR.fullmatch(words[cut].rstrip(",")):
            continue
        if POST_WORD.match(words[cut]) and is_person(" ".join(words[:cut])):
            return AttendeeRow(
                " ".join(words[:cut]), " ".join(words[cut:]), line.number, group, 0.6
            )
    name, _, post = line.text.partition(", ")
    if name.count("(") > name.count(")"):
        name, post = line.text, ""
    return AttendeeRow(name, post, line.number, group, 0.9 if is_person(name) else 0.5)
