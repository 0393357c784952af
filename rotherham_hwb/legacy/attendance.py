"""Who was there: every layout in which minutes list who was present and who sent apologies."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from .facts import Attendee, Fact
from .lines import GAP, Document, Line, join
from .words import CHAIR, COURTESY, POST_WORD, capitals, is_person, split_names

PRESENT = re.compile(
    r"^(?:(?:members|those|also|officers)\s+)?"
    r"(?:present|in attendance|attendance|attendees|attended)"
    r"(?:\s+(?:virtually|remotely|online|by invitation|for part of the meeting)(?=\s*:))?"
    r"\s*(?P<mark>:\s?[-–]?|[-–])?\s*(?P<rest>.*)$",
    re.I,
)
APOLOGIES = re.compile(
    r"^(?:\d+\.?\s*)?(?:an )?apolog(?:y|ies)\b"
    r"(?P<lead>[^:]*?\b(?:by|from|on behalf of)\b|[^:]{0,40}:\s*[-–]?)\s*(?P<rest>.*)$",
    re.I,
)
REPRESENTING = re.compile(
    r"^\(?(?:representing|substitut\w+ for|sub\.? for|deput\w+ for|for|on behalf of|vice)\s+"
    r"(?P<who>[^)]+)\)?$",
    re.I,
)
GROUP = re.compile(r"^(?P<name>[A-Z][\w/&'’ \-()]{2,60}?)\s*:\s*[-–]?$")
_ROLE_MARK = re.compile(r"\s+[-–]\s+(?P<role>[^,]+)$")
_BRACKET = re.compile(r"\s*\((?P<inside>[^()]*)\)?\s*$")
_INITIALS = re.compile(r"^(?P<name>.+?)\s+(?P<initials>[A-Z]{2,4})(?:\s+(?P<post>.*))?$")
_COLUMN_HEAD = re.compile(
    r"^(?:agenda|item|action|actions|owner|lead|name|initials|organisation)s?\s*:?$", re.I
)
_SENTENCE = re.compile(r"\b(?:were|was|had|have|would)\b")


@dataclass(slots=True)
class _Row:
    name: str
    post: str
    line: int
    group: str | None
    sure: float = 1.0
    initials: str | None = None


@dataclass(frozen=True, slots=True)
class Attendance:
    present: tuple[Attendee, ...]
    apologies: tuple[Attendee, ...]
    chair: Fact[str] | None


def read_attendance(doc: Document, lines: Sequence[Line], *, chair: Fact[str] | None) -> Attendance:
    """Read the lines from the attendance heading to the first minute.

    ``chair`` is the name printed on a "Chairman:" line of the heading, where there is one.
    """
    here: list[_Row] = []
    away: list[_Row] = []
    rows, group = here, None
    index = 0
    while index < len(lines):
        line = lines[index]
        index += 1
        if _COLUMN_HEAD.match(line.text) or (_is_section(line.text) and not line.cells):
            continue
        if match := APOLOGIES.match(line.text):
            taken = _rest_of(lines, index)
            text = join([match["rest"], *(part.text for part in lines[index : index + taken])])
            index += taken
            rows, group = away, "Apologies"
            away += _inline(text, line.number, group)
        elif (match := PRESENT.match(line.text)) and (match["mark"] or not match["rest"]):
            rows, group = here, line.text[: match.start("rest")].strip(" :-–")
            if match["rest"]:
                taken = _rest_of(lines, index)
                text = join([match["rest"], *(part.text for part in lines[index : index + taken])])
                index += taken
                here += _inline(text, line.number, group)
        elif (match := GROUP.match(line.text)) and not line.cells:
            group = match["name"]
            rows = away if re.match(r"apolog", group, re.I) else here
        else:
            _add(rows, line, group)
    present = tuple(_attendee(row) for row in here)
    named = _named_chair(present, chair)
    return Attendance(
        tuple(_marked(person, chair) for person in present),
        _once(_attendee(row) for row in away),
        named,
    )


def _rest_of(lines: Sequence[Line], index: int) -> int:
    """How many lines go on with a list of names that began on the line before."""
    taken = 0
    for line in lines[index:]:
        if line.gap == GAP or line.cells or GROUP.match(line.text) or APOLOGIES.match(line.text):
            break
        present = PRESENT.match(line.text)
        if (present and present["mark"]) or _is_section(line.text):
            break
        taken += 1
    return taken


def _is_section(text: str) -> bool:
    """Whether a line is a heading in capitals, which no list of people runs into."""
    return capitals(text) == 1.0 and " " in text and not re.search(r"[,()]", text)


# --- rows -----------------------------------------------------------------------------------


def _add(rows: list[_Row], line: Line, group: str | None) -> None:
    text = line.text
    indented = len(line.raw) - len(line.raw.lstrip(" ")) >= 4
    if line.cells:
        name, post = line.cells[0], join(line.cells[1:])
        if rows and not post and name[:1].islower():
            rows[-1].name = join([rows[-1].name, name])
        elif rows and not name:
            rows[-1].post = join([rows[-1].post, post])
        else:
            rows.append(_Row(name, post, line.number, group))
    elif rows and (text.startswith("(") or indented or text[0].islower()):
        rows[-1].post = join([rows[-1].post, text])
    elif _SENTENCE.search(text):
        return
    elif _is_list(text) or (group == "Apologies" and "," in text):
        rows += _inline(text, line.number, group)
    elif row := _initialled(line, group):
        rows.append(row)
    else:
        rows.append(_columns(line, group))


def _is_list(text: str) -> bool:
    """Whether a row holds several people: a plural title, or names and nothing but names."""
    if re.match(r"^(?:Councillors|Cllrs|Alderm[ae]n)\b", text):
        return True
    names = split_names(text)
    return len(names) > 2 and all(is_person(re.sub(r"\s*\(.*?\)", "", name)) for name in names)


def _initialled(line: Line, group: str | None) -> _Row | None:
    """A row of name, initials, post: the initials must be those of the name."""
    match = _INITIALS.match(line.text)
    if not match or not is_person(match["name"]):
        return None
    words, initials = match["name"].split(), match["initials"]
    if initials[0] != words[0][0] or not any(i in words[-1].upper() for i in initials[1:]):
        return None
    return _Row(match["name"], match["post"] or "", line.number, group, 1.0, initials)


def _columns(line: Line, group: str | None) -> _Row:
    """A row whose columns were set apart by runs of spaces, or by nothing that was kept."""
    parts = re.split(r"\s{2,}", line.raw.replace("*", "").strip(), maxsplit=1)
    if len(parts) == 2:
        return _Row(parts[0], join([parts[1]]), line.number, group)
    words = line.text.split(" ")
    start = 2 if COURTESY.match(line.text) else 1
    for cut in range(start + 1, len(words)):
        if POST_WORD.match(words[cut]) and is_person(" ".join(words[:cut]).rstrip(",")):
            return _Row(" ".join(words[:cut]), " ".join(words[cut:]), line.number, group, 0.6)
    name, _, post = line.text.partition(", ")
    return _Row(name, post, line.number, group, 0.9 if is_person(name) else 0.5)


def _inline(text: str, line: int, group: str | None) -> list[_Row]:
    """Names run together in a sentence: "A (in the Chair); B, C (Police) and D"."""
    text = re.sub(r",\s*\(", " (", text)
    rows: list[_Row] = []
    plural = ""
    for part in split_names(text):
        if match := re.match(r"^(Councillor|Cllr|Alderm[ae]n|Doctor|Dr)s\.?\s+", part):
            plural = match[1] + " "
            part = part[match.end() :]
        elif COURTESY.match(part):
            plural = ""
        name, post = _bare(part)
        lone = " " not in name
        if rows and re.fullmatch(r"(?:[OMC]BE|QC|KC|JP|DL|MP)", name):
            rows[-1].name = f"{rows[-1].name}, {name}"
            continue
        if rows and lone and not plural and not rows[-1].post and not COURTESY.match(part):
            rows[-1].post, rows[-1].sure = part, 0.6
        elif name:
            rows.append(_Row(plural + name, post, line, group, 0.9 if plural else 1.0))
    return rows


def _bare(part: str) -> tuple[str, str]:
    match = _BRACKET.search(part)
    if not match:
        return part.strip(), ""
    return part[: match.start()].strip(), f"({match['inside']})"


# --- people ---------------------------------------------------------------------------------


def _attendee(row: _Row) -> Attendee:
    name, role, post, principal = row.name.strip(" ,;"), None, row.post.strip(" ,;"), None
    if mark := _ROLE_MARK.search(name):
        name, role = name[: mark.start()], mark["role"].strip()
    for source in ("name", "post"):
        text = name if source == "name" else post
        while bracket := _BRACKET.search(text):
            inside = bracket["inside"].strip()
            if found := REPRESENTING.match(inside):
                principal = found["who"].strip()
            elif CHAIR.fullmatch(inside) or re.match(r"(?:vice|deputy)[ -]chair", inside, re.I):
                role = inside
            elif source == "name" or text.startswith("("):
                post = join([post if source == "name" else "", inside])
                text = text[: bracket.start()] if source == "name" else ""
                if source == "post":
                    text = inside
                    break
                continue
            else:
                break
            text = text[: bracket.start()]
        name, post = (text, post) if source == "name" else (name, text)
    if role and (found := REPRESENTING.match(role)):
        principal = found["who"].strip()
    return Attendee(
        name=Fact(name.strip(" ,"), row.line, row.sure),
        role=Fact(role, row.line) if role else None,
        post=Fact(post.strip(" ,."), row.line, row.sure) if post.strip(" ,.") else None,
        group=Fact(row.group, row.line) if row.group else None,
        representing=Fact(principal, row.line) if principal else None,
        initials=row.initials,
    )


def _named_chair(present: Sequence[Attendee], chair: Fact[str] | None) -> Fact[str] | None:
    if chair is not None:
        return chair
    for person in present:
        if person.role and CHAIR.fullmatch(person.role.value):
            return person.name
    return None


def _marked(person: Attendee, chair: Fact[str] | None) -> Attendee:
    """A person with the role of chair where the heading of the minutes gives it to that name."""
    if chair is not None and person.role is None and person.name.value == chair.value:
        return replace(person, role=Fact("Chairman", chair.line))
    return person


def _once(people: Iterable[Attendee]) -> tuple[Attendee, ...]:
    """The same list without a name that is printed a second time."""
    seen: dict[str, Attendee] = {}
    for person in people:
        seen.setdefault(person.name.value.casefold(), person)
    return tuple(seen.values())
