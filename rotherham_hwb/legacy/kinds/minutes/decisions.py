"""What one minute decided: resolution limbs, actions, and the minutes it points back to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rotherham_hwb.legacy.facts import Fact, ReadLimb, ReadMinute
from rotherham_hwb.legacy.kinds.minutes.actions import (
    ACTION,
    LABEL,
    LIMB,
    actions,
    beside,
    owners,
    tie,
)
from rotherham_hwb.legacy.kinds.minutes.owner_column import take_owners
from rotherham_hwb.legacy.kinds.minutes.references import read_references
from rotherham_hwb.legacy.kinds.minutes.votes import counts, exclusion, interests, motions, votes
from rotherham_hwb.legacy.text.lines import (
    BULLET,
    GAP,
    Document,
    Line,
    SourceParagraph,
    join,
    paragraphs,
    without_bullet,
)

_WHO_DECIDES = (
    r"(?:it was (?:\w+ )?|(?:the |this )?(?:[A-Z][\w&'’ ]{2,60}? )?(?:board|committee|"
    r"sub-committee|cabinet|council|commission|panel|partnership|forum|executive|authority|meeting|"
    r"group|members|trustees)"
    r" (?:then |also |therefore |further |unanimously )*)?"
)
RESOLVED = re.compile(
    rf"^(?:(?:\(\d{{1,2}}\)|\d{{1,3}}(?:\.\d{{1,3}})*[.)]?)\s+)?(?P<who>{_WHO_DECIDES})"
    r"(?P<word>(?:unanimously\s+)?(?:resolved|agreed)"
    r"(?: to recommend(?=\s+\(?to\b[^.]{2,60}?(?::|\s[-–]|\bthat\b|$)|\s*[:–-]|\s*$))?|"
    r"recommended|decisions?(?: taken)?|resolutions?|decided)"
    r"(?:\s+(?:unanimously|nem\.? ?con\.?))?(?:\s*\((?!to )(?P<how>[^()]{3,60})\))?"
    r"(?:\s+unanimously)?(?:,?\s+\(?to\s+(?:the )?"
    r"(?P<to>[A-Z][\w&’' ]{2,50}?)\)?(?=\s*[:–-]|\s+that\b|\s*$))?"
    r"\s*(?P<mark>[:;]\s*[-–]?|[-–]+:?|(?=\s+(?:that|to|\(|\d)\b)|(?=\s+(?:that|to:))|$)\s*(?P<rest>.*)$",
    re.I,
)
_WHO_DID = re.compile(r"^(?:(?:The|This) )?[A-Z][\w&'’ -]{3,60}:\s?[-–]?$")
_DID = re.compile(
    r"(?i:noted|agreed|approved|resolved|endorsed|received|supported|requested|accepted|delegated|"
    r"recommended|considered|welcomed|asked|adopted|confirmed)\b",
    re.I,
)
_LETTERED = re.compile(r"^(?:[a-h]|[ivx]{1,4})[.)]\s|^(?:RESOLVED|Resolved)\b")
_TALLY = re.compile(r"^(?:For|Against|Abst\w+)\s*\(\d{1,3}\)", re.I)
_INNER_LABEL = re.compile(
    rf"(?:(?<=[;,.:–-])|(?<=\band)|(?<=\bor)|(?<=\band,))\s+\((?P<label>{LABEL})\)\s+(?=\S)"
)
_INSIDE = re.compile(
    r"(?:(?<=[.;,:)”])|(?<=\band))\s+(?P<cut>(?:(?i:it was )?RESOLVED|Resolved(?=:| ?[-–]))\b|"
    r"(?:It was|The [A-Z][\w ]{2,40}?) (?:unanimously )?(?:resolved|agreed|RESOLVED|AGREED)"
    r"(?: unanimously)?(?: that| to)?:[-–]?$)"
)
_MARKED = re.compile(r"\s(?P<cut>(?:AGREED|ACTION|DECISION)\s?:)|(?<=[.?!])\s(?P<then>Action\s?:)")
_SHOUTED = re.compile(
    r"\s(?P<cut>it was (?:unanimously |then |therefore |further )?(?:RESOLVED|AGREED)\b"
    r"(?: that| to)?\s*:)"
)
_AT_SENTENCE = re.compile(r"(?<=[a-z)\d]\.)\s+(?=[A-Z])")
_CARRIED = re.compile(r"\b(?:Carried|CARRIED)\W*$")
_SUB_HEADING = re.compile(r"^[A-Z][^.;:]{2,60}[^.;:,\s]$")
_LEAD_IN = re.compile(
    r"^(?:that\b|to\b)?,? ?(?!that\b|to\b)(?:(?:the |this )?(?:(?-i:[A-Z])[\w&’' -]{1,60}?|"
    r"board|committee|sub-committee|cabinet|council|commission|panel|partnership|forum|executive|"
    r"meeting|group|members))?"
    r" ?(?:unanimously |hereby )?(?:agrees?d?|resolves?d?|decides?d?)? ?(?:that|to)? ?[:–-]*$",
    re.I,
)
_BODY_ALONE = re.compile(
    r"(?:that )?the (?:\w+ ){0,4}(?:board|committee|sub-committee|cabinet|council|commission|panel|"
    r"partnership|forum|executive|meeting)"
    r"(?: (?:agreed?|resolved?|decided?|noted?)?(?: ?(?:to|that)))?",
    re.I,
)
_PROSE = re.compile(
    r"\b(?:it|this) was (?:also |further |unanimously |then |therefore )*(?:agreed|resolved)\b"
    r"|\bapproved as an? (?:correct|accurate|true) record\b",
    re.I,
)


def read_minute(
    doc: Document,
    *,
    entry_line: Line,
    title_line: int,
    number: str,
    title: str | None,
    lines: Sequence[Line],
    running: bool,
    loud: bool,
    formal: bool,
    column: int | None,
    codes: Sequence[str],
    names: Sequence[str],
    body: str,
) -> ReadMinute:
    """Read one numbered minute from the lines under its heading.

    ``formal`` minutes print their resolutions; others decide in prose. Minutes that are not
    ``running`` may keep a column of owners, printed as ``names`` or as the initials in ``codes``.
    """
    in_place, lines = take_owners(lines, column) if column else ([], lines)
    in_cells, rest = beside(lines)
    in_column, rest = ([], rest) if running else owners(rest, codes, names)
    blocks = _blocks(doc, rest)
    limbs = _limbs(blocks)
    if not (formal and loud):
        limbs = _with_prose(limbs, _prose_decisions(blocks, body), blocks)
    tasks = actions(blocks)
    tasks += in_place
    tasks += [tie(owner, blocks, codes) for owner in (*in_cells, *in_column)]
    return ReadMinute(
        Fact(number, entry_line.number),
        Fact(title, title_line) if title else None,
        tuple(limbs),
        tuple(tasks),
        tuple(read_references(blocks, title or "", number=number, loud=loud, running=running)),
        tuple(votes(blocks)),
        lines[-1].number if lines else entry_line.number,
        tuple(motions(blocks)),
        exclusion(limbs, blocks),
        tuple(interests(blocks)),
    )


# --- resolutions ----------------------------------------------------------------------------


def is_formal(doc: Document, lines: Sequence[Line]) -> bool:
    """Whether a minute prints a resolution under a word of its own."""
    blocks = _blocks(doc, lines)
    return any(_opens(block) or _opens_list(blocks, i) for i, block in enumerate(blocks))


def _opens_list(blocks: Sequence[SourceParagraph], index: int) -> bool:
    """Whether "The Board:" stands over a list of what it did: (a) noted ..., (b) agreed ..."""
    if index + 1 >= len(blocks) or not _WHO_DID.match(blocks[index].text):
        return False
    below = blocks[index + 1].text
    limb = LIMB.match(below)
    said = limb["rest"] if limb else without_bullet(below) if BULLET.match(below) else ""
    return bool(said and _DID.match(said))


def _blocks(doc: Document, lines: Sequence[Line]) -> list[SourceParagraph]:
    """The paragraphs of a minute; a limb, and what follows a colon, begin one of their own."""
    apart = [
        replace(line, gap=GAP)
        if _LETTERED.match(line.text) or before.endswith((":", ":-")) or _TALLY.match(line.text)
        else line
        for before, line in zip(["", *(line.text for line in lines)], lines, strict=False)
    ]
    return _at_decisions(paragraphs(doc, apart))


def _at_decisions(blocks: Sequence[SourceParagraph]) -> list[SourceParagraph]:
    """Paragraphs parted where a resolution begins inside one."""
    parted: list[SourceParagraph] = []
    for block in blocks:
        found = [*_MARKED.finditer(block.text), *_INSIDE.finditer(block.text)]
        found += [*_SHOUTED.finditer(block.text)]
        cuts = sorted({match.end(0) - len(match[0].lstrip()) for match in found} - {0})
        for start, end in zip([0, *cuts], [*cuts, len(block.text)], strict=True):
            text = block.text[start:end].strip()
            parted.append(replace(block, text=text, cut=bool(start)))
    return parted


def _opens(block: SourceParagraph) -> re.Match[str] | None:
    """A paragraph that opens a resolution: the word stands out, or a mark or list follows it."""
    found = RESOLVED.match(block.text)
    if found is None or len(block.text) > 20_000:
        return None
    word, rest = found["word"], found["rest"]
    if re.match(r"decision|resolution", word, re.I):
        return found if found["mark"] or not rest else None
    plain = word.islower() and not found["mark"] and not rest.endswith((":", ":-"))
    return None if plain or (not rest and not found["mark"] and word.islower()) else found


def _limbs(blocks: Sequence[SourceParagraph]) -> list[ReadLimb]:
    """The limbs of every resolution: the first on the word's own line, the others below it."""
    limbs: list[ReadLimb] = []
    open_ = fresh = listing = bulleted = False
    to: str | None = None
    for index, block in enumerate(blocks):
        if _opens_list(blocks, index) and not fresh:
            open_, to, fresh = True, None, True
        elif found := _opens(block):
            open_, to = True, found["to"]
            rest = "" if _leads_to_list(blocks, index, found["rest"]) else found["rest"]
            rest = _without_lead(rest)
            limbs += _told(found, rest, block, to) if rest else []
            fresh = not rest
        elif not open_:
            continue
        elif ACTION.match(block.text):
            open_ = bool(limbs and limbs[-1].label)
        elif (fresh and _is_lead(block.text)) or _is_sub_heading(blocks, index, limbs):
            continue
        elif fresh or _follows(block, limbs[-1]):
            limbs += _split(without_bullet(block.text), block.line, to)
            bulleted, fresh = fresh and bool(BULLET.match(block.text)), False
        elif bulleted and BULLET.match(block.text):
            limbs.append(ReadLimb(None, Fact(without_bullet(block.text), block.line), to))
        elif (
            limbs[-1].text.value.endswith((":-", ":"))
            or _runs_on(block.text, limbs[-1])
            or (listing and BULLET.match(block.text))
        ):
            listing = bool(BULLET.match(block.text))
            text = join([limbs[-1].text.value, without_bullet(block.text)])
            limbs[-1] = ReadLimb(limbs[-1].label, Fact(text, limbs[-1].text.line), to)
        else:
            open_ = False
    return limbs


