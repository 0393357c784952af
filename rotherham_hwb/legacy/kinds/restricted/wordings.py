"""How packs print that something is not for the public: headings, marks, resolutions, returns.

A wording that is taken for one too many keeps something back until an officer opens it; one too
few would publish it. Where a rule here is in doubt it keeps back.

Source: LGA 1972 s.100A and Schedule 12A; Local Government (Scotland) Act 1973 s.50A and Schedule
7A; Public Bodies (Admission to Meetings) Act 1960 s.1(2).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rotherham_hwb.legacy.text.lines import GAP, Line

LONGEST_HEADING = 120  # characters
LONGEST_SENTENCE = 1_500  # characters looked at
PARAGRAPHS_IN_USE = range(1, 19)  # 1 to 7 today; up to 18 before 2006

_ACT = re.compile(
    r"\bsch(?:edule)?\.?\s?(?:12|7)\s?\(?A\b|\b(?:100|50)\s?\(?A\b|\badmissions? to meetings\b"
    r"|\b(?:exempt|confidential) (?:information|business|items?|matters?)\b",
    re.I,
)
_SHUT_OUT = re.compile(
    r"\bexclu(?:de|ded|ding|sion)\b|\bwithdr(?:aw|awn|ew)\b|\b(?:leave|left)\b|\bgo(?:es)? out\b"
    r"|\b(?:put|kept|keep|shut|sent) out\b|\bcut off\b|\basked to go\b|\bclos(?:e|ed|ing)\b"
    r"|\b(?:in|be|into|was|as) (?:private|camera|closed)\b|\bprivate session\b|\bprivately\b",
    re.I,
)
_WHOM = re.compile(
    r"\b(?:press|public|residents|observers|doors|meeting|evening|session|stream|link|webcast"
    r"|business)\b",
    re.I,
)
_SHUT_OUT_FOR_SURE = re.compile(
    r"\b(?:press|public)\b[^.]{0,60}\b(?:be|being|was|were|is|are)\s+(?:\w+ )?excluded\b"
    r"|\b(?:press|public)\b[^.]{0,30}\b(?:left|withdrew|withdrawn|asked to (?:leave|withdraw))\b"
    r"(?! (?:comments?|feedback|messages?|behind))"
    r"|\b(?:moved|went|going|go|gone) in(?:to)? (?:a )?(?:private|closed|exempt|confidential)\b",
    re.I,
)
_NOBODY = re.compile(
    r"\bno (?:other |such )?(?:exempt|confidential|private|items?|business|matters?|reports?)\b"
    r"|\bnot (?:be )?(?:excluded|necessary|required|contain|include|involve|exempt"
    r"|confidential)\b|\bno(?:ne| one| need)\b|\bnot to exclude\b",
    re.I,
)
_PERHAPS = re.compile(
    r"\bwhether\b|\bany (?:part|items?|of the)\b|\bif any\b|\bto determine\b", re.I
)
_DECIDED = re.compile(r"\b(?:resolved|agreed|carried|decided|approved)\b", re.I)
EXCLUSION = re.compile(
    r"\bexclu(?:sion|de|ding) (?:of )?(?:the )?(?:press|public)\b"
    r"|\b(?:press|public|residents)\b[^.]{0,30}\b(?:to|do|be|must) (?:withdraw|leave|go|excluded)\b"
    r"|\bpublic asked to (?:withdraw|leave|go)\b|\bto (?:go|move) into private\b"
    r"|\bto hear\b[^.]{0,40}\bin private\b",
    re.I,
)
"""What the business that shuts out the public is called; such an item is itself public."""
_SUBJECT_BACK = (
    r"(?:press|residents|observers"
    r"|public(?! (?:health|sector|service|interest|transport|protection|realm|house|bod)))"
)
_CAME_BACK = re.compile(
    rf"\b{_SUBJECT_BACK}\b[^.]{{0,60}}\b(?:re-?admi\w+|c[ao]me (?:back|in again)|rejoined"
    r"|returned(?= (?:to (?:the )?(?:meeting|room|chamber|hall)|at \d)|\W*$)|to return"
    r"|invited back|let (?:back )?in)\b"
    rf"|\b(?:re-?admi(?:t|ssion)\w*|let back|invited back)\b[^.]{{0,40}}\b{_SUBJECT_BACK}\b"
    r"|\b(?:back|resumed?|re-?opened?|continued?) (?:to|in|into) (?:\w+ )?public\b"
    r"|\bopen(?:ed)? to the public again\b|\bin public again\b"
    r"|^\W*(?:the )?doors (?:were |be )?(?:re-?)?open(?:ed)?\b(?! in| for)",
    re.I,
)
_KEPT = r"(?:exempt|private|confidential|closed|restricted|non-public|not public)"
_PRIVATE_HEADING = re.compile(
    rf"^\W*(?:strictly )?{_KEPT}\b(?:\W+(?:and|or|&)?\W*{_KEPT})*"
    r"(?:\W+(?:items?|business|matters?|session|agenda|section|part|reports?|information"
    r"|appendix|appendices|minutes?|papers?|meeting))*\W*(?:[-–—(:].*)?$"
    r"|^\W*(?:part|section)\W+(?:2|ii|b|two)\W*$"
    rf"|^\W*(?:part|section)\W+(?:\w+)\b.*\b{_KEPT}\b"
    r"|\b(?:heard|held|taken|considered|dealt with|items?|business|^\W*) ?in private\b"
    r"|\b(?:without|in the absence of) the (?:press|public)\b"
    r"|\bclosed to (?:the )?(?:press|public)\b|\b(?:press|public)\b[^.]{0,30}\bexcluded\b"
    r"|^\W*exclu(?:sion|ding) of (?:the )?(?:press|public)\b|\bnot (?:open )?(?:for|to) (?:the )?"
    r"publi(?:c|cation)\b|\bfrom which the (?:press|public)\b",
    re.I,
)
_PUBLIC_HEADING = re.compile(
    r"^\W*(?:part|section)\W+(?:1|i|a|one|3|iii|c|three)\b(?! (?:of|to)\b)"
    r"|^\W*(?:public|open)(?:\W+(?:items?|business|session|part|section|agenda))+\W*$"
    r"|^\W*(?:business |items? |held |heard |taken )*in public(?: again)?\W*$"
    r"|^\W*open to (?:all|the press|the public)\b",
    re.I,
)
_MANY = re.compile(
    r"\b(?:items|business|matters|session|agenda|section|part|private|press|public)\b", re.I
)
MARK = re.compile(
    r"\bexempt\b[^.]{0,40}\b(?:para(?:graph)?s?\b|schedule|information|items?\b|reports?\b|appendi)"
    rf"|[(\[]\s*(?:not for publication|{_KEPT})\b[^)\]]{{0,120}}[)\]]"
    r"|^\W*EXEMPT\b\s*[:–—-]|\bnot for publication\b(?! (?:before|until))"
    r"|\b(?:exempt|confidential|private) (?:minutes?|report|appendix|appendices|items?)\b"
    r"|\b(?:strictly|private and|commercial(?:ly)? in|in strict) confiden(?:tial|ce)\b"
    r"|\bexempt (?:from (?:disclosure|publication)|by virtue|under|in accordance)\b",
    re.I,
)
"""A mark on one item, minute or paper."""
_NUMBERS = re.compile(
    r"\bpara(?:graph)?s?(?:\(s\))?\.?\s*(?:nos?\.?\s*|numbers?\s+)?"
    r"\(?(?P<list>\d{1,2}\b(?!\.\d)(?:\s*(?:,|and|&|or|to|-|–)\s*\d{1,2}\b){0,17})",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence or a heading, with the line (1-based) it begins in."""

    text: str
    line: int


