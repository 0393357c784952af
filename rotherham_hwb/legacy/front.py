"""The head and foot of the front sheet: board, place, date, time, members, signatory, dates."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from .facts import AgendaItem, Fact, Header, Signatory
from .lines import GAP, Line, join, squeeze
from .words import (
    DATE,
    capitals,
    find_date,
    find_time,
    is_body,
    is_date_line,
    is_person,
    parse_date,
    split_names,
)

HEADING = re.compile(r"^(?:A\s+G\s+E\s+N\s+D\s+A|AGENDA|Agenda)\s*:?$")
LABELS = re.compile(
    r"^(?P<label>date and time|date|time|venue|place|location|membership|members|contact|to)"
    r"\s*:\s*[-–]?\s*(?P<value>.*)$",
    re.I,
)
SUMMONS = re.compile(
    r"meeting of (?:the )?(?P<body>[^.]{3,80}?) (?:will|(?:is )?to) be held (?:at|in) "
    r"(?P<venue>.{3,120}?),? (?:on|at) "
    r"(?P<when>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b.{5,60}?(?:[ap]\.?m\b|noon|$))",
    re.I,
)
NEXT_MEETING = re.compile(
    r"\bnext (?:\w+ )?meeting|future (?:meetings?|dates)|dates? of (?:\w+ )?meetings?", re.I
)
POST = re.compile(
    r"\b(?:Chief|Director|Officer|Executive|Solicitor|Secretary|Clerk|Head|Manager|Leader|Counsel|Monitoring|Proper)\b"
)


_RIGHT_COLUMN = 30  # spaces before a line that stands wholly in the column beside the address


def read_signatory(lines: Sequence[Line], first: int) -> tuple[Signatory | None, int]:
    """The name and post at the foot of the front sheet, and the index where the items end."""
    for index in range(len(lines) - 2, first, -1):
        name, post = lines[index], lines[index + 1]
        words = name.text.rstrip(" ,.")
        in_capitals = capitals(words) == 1.0 and is_person(words.title())
        foot = is_person(words) and _is_foot(lines[index + 2 :])
        apart = name.gap == GAP and in_capitals
        if post.gap != GAP and POST.search(post.text) and (apart or foot):
            found = Signatory(Fact(words, name.number), Fact(post.text.rstrip(" ."), post.number))
            return found, index
    return None, len(lines)


def _is_foot(rest: Sequence[Line]) -> bool:
    """Whether nothing stands below but telephone numbers and the date of issue."""
    return all(is_date_line(line.text) or re.fullmatch(r"[\d\s()+]+", line.text) for line in rest)


def read_header(
    top: Sequence[Line],
    below: Sequence[Line],
    items: Sequence[AgendaItem],
    signatory: Signatory | None,
) -> Header:
    labelled = _labelled(top)
    summons = _summons(top)
    body = summons["body"] if summons else _body(top)
    when = labelled.get("date and time") or labelled.get("date")
    hour = labelled.get("time") or labelled.get("date and time") or labelled.get("date")
    venue = labelled.get("venue") or labelled.get("place") or labelled.get("location")
    loose = next((i for i, line in enumerate(top) if find_date(line.text)), None)
    if summons:
        when, hour, venue = summons["when"], summons["when"], venue or summons["venue"]
    elif loose is not None and (when is None or find_date(when.value) is None):
        when = Fact(top[loose].text, top[loose].number, 0.8)
        hour, venue = hour or when, venue or _place_below(top[loose + 1 :])
    date = find_date(when.value) if when else None
    time = find_time(DATE.sub(" ", hour.value)) if hour else None
    membership = labelled.get("membership") or labelled.get("members")
    next_meeting, future = _future(items, below, date)
    return Header(
        body=body,
        venue=venue,
        date=Fact(date, when.line, when.confidence) if date and when else None,
        time=Fact(time, hour.line, hour.confidence) if time and hour else None,
        membership=_members(membership),
        signatory=signatory,
        next_meeting=next_meeting,
        future_dates=future,
    )


def _summons(top: Sequence[Line]) -> dict[str, Fact[str]] | None:
    """Body, place and date of a front sheet that summons its members in a sentence."""
    match = SUMMONS.search(join(line.text for line in top))
    if not match:
        return None
    line = next((line.number for line in top if "meeting of" in line.text.lower()), top[0].number)
    return {name: Fact(match[name].strip(" ,"), line, 0.9) for name in ("body", "venue", "when")}


def _place_below(lines: Sequence[Line]) -> Fact[str] | None:
    """An address set under the date, without the clerk's particulars in the column beside it."""
    kept: list[str] = []
    for line in lines:
        if len(line.raw) - len(line.raw.lstrip()) > _RIGHT_COLUMN or "@" in line.text:
            continue
        left = re.split(r"\s{3,}", line.raw.strip())[0]
        text = squeeze(re.sub(r"\b(?:Ask for|Telephone|Tel|Contact|E-?mail)\s*:.*$", "", left))
        if (line.gap == GAP and kept) or not text or HEADING.match(text):
            break
        kept.append(text)
    return Fact(join(kept), lines[0].number, 0.6, inferred=True) if kept else None


