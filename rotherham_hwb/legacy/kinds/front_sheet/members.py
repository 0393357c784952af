"""The members a front sheet lists: in a sentence, in a column, by groups or one to a line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rotherham_hwb.legacy.facts import Fact
from rotherham_hwb.legacy.kinds.front_sheet.foot import HEADING, is_contact
from rotherham_hwb.legacy.text.lines import GAP, Line, squeeze, without_bullet
from rotherham_hwb.legacy.text.words import (
    BODY_NOUN,
    CHAIR,
    COURTESY,
    POST_WORD,
    is_person,
    split_names,
)

_OPENS = re.compile(
    r"^(?:(?:to\s*:?\s*)?(?:(?:the\s+)?chair\w*\s+(?:and|"
    r"&)\s+)?(?:all\s+)?(?:the\s+)?(?:current\s+|committee\s+|board\s+|voting\s+|"
    r"core\s+)?(?:membership|members)"
    r"(?:\s+(?:of|on)\b[^:]{0,90}?|\s+\(?\d+\)?|\s+\([^)]*\)|\s+are|\s+\d{4}[/-]\d{2,4})?|"
    r"(?:committee|panel|board|cabinet) (?:membership|members)|The [\w ,&]{3,70} members are|"
    r"the \w+ has \w+ members)"
    r"\s*(?:\([^)]{0,40}\)\s*)?(?:[–-]\s*quorum\s*\d+\s*)?"
    r"(?:(?:(?P<mark>:\s*[-–]?|-|–)|(?=(?:Councillors?|Cllrs?)\b))\s*(?P<rest>.*)|\s*)$",
    re.I,
)
_ROLE = re.compile(
    r"^(?:(?:vice|deputy|co)[- ]?)?chair(?:man|woman|person|"
    r"s)?(?:\s+of the \w+)?\s*(?::\s*[-–]?|\t|\s[–-]\s)\s*(?P<who>.+)$",
    re.I,
)
_GROUP = re.compile(
    r"^(?:(?:\w+\s+){0,3}(?:Councillors?|Cllrs?)(?:\s+\(?\d+\)?)?|[A-Z][\w ]+\s+Group|"
    r"Conservative|Labour|"
    r"Liberal Democrats?|Green|Independent|(?:non-)?voting members|co-?opt\w+.*|"
    r"representatives?\b.*|representing.*|observers?|"
    r"other members|(?:statutory|additional|advisory|core|ex officio)\s+members?)\s*(?:\(\d+\)|"
    r"\(non-voting\))?\s*(?::\s*[-–]?)?\s*$",
    re.I,
)
_TITLED = re.compile(
    r"^(?:County |Borough |City |District |Parish |Town )?(?:Councillors|"
    r"Cllrs)\s*(?:\(\d+\)\s*)?:?\s*[-–]?\s*",
    re.I,
)
_ENDS = re.compile(
    r"^(?:quorum|substitut|reserve|deput(?:y members|ies)|named (?:deput|substit)|apologies|"
    r"contact|notes?\b|date\b|time\b|"
    r"venue|place|location|you are|please|this\b|the\b.*\b(?:is|are|will)\b|"
    r"members of the (?:public|press)|published|"
    r"issued|despatch|a meeting|agenda\b|in attendance|officers?\s*:|invited|distribution|"
    r"enquiries|pre-?meeting|"
    r"if you|for (?:further|more)|recording|filming|webcast|public\b|copies|if any)",
    re.I,
)
_TITLE_INSIDE = re.compile(
    r"(?<=[a-z])(?<!Cllr)(?<!Councillor)(?<!Councillors)(?<!Alderman)(?<!and)(?<!the)(?<!Mayor)(?<!Dr)"
    r"\s+(?=(?:Councillor|Cllr|Dr|Mr|Mrs|Ms)\b\.?\s[A-Z])"
)
_LONGEST = 70  # lines of the longest list of members


def read_members(lines: Sequence[Line]) -> tuple[Fact[str], ...]:
    """The people listed as members, in the order printed; substitutes are left out."""
    for index, line in enumerate(lines):
        match = _OPENS.match(line.text)
        if not match or re.search(r"\bof the (?:public|press)\b", line.text, re.I):
            continue
        found = _listed(line, (match["rest"] or "").strip(), lines[index + 1 : index + _LONGEST])
        if len(found) > 1:
            return tuple(found)
    roles = [fact for line in lines if (fact := _role(line))]
    return tuple(_chaired(lines, roles)) if roles else ()


def _chaired(lines: Sequence[Line], roles: list[Fact[str]]) -> list[Fact[str]]:
    """A list that has no heading and opens with the chair."""
    start = next(i for i, line in enumerate(lines) if line.number == roles[0].line)
    return _listed(lines[start], lines[start].text, lines[start + 1 : start + _LONGEST])


def _listed(first: Line, rest: str, below: Sequence[Line]) -> list[Fact[str]]:
    """The names on the opening line and on the lines below it, up to what ends the list."""
    alone = bool(re.match(r"(?:named\s+)?(?:substitut|deput|nominated)", rest, re.I))
    body = bool(BODY_NOUN.search(rest)) and not any(map(_is_name, split_names(rest)))
    group = alone or body or bool(_GROUP.match(rest))
    sentence, number = "" if group else rest, first.number
    people: list[Fact[str]] = []
    councillors = group and bool(re.search(r"councillors?|cllrs?", rest, re.I))
    for line in below:
        text = squeeze(without_bullet(line.text))
        if _ends(text, started=bool(people or sentence)):
            break
        if sentence and line.gap != GAP and not people and _runs_on(sentence, text):
            sentence = f"{sentence} {text}"
            continue
        if sentence:
            people += _names(sentence, number, councillors=councillors)
            sentence = ""
        if (_GROUP.match(text) and not _names_behind(text)) or _are_groups(_columns(line)):
            party = re.search(r"labour|conservative|liberal|green|independent", text, re.I)
            councillors = bool(re.search(r"councillors?|cllrs?", text, re.I)) or (
                councillors and bool(party)
            )
            continue
        if alone and len(_columns(line)) > 1:
            line, text = replace(line, raw=_columns(line)[0], cells=()), _columns(line)[0]
        found = _names_of(line, text, councillors=councillors)
        if not found and people and line.gap == GAP and not re.search(r"[A-Z]", text[:1]):
            break
        people += found
    return people + (_names(sentence, number, councillors=councillors) if sentence else [])


def _runs_on(sentence: str, text: str) -> bool:
    """Whether a list in a sentence goes on in the next line."""
    if _role_match(text) or _GROUP.match(text) or _TITLED.match(text):
        return False
    return sentence.endswith((",", ";", "and", "&", "(")) or bool(
        sentence[-1] != "." and ("," in sentence or ";" in sentence)
    )


def _ends(text: str, *, started: bool) -> bool:
    if HEADING.match(text) or is_contact(text):
        return True
    return bool(_ENDS.match(text)) or (started and len(text) > 220)


def _role_match(text: str) -> re.Match[str] | None:
    return _ROLE.match(text)


def _role(line: Line) -> Fact[str] | None:
    match = _ROLE.match(line.text)
    name = _bare(match["who"]) if match else ""
    return Fact(name, line.number, 0.8) if is_person(name) else None


def _names_of(line: Line, text: str, *, councillors: bool) -> list[Fact[str]]:
    """The people of one line: several in columns, several in a list, or one with a post."""
    match = _ROLE.match(text)
    if match or (_names_behind(text) and not _TITLED.match(text)):
        text = match["who"] if match else _names_behind(text)
    pieces = _columns(line)
    people = [piece for piece in pieces if _is_name(piece) or (councillors and _is_surname(piece))]
    if len(pieces) > 1 and len(people) > 1 and not match:
        return [
            fact for piece in people for fact in _names(piece, line.number, councillors=councillors)
        ]
    if len(pieces) > 1 and people and people[0] == pieces[0]:
        text = pieces[0]
    return _names(text, line.number, councillors=councillors)


def _are_groups(pieces: Sequence[str]) -> bool:
    """Whether a line heads several columns with the names of groups."""
    return len(pieces) > 1 and all(_GROUP.match(piece) for piece in pieces)


def _names_behind(text: str) -> str:
    """The names that follow the office or the group they are told under, if any do."""
    parts = re.split(r":\s*[–-]?\s+|\s[–-]\s*", re.sub(r"\([^()]*\)", "", text))
    if (
        len(parts) < 2
        or (_is_name(parts[0]) and not _GROUP.match(parts[0]))
        or len(text) - len(parts[-1]) > 110
    ):
        return ""
    named = _TITLED.match(parts[-1]) or any(map(_is_name, split_names(parts[-1])))
    return parts[-1] if named else ""


def _columns(line: Line) -> list[str]:
    """The columns of a line: as tabbed, or parted by wide gaps."""
    return [cell for cell in line.cells if cell] or [
        squeeze(piece)
        for piece in re.split(r"\s{3,}", line.raw.strip().strip("*"))
        if piece.strip()
    ]


def _is_name(text: str) -> bool:
    bare = _bare(text)
    return bool(COURTESY.match(bare)) or (is_person(bare) and not POST_WORD.match(bare))


def _is_surname(text: str) -> bool:
    return bool(re.fullmatch(r"(?:[A-Z]\.? ?){0,3}[A-Z][\w'’-]+", _bare(text)))


def _names(text: str, number: int, *, councillors: bool) -> list[Fact[str]]:
    """Names out of a list; a missing comma after a bracket still parts two."""
    first = re.split(r"\s+[–-]\s+", text)[0]
    if first != text and len(split_names(_TITLED.sub("", first))) == 1 and not _TITLED.match(text):
        text = first if _is_name(first) else text  # the ward or post after a dash
    text = _TITLE_INSIDE.sub(", ", text)
    text = re.sub(r"\)\s+(?=[A-Z])", "), ", re.sub(r"^(?:The\s+)", "", text))
    plural = bool(_TITLED.match(text))
    listed = plural or councillors
    names = split_names(_TITLED.sub("", text))
    posted = len(names) == 2 and ", " in text and not COURTESY.match(_bare(names[1]))
    if not listed and len(names) > 1 and (posted or not _all_people(names)):
        names = names[:1]
    title = "Councillor " if listed else ""
    out = []
    for name in names:
        bare = _bare(name)
        if not bare or CHAIR.fullmatch(bare) or not re.match(r"^[A-Z]", bare) or len(bare) > 60:
            continue
        if (
            listed
            and not POST_WORD.match(bare)
            and not COURTESY.match(bare)
            and len(bare.split()) <= 5
            and not BODY_NOUN.search(bare)
        ):
            out.append(Fact(title + bare, number, 0.9))
        elif _is_name(bare) or (COURTESY.match(bare) and len(bare.split()) <= 6):
            out.append(Fact(bare, number, 0.9))
    return out


def _all_people(names: Sequence[str]) -> bool:
    """Whether the parts of a list are people, and not one person's posts."""
    bare = [_bare(name) for name in names]
    return sum(_is_name(name) for name in bare) * 2 > len(bare)


def _bare(name: str) -> str:
    """A name without what stands after it in brackets, after a dash or after a comma."""
    name = re.sub(r"\s*\(.*?(?:\)|$)", "", name.strip(" .*•"))
    name = re.split(r"\s+[–-]\s+", name)[0]
    return re.sub(r",.*$", "", name).strip()
