"""What one minute decided: resolution limbs, actions, and the minutes it points back to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from .facts import Fact, Limb, Minute
from .lines import BULLET, GAP, Document, Line, Paragraph, join, paragraphs, without_bullet
from .openings import in_columns
from .votes import exclusion, interests, motions, votes

_WHO_DECIDES = (
    r"(?:it was (?:\w+ )?|(?:the |this )?(?:[A-Z][\w&'’ ]{2,60}? )?(?:board|committee|"
    r"sub-committee|cabinet|council|commission|panel|partnership|forum|executive|authority|meeting|"
    r"group|members|trustees)"
    r" (?:then |also |therefore |further |unanimously )*)?"
)
RESOLVED = re.compile(
    rf"^(?:\d{{1,3}}(?:\.\d{{1,3}})*[.)]?\s+)?(?P<who>{_WHO_DECIDES})"
    r"(?P<word>(?:unanimously\s+)?(?:resolved|agreed)(?: to recommend)?|"
    r"recommended|decisions?(?: taken)?|resolutions?|decided)"
    r"(?:\s+(?:unanimously|nem\.? ?con\.?))?(?:\s*\((?P<how>[^()]{3,60})\))?(?:\s+unanimously)?"
    r"(?:,?\s+(?:to|\(to)\s+(?:the )?(?P<to>[A-Z][\w&’' ]{2,50}?)\)?(?=\s*[:–-]|\s+that\b))?"
    r"\s*(?P<mark>[:;]\s*[-–]?|[-–]+:?|(?=\s+(?:that|to|\(|\d)\b)|(?=\s+(?:that|to:))|$)\s*(?P<rest>.*)$",
    re.I,
)
ACTION = re.compile(
    r"^actions?(?:\s+(?:by|required|points?|agreed|owner|for))?\s*(?::\s*[-–]?|[-–])\s*(?P<rest>.*)$",
    re.I,
)
_NUMBER = (
    r"(?:[A-Z][A-Za-z]{0,6}[/.]?)?\d{1,4}(?:/\d{1,4}){0,2}(?:\.\d{1,2})?[A-Z]?"
    r"(?:\s?\([a-z0-9]{1,4}\))*"
)
REFERENCE = re.compile(
    rf"\b[Mm]inutes?\s+(?:[Nn]o|[Nn]umber|[Rr]ef|[Ii]tem)(?:[’']?s)?\b\.?:?\s*"
    rf"(?P<number>{_NUMBER})(?![\d/])"
    rf"|(?<!\d )(?<!\d-)(?<!per )(?<!\bthe \d\d )\b[Mm]inute\s+(?P<bare>{_NUMBER})(?![\d/:])"
    rf"(?! (?:seconds?|minutes?|hours?|days?)\b)"
)
_SAID = re.compile(r"^(?=.{20}).*[.;]$")
_OWNER = re.compile(
    r"^[A-Z][\w&'’.-]*(?:(?:\s*/\s*|\s+)(?:[A-Z&][\w&'’.-]*|and|of|for|to|all)){0,6}$"
)
_ITEM_REFERENCE = re.compile(r"\b[Ii]tem\s+\d{1,2}\b|\bpage \d+ of the (?:previous )?minutes\b")
_PREVIOUS = re.compile(r"\bminutes\b", re.I)
_LABEL = r"(?:\d{1,2}|[a-z]|[ivx]{1,5})"
_LIMB = re.compile(
    rf"^(?:\((?P<a>{_LABEL}|[A-Z])\)|(?P<b>{_LABEL}|[A-HJ-Z])[.)])\s+(?P<rest>\S.*)$"
)
_WHO_DID = re.compile(r"^(?:(?:The|This) )?[A-Z][\w&'’ -]{3,60}:\s?[-–]?$")
_DID = re.compile(
    r"(?:noted|agreed|approved|resolved|endorsed|received|supported|requested|accepted|delegated|"
    r"recommended|considered|welcomed|asked|adopted|confirmed)\b",
    re.I,
)
_LETTERED = re.compile(r"^(?:[a-h]|[ivx]{1,4})\)\s|^(?:RESOLVED|Resolved)\b")
_INNER_LABEL = re.compile(
    rf"(?:(?<=[;,.:–-])|(?<=\band)|(?<=\bor)|(?<=\band,))\s+\((?P<label>{_LABEL})\)\s+(?=\S)"
)
_INSIDE = re.compile(
    r"(?<=[.;,:])\s+(?P<cut>(?:(?i:it was )?RESOLVED|Resolved(?=:| ?[-–]))\b|"
    r"(?:It was|The [A-Z][\w ]{2,40}?) (?:unanimously )?(?:resolved|agreed|RESOLVED|AGREED)"
    r"(?: unanimously)?(?: that| to)?:[-–]?$)"
)
_LEAD_IN = re.compile(r"^(?:(?:that|to)\b)?[^.;]{0,60}?(?:[:–-]+|\bthat|\bto)?$", re.I)
_PROSE = re.compile(
    r"\b(?:it|this) was (?:also |further |unanimously |then |therefore )*(?:agreed|resolved)\b"
    r"|\bapproved as an? (?:correct|accurate|true) record\b",
    re.I,
)


def read_minute(
    doc: Document,
    *,
    entry_line: Line,
    number: str,
    title: str | None,
    lines: Sequence[Line],
    running: bool,
    formal: bool,
    codes: Sequence[str],
    names: Sequence[str],
    body: str,
) -> Minute:
    """Read one numbered minute from the lines under its heading.

    ``formal`` minutes print their resolutions; others decide in prose. Minutes that are not
    ``running`` may keep a column of owners, printed as ``names`` or as the initials in ``codes``.
    """
    beside, rest = _beside(lines)
    owners, rest = ([], rest) if running else _owners(rest, codes, names)
    blocks = _blocks(doc, rest)
    limbs = _limbs(blocks)
    if not limbs and not (formal and running):
        limbs = _prose_decisions(blocks, body)
    actions = _actions(blocks)
    actions += [_tie(owner, blocks, codes) for owner in (*beside, *owners)]
    return Minute(
        Fact(number, entry_line.number),
        Fact(title, entry_line.number) if title else None,
        tuple(limbs),
        tuple(actions),
        tuple(_references(blocks, title or "", running=running)),
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


def _opens_list(blocks: Sequence[Paragraph], index: int) -> bool:
    """Whether "The Board:" stands over a list of what it did: (a) noted ..., (b) agreed ..."""
    if index + 1 >= len(blocks) or not _WHO_DID.match(blocks[index].text):
        return False
    limb = _LIMB.match(blocks[index + 1].text)
    return bool(limb and _DID.match(limb["rest"]))


def _blocks(doc: Document, lines: Sequence[Line]) -> list[Paragraph]:
    """The paragraphs of a minute; a limb, and what follows a colon, begin one of their own."""
    apart = [
        replace(line, gap=GAP)
        if _LETTERED.match(line.text) or before.endswith((":", ":-"))
        else line
        for before, line in zip(["", *(line.text for line in lines)], lines, strict=False)
    ]
    return _at_decisions(paragraphs(doc, apart))


def _at_decisions(blocks: Sequence[Paragraph]) -> list[Paragraph]:
    """Paragraphs parted where a resolution begins inside one."""
    parted: list[Paragraph] = []
    for block in blocks:
        cuts = [match.start("cut") for match in _INSIDE.finditer(block.text) if match.start("cut")]
        for start, end in zip([0, *cuts], [*cuts, len(block.text)], strict=True):
            parted.append(replace(block, text=block.text[start:end].strip()))
    return parted


def _opens(block: Paragraph) -> re.Match[str] | None:
    """A paragraph that opens a resolution: the word stands out, or a mark or list follows it."""
    found = RESOLVED.match(block.text)
    if found is None or len(block.text) > 20_000:
        return None
    word, rest = found["word"], found["rest"]
    if re.match(r"decision|resolution", word, re.I):
        return found if found["mark"] or not rest else None
    plain = word.islower() and not found["mark"] and not rest.endswith((":", ":-"))
    return None if plain or (not rest and not found["mark"] and word.islower()) else found


def _limbs(blocks: Sequence[Paragraph]) -> list[Limb]:
    """The limbs of every resolution: the first on the word's own line, the others below it."""
    limbs: list[Limb] = []
    open_ = fresh = listing = False
    to: str | None = None
    for index, block in enumerate(blocks):
        if _opens_list(blocks, index) and not fresh:
            open_, to, fresh = True, None, True
        elif found := _opens(block):
            open_, to = True, found["to"]
            rest = _without_lead(found["rest"])
            limbs += _split(rest, block.line, to) if rest else []
            fresh = not rest
        elif not open_:
            continue
        elif ACTION.match(block.text):
            open_ = bool(limbs and limbs[-1].label)
        elif fresh and _is_lead(block.text):
            continue
        elif fresh or _follows(block, limbs[-1]):
            limbs += _split(without_bullet(block.text), block.line, to)
            fresh = False
        elif (
            limbs[-1].text.value.endswith((":-", ":"))
            or _runs_on(block.text, limbs[-1])
            or (listing and BULLET.match(block.text))
        ):
            listing = bool(BULLET.match(block.text))
            text = join([limbs[-1].text.value, without_bullet(block.text)])
            limbs[-1] = Limb(limbs[-1].label, Fact(text, limbs[-1].text.line), to)
        else:
            open_ = False
    return limbs