def _labelled(lines: Sequence[Line]) -> dict[str, Fact[str]]:
    """Values printed after a label, each up to the next label or gap."""
    found: dict[str, Fact[str]] = {}
    label: str | None = None
    for line in lines:
        if HEADING.match(line.text):
            label = None
        elif match := LABELS.match(line.text):
            label = match["label"].lower()
            found[label] = Fact(match["value"].strip(), line.number)
        elif (label and line.gap != GAP) or (label and not found[label].value):
            found[label] = Fact(join([found[label].value, line.text]), found[label].line)
        else:
            label = None
    return found


def _body(top: Sequence[Line]) -> Fact[str]:
    """The first line above the agenda that names a body; a council's gives way to a board's."""
    named = [line for line in top if is_body(line.text) and not LABELS.match(line.text)]
    for line in named:
        if not re.search(r"\bcouncil$", line.text, re.I):
            return Fact(line.text, line.number)
    if named:
        return Fact(named[0].text, named[0].number, 0.8)
    first = next((line for line in top if not HEADING.match(line.text)), None)
    return Fact(first.text, first.number, 0.3) if first else Fact("", 1, 0.0)


def _members(membership: Fact[str] | None) -> tuple[Fact[str], ...]:
    """The people of a membership line; a missing comma after a bracket still parts two names."""
    if membership is None:
        return ()
    text = re.sub(r"\)\s+(?=[A-Z])", "), ", membership.value)
    title = "Councillor " if re.match(r"^(?:Councillors|Cllrs)\b", text) else ""
    names = split_names(re.sub(r"^(?:Councillors|Cllrs)\b\s*", "", text))
    bare = [re.sub(r"\s*\(.*?\)", "", name) for name in names]
    return tuple(
        Fact(name if " " in name and not title else title + name, membership.line, 0.9)
        for name in bare
    )


def _future(
    items: Sequence[AgendaItem],
    below: Sequence[Line],
    meeting: dt.date | None,
) -> tuple[Fact[str] | None, tuple[Fact[dt.date], ...]]:
    """What is printed of the next meeting, and the dates of the meetings after it."""
    item = next((item for item in reversed(items) if NEXT_MEETING.search(item.title.value)), None)
    if item is None:
        return None, ()
    footer = next((line for line in below if is_footer(line.text)), None)
    texts = [item.title, *item.notes]
    dated = [fact for fact in texts if DATE.search(fact.value)]
    printed = (footer and Fact(footer.text, footer.number)) or _next_text(dated)
    heading = next((i for i, f in enumerate(texts) if re.match(r"^Future\b", f.value, re.I)), None)
    wanted = texts[heading:] if heading else dated
    year = meeting.year if meeting else None
    future: list[Fact[dt.date]] = []
    for fact in wanted:
        for match in DATE.finditer(fact.value):
            date = parse_date(match, year=year)
            if date:
                future.append(
                    Fact(date, fact.line, 1.0 if match["year"] else 0.8, not match["year"])
                )
                year = date.year
    return printed, tuple(future)


def _next_text(dated: Sequence[Fact[str]]) -> Fact[str] | None:
    if not dated:
        return None
    first = dated[0]
    start = re.split(r"\s+[-–]\s+|:\s*", first.value, maxsplit=1)
    printed = start[1] if len(start) == 2 and DATE.search(start[1]) else first.value
    return Fact(squeeze(printed), first.line)


def is_footer(text: str) -> bool:
    """Whether a line speaks of all meetings rather than of one."""
    return bool(re.match(r"^All (?:\w+ )?meetings\b", text, re.I))
