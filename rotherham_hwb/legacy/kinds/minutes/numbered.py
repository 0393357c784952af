"""The numbered minutes of a set: which lines head them, whatever form their numbers take."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rotherham_hwb.legacy.kinds.minutes.actions import task
from rotherham_hwb.legacy.text.lines import GAP, Document, Line, continues, join, renumber
from rotherham_hwb.legacy.text.words import capitals
from rotherham_hwb.slips.printed_dates import MONTHS

_LABEL = r"(?:[A-Z][A-Za-z]{0,6}[/.]?)?\d{1,4}(?:[/-]\d{1,4}){0,2}[A-Z]?"
NUMBERED = re.compile(rf"^(?P<number>{_LABEL})(?P<stop>[.):]?)\s+(?P<title>\S.*)$")
_ROMAN = re.compile(r"^(?P<number>[IVXL]{1,7})(?P<stop>[.):]?)\s+(?P<title>\S.*)$")
_PLAIN = re.compile(r"\d{1,4}[A-Z]?")
SUB_NUMBERED = re.compile(r"^(?P<number>\d{1,2}\.\d{1,2})\.?\s+(?P<title>\S.*)$")
_LONE_NUMBER = re.compile(rf"^(?:{_LABEL})[.):]?$")
_COLUMN_WORDS = re.compile(
    r"^(?:(?:agenda|item|minute|action|actions|no|lead|notes|by|owner|subject|discussion)\s*[./:]?\s*)+$",
    re.I,
)
_COLUMN_HEAD = re.compile(r"(?:\s{3,}|\t)(?:actions?|owner|lead|by whom)(?:\s+by)?:?$", re.I)
_GLUED_COLUMN = re.compile(r"^(?:agenda\s+item|item)\s*:\s*(?:action\s*:)?\s*(?=\d)", re.I)
_GLUED_SUB = re.compile(r"^(?P<first>\d+[.)]?\s+.+?:)\s*(?P<second>\d+\.\d+\s+.+)$")
_TITLE_THEN_TEXT = re.compile(r"^(?P<title>[^a-z]{4,}?)\s*(?:\s[-–]|:)\s+(?P<rest>\S.*[a-z].*)$")
_SET_APART = re.compile(r"^[\s*]*[\w./-]+[\s*]*\s{2,}\S")
_UNFINISHED = re.compile(r"(?:\b(?:of|and|in|the|for|to|on|from|with|a|by)|[-–,&])$", re.I)
_DECISION = re.compile(r"^(?:resolved|agreed|recommended|decision)", re.I)
_ITEM_MARK = re.compile(
    r"\s*[\[(](?:agenda )?(?:item|no\.?)\s*(?:no\.?)?\s*\d{1,3}[A-Za-z]?[\])]\.?$", re.I
)
_USUAL = re.compile(
    r"\b(?:apolog(?:y|ies)|declarations?|disclosures?|minutes|matters arising|any other business|"
    r"urgent (?:business|items?)|"
    r"date (?:and time )?of (?:the )?next meeting|welcome|introductions?|"
    r"public questions?|questions? from|exclusion of)\b",
    re.I,
)
_YEARS = re.compile(r"^[\d/–-]{4,}\)?$")
_LONGEST_TITLE = 200  # characters
_FARTHEST = 400  # lines from one minute to the next
_STEPS = ((1, 0.0), (2, 0.8))  # how far a number goes up, and what the gap costs


@dataclass(frozen=True, slots=True)
class NumberedEntry:
    """A numbered minute before it is read: the index of its first line, and its heading."""

    index: int
    body_index: int
    number: str
    title: str | None
    rest: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line that may head a minute."""

    index: int
    number: str
    title: str
    loud: bool  # its title is in capitals
    weight: float


@dataclass(frozen=True, slots=True)
class _Run:
    """Headings whose numbers follow one another, and how much speaks for them."""

    score: float
    last: Candidate
    before: _Run | None

    def entries(self) -> list[Candidate]:
        run, found = self, [self.last]
        while run.before:
            run = run.before
            found.append(run.last)
        return found[::-1]


def tidy(lines: Sequence[Line]) -> list[Line]:
    """Take off column heads that each page repeats, and part two headings set on one line.

    A number on a line of its own goes back before the title below it.
    """
    kept: list[Line] = []
    dense = sum(line.gap == GAP for line in lines) * 20 < len(lines)
    for line, after in zip(lines, [*lines[1:], None], strict=True):
        text = _GLUED_COLUMN.sub("", line.text)
        if _COLUMN_WORDS.match(text) and not (after and task(after.text)):
            continue
        if kept and _LONE_NUMBER.match(kept[-1].text) and _heads(text, line, kept[-1], dense):
            kept[-1] = renumber(kept[-1], f"{kept[-1].text} {text}")
        elif match := _GLUED_SUB.match(text):
            kept += [renumber(line, match["first"]), renumber(line, match["second"])]
        else:
            kept.append(line if text == line.text else renumber(line, text))
    return kept


