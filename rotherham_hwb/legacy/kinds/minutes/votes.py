"""How a meeting came to its decisions: votes, movers, exclusions of the public, interests."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rotherham_hwb.legacy.facts import Fact, Motion, NamedVote, ReadLimb, ReadVote
from rotherham_hwb.legacy.kinds.minutes.people import inline, is_name
from rotherham_hwb.legacy.text.lines import SourceParagraph
from rotherham_hwb.legacy.text.words import COURTESY, split_names

_WORDS = {
    word: number
    for number, word in enumerate(
        (
            "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
            "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen",
            "eighteen", "nineteen", "twenty",
        )
    )
} | {"none": 0, "nil": 0, "zero": 0}  # fmt: skip
_FIGURE = rf"(?:\d{{1,3}}|{'|'.join(_WORDS)})"
_VOTING = r"(?:\s+(?:votes?|members?|councillors?))?(?:\s+(?:voting|voted|votes?|were|was))?"
_COUNTS = (
    # 5 votes in favour, 2 against and 1 abstention
    re.compile(
        rf"\b(?P<for>{_FIGURE}){_VOTING}\s+(?:for|in favour)\b[^.]{{0,40}}?"
        rf"\b(?P<against>{_FIGURE}){_VOTING}(?:\s+\([^()]{{1,20}}\))?\s+against\b"
        rf"(?:[^.]{{0,40}}?\b(?P<abstain>{_FIGURE})(?:\s+\w+)?\s+(?:abst\w+|(?:did|do) not mind))?",
        re.I,
    ),
    # For: 5, Against: 2, Abstentions: 1
    re.compile(
        r"\b(?:for|in favour)\s*[:\-–(,]\s*(?P<for>\d{1,3})\D{1,20}?"
        r"against\s*[:\-–(,]\s*(?P<against>\d{1,3})"
        r"(?:\D{1,14}?abst\w*\s*[:\-–(]\s*(?P<abstain>\d{1,3}))?",
        re.I,
    ),
    # For 5, Against 2, Abstain 1
    re.compile(
        r"\b(?:For|FOR) (?P<for>\d{1,3})\b\D{1,12}?(?:Against|AGAINST) (?P<against>\d{1,3})\b"
        r"(?:\D{1,12}?(?:Abst|ABST)\w* (?P<abstain>\d{1,3}))?"
    ),
    # 13 voted to go on and 4 to wait
    re.compile(
        rf"\b(?P<for>{_FIGURE}) voted (?:to|for) [^.,;]{{1,60}}? and (?P<against>{_FIGURE}) "
        r"(?:to|for|against)\b(?P<abstain>$)?",
        re.I,
    ),
    # by 9 votes to 3 (with 1 abstention)
    re.compile(
        rf"\b(?P<for>{_FIGURE}) votes? to (?P<against>{_FIGURE})\b"
        rf"(?:[^.]{{0,30}}?\b(?P<abstain>{_FIGURE})(?:\s+\w+)?\s+abst\w+)?",
        re.I,
    ),
)
_OUTCOME = re.compile(
    r"\b(carried|lost|fell|agreed|rejected|defeated|approved|not carried|passed)\b", re.I
)
_NAMED = re.compile(
    r"^(?:those |members? |councillors? )*(?:voting |voted |votes? )?"
    r"(?P<way>for|in favour|against|abst(?:ain(?:ed|ing)?|entions?))"
    r"(?: (?:of )?the (?:motion|amendment|recommendations?|proposal))?"
    r"\s*(?:[(\[](?P<a>\d{1,3})[)\]])?\s*(?P<mark>[:–-]+)?\s*(?P<names>.*?)"
    r"\s*(?:[(\[]?(?:total:?\s*)?(?P<b>\d{1,3})[)\]]?)?\.?$",
    re.I,
)
_BY_ALL = re.compile(r"(?:agreed|carried) (?:by all|unanimously|by everybody)\.?", re.I)
_MOST_NAMES = 150  # paragraphs of one recorded vote
_WAYS = {"for": "for", "in ": "for", "aga": "against", "abs": "abstain"}
_NAME = (
    r"(?:[Tt]he )?(?:(?:Councillors?|Cllrs?|Dr|Mr|Mrs|Ms|Miss|Sir|Prof(?:essor)?|Ald(?:erman)?|"
    r"Lord Mayor|Mayor|Deputy Mayor|Chair(?:man|woman)?|Vice[ -]Chair(?:man)?)\b\.?\s*)*"
    r"(?:(?!Second)[A-Z][\w'’.-]*+\s?){0,4}"
)
_MOVED = re.compile(
    rf"\b(?:[Mm]oved|[Pp]roposed|[Pp]roposer)(?:\s+by)?\s*:?\s+(?P<mover>{_NAME})"
    rf"(?:[,;.]?\s*(?:and\s+)?(?:it was\s+)?(?:duly\s+)?"
    rf"(?:[Ss]econded|[Ss]econder)(?:\s+by)?\s*:?\s+(?P<seconder>{_NAME}))?",
)
_MOVES = re.compile(
    rf"(?P<mover>{_NAME})(?:moved|proposed),? (?:and )?(?P<seconder>{_NAME})seconded\b"
)
_EXCLUDED = re.compile(r"\bexclu(?:de|ded|sion)\b", re.I)
_PUBLIC = re.compile(r"\b(?:public|press)\b", re.I)
_ACT = re.compile(r"\bschedule\s+12\s*\(?A|\b100\s*\(?A|\bexempt\b", re.I)
_PARAGRAPHS = re.compile(
    r"\bparagraphs?(?:\(s\))?\s*(?:nos?\.?\s*|numbers?\s+)?(?P<list>\d{1,2}(?:\s*(?:,|and|&|or|to|-|–)\s*\d{1,2}\b)*)",
    re.I,
)
_INTEREST = re.compile(
    rf"(?P<who>{_NAME}(?:(?:, | and )(?:Councillors?|Cllrs?|Dr|Mr|Mrs|Ms) {_NAME})*)\s*"
    r"(?:each |both |also )*(?:declared|disclosed|registered)\s+"
    r"(?:an?\b|their|his|her|\w+ interests?)"
    r"[^.]{0,80}?\b[Ii]nterests?\b"
)


def votes(blocks: Sequence[SourceParagraph]) -> list[ReadVote]:
    """Votes by count and votes recorded by name, in the order in which they are printed."""
    found: list[ReadVote] = []
    index = 0
    while index < len(blocks):
        taken = _named_run(blocks, index)
        if taken:
            found.append(_named_vote(blocks, index, taken))
            index += taken
        else:
            everybody = _by_all(blocks, index)
            found += [everybody] if everybody else _counted(blocks, index)
            index += 1
    return found


def _by_all(blocks: Sequence[SourceParagraph], index: int) -> ReadVote | None:
    """A vote of everybody, told in two or three words under its motion."""
    if not _BY_ALL.fullmatch(blocks[index].text) or not index:
        return None
    motion = blocks[index - 1]
    return ReadVote(Fact(motion.text, motion.line, 0.7), None, None, None, "agreed")


def _counted(blocks: Sequence[SourceParagraph], index: int) -> Iterator[ReadVote]:
    block = blocks[index]
    for pattern in _COUNTS:
        matches = list(pattern.finditer(block.text))
        for match in matches:
            clause = _sentence_around(block.text, match)
            outcome = _OUTCOME.search(clause) or _OUTCOME.search(block.text)
            yield ReadVote(
                Fact(block.text, block.line, 0.7),
                _count(match["for"]),
                _count(match["against"]),
                _count(match["abstain"]),
                outcome[1].lower() if outcome else None,
                casting_vote=_has_casting_vote(blocks[index : index + 2]),
            )
        if matches:
            return


def counts(text: str) -> bool:
    """Whether a sentence tells how many were for something and how many against it."""
    return any(pattern.search(text) for pattern in _COUNTS)


def _sentence_around(text: str, match: re.Match[str]) -> str:
    start = text.rfind(". ", 0, match.start()) + 1
    end = text.find(". ", match.end())
    return text[start : end if end > 0 else len(text)]


def _count(text: str | None) -> int | None:
    if text is None:
        return None
    return int(text) if text.isdigit() else _WORDS[text.lower()]


def _has_casting_vote(blocks: Sequence[SourceParagraph]) -> bool:
    text = " ".join(block.text for block in blocks)
    return bool(re.search(r"\b(?:second or )?casting vote\b", text, re.I)) and not re.search(
        r"\b(?:not|declined to) (?:use|exercise|cast)\b", text, re.I
    )


# --- votes recorded by name -----------------------------------------------------------------


def _way(block: SourceParagraph) -> tuple[str, str, int | None] | None:
    """Which way a paragraph lists votes, the names in it, and the number printed with them."""
    match = _NAMED.match(block.text)
    if match is None or not (match["mark"] or match["a"] or match["b"] or not match["names"]):
        return None
    names = match["names"].strip(" :-–")
    number = match["a"] or match["b"]
    if names and not (
        COURTESY.match(names) or re.match(r"(?:none|nil|no one|the |[A-Z])", names, re.I)
    ):
        return None
    return _WAYS[match["way"][:3].lower()], names, int(number) if number else None


def _named_run(blocks: Sequence[SourceParagraph], index: int) -> int:
    """How many paragraphs from an index on are the lists of one recorded vote."""
    seen: set[str] = set()
    end = index
    bare = False  # the names stand below the heading
    while end < len(blocks) and end - index < _MOST_NAMES:
        way = _way(blocks[end])
        if (way and way[0] in seen) or (not way and not (bare and _is_names(blocks[end].text))):
            break
        if way:
            seen.add(way[0])
            bare = not way[1]
        end += 1
    return end - index if {"for", "against"} <= seen else 0


def _is_names(text: str) -> bool:
    """Whether a paragraph under a heading such as "For (4)" holds names."""
    first = split_names(text)
    return bool(first) and (
        bool(COURTESY.match(text)) or is_name(first[0]) or text.lower() in {"none", "nil"}
    )


def _named_vote(blocks: Sequence[SourceParagraph], index: int, taken: int) -> ReadVote:
    named: list[NamedVote] = []
    counts: dict[str, int | None] = {"for": None, "against": None, "abstain": None}
    side, printed = "for", False
    for block in blocks[index : index + taken]:
        way = _way(block)
        names, number = (way[1], way[2]) if way else (block.text, None)
        side = way[0] if way else side
        people = _people(names, block.line)
        named += [NamedVote(person, side) for person in people]
        if way:
            counts[side], printed = number, number is not None
        if not printed:
            counts[side] = (counts[side] or 0) + len(people)
    after = blocks[index + taken : index + taken + 2]
    before = blocks[max(0, index - 2) : index]
    said = [_OUTCOME.search(b.text) for b in after if not b.text.lower().startswith("resolved")]
    outcome = next((match for match in said if match), None)
    motion = before[-1] if before else blocks[index]
    return ReadVote(
        Fact(motion.text, motion.line, 0.7),
        counts["for"], counts["against"], counts["abstain"],
        outcome[1].lower() if outcome else None,
        tuple(named),
        _has_casting_vote(after),
    )  # fmt: skip


def _people(names: str, line: int) -> list[Fact[str]]:
    if re.match(r"(?:none|nil|no one|n/a)\b", names, re.I):
        return []
    return [Fact(row.name.strip(" ."), line) for row in inline(names, line, None) if row.name]


# --- movers, exclusions, interests ------------------------------------------------------------


def motions(blocks: Sequence[SourceParagraph]) -> list[Motion]:
    """Who moved and who seconded, where a paragraph names them."""
    found = []
    for index, block in enumerate(blocks):
        after = blocks[index + 1].text if index + 1 < len(blocks) else ""
        text = f"{block.text} {after}" if re.match(r"second", after, re.I) else block.text
        if not re.search(r"\b(?:moved|proposed?r?|seconded)\b", text, re.I):
            continue
        for match in (*_MOVES.finditer(text), *_MOVED.finditer(text)):
            mover, seconder = _name(match["mover"]), _name(match["seconder"])
            if mover:
                second = Fact(seconder, block.line) if seconder else None
                found.append(Motion(Fact(mover, block.line), second))
    return found


def _name(text: str | None) -> str | None:
    name = re.sub(
        r"\s+(?:Seconded|Seconder|That|It|On|Upon|RESOLVED|THAT)\b.*$", "", (text or "").strip()
    )
    name = name.strip(" ,.")
    return name if re.search(r"[A-Z]\w", name) else None


def exclusion(
    limbs: Sequence[ReadLimb], blocks: Sequence[SourceParagraph]
) -> Fact[tuple[int, ...]] | None:
    """The Schedule 12A paragraphs on which the public were shut out; empty where none is named."""
    said = [limb.text for limb in limbs]
    if not said:
        said = [
            Fact(block.text, block.line)
            for block in blocks
            if re.search(r"\bit was (?:agreed|resolved)\b|\bwere excluded\b", block.text)
        ]
    for fact in said:
        text = fact.value
        if not (_EXCLUDED.search(text) and _PUBLIC.search(text) and _ACT.search(text)):
            continue
        numbers = [n for match in _PARAGRAPHS.finditer(text) for n in _numbers(match["list"])]
        return Fact(tuple(sorted(set(numbers))), fact.line, fact.confidence)
    return None


def _numbers(text: str) -> list[int]:
    if match := re.fullmatch(r"(\d+)\s*(?:to|-|–)\s*(\d+)", text):
        return list(range(int(match[1]), min(int(match[2]), 18) + 1))
    return [number for number in map(int, re.findall(r"\d+", text)) if 1 <= number <= 18]


def interests(blocks: Sequence[SourceParagraph]) -> list[Fact[str]]:
    """Who declared an interest, as printed."""
    found: dict[str, Fact[str]] = {}
    for block in blocks:
        spoken_of = "interest" in block.text.casefold()  # a long list costs its square
        for match in _INTEREST.finditer(block.text) if spoken_of else ():
            for row in inline(match["who"], block.line, None):
                name = row.name.strip(" ,.")
                if is_name(name) and " " in name:
                    found.setdefault(name, Fact(name, block.line))
    return list(found.values())
