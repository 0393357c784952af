"""The foot of the front sheet: who signs it, where it ends, and the meetings to come."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

from rotherham_hwb.legacy.facts import Fact, ReadItem, ReadSignatory
from rotherham_hwb.legacy.text.lines import GAP, Line, squeeze
from rotherham_hwb.legacy.text.words import PLACE, capitals, find_date, is_date_line, is_person
from rotherham_hwb.slips.printed_dates import DATE, parse_date

HEADING = re.compile(
    r"^(?:A\s+G\s+E\s+N\s+D\s+A|AGENDA|Agenda|ORDER OF BUSINESS|Order of [Bb]usiness|"
    r"BUSINESS TO BE TRANSACTED|(?i:agenda items|items of business))\s*:?$"
)
NEXT_MEETING = re.compile(
    r"\bmeets? (?:next|again)\b|\bnext (?:\w+ ){0,3}?meetings?\b|future (?:meetings?|dates)|"
    r"(?:dates?|schedule|programme|calendar)\b[^.]{0,30}\b(?:of|for) (?:\w+ ){0,2}meetings?|"
    r"^future dates\b|"
    r"\bmeeting dates\b",
    re.I,
)
POST = re.compile(
    r"\b(?:Chief|Director|Officer|Executive|Solicitor|Secretary|Clerk|Head|Manager|Leader|"
    r"Counsel|Monitoring|Proper)\b"
)
_SIGNING_POST = re.compile(
    r"\b(?:Chief Executive|Head of Paid Service|(?:Assistant |Corporate |Service |Strategic |"
    r"Executive |Interim )*"
    r"Director|Monitoring Officer|Proper Officer|Solicitor|Town Clerk|Clerk to the \w+|"
    r"County Secretary|"
    r"Head of (?:Legal|Law|Democratic|Governance|Corporate|Committee|Member|Administration|"
    r"Strategic)\b|"
    r"General Counsel|Managing Director|Democratic (?:Services )?Manager|Governance Manager|"
    r"Head of \w+ and (?:Democratic|Governance|Legal))",
    re.I,
)
_CLERK_POST = re.compile(
    r"\b(?:Chief Executive|Head of Paid Service|Monitoring Officer|Proper Officer|Solicitor|"
    r"Clerk|Secretary|"
    r"Legal|Law|Democratic|Governance|Counsel|Managing Director|Corporate Services)\b",
    re.I,
)
_CONTACT = re.compile(
    r"^(?:(?:agenda |governance services |democratic services |"
    r"committee )?contacts?\b(?: officer| name| details)?|"
    r"enquiries|for (?:further|more|any) (?:information|enquir\w+|details)|further information|"
    r"please (?:contact|ask)|"
    r"ask for|tel(?:ephone)?\b|e-?mail|direct (?:line|dial)|web\s?site|fax|phone|mobile|"
    r"if you (?:have any|require|would like|need|wish|are)|reply to|our ref|my ref|your ref|"
    r"officer contact|support officer|clerk\s*:|scrutiny (?:support )?officer\s*:)"
    r"|@|https?://|\bwww\.",
    re.I,
)
_POST_BEHIND = re.compile(r"^(?P<name>[^(),]{4,50}?) \((?P<post>[^()]{3,50})\)$")
_POST_DATED = re.compile(r"\s+(?:DATED?|Dated?)\s*:?\s+\d.*$")
_FOOT = re.compile(
    r"^(?:(?:date )?(?:of )?(?:issue|publication|despatch|dispatch)\b|(?:issued|published|"
    r"despatched|dispatched|"
    r"dated|circulat(?:ed|ion)|distribution|compiled|printed)\b|this agenda\b|membership\b|"
    r"members of the\b|"
    r"note(?:s)?\s*:?$|note\s?\d?\s*:|guidance\b|(?:fire|emergency) (?:evacuation|procedure|"
    r"alarm|safety)\b|"
    r"(?:filming|recording|webcast\w*|broadcast\w*|photograph\w*)\b|"
    r"access (?:to|arrangements|for|information)\b|public (?:attendance|access|speaking)\b|"
    r"mobile (?:phones|telephones)|hearing (?:loop|enhancement)|"
    r"(?:large print|other formats|this (?:document|information) (?:is|can))\b|copies of\b|"
    r"(?:the )?(?:press and )?public (?:are|may|is)\b|members of the (?:public|press)|quorum\b|"
    r"(?:declaring|declarations? of) interests? (?:guidance|at|flowchart|–|-)|to\s*:|"
    r"chair(?:man)?\s*:|"
    r"attend(?:ance|ing)\b.*\bmeetings?|car park|your rights|what is|information (?:for|about|"
    r"on|to)\b|"
    r"(?:the )?(?:council|meeting|proceedings)\b.*\b(?:recorded|webcast|filmed|broadcast)|yours\b|"
    r"terms of reference|by order|signed)",
    re.I,
)


def is_contact(text: str) -> bool:
    """Whether a line gives a clerk's particulars."""
    return bool(_CONTACT.search(text)) or bool(re.fullmatch(r"[\d\s()+]{7,}", text))