def _without_lead(rest: str) -> str:
    """What a resolution says on its own line, if that is more than "That the Board:"."""
    return "" if len(rest) <= 90 and _is_lead(rest) else rest


def _is_lead(text: str) -> bool:
    """Whether words only lead to the limbs below them."""
    text = re.sub(r"^[-–:\s]+", "", text)
    if _LIMB.match(text):
        return False
    leads = text.endswith((":", ":-", "–", "-", ":–")) or text.lower() in {"that", "to", ""}
    return leads and bool(_LEAD_IN.match(text))


def _runs_on(text: str, last: Limb) -> bool:
    """Whether a paragraph ends a sentence that a limb left open."""
    return text[0].islower() and last.text.value[-1] not in ".;:?!" and not _LIMB.match(text)


def _follows(block: Paragraph, last: Limb) -> bool:
    """Whether a paragraph is one more limb of the resolution that is open."""
    if _LIMB.match(block.text):
        return bool(last.label) or last.text.value.endswith((":", ":-", "–"))
    opens = re.match(r"(?:that|to)\b", block.text, re.I)
    begins = re.match(r"(?:that|to)\b", last.text.value, re.I)
    return bool(last.label is None and opens and begins and opens[0].lower() == begins[0].lower())


def _split(text: str, line: int, to: str | None) -> list[Limb]:
    """One limb, or the several that run on in one paragraph as (a) ... and (b) ..."""
    first = _limb(text, line, to)
    limbs = [first]
    if first.label is None or not first.label.startswith("("):
        return limbs
    for match in _INNER_LABEL.finditer(text):
        if match["label"] == _next(limbs[-1].label or ""):
            body = limbs[-1].text.value
            kept = body[: len(body) - (len(text) - match.start())].rstrip()
            limbs[-1] = Limb(limbs[-1].label, Fact(kept, line), to)
            limbs.append(Limb(f"({match['label']})", Fact(text[match.end() :], line), to))
    return limbs