def _leads_to_list(blocks: Sequence[SourceParagraph], index: int, rest: str) -> bool:
    """Whether what a resolution says on its own line only leads to the labelled limbs below it."""
    if not rest.endswith((":", ",", ":-")) or LIMB.match(rest):
        return False
    below = [block.text for block in blocks[index + 1 : index + 3]]
    first = next((match for text in below if (match := LIMB.match(text))), None)
    label = (first["a"] or first["b"] or "") if first else ""
    return label in {"a", "i", "1", "1.1"}


def _is_sub_heading(
    blocks: Sequence[SourceParagraph], index: int, limbs: Sequence[ReadLimb]
) -> bool:
    """Whether a short line stands between the limbs of one resolution, whose labels go on."""
    text = blocks[index].text
    if not _SUB_HEADING.match(text) or len(text.split()) > 8 or index + 1 >= len(blocks):
        return False
    after = LIMB.match(blocks[index + 1].text)
    label = (after["a"] or after["b"] or "") if after else ""
    last = limbs[-1].label if limbs else None
    return bool(label) and label == (_next(last) if last else "a")


def _told(
    found: re.Match[str], rest: str, block: SourceParagraph, to: str | None
) -> list[ReadLimb]:
    """The limbs of a resolution; told in a sentence of its own words it is that whole sentence."""
    sentence = found["who"] and not found["mark"] and re.match(r"(?:that|to)\b", rest)
    if not sentence or to:
        word = found["word"]
        inner = word.isupper() and not found["who"] and not LIMB.match(rest)
        return _split(_AT_SENTENCE.split(rest)[0] if inner and block.cut else rest, block.line, to)
    return [ReadLimb(None, Fact(_AT_SENTENCE.split(block.text)[0], block.line), to)]


