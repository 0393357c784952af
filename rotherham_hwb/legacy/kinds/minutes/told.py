"""People told of in sentences: who sent apologies, who else came, who took the chair."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rotherham_hwb.legacy.facts import Attendee, Fact
from rotherham_hwb.legacy.kinds.minutes.people import is_name
from rotherham_hwb.legacy.text.lines import GAP, Line, join
from rotherham_hwb.legacy.text.words import COURTESY

COLUMN_HEADS = re.compile(r"names?\s+(?:capacity|posts?|role|organisation|representing)", re.I)
AWAY = re.compile(
    r"\bapolog(?!\w* for lateness)|\bexcus|\bregrets?\b|\bunable to\b"
    r"|\b(?:could|can) ?not (?:come|attend|be|take|make)"
    r"|\bnot (?:be )?able\b|\bword (?:from|had come)|\babsen|\bnote from\b|\bforgiven\b"
    r"|\bsorry not\b|\bwould be (?:abroad|away)\b|\bsent word\b",
    re.I,
)
AWAY_TITLE = re.compile(
    r"\bapolog|\bnon-attendance|\babsen|\bnot (?:here|come|attend|be here|take part)\b|\baway\b"
    r"|\bsorry\b|\bcould not\b|\bcannot\b",
    re.I,
)
SENTENCE_ENDS = re.compile(
    r"(?<=[a-z)\d’”]\.)(?<!\bMr\.)(?<!\bDr\.)(?<!\bMs\.)(?<!\bMrs\.)(?<!\bCllr\.)(?<!\bCllrs\.)"
    r"(?<!\bProf\.)(?<!\bSupt\.)(?<!\bRev\.)(?<!\bSt\.)(?<!p\.m\.)(?<!a\.m\.)\s+(?=[A-Z])"
)
_TITLE = (
    r"(?:(?:District|County|Borough|City|Town|Parish) )?(?:Councillors?|Cllrs?|Alderman|Baillie|"
    r"Mr|Mrs|Ms|Miss|Dr|Prof(?:essor)?|Sir|Dame|Lord|Lady|Rev(?:erend|d)?|Canon|Sister|Father|"
    r"Chief Supt|Supt|Sgt|Insp)\b\.?\s+"
)
_WORD = r"[A-Z][\w’']*(?:-[A-Z][\w’']*)*"
NAME = re.compile(
    rf"(?:(?P<titled>(?:{_TITLE})+(?:(?:[A-Z]\.?\s)+)?{_WORD}(?:\s(?!{_TITLE}){_WORD}){{0,2}})"
    rf"|(?P<bare>{_WORD}(?:\s(?!{_TITLE})(?:[A-Z]\.?\s)?{_WORD}){{1,3}}))"
    r"(?P<honour>,? (?:[OMCK]BE|MP|MSP|JP|DL)\b)?"
)
_POST_BEFORE = re.compile(r"\b(?:the|The) (?P<post>[A-Z][\w’]*(?: [A-Z][\w’]*){0,4}),\s*$")
_MORE = re.compile(
    rf"\s*(?:,|,? and|&)\s+(?P<name>(?:{_TITLE})?(?:[A-Z]\.?\s)?{_WORD})\b(?!\s+[A-Z])"
)
_TOOK = re.compile(
    r"^(?P<who>[A-Z][\w’'.-]*(?: [A-Z][\w’'.-]*){0,4})(?:, [A-Z][\w’ -]{3,40})?,? "
    r"(?:presiding|(?:took|was in|in) the chair|led the meeting|chaired\b.*|presided)\b",
)
_INSIDE = re.compile(
    r"(?:^|[.\d]\s+)(?P<who>[A-Z][\w’'-]*(?: [A-Z][\w’'-]*){1,3}) (?:presiding|in the chair)\b"
)
OTHERS = re.compile(
    r"\b(?:were|was) (?:also )?(?:there|present|in attendance)\b|\bcame in\b|\balso came\b", re.I
)
_OFFICE = re.compile(r"\b(?P<office>the (?:Lord )?(?:Mayor|Provost|Leader))\b(?!,? [A-Z])")


def names_in(text: str, line: int) -> Iterator[Attendee]:
    """Everybody whom a sentence names, with the post before a name where one is printed."""
    taken, office = 0, ""
    for match in NAME.finditer(text):
        if match.start() < taken:
            continue
        found = match["titled"] or match["bare"]
        name = found
        if not match["titled"] and re.match(rf"\s{_TITLE}", text[match.end() :]):
            office = name
            continue
        if not match["titled"] and (not is_name(name) or re.match(r"(?:The|A|An) ", name)):
            continue
        plural = re.match(r"(?:Councillor|Cllr)s\b\.?\s+", name)
        name = name[plural.end() :] if plural else name
        before = _POST_BEFORE.search(text[: match.start()])
        said = before["post"] if before else office
        post, office = Fact(said, line) if said else None, ""
        yield Attendee(Fact(f"{name}{match['honour'] or ''}", line, 0.7), post=post)
        taken = match.end()
        while plural and (more := _MORE.match(text, taken)):
            yield Attendee(Fact(more["name"], line, 0.7))
            taken = more.end()


def apologies_told(texts: Sequence[tuple[str, int]], present: Sequence[Attendee]) -> list[Attendee]:
    """Those whom the sentences about absence name, and who are not among the present."""
    here = {_surname(person) for person in present}
    found: dict[str, Attendee] = {}
    for text, line in texts:
        for person in names_in(text, line):
            if _surname(person) not in here:
                found.setdefault(person.name.value.casefold(), person)
        for office in _OFFICE.finditer(text):
            said = office["office"]
            if re.search(r"\b(?:by|from|one by)\s*$", text[: office.start()]):
                found.setdefault(said.casefold(), Attendee(Fact(said, line, 0.6)))
    return list(found.values())


def _surname(person: Attendee) -> str:
    bare = re.sub(r",.*$", "", person.name.value)
    return bare.split()[-1].casefold() if bare.split() else ""


def others_told(texts: Sequence[tuple[str, int]]) -> list[Attendee]:
    """Those of whom a sentence says that they were there too."""
    return [
        person for text, line in texts if OTHERS.search(text) for person in names_in(text, line)
    ]


def chair_told(texts: Sequence[tuple[str, int]], present: Sequence[Attendee]) -> Fact[str] | None:
    """Who took the chair, by name or by initials, as a sentence says."""
    for text, line in texts:
        match = _TOOK.match(text) or _INSIDE.search(text)
        if match is None:
            continue
        said = COURTESY.sub("", match["who"])
        for person in present:
            if said == person.initials or person.name.value.endswith(said):
                return Fact(person.name.value, line)
    return None


def sentences_of(lines: Sequence[Line]) -> list[tuple[str, int]]:
    """The sentences of some lines, each with the line it begins in."""
    blocks: list[list[Line]] = []
    for line in lines:
        if blocks and line.gap != GAP and not line.cells:
            blocks[-1].append(line)
        else:
            blocks.append([line])
    found: list[tuple[str, int]] = []
    for block in blocks:
        heads = COLUMN_HEADS.fullmatch(block[0].text)
        text = join(line.cells[0] if line.cells else line.text for line in block)
        text = "" if heads else text
        parts = SENTENCE_ENDS.split(text)
        found += [(part, block[0].number) for part in parts if part.strip()]
    return found
