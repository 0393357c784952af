"""What one minute decided: resolution limbs, actions, votes, and the minutes it points back to."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .facts import Fact, Limb, Minute, Vote
from .lines import GAP, Document, Line, Paragraph, join, paragraphs, without_bullet

RESOLVED = re.compile(
    r"^(?:\d{1,2}[.)]\s+)?(?:it was\s+)?"
    r"(?P<word>(?:unanimously\s+)?resolved|agreed|recommended|decision|decided)"
    r"(?:\s+unanimously)?\s*(?P<mark>:\s*[-–]?|[-–]|(?=\s+(?:that|to|\(|\d)\b)|(?=\s+that))\s*(?P<rest>.*)$",
    re.I,
)
ACTION = re.compile(r"^actions?\s*(?::\s*[-–]?|[-–])\s*(?P<rest>.*)$", re.I)
REFERENCE = re.compile(
    r"\bMinutes?\s+(?:No|Number)s?\.?\s*(?P<number>\d{1,4}[A-Z]?(?:\s?\([a-z0-9]{1,3}\))?)(?![\d/])"
)
_ITEM_REFERENCE = re.compile(r"\b[Ii]tem\s+\d{1,2}\b|\bpage \d+ of the (?:previous )?minutes\b")
_PREVIOUS = re.compile(r"\bminutes\b", re.I)
_LIMB = re.compile(
    r"^(?:\((?P<a>\d{1,2}|[a-z]|[ivx]{1,4})\)|(?P<b>\d{1,2}|[a-z])[.)])\s+(?P<rest>.*)$"
)
_FIGURE = r"(?:\d+|no|none|nil)"
_VOTE = re.compile(
    rf"\b(?P<for>{_FIGURE})\s+(?:votes?\s+)?(?:for|in favour)\b[^.]{{0,40}}?"
    rf"\b(?P<against>{_FIGURE})\s+(?:votes?\s+)?against\b(?:[^.]{{0,40}}?\b(?P<abstain>{_FIGURE})\s+abst\w+)?"
    r"|\bfor\s*[:\-–(]\s*(?P<for2>\d+)\D{1,12}against\s*[:\-–(]\s*(?P<against2>\d+)"
    r"(?:\D{1,14}abst\w*\s*[:\-–(]\s*(?P<abstain2>\d+))?",
    re.I,
)
_PROSE = re.compile(
    r"\b(?:it|this) was (?:also |further |unanimously )?agreed\b"
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
    codes: Sequence[str],
    names: Sequence[str],
    body: str,
) -> Minute:
    """Read one numbered minute from the lines under its heading.

    ``running`` minutes print their resolutions; others decide in prose and may keep a column of
    owners, printed as ``names`` or as the initials in ``codes``.
    """
    owners, rest = ([], list(lines)) if running else _owners(lines, codes, names)
    blocks = paragraphs(doc, rest)
    limbs = _limbs(blocks)
    if not running and not limbs:
        limbs = _prose_decisions(blocks, body)
    actions = [
        Fact(block.text, block.line) for block in blocks if running and ACTION.match(block.text)
    ]
    actions += [_tie(owner, blocks, codes) for owner in owners]
    return Minute(
        Fact(number, entry_line.number),
        Fact(title, entry_line.number) if title else None,
        tuple(limbs),
        tuple(actions),
        tuple(_references(blocks, title or "", running=running)),
        tuple(_votes(blocks)),
        lines[-1].number if lines else entry_line.number,
    )


# --- resolutions ----------------------------------------------------------------------------


def _limbs(blocks: Sequence[Paragraph]) -> list[Limb]:
    """The limbs of every resolution: the first on the word's own line, the others below it."""
    limbs: list[Limb] = []
    open_ = False
    for block in blocks:
        found = RESOLVED.match(block.text)
        if found and (found["word"].islower() and not found["mark"]):
            found = None
        if found:
            open_ = True
            if found["rest"]:
                limbs.append(_limb(found["rest"], block.line))
        elif open_ and ACTION.match(block.text):
            open_ = bool(limbs and limbs[-1].label)
        elif open_ and limbs and limbs[-1].text.value.endswith((":-", ":")):
            text = join([limbs[-1].text.value, without_bullet(block.text)])
            limbs[-1] = Limb(limbs[-1].label, Fact(text, limbs[-1].text.line))
        elif (open_ and _LIMB.match(block.text) and (not limbs or limbs[-1].label)) or (
            open_ and not limbs
        ):
            limbs.append(_limb(block.text, block.line))
        else:
            open_ = False
    return limbs


def _limb(text: str, line: int) -> Limb:
    match = _LIMB.match(text)
    if not match:
        return Limb(None, Fact(text, line))
    label = f"({match['a']})" if match["a"] else text[: match.start("rest")].strip()
    return Limb(label, Fact(match["rest"], line))


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


# --- references and votes ---------------------------------------------------------------------


def _references(blocks: Sequence[Paragraph], title: str, *, running: bool) -> list[Fact[str]]:
    patterns = [REFERENCE]
    if not running and _PREVIOUS.search(title):
        patterns.append(_ITEM_REFERENCE)
    found = []
    for block in blocks:
        for pattern in patterns:
            found += [Fact(match[0], block.line) for match in pattern.finditer(block.text)]
    return found


def _votes(blocks: Sequence[Paragraph]) -> list[Vote]:
    votes = []
    for block in blocks:
        for match in _VOTE.finditer(block.text):
            outcome = re.search(r"\b(carried|lost|fell|agreed|rejected)\b", block.text, re.I)
            votes.append(
                Vote(
                    Fact(block.text, block.line, 0.7),
                    _count(match["for"] or match["for2"]),
                    _count(match["against"] or match["against2"]),
                    _count(match["abstain"] or match["abstain2"]),
                    outcome[1].lower() if outcome else None,
                )
            )
    return votes


def _count(text: str | None) -> int | None:
    if text is None:
        return None
    return int(text) if text.isdigit() else 0