_ROMANS = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv"]


def _next(label: str) -> str:
    inner = label.strip("().")
    if inner.isdigit():
        return str(int(inner) + 1)
    if inner in _ROMANS[:-1]:
        return _ROMANS[_ROMANS.index(inner) + 1]
    return chr(ord(inner) + 1) if len(inner) == 1 else ""


def _limb(text: str, line: int, to: str | None = None) -> Limb:
    match = _LIMB.match(text)
    if not match:
        return Limb(None, Fact(text, line), to)
    label = f"({match['a']})" if match["a"] else text[: match.start("rest")].strip()
    return Limb(label, Fact(match["rest"], line), to)


def _actions(blocks: Sequence[Paragraph]) -> list[Fact[str]]:
    """Paragraphs headed "Action", unless they say that there is none."""
    return [
        Fact(block.text, block.line)
        for block in blocks
        if (found := ACTION.match(block.text))
        and found["rest"]
        and not re.fullmatch(r"(?:none|nil|n/a)\W*", found["rest"], re.I)
    ]


def _prose_decisions(blocks: Sequence[Paragraph], body: str) -> list[Limb]:
    """Sentences in which the meeting itself agrees; one person's agreement is no decision."""
    short = re.search(r"\(([A-Z&]{3,})\)", body)
    who = [r"The (?:meeting|board|group|committee|partnership|forum|panel)"]
    who += [re.escape(short[1])] if short else []
    agrees = re.compile(rf"\b(?:{'|'.join(who)}) (?:unanimously )?agreed\b")
    limbs = []
    for block in blocks:
        for sentence in re.split(r"(?<=[.?!])\s+(?=[A-Z])", block.text):
            if not (_PROSE.search(sentence) or agrees.search(sentence)):
                continue
            if re.match(r"^At (?:this|that) meeting\b", sentence):  # another meeting, just named
                continue
            clause = re.search(r"\band (it was agreed that\b.*)$", sentence)
            limbs.append(Limb(None, Fact(clause[1] if clause else sentence, block.line, 0.6)))
    return limbs