def _without_lead(rest: str) -> str:
    """What a resolution says on its own line, if that is more than "That the Board:"."""
    return "" if len(rest) <= 90 and _is_lead(rest) else rest


def _is_lead(text: str) -> bool:
    """Whether words only lead to the limbs below them."""
    text = re.sub(r"^[-–:\s]+", "", text)
    if LIMB.match(text):
        return False
    leads = text.endswith((":", ":-", "–", "-", ":–")) or text.lower() in {"that", "to", ""}
    leads = leads or bool(_BODY_ALONE.fullmatch(text))
    return leads and bool(_LEAD_IN.match(text))


def _runs_on(text: str, last: ReadLimb) -> bool:
    """Whether a paragraph ends a sentence that a limb left open."""
    return text[0].islower() and last.text.value[-1] not in ".;:?!" and not LIMB.match(text)


def _follows(block: SourceParagraph, last: ReadLimb) -> bool:
    """Whether a paragraph is one more limb of the resolution that is open."""
    if LIMB.match(block.text):
        return bool(last.label) or last.text.value.endswith((":", ":-", "–"))
    opens = re.match(r"(?:that|to)\b", block.text, re.I)
    begins = re.match(r"(?:that|to)\b", last.text.value, re.I)
    return bool(last.label is None and opens and begins and opens[0].lower() == begins[0].lower())