def _heads(text: str, line: Line, number: Line, dense: bool) -> bool:
    plain = not line.cells and not number.cells and (number.gap == GAP or dense)
    return plain and len(text) <= 120 and text[0].isupper() and not text.endswith(".")


def find_entries(doc: Document, lines: Sequence[Line]) -> list[NumberedEntry]:
    """The headings of the minutes, numbered one after another.

    Headings in capitals are told by that, coded ones by their code. Others are told by the first
    of them, which follows the attendance; numbered paragraphs inside a minute do not go on from
    there.
    """
    found = list(_candidates(lines))
    coded = _longest([c for c in found if not _PLAIN.fullmatch(c.number)], first=False)
    loud = _longest([c for c in found if c.loud and _PLAIN.fullmatch(c.number)], first=False)
    quiet = _longest([c for c in found if _PLAIN.fullmatch(c.number) and c.weight > 1], first=True)
    if len(coded) > 1 and len(coded) >= len(loud):
        return _with_subs(doc, lines, coded, running=True)
    if len(loud) > 1 or len(loud) >= len(quiet):
        whole = _longest([c for c in found if c in loud or _fits(c, loud, 1.9)], first=False)
        return _with_subs(doc, lines, whole if len(whole) > len(loud) else loud, running=True)
    whole = _longest([c for c in found if c in quiet or _fits(c, quiet, 1.0)], first=True)
    return _with_subs(doc, lines, whole if len(whole) > len(quiet) else quiet, running=False)


def _fits(candidate: Candidate, run: Sequence[Candidate], least: float) -> bool:
    """Whether a heading that is not in capitals stands between two that leave its number out."""
    if candidate.loud or not candidate.number.isdigit() or candidate.weight < least:
        return False
    number = int(candidate.number)
    for before, after in pairwise(run):
        if before.index < candidate.index < after.index:
            return _value(before.number) < number < _value(after.number)
    return False


def _value(number: str) -> int:
    return int(re.sub(r"\D", "", number) or 0)


def _candidates(lines: Sequence[Line]) -> Iterable[Candidate]:
    dense = sum(line.gap == GAP for line in lines) * 20 < len(lines)
    for index, line in enumerate(lines):
        match = NUMBERED.match(line.text) or _ROMAN.match(line.text)
        if match is None:
            continue
        title, number, stop = match["title"], match["number"], bool(match["stop"])
        caps = is_loud((_TITLE_THEN_TEXT.match(title) or {"title": title})["title"])
        apart = (
            line.gap == GAP
            or bool(line.cells)
            or bool(_SET_APART.match(line.raw))
            or (dense and (caps or bool(_USUAL.search(title)) or line.raw.strip() == number))
        )
        if number.isalpha() and not (caps and apart):
            continue
        coded = not _PLAIN.fullmatch(number) and not number.isalpha()
        if caps and (stop or apart):
            yield Candidate(index, number, title, True, _weight(lines, index, title))
        elif _is_heading(title) and (stop or ((apart or coded) and _is_short(title))):
            if stop and line.cells and len(line.cells) > 2:
                continue
            yield Candidate(index, number, title, False, _weight(lines, index, title))


def _weight(lines: Sequence[Line], index: int, title: str) -> float:
    """How much a line looks like a heading, from 1 upwards."""
    line = lines[index]
    after = lines[index + 1] if index + 1 < len(lines) else None
    ends = title.endswith((".", ";", ",")) or title.endswith(" and")
    return (
        1.0
        + 0.5 * (line.gap == GAP)
        + 0.4 * (not ends)
        + 0.2 * (after is None or after.gap == GAP)
        + 0.2 * line.bold
        + 0.4 * bool(_USUAL.search(title) and len(title) < 100)
    )


def _longest(candidates: Sequence[Candidate], *, first: bool) -> list[Candidate]:
    """The best run of numbers that go up by one (or two, where one was left out).

    ``first``: the run must begin with the first candidate.
    """
    best: dict[tuple[str, int], _Run] = {}
    top: _Run | None = None
    for candidate in candidates:
        for series, number in _readings(candidate.number):
            score, before = 0.0, None
            for step, loss in _STEPS:
                run = best.get((series, number - step))
                near = run is not None and candidate.index - run.last.index <= _FARTHEST
                if run is not None and near and run.score - loss > score:
                    score, before = run.score - loss, run
            if first and best and before is None:
                continue
            run = _Run(score + candidate.weight, candidate, before)
            if (series, number) not in best or run.score > best[series, number].score:
                best[series, number] = run
            if top is None or run.score > top.score:
                top = run
    return top.entries() if top else []


