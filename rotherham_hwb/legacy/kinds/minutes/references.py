"""What a minute points back to: other minutes, by word or by code, and items of earlier ones."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rotherham_hwb.legacy.facts import Fact
from rotherham_hwb.legacy.text.lines import SourceParagraph

NUMBER = (
    r"(?:[A-Z][A-Za-z]{0,6}[/.]?)?\d{1,4}(?:/\d{1,4}){0,2}(?:\.\d{1,2})?[A-Z]?"
    r"(?:[a-z](?![a-z])|(?:\s?\([a-z0-9]{1,4}\))*)"
)
REFERENCE = re.compile(
    rf"\b[Mm]inutes?\s+(?:[Nn]o|[Nn]umber|[Rr]ef|[Ii]tem)(?:[’']?s)?\b\.?:?\s*"
    rf"(?P<number>{NUMBER})(?![\d/])"
    rf"|(?<!\d )(?<!\d-)(?<!per )(?<!\bthe \d\d )\b[Mm]inute\s+(?P<bare>{NUMBER})(?![\d/:])"
    rf"(?! (?:seconds?|minutes?|hours?|days?)\b)"
)
_SEVERAL = re.compile(
    rf"\b[Mm]inutes (?:numbered )?{NUMBER}(?:\s?[–-]\s?| and | to ){NUMBER}(?![\d/:])"
)
_ROMAN = r"[IVXL]{1,6}"
_ITEM = re.compile(
    r"(?:\bparagraph \d{1,2}(?:\([a-z]\))? of )?"
    rf"\b(?:[Ii]tem|[Aa]rticle)s?\s+(?:\d{{1,2}}(?:\.\d{{1,2}})?|{_ROMAN})(?:\([a-z]{{1,4}}\))?"
    rf"(?: and (?:\d{{1,2}}|{_ROMAN}))?(?:, paragraph \d{{1,2}})?(?![\w/])"
    r"|\bparagraph \d{1,2}\.\d{1,2}(?!\d)"
    rf"|\b{_ROMAN}(?:\([ivx]{{1,5}}\))? of \d{{2}}/\d{{2}}/\d{{2,4}}\b"
)
_EARLIER = re.compile(r"\bpage \d+ of the (?:previous )?minutes\b")
_PREVIOUS = re.compile(r"\bminutes\b", re.I)
_PLURAL = re.compile(r"^[Mm]inutes?\s+(?:[Nn]os|[Nn]umbers)\b|^[Mm]inutes\s")
_MORE = re.compile(
    rf"(?: ?, ?| ?,? (?:and|&|to) )(?P<number>{NUMBER})(?![\d/])(?! [A-Z][a-z]+ \d{{4}})"
)


def read_references(
    blocks: Sequence[SourceParagraph], title: str, *, number: str, loud: bool, running: bool
) -> list[Fact[str]]:
    """The references of a minute as printed; ``number`` is its own, which gives the code's form.

    Minutes that are ``loud`` name others by the word; there an item is the agenda's.
    """
    patterns = [REFERENCE]
    if not running and _PREVIOUS.search(title):
        patterns.append(_EARLIER)
    code = _code_like(number)
    patterns += [code] if code else []
    if not loud or number.isalpha():
        patterns += [_SEVERAL, _ITEM]
    return [fact for block in blocks for fact in _in_block(block, patterns)]


def _code_like(number: str) -> re.Pattern[str] | None:
    """Numbers of the same form as a coded one: PL31/24 for FS18/24, and a run of them."""
    if "/" not in number:
        return None
    parts = re.findall(r"[A-Za-z]+|\d+|[^A-Za-z\d]", number)
    form = "".join(
        r"\d{1,3}" if part.isdigit() and len(part) < 4
        else r"\d{4}" if part.isdigit()
        else r"[A-Z]{1,6}" if part.isalpha()
        else re.escape(part)
        for part in parts
    )  # fmt: skip
    code = rf"(?<![\w/£]){form}(?:[a-z](?![a-z])|(?:\([a-z0-9]{{1,3}}\))?)(?![\w/])"
    return re.compile(rf"{code}(?: to {code})?")


def _in_block(block: SourceParagraph, patterns: Sequence[re.Pattern[str]]) -> Iterator[Fact[str]]:
    """The references of one paragraph, in order, each once however many patterns find it."""
    found = [match for pattern in patterns for match in pattern.finditer(block.text)]
    end = 0
    for match in sorted(found, key=lambda match: (match.start(), -match.end())):
        if match.start() >= end:
            yield from _several(match, block)
            end = match.end()


def _several(match: re.Match[str], block: SourceParagraph) -> list[Fact[str]]:
    """The reference a match names; each of them where it names several numbers."""
    found = [Fact(match[0], block.line)]
    end = match.end()
    if match.re is not REFERENCE:
        return found
    while _PLURAL.match(match[0]) and (more := _MORE.match(block.text, end)):
        found.append(Fact(f"Minute No. {more['number']}", block.line, 0.8, inferred=True))
        end = more.end()
    if len(found) > 1:
        found[0] = Fact(f"Minute No. {match['number']}", block.line, 0.8, inferred=True)
    return found
