"""The head of the front sheet: which board meets, where, on what day and at what time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rotherham_hwb.legacy.facts import Fact, Header, ReadItem, ReadSignatory
from rotherham_hwb.legacy.kinds.front_sheet.foot import HEADING, is_contact, read_future
from rotherham_hwb.legacy.kinds.front_sheet.members import read_members
from rotherham_hwb.legacy.kinds.front_sheet.places import (
    place_beside,
    place_near,
    stops_address,
    without_article,
)
from rotherham_hwb.legacy.text.lines import GAP, Line, join, squeeze
from rotherham_hwb.legacy.text.words import (
    BODY_NOUN,
    PLACE,
    TIME,
    capitals,
    find_date,
    find_time,
    is_body,
)
from rotherham_hwb.slips.printed_dates import DATE

_LABEL = (
    r"date\s*(?:and|&|/)\s*time(?: of meeting)?|date of (?:the )?meeting|meeting date|day|date|"
    r"(?:start |meeting )?time(?: of meeting)?|venue|place(?: of meeting)?|location|where|when|"
    r"(?:name of )?(?:meeting|committee)(?: name)?|board|body|title|membership|members|"
    r"contact(?: officer)?|chair(?:man|person)?|quorum|to"
)
LABELS = re.compile(rf"^(?P<label>{_LABEL})\s*:\s*[-–]?\s*(?P<value>.*)$", re.I)
_ALONE = re.compile(
    r"^(?P<label>DATE\s*(?:AND|&)\s*TIME|DATE|TIME|VENUE|PLACE|LOCATION|MEETING|COMMITTEE)$|"
    r"^(?P<cell>Date(?:\s+and\s+[Tt]ime)?|Time|Venue|Place|Location)$"
)
_INLINE = re.compile(
    r"(?<=\S)\s+(?=(?:Date(?:\s+and\s+time)?|Time|Venue|Place|Location|Contact|Ask for|"
    r"Tel(?:ephone)?|E-?mail)\s*:)",
    re.I,
)
_ISSUE = re.compile(
    r"\b(?:issued?|published|publication|despatch\w*|dispatch\w*|dated|deadline|no later than|"
    r"by (?:noon|\d|5)|"
    r"before|printed|last meeting|previous meeting|minutes of|circulated|updated)\b",
    re.I,
)
_CALL = re.compile(
    r"(?:(?:extraordinary|special|annual|ordinary|the|an?|remote|virtual)\s+)*meetings?\s+(?:of|"
    r"for)\s+(?:the\s+)?"
    r"(?P<body>[^.:;\x01\x02]{3,90}?)(?=\s*,?\s+(?:(?:which\s+)?(?:will|is|are|to|shall)\b|in\s|"
    r"at\s|on\s|via\s)|\s*,?\s*\x01|$)",
    re.I,
)
_MEETS = re.compile(
    r"(?:^|[.]\s*)(?:Members of\s+)?(?:(?i:the)\s+)?(?P<body>[A-Z](?:(?!\b(?:meeting|"
    r"summoned)\b)[^.:;]){3,90}?)\s+"
    r"(?:(?:will|is to|are to)\s+(?:meet|be held|hold)|are\s+(?:hereby\s+)?(?:summoned|invited|"
    r"requested))\b"
)
_AFTER = re.compile(
    r"^[\s,]*(?:(?:which|will|is|are|to|be|shall|held|meet)\s+)*"
    r"(?:(?:on|at|from|commencing at)?\s*[\x01\x02][\s,]*(?:and\s+)?)*(?:at|in|via)\s+"
    r"(?P<venue>[^\x01\x02]{3,140}?)(?=\s*,?\s*(?:on|at|commencing|from|"
    r"starting)?[\s,]*[\x01\x02]|\.\s|\.?$|"
    r"\s+(?:to (?:consider|deal|transact|discuss)|for the|when|where the|AGENDA)\b)",
    re.I,
)
_NAMED_PLACE = re.compile(r"(?:the )?[A-Z][\w’' ]+(?:, [A-Z][\w’' ]+)+")
_HELD = re.compile(
    r"\b(?:held|meet|convened|meeting|come)\b(?:[^.]{0,25}?\b(?:virtually|remotely))?[\s,]*"
    r"(?:(?:on|at|from|commencing at|starting at)?\s*[\x01\x02][\s,]*)*"
    r"(?:at|in|via|on|to(?! be\b))\s+"
    r"(?P<venue>[^\x01\x02]{3,140}?)(?=\s*,?\s*(?:on|at|commencing|from|"
    r"starting)?[\s,]*[\x01\x02]|\.\s|\.?$|"
    r"\s+(?:to (?:consider|deal|transact|discuss)|for the|when|where the|AGENDA)\b)",
    re.I,
)
_OTHER = re.compile(
    r"^(?:Members(?:hip)?\b(?! of the \w+ are)|Councillors?\b|Notes?\b|From\b|To\s*:)"
)
_CALLED = re.compile(
    r"\bwill meet\b|\bcome to\b|\bmeetings?\s*(?:of|for|to be|will|is|has|in|at|on|,)|\bsummon|"
    r"\b(?:be|is|are) held\b",
    re.I,
)
_BROKEN = re.compile(r"(?:,|\b(?:of|the|in|at|on|be|held|and|a|to|for))$", re.I)
_CALLS = re.compile(
    r"\bcome to\b|\bmeetings?\b[^.]{0,160}\b(?:held|in|at|on)\b|\bwill meet\b|\bsummon", re.I
)
_LEAD = re.compile(
    r"^(?:(?:agenda|summons|notice of(?: a)? meeting|notice)\b[\s:–-]*(?:(?:for|"
    r"to)\s+)?)?(?:(?:a|an|the)\s+)?"
    r"(?:(?:extraordinary|special|annual|ordinary)\s+)?(?:meetings?\s+of\s+)?(?:the\s+)?",
    re.I,
)
_ONLY_NOUN = re.compile(
    r"(?:(?:overview|scrutiny|select|management|joint|policy|and|&|sub|review)[\s-]+)*"
    r"(?:sub-?committee|committee|board|commission|panel|partnership|forum|executive|authority)",
    re.I,
)
_NOT_BODY = re.compile(
    r"^(?:to\b|members?\b|membership|councillors?|public (?:document|reports?)|democratic|"
    r"governance|"
    r"contact|ask for|report|all members|chair\b|chairman|vice|supplement|dear\b|clerk|quorum|"
    r"legal|corporate|"
    r"resources|chief executive|director|apologies|minutes|declaration|substitute)\b|@|"
    r"\bservices?$|\bdirectorate$|"
    r"\bdepartment$|\bheld\b|^(?:the\s+)?council chamber|\bcommittee rooms?\b|\bcabinet room|"
    r"\bboard ?room\b",
    re.I,
)


def read_header(
    top: Sequence[Line],
    inside: Sequence[Line],
    below: Sequence[Line],
    items: Sequence[ReadItem],
    signatory: ReadSignatory | None,
) -> Header:
    """The header from the lines above the items, among them (``inside``) and below the last."""
    labelled = _labelled(top)
    call = _call(top)
    when, hour, loose = _when(top, labelled, call)
    date = find_date(when.value) if when else None
    time = find_time(DATE.sub(" ", hour.value)) if hour else None
    next_meeting, future = read_future(items, inside, [*top, *below], date)
    return Header(
        body=_body(top, labelled, call),
        venue=_venue(top, labelled, call, loose),
        date=Fact(date, when.line, when.confidence) if date and when else None,
        time=Fact(time, hour.line, hour.confidence) if time and hour else None,
        membership=read_members(top) or read_members(below),
        signatory=signatory,
        next_meeting=next_meeting,
        future_dates=future,
    )


# --- labels ----------------------------------------------------------------------------------


def _labelled(lines: Sequence[Line]) -> dict[str, Fact[str]]:
    """Values printed after a label, each up to the next label or gap."""
    found: dict[str, Fact[str]] = {}
    label: str | None = None
    for line in lines:
        for position, text in enumerate(_pieces(line)):
            match = LABELS.match(text) or (_ALONE.match(text) if position == 0 else None)
            if HEADING.match(text) or (label and is_contact(text) and found[label].value):
                label = None
            elif match and not re.search(r"\bref\b", line.text, re.I):
                label = _label(match)
                value = match.groupdict().get("value") or ""
                if label in found and found[label].value:
                    label = None
                else:
                    found[label] = Fact(value.strip(), line.number)
            elif label and _runs_on(label, found[label].value, text, apart=line.gap == GAP):
                found[label] = Fact(join([found[label].value, text]), found[label].line)
            else:
                label = None
    return {name: fact for name, fact in found.items() if fact.value}


def _runs_on(label: str, value: str, text: str, *, apart: bool) -> bool:
    """Whether a line goes on with the value of the label above it."""
    if not value:
        return True
    if apart and not value.endswith(","):
        return False
    if label == "venue":
        ended = re.search(r"\b[A-Z]{1,2}\d[\dA-Z]?\s*\d[A-Z]{2}\b", value)
        return not ended and len(text) <= 70 and not stops_address(text)
    if label == "date":
        return not find_date(value) or bool(find_time(text) and not find_time(DATE.sub(" ", value)))
    if label == "body":
        return not BODY_NOUN.search(value) or bool(_BROKEN.search(value))
    return True


def _pieces(line: Line) -> list[str]:
    """A line parted where a second label stands in it."""
    return [piece for piece in _INLINE.split(line.text) if piece]


def _label(match: re.Match[str]) -> str:
    """The kind of thing a label names: body, date, time, venue, or another."""
    groups = match.groupdict()
    label = squeeze((groups.get("label") or groups.get("cell") or "").lower())
    if re.search(r"\btime\b", label) and not re.search(r"\bdate\b", label):
        return "time"
    if re.search(r"\b(?:date|day|when)\b", label):
        return "date"
    if re.search(r"\b(?:venue|place|location|where)\b", label):
        return "venue"
    if re.search(r"\b(?:meeting|committee|board|body|title)\b", label):
        return "body"
    return label


# --- a sentence that calls the meeting -------------------------------------------------------


def _call(top: Sequence[Line]) -> dict[str, Fact[str]]:
    """Body, place, day and time of a front sheet that calls its meeting in a sentence."""
    called: dict[str, Fact[str]] = {}
    for index, line in enumerate(top):
        text = join(one.text for one in _sentence(top, index))[:420]
        if not _CALLS.search(text) or not _CALLED.search(line.text):
            continue
        if re.match(r"will\b", line.text) and index:
            text = f"{top[index - 1].text} {text}"
        found = _parts(text)
        for name, value in found.items():
            called.setdefault(name, Fact(value, line.number, 0.9))
        if "venue" in called:
            break
    return called


def _sentence(top: Sequence[Line], index: int) -> Sequence[Line]:
    """The lines from one on, up to a wide gap or the heading of the agenda."""
    for end in range(index + 1, min(index + 7, len(top))):
        text = top[end].text
        if HEADING.match(text) or LABELS.match(text) or _OTHER.match(text):
            return top[index:end]
        before = top[end - 1].text
        full = len(before) >= 50 and before[-1] not in ".:;"
        if top[end].gap == GAP and not full and not _BROKEN.search(before):
            return top[index:end]
    return top[index : index + 7]


def _parts(text: str) -> dict[str, str]:
    """The parts of a calling sentence; day and time are marked first so that words part them."""
    day = next((m for m in DATE.finditer(text) if m["year"]), None)
    day = day or re.search(r"(?:the )?(?:above|said) date", text)
    if day is None or _ISSUE.search(text[: day.start()]):
        return {}
    marked = f"{text[: day.start()]}\x01{text[day.end() :]}"
    hour = next((m for m in TIME.finditer(marked) if find_time(m[0])), None)
    if hour:
        marked = f"{marked[: hour.start()]}\x02{marked[hour.end() :]}"
    found = {"date": day[0]} if find_date(day[0]) else {}
    if hour:
        found["time"] = hour[0]
    body = _CALL.search(marked) or _MEETS.search(marked)
    if body and BODY_NOUN.search(body["body"]) and re.search(r"[A-Z]", body["body"]):
        found["body"] = _LEAD.sub("", re.sub(r"^Members of ", "", body["body"].strip(" ,")))
    place = (_AFTER.match(marked[body.end() :]) if body else None) or _HELD.search(
        marked, body.start() if body else 0
    )
    if place and (PLACE.search(place["venue"]) or _NAMED_PLACE.match(place["venue"])):
        found["venue"] = without_article(place["venue"].strip(" ,-–"))
    return found if "body" in found or "venue" in found else {}


# --- day and time ----------------------------------------------------------------------------


def _when(
    top: Sequence[Line], labelled: dict[str, Fact[str]], call: dict[str, Fact[str]]
) -> tuple[Fact[str] | None, Fact[str] | None, int | None]:
    """The texts that hold the day and the time, and which line holds a day without a label."""
    day, hour = labelled.get("date"), labelled.get("time")
    if day and find_date(day.value):
        if hour and find_time(hour.value):
            return day, hour, None
        return day, day if find_time(DATE.sub(" ", day.value)) else _timed(top, day.line), None
    if "date" in call:
        return call["date"], call.get("time") or hour, None
    dated = [
        i for i, line in enumerate(top) if find_date(line.text) and not _ISSUE.search(line.text)
    ]
    loose = next((i for i in dated if _has_day(top[i].text)), dated[0] if dated else None)
    if loose is None:
        return day, hour, None
    line = top[loose]
    near = [*top[loose : loose + 4], *top[max(0, loose - 2) : loose]]
    timed = next((one for one in near if find_time(DATE.sub(" ", one.text))), None)
    own = hour or (Fact(timed.text, timed.number, 0.8) if timed else None)
    return Fact(line.text, line.number, 0.8), own, loose


def _timed(top: Sequence[Line], line: int) -> Fact[str] | None:
    """The time printed under a day that stands alone."""
    below = [one for one in top if line < one.number <= line + 6]
    timed = next((one for one in below if find_time(DATE.sub(" ", one.text))), None)
    return Fact(timed.text, timed.number, 0.8) if timed else None


def _has_day(text: str) -> bool:
    return bool(re.search(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b", text, re.I))


def _venue(
    top: Sequence[Line],
    labelled: dict[str, Fact[str]],
    call: dict[str, Fact[str]],
    loose: int | None,
) -> Fact[str] | None:
    if venue := labelled.get("venue"):
        return replace(venue, value=re.sub(r"\.?\s*View directions$", "", venue.value))
    if "venue" in call:
        return call["venue"]
    if loose is not None:
        return place_beside(top[loose]) or place_near(top, loose)
    date = labelled.get("date")
    beside = re.split(r"\s(?:in|at)\s+(?=(?:the\s+)?[A-Z])", date.value)[-1] if date else ""
    return Fact(beside, date.line, 0.7) if date and PLACE.search(beside) else None


# --- body ------------------------------------------------------------------------------------


def _body(
    top: Sequence[Line], labelled: dict[str, Fact[str]], call: dict[str, Fact[str]]
) -> Fact[str]:
    """The board: from its label, from the sentence that calls it, or the line that names it."""
    label = labelled.get("body")
    if label and BODY_NOUN.search(label.value) and len(label.value) <= 110:
        return label
    if "body" in call:
        return call["body"]
    named = [(i, text) for i, line in enumerate(top) if (text := _named(line))]
    for index, text in named:
        if not re.search(r"\bcouncil$|^council\b", text, re.I) or re.match(
            r"^council of\b", text, re.I
        ):
            return Fact(_whole(top, index, text), top[index].number)
    if named:
        return Fact(named[0][1], top[named[0][0]].number, 0.8)
    first = next((line for line in top if not HEADING.match(line.text)), None)
    return Fact(first.text, first.number, 0.3) if first else Fact("", 1, 0.0)


def _named(line: Line) -> str | None:
    """The body a line names, without a heading's words, a council before it or a date after."""
    if LABELS.match(line.text) or HEADING.match(line.text):
        return None
    text = _LEAD.sub("", line.text).strip(" :–-")
    dated = DATE.search(text)
    if dated and dated["year"]:
        text = re.split(r"\s*(?:[–—-]\s*|,\s*|\bon\s+)$", text[: dated.start()])[0].strip(" ,:–-")
    parts = re.split(r"\s+[–-]\s+", text)
    if len(parts) == 2 and re.search(r"\bcouncil$", parts[0], re.I) and is_body(parts[1]):
        text = parts[1]
    text = re.sub(r"\s+agenda$", "", text, flags=re.I)
    if not text or _NOT_BODY.search(text) or is_contact(line.text) or not is_body(text):
        return None
    return text