def is_foot(text: str) -> bool:
    """Whether a line opens what is printed after the items: notes for visitors, issue, contact."""
    return bool(_FOOT.match(text)) or is_contact(text)


def read_signatory(lines: Sequence[Line], first: int) -> tuple[ReadSignatory | None, int]:
    """The name and post at the foot of the front sheet, and the index where the items end."""
    for index in range(len(lines) - 1, first, -1):
        if both := _with_post(lines, index):
            return both, index
    for index in range(len(lines) - 2, first, -1):
        name, post = lines[index], lines[index + 1]
        words = name.text.rstrip(" ,.")
        in_capitals = capitals(words) == 1.0 and is_person(words.title())
        foot = is_person(words) and _is_foot(lines[index + 2 :])
        apart = name.gap == GAP and in_capitals
        beyond = lines[index + 2] if index + 2 < len(lines) else None
        clerk = (
            _CLERK_POST.search(post.text)
            and _signs(_apart(lines, index), words, post)
            and _ends_block(beyond)
        )
        set_apart = name.text.endswith(",") and in_capitals and len(post.text) <= 60
        together = post.gap != GAP or set_apart
        if together and POST.search(post.text) and (apart or foot or clerk):
            found = ReadSignatory(
                Fact(words, name.number), Fact(post.text.rstrip(" ."), post.number)
            )
            return found, index
    return None, len(lines)


def _with_post(lines: Sequence[Line], index: int) -> ReadSignatory | None:
    """A name with the post in brackets behind it, which stands alone below the items."""
    line = lines[index]
    match = _POST_BEHIND.match(line.text)
    if match is None or line.gap != GAP or not is_person(match["name"]):
        return None
    if not POST.search(match["post"]) or not _is_foot(lines[index + 1 :]):
        return None
    return ReadSignatory(Fact(match["name"], line.number), Fact(match["post"], line.number))


def _is_foot(rest: Sequence[Line]) -> bool:
    """Whether nothing stands below but telephone numbers and the date of issue."""
    return all(
        is_date_line(line.text) or is_contact(line.text) or find_date(line.text) for line in rest
    )


def signatory_above(lines: Sequence[Line]) -> ReadSignatory | None:
    """The name and post that sign a summons above its items, as a block or on one line."""
    for index, line in enumerate(lines):
        after = lines[index + 1] if index + 1 < len(lines) else None
        line = _apart(lines, index)
        beyond = lines[index + 2] if index + 2 < len(lines) else None
        words = line.text.rstrip(" ,.")
        if after and _signs(line, words, after) and _ends_block(beyond):
            return ReadSignatory(
                Fact(_plain(words), line.number, 0.8),
                Fact(after.text.rstrip(" ."), after.number, 0.8),
            )
        parts = re.split(r"\s+[–-]\s+|,\s+", _POST_DATED.sub("", words), maxsplit=1)
        apart = line.gap == GAP or words.isupper() or bool(_POST_DATED.search(words))
        alone = apart and len(parts) == 2 and _ends_block(after)
        if (
            alone
            and _CLERK_POST.search(words)
            and is_person(_name(parts[0]))
            and _SIGNING_POST.match(parts[1])
            and len(words) < 90
        ):
            return ReadSignatory(Fact(parts[0], line.number, 0.7), Fact(parts[1], line.number, 0.7))
    return None