# --- owners in an action column ---------------------------------------------------------------


def _beside(lines: Sequence[Line]) -> tuple[list[Fact[str]], list[Line]]:
    """Take owners out of the last cell of a line that is a sentence and not a row of a table."""
    owners: list[Fact[str]] = []
    rest: list[Line] = []
    for line in lines:
        cells = [cell for cell in in_columns(line).cells if cell]
        owner = cells[-1] if len(cells) > 1 else ""
        said = join(cells[:-1])
        if owner and _SAID.search(said) and _OWNER.match(owner) and not re.search(r"\d", owner):
            if not ACTION.match(said):
                owners.append(Fact(owner, line.number, 0.6))
            line = replace(line, text=said, cells=())
        rest.append(line)
    return owners, rest


def _owners(
    lines: Sequence[Line], codes: Sequence[str], names: Sequence[str]
) -> tuple[list[Fact[str]], list[Line]]:
    """Take the owners of an action column out of the text they were printed beside."""
    owners: list[Fact[str]] = []
    rest: list[Line] = []
    index, apart = 0, False
    trailing = (
        re.compile(rf"[.?]\s+(?P<code>{'|'.join(map(re.escape, codes))})$") if codes else None
    )
    while index < len(lines):
        line = lines[index]
        run = 1 if codes else _run(lines, index)
        block = join(part.text for part in lines[index : index + run])
        if (line.gap == GAP or apart) and _is_owner(block, codes, names):
            owners.append(Fact(block, line.number, 0.6))
            index, apart = index + run, True
            continue
        last = index + 1 == len(lines) or lines[index + 1].gap == GAP
        if trailing and last and (match := trailing.search(line.text)):
            owners.append(Fact(match["code"], line.number, 0.8))
        rest.append(line)
        index, apart = index + 1, False
    return owners, rest


def _run(lines: Sequence[Line], index: int) -> int:
    """How many lines, at most four, stand together from an index on."""
    run = 1
    while run < 4 and index + run < len(lines) and lines[index + run].gap != GAP:
        run += 1
    return run


def _is_owner(text: str, codes: Sequence[str], names: Sequence[str]) -> bool:
    """Whether a block is made only of initials, of people who were there, or of named groups."""
    if len(text) > 70 or text.endswith((".", ":", ";")):
        return False
    parts = [part.strip() for part in re.split(r"\s*(?:/|&|,|\band\b)\s*", text) if part.strip()]
    if codes:
        return all(re.fullmatch(r"[A-Z]{2,4}", part) for part in parts) and any(
            p in codes for p in parts
        )
    if parts and all(part in names for part in parts):
        return True
    return bool(
        re.search(r"\b(?:Sub[ -]Group|Team|Working Group|Task Group)(?:$|\s*/)", text)
    ) and all(
        word[0].isupper() or word in {"and", "/", "&", "of", "the", "for"} for word in text.split()
    )


def _tie(owner: Fact[str], blocks: Sequence[Paragraph], codes: Sequence[str]) -> Fact[str]:
    """An owner with the sentences that give those initials a task; alone where none does."""
    parts = re.split(r"\s*[/&,]\s*", owner.value) if codes else []
    if not parts:
        return owner
    who = "|".join(map(re.escape, parts))
    task = r"(?:to\b|will be\b|[-–]\s+(?!\w+ed\b)).*?(?:[.](?=\s|$)|$)"
    duty = re.compile(rf"(?:^|(?<=[.–-]\s))(?:{who})\s+{task}")
    said = [m[0] for block in blocks for m in duty.finditer(block.text)]
    text = f"{owner.value}: {' '.join(said)}" if said else owner.value
    return Fact(text, owner.line, 0.5 if said else owner.confidence, bool(said))


# --- references -------------------------------------------------------------------------------


def _references(blocks: Sequence[Paragraph], title: str, *, running: bool) -> list[Fact[str]]:
    patterns = [REFERENCE]
    if not running and _PREVIOUS.search(title):
        patterns.append(_ITEM_REFERENCE)
    found = []
    for block in blocks:
        for pattern in patterns:
            found += [Fact(match[0], block.line) for match in pattern.finditer(block.text)]
    return found