def _split(text: str, line: int, to: str | None) -> list[ReadLimb]:
    """One limb, or the several that run on in one paragraph as (a) ... and (b) ..."""
    first = _limb(text, line, to)
    limbs = [first]
    if first.label is None or not first.label.startswith("("):
        return limbs
    for match in _INNER_LABEL.finditer(text):
        if match["label"] == _next(limbs[-1].label or ""):
            body = limbs[-1].text.value
            kept = body[: len(body) - (len(text) - match.start())].rstrip()
            limbs[-1] = ReadLimb(limbs[-1].label, Fact(kept, line), to)
            limbs.append(ReadLimb(f"({match['label']})", Fact(text[match.end() :], line), to))
    return limbs


_ROMANS = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv"]


def _next(label: str) -> str:
    inner = label.strip("().")
    if inner.isdigit():
        return str(int(inner) + 1)
    if inner in _ROMANS[:-1]:
        return _ROMANS[_ROMANS.index(inner) + 1]
    return chr(ord(inner) + 1) if len(inner) == 1 else ""


def _limb(text: str, line: int, to: str | None = None) -> ReadLimb:
    match = LIMB.match(text)
    if not match:
        return ReadLimb(None, Fact(text, line), to)
    label = f"({match['a']})" if match["a"] else text[: match.start("rest")].strip()
    return ReadLimb(label, Fact(match["rest"], line), to)


def _with_prose(
    limbs: list[ReadLimb], told: list[ReadLimb], blocks: Sequence[SourceParagraph]
) -> list[ReadLimb]:
    """The limbs, and the decisions told elsewhere in the minute; in the order of the source.

    A count that was carried is a decision where no resolution is printed below it.
    """
    formal = [limb.text.line for limb in limbs]
    last = max(formal, default=0)
    own = {limb.text.value for limb in limbs}
    spans = [(block.line, block.lines[-1].number) for block in blocks]
    taken = {line for line in formal for first, end in spans if first <= line <= end}
    more = [
        limb
        for limb in told
        if limb.text.value not in own
        and (limb.text.line > last if _CARRIED.search(limb.text.value) else True)
        and not (limb.text.line in taken and not limbs)
        and not any(limb.text.value in text or text in limb.text.value for text in own)
    ]
    return sorted([*limbs, *more], key=lambda limb: limb.text.line)


def _prose_decisions(blocks: Sequence[SourceParagraph], body: str) -> list[ReadLimb]:
    """Sentences in which the meeting itself agrees; one person's agreement is no decision."""
    short = re.search(r"\(([A-Z&]{3,})\)", body)
    who = [r"The (?:meeting|board|group|committee|partnership|forum|panel)"]
    who += [re.escape(short[1])] if short else []
    agrees = re.compile(
        rf"\b(?:{'|'.join(who)}) (?:unanimously )?agreed\b"
        r"|^The (?:Board|Committee|Council|Cabinet|Panel|Meeting) (?:unanimously )?resolved\b"
    )
    limbs = []
    for block in blocks:
        if carried := _carried(block):
            limbs.append(carried)
            continue
        for sentence in re.split(r"(?<=[.?!])\s+(?=[A-Z])(?!\()", block.text):
            if not (_PROSE.search(sentence) or agrees.search(sentence)):
                continue
            if re.match(r"^At (?:this|that) meeting\b", sentence):  # another meeting, just named
                continue
            clause = re.search(r"\band (it was agreed that\b.*)$", sentence)
            limbs.append(ReadLimb(None, Fact(clause[1] if clause else sentence, block.line, 0.6)))
    return limbs


def _carried(block: SourceParagraph) -> ReadLimb | None:
    """The sentences that tell of a count which was carried, from what was moved on."""
    if not _CARRIED.search(block.text):
        return None
    parts = re.split(r"(?<=[.?!])\s+(?=[A-Z])", block.text)
    counted = next((i for i, part in enumerate(parts) if counts(part)), None)
    if counted is None:
        return None
    begin = counted - (counted > 0 and bool(re.search(r"\bpropos|\bmoved", parts[counted - 1])))
    text = re.sub(r"^(?:[a-z]\)|[-•]) .*?[–:] ", "", " ".join(parts[begin:]))
    return ReadLimb(None, Fact(text, block.line, 0.6))