def _readings(number: str) -> Iterable[tuple[str, int]]:
    """The series a number may belong to: "12/19" is 12 of 19, or 19 of 12."""
    if number.isalpha():
        yield "roman", _roman(number)
        return
    for match in re.finditer(r"\d+", number):
        yield number[: match.start()] + "#" + number[match.end() :].rstrip("ABCDEF"), int(match[0])


def _roman(number: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10, "L": 50}[letter] for letter in number]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < after else value for value, after in pairs)


def is_loud(title: str) -> bool:
    """Whether a title is in capitals."""
    letters = re.sub(r"[^A-Za-z]", "", title)
    return capitals(title) > 0.75 and len(letters) > 3


def _is_heading(title: str) -> bool:
    return len(title) <= _LONGEST_TITLE and title[0].isupper()


def _is_short(title: str) -> bool:
    first = re.split(r"\W", title, maxsplit=1)[0].casefold()
    return len(title) <= 120 and not title.endswith((".", ";", ",")) and first not in MONTHS


def _with_subs(
    doc: Document, lines: Sequence[Line], run: Sequence[Candidate], *, running: bool
) -> list[NumberedEntry]:
    if not run:
        return []
    entries: list[NumberedEntry] = []
    stops = [*(candidate.index for candidate in run[1:]), len(lines)]
    subs: list[list[NumberedEntry]] = []
    for candidate, stop in zip(run, stops, strict=True):
        entries.append(_entry(doc, lines, candidate, running=running))
        subs.append([])
        part = 1
        for inner in range(entries[-1].body_index, stop):
            sub = SUB_NUMBERED.match(lines[inner].text)
            if running and not (sub and _is_part_title(lines, inner, sub["title"])):
                continue
            if sub and sub["number"] == f"{candidate.number}.{part}":
                subs[-1].append(_sub_entry(inner, sub))
                part += 1
    if sum(map(bool, subs)) * 5 >= len(subs) * 4 and len(subs) > 2:  # every paragraph has a number
        return entries
    return [each for entry, parts in zip(entries, subs, strict=True) for each in (entry, *parts)]


def _entry(
    doc: Document, lines: Sequence[Line], found: Candidate, *, running: bool
) -> NumberedEntry:
    """A heading with the lines its title was broken over."""
    index, number, title = found.index, found.number, found.title
    if _COLUMN_HEAD.search(lines[index].raw.rstrip(" *|")):
        title = re.sub(r"\s+\S+(?:\s+by)?$", "", title)
    if match := re.match(r"^(?P<title>apologies[^:]{0,40}):\s*(?P<rest>\S.*)$", title, re.I):
        return NumberedEntry(index, index + 1, number, match["title"], match["rest"])
    end = index + 1
    while end < len(lines) and not _parted(title, found):
        line = lines[end]
        if line.gap == GAP and not (found.loud and _UNFINISHED.search(title)):
            break
        more = (
            capitals(line.text) > 0.9
            or bool(_YEARS.match(line.text))
            or _parts_later(title, line.text, found)
            if found.loud
            else line.text[0].islower() and _is_full(doc, lines[end - 1])
        )
        if (
            not more
            or NUMBERED.match(line.text)
            or _DECISION.match(line.text)
            or not (found.loud or continues(doc, lines[end - 1], line))
        ):
            break
        title = join([title, line.text])
        end += 1
    if parted := _parted(title, found):
        return NumberedEntry(index, end, number, *parted)
    return NumberedEntry(index, end, number, _ITEM_MARK.sub("", title), "")


def _parted(title: str, found: Candidate) -> tuple[str, str] | None:
    """A title in capitals and the text that goes on behind it on the same line."""
    match = _TITLE_THEN_TEXT.match(title) if found.loud else None
    if match is None or not is_loud(match["title"]) or capitals(match["rest"]) > 0.6:
        return None
    return match["title"], match["rest"]


def _parts_later(title: str, more: str, found: Candidate) -> bool:
    """Whether the next line ends the title and begins the text behind it."""
    parted = _parted(f"{title} {more}", found)
    return bool(parted and len(parted[0]) > len(title)) and not re.match(r"\d", more)


def _is_full(doc: Document, line: Line) -> bool:
    return doc.wrapped and len(line.text) > 0.8 * doc.width


def _is_part_title(lines: Sequence[Line], index: int, title: str) -> bool:
    """Whether a numbered part stands alone with a short title, as its minute does."""
    after = lines[index + 1] if index + 1 < len(lines) else None
    alone = lines[index].gap == GAP and after is not None and after.gap == GAP
    return alone and len(title) <= 90 and title[0].isupper() and title[-1] not in ".:;,?"


def _sub_entry(index: int, match: re.Match[str]) -> NumberedEntry:
    """A numbered part of a minute: a short line is its title, a sentence is its text."""
    title = match["title"]
    if len(title) > 160 or title.endswith("."):
        return NumberedEntry(index, index + 1, match["number"], None, title)
    return NumberedEntry(index, index + 1, match["number"], title, "")