def _leads(before: Line, line: Line) -> bool:
    """Whether a line can be the first part of a name that ends in the next."""
    return (
        (line.gap != GAP or " " not in line.text)
        and len(before.text) <= 80
        and (capitals(before.text) > 0.9) == (capitals(line.text) > 0.9)
        and not LABELS.match(before.text)
        and not find_date(before.text)
        and not re.search(r"\bcouncil\b|\bborough of\b|^agenda\b|^notice\b", before.text, re.I)
        and not _NOT_BODY.search(before.text)
    )


def _whole(top: Sequence[Line], index: int, text: str) -> str:
    """A name broken over lines, put together."""
    above = index
    while above and _ONLY_NOUN.fullmatch(text) and _leads(top[above - 1], top[above]):
        above -= 1
        text = _LEAD.sub("", f"{top[above].text} {text}")
    before = top[index - 1] if index else None
    after = top[index + 1] if index + 1 < len(top) else None
    if (
        before
        and top[index].gap != GAP
        and re.search(r"(?:\b(?:and|of|for|the)|[,&])$", before.text, re.I)
    ):
        text = _LEAD.sub("", f"{before.text} {text}")
    if after and after.gap != GAP and re.search(r"(?:\b(?:and|of|for|the)|[,&])$", text, re.I):
        same = (capitals(after.text) > 0.9) == (capitals(text) > 0.9)
        text = f"{text} {after.text}" if same and not find_date(after.text) else text
    return text