def paragraphs_in(text: str) -> tuple[int, ...]:
    """The paragraphs of Schedule 12A or 7A that a text names, in order; empty for none."""
    found: set[int] = set()
    for match in _NUMBERS.finditer(text[:LONGEST_SENTENCE]):
        numbers = [int(each) for each in re.findall(r"\d+", match["list"])]
        if re.fullmatch(r"\d+\s*(?:to|-|–)\s*\d+", match["list"]):
            numbers = list(range(numbers[0], min(numbers[1], max(PARAGRAPHS_IN_USE)) + 1))
        found.update(each for each in numbers if each in PARAGRAPHS_IN_USE)
    return tuple(sorted(found))


def is_confidential(text: str) -> bool:
    """Whether a mark names confidential and no exempt information (LGA 1972 s.100A(3))."""
    says = bool(re.search(r"\bconfidential\b|\b100A\s?\((?:2|3)\)", text, re.I))
    return says and not re.search(r"\bexempt\b|\bparagraph|\bschedule\b", text, re.I)


def shuts_out(text: str, *, titled: bool = False) -> bool:
    """Whether a sentence shuts the public out; ``titled``: its minute is called so."""
    text = text[:LONGEST_SENTENCE]
    if _NOBODY.search(text) or (_PERHAPS.search(text) and not _DECIDED.search(text)):
        return False
    if _SHUT_OUT_FOR_SURE.search(text):
        return True
    anchored = titled or bool(_ACT.search(text))
    return anchored and bool(_SHUT_OUT.search(text) and _WHOM.search(text))


def denies(text: str) -> bool:
    """Whether words say that nothing is private, or only ask whether something is."""
    return bool(_NOBODY.search(text) or _PERHAPS.search(text))


def lets_in_again(text: str) -> bool:
    return bool(_CAME_BACK.search(text[:LONGEST_SENTENCE]))


def is_private_heading(text: str) -> bool:
    """Whether a line stands over what is private."""
    if len(text) > LONGEST_HEADING or _PERHAPS.search(text) or _NOBODY.search(text):
        return False
    return bool(_PRIVATE_HEADING.search(text)) and not lets_in_again(text)


def stands_over_many(text: str) -> bool:
    """Whether the words of a private heading speak of more than the one thing above them."""
    return bool(_MANY.search(text)) and not paragraphs_in(text)


def is_public_heading(text: str) -> bool:
    """Whether a line stands over what is public again."""
    if len(text) > LONGEST_HEADING or is_private_heading(text) or _ACT.search(text):
        return False
    return (text[-1:] != "." and bool(_PUBLIC_HEADING.search(text))) or lets_in_again(text)


def sentences(lines: Sequence[Line]) -> Iterator[Said]:
    """The sentences of some lines; a gap ends one where the next line begins another."""
    run: list[Line] = []
    for line in lines:
        if run and line.gap == GAP and not line.text[0].islower():
            yield from _of_run(run)
            run = []
        run.append(line)
    yield from _of_run(run)


def _of_run(run: Iterable[Line]) -> Iterator[Said]:
    text, line = "", 0
    for each in run:
        parts = re.split(r"(?<=[.?!])\s+(?=[A-Z(])", each.text)
        for place, part in enumerate(parts):
            if text and place:
                yield Said(text, line)
                text = ""
            text, line = (f"{text} {part}", line) if text else (part, each.number)
        if text.endswith((".", "?", "!")) or len(text) > LONGEST_SENTENCE:
            yield Said(text, line)
            text = ""
    if text:
        yield Said(text, line)
