"""What somebody is to do after a meeting: action lines, and owners in a column beside the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rotherham_hwb.legacy.facts import Fact
from rotherham_hwb.legacy.kinds.minutes.list_headings import in_columns
from rotherham_hwb.legacy.text.lines import GAP, Line, SourceParagraph, join, without_bullet

LABEL = r"(?:\d{1,2}|[a-z]|[ivx]{1,5})"
LIMB = re.compile(
    rf"^(?:\((?P<a>{LABEL}|[A-Z])\)|(?P<b>{LABEL}|[A-HJ-Z])[.)]|(?P<c>\d\.\d{{1,2}})(?=\s+[Tt]hat\b))"
    r"\s+(?P<rest>\S.*)$"
)
ACTION = re.compile(
    r"^actions?(?:\s+(?:by|required|points?|agreed|owner|for))?\s*(?::\s*[-–]?|[-–])\s*(?P<rest>.*)$",
    re.I,
)
_ACTIONS = re.compile(r"actions?(?: points?| agreed| required| arising)?", re.I)
_TO_DO = re.compile(
    r"(?:[/&][\s,/&]*)?(?:(?:[A-Z][\w'’.-]*|and|of|the|for)[\s,/&]+){1,8}?"
    r"(?:to|will|would|[-–])\s+\w"
)
_SAID = re.compile(r"^(?=.{20}).*[.;]$")
_OWNER = re.compile(
    r"^[A-Z][\w&'’.-]*(?:(?:\s*/\s*|\s+)(?:[A-Z&][\w&'’.-]*|and|of|for|to|all)){0,6}$"
)


def actions(blocks: Sequence[SourceParagraph]) -> list[Fact[str]]:
    """Paragraphs headed "Action", or listed under it, unless they say that there is none."""
    found: list[Fact[str]] = []
    under = False
    for block in blocks:
        headed = ACTION.match(block.text)
        if headed and headed["rest"]:
            under = False
            if not re.fullmatch(r"(?:none|nil|n/a)\W*", headed["rest"], re.I):
                found.append(Fact(block.text, block.line))
        elif headed or _ACTIONS.fullmatch(block.text):
            under = True
        elif under and (said := task(block.text)):
            found.append(Fact(said, block.line, 0.8))
        else:
            under = False
    return found


def task(text: str) -> str | None:
    """A task under the heading "Actions": somebody is to do something."""
    limb = LIMB.match(text)
    bare = limb["rest"] if limb else without_bullet(text)
    return bare if _TO_DO.match(bare) else None


def beside(lines: Sequence[Line]) -> tuple[list[Fact[str]], list[Line]]:
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


def owners(
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


def tie(owner: Fact[str], blocks: Sequence[SourceParagraph], codes: Sequence[str]) -> Fact[str]:
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