def _apart(lines: Sequence[Line], index: int) -> Line:
    """A line, held to stand apart where the one before it ends a sentence or a label."""
    before = lines[index - 1].text if index else "."
    ends = re.match(r"^(?:From|Issued by|Signed)\s*:", before) or before.endswith((".", ":"))
    return replace(lines[index], gap=GAP) if ends else lines[index]


def _signs(line: Line, words: str, after: Line) -> bool:
    return (
        line.gap == GAP
        and after.gap != GAP
        and is_person(_name(_plain(words)))
        and bool(_SIGNING_POST.search(after.text))
        and len(after.text) <= 80
    )


def _plain(words: str) -> str:
    return re.sub(r"^(?:Issued by|Signed)\s*:?\s*", "", words)


def _name(words: str) -> str:
    return words.title() if words.isupper() else words


def _ends_block(line: Line | None) -> bool:
    """Whether what follows a post is no further member of a list."""
    if line is None or line.gap == GAP or HEADING.match(line.text) or is_date_line(line.text):
        return True
    return is_foot(line.text) or bool(PLACE.search(line.text))


# --- meetings to come ------------------------------------------------------------------------


def read_future(
    items: Sequence[ReadItem],
    inside: Sequence[Line],
    outside: Sequence[Line],
    meeting: dt.date | None,
) -> tuple[Fact[str] | None, tuple[Fact[dt.date], ...]]:
    """What is printed of the next meeting, and the dates of the meetings after it."""
    told = [item for item in items if _is_next(item)]
    footer = next((line for line in inside if is_footer(line.text)), None)
    texts = (
        [fact for item in told for fact in (item.title, *item.notes)]
        if told
        else _loose([*outside, *inside])
    )
    dated = [fact for fact in texts if DATE.search(fact.value)]
    printed = (footer and told and Fact(footer.text, footer.number)) or _next_text(dated)
    heading = next(
        (i for i, f in enumerate(texts) if re.match(r"^(?:Future|Later|Further)\b", f.value, re.I)),
        None,
    )
    return printed, tuple(_dates(texts[heading:] if heading else dated, meeting))


def _is_next(item: ReadItem) -> bool:
    """Whether an item is about meetings to come, and not the minutes of one."""
    title = item.title.value
    return bool(NEXT_MEETING.search(title)) and not re.match(r"^(?:Minutes|Notes)\b", title, re.I)


def _loose(outside: Sequence[Line]) -> list[Fact[str]]:
    """Lines outside the items that speak of the next meeting, with the dates set under them."""
    for index, line in enumerate(outside):
        if NEXT_MEETING.search(line.text) and len(line.text) <= 160:
            block = [line]
            for below in outside[index + 1 : index + 12]:
                if not DATE.search(below.text) or len(below.text) > 80:
                    break
                block.append(below)
            if any(DATE.search(one.text) for one in block):
                return [Fact(one.text, one.number, 0.8) for one in block]
    return []


def _dates(facts: Sequence[Fact[str]], meeting: dt.date | None) -> list[Fact[dt.date]]:
    """Every date of the texts; one without a year falls in the first year that can hold it."""
    found: list[Fact[dt.date]] = []
    last = meeting
    for fact in facts:
        for match in DATE.finditer(fact.value):
            date = parse_date(match, year=last.year if last else None)
            if date is None:
                continue
            if not match["year"] and last and date < last:
                date = parse_date(match, year=last.year + 1) or date
            found.append(Fact(date, fact.line, 1.0 if match["year"] else 0.8, not match["year"]))
            last = date
    return found


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
