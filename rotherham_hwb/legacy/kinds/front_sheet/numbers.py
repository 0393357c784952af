"""Which numbered lines of a front sheet are its items, and which belong to a list in a note.

About UK agendas in general: item numbers run on by one, in one style; they start at 1, or go on
from the last meeting's. A list inside a note starts again at 1 and is left whole when the items
go on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rotherham_hwb.legacy.kinds.front_sheet.ranges import RANGE
from rotherham_hwb.legacy.segments.marks import find_marks
from rotherham_hwb.legacy.segments.runs import best_run
from rotherham_hwb.legacy.text.lines import GAP, Line
from rotherham_hwb.legacy.text.words import capitals

ITEM = re.compile(
    r"^(?:(?P<word>(?:Agenda\s+)?Item)\s+(?:No\.?\s*)?)?"
    r"(?:\((?P<round>\d{1,3})\)|(?P<number>\d{1,4}(?:\s?[A-Z]|[a-z])?(?:/\d{2,4})?)"
    r"(?P<stop>[.):]|\s?[-–](?=\s))?)"
    r"(?:\s+|(?<=[.):])(?=[A-Z][a-z])|(?<=\d)(?=[A-Z][a-z]{2}))(?P<title>\S.*)$"
)
CODED = re.compile(r"^(?P<letter>[A-H])\s?(?P<figure>\d{1,2})[.):]?\s+(?P<title>[A-Z0-9'\"‘“(].*)$")
COMPOUND = re.compile(
    r"^(?P<number>[A-Z][A-Za-z]{0,6}[/.-]?\d{1,4}(?:[/.-]\d{1,4}){0,3})[.):]?\s+(?P<title>\S.*)$"
)
PAGES_FIRST = re.compile(
    r"^(?P<pages>\d{1,4}\s*[-–—]\s*\d{1,4})\s+(?P<rest>\d{1,2}[A-Z]?[.)]?\s+[A-Z'\"‘“(].*)$"
)
_STANDING = re.compile(
    r"^(?:To\s+(?:receive|consider|approve|agree|confirm|note|determine)|Apolog|Declaration|"
    r"Disclosure|"
    r"Minutes\b|Matters arising|Welcome|Introductions?|Public (?:question|participation|speaking)|"
    r"Questions?\b|Petitions|Deputations|Chair|Urgent|Any other|Date|Next meeting|Exclusion|"
    r"Work(?:ing)? programme|Forward plan|Membership|Appointment of|Election of|Substitut|"
    r"Late items|"
    r"Announcements|Communications|Filming|Appeals)",
    re.I,
)
_SUPPLEMENT = re.compile(
    r"^(?:\w+\s+)?(?:supplement(?:ary)?\b|addendum\b|late (?:items?|papers?|reports?)$)", re.I
)
_NEAR = 40  # lines between two items of a supplement
_REACH = 160  # lines between an item and the next; front sheets with long notes stay below it
_LONGEST = 2500  # lines of a front sheet that are searched at all


@dataclass(frozen=True, slots=True)
class Numbered:
    """A line that may open an item."""

    index: int
    number: str
    figure: int
    letter: str
    title: str
    form: tuple[str, bool, bool]  # what follows the number; whether bold; whether in capitals
    indent: int
    score: float


def numbered(lines: Sequence[Line]) -> list[Numbered]:
    """Every line that opens with a number, with how well it would do as an item."""
    out = []
    for index, line in enumerate(lines[:_LONGEST]):
        match = ITEM.match(line.text)
        if match is None or not re.search(r"[A-Za-z]{2}", match["title"]) or _is_other(match):
            continue
        label = re.sub(r"\s", "", match["round"] or match["number"])
        title = RANGE.sub("", match["title"])
        if not title:
            continue
        stop = "()" if match["round"] else (match["stop"] or "").strip()
        out.append(
            Numbered(
                index=index,
                number=label,
                figure=int(re.sub(r"\D.*", "", label)),
                letter=re.sub(r"^\d+|/.*$", "", label).upper(),
                title=title,
                form=(stop, line.bold, capitals(title) > 0.9),
                indent=len(line.raw) - len(line.raw.lstrip()),
                score=_score(line, title, ranged=bool(RANGE.search(match["title"]))),
            )
        )
    return out


def _is_other(match: re.Match[str]) -> bool:
    """Whether a number opens a date, a time, a street address or a measure, and no item."""
    text = match["title"]
    bare = not match["stop"] and not match["word"] and not match["round"]
    return bool(
        re.match(
            r"^(?:(?:January|February|March|April|May|June|July|August|September|October|November|"
            r"December)\b(?!.*\bminutes)|st\b|nd\b|rd\b|th\b|[ap]\.?m\b|per cent|%)",
            text,
            re.I,
        )
        or (bare and re.match(r"^(?:[a-z]|minutes?\b|mins?\b|hours?\b|days?\b|weeks?\b)", text))
        or (bare and re.search(r"\b[A-Z]{1,2}\d[\dA-Z]?\s*\d[A-Z]{2}\b", text))
    )


def _score(line: Line, title: str, *, ranged: bool) -> float:
    score = 1.0
    score += 1.0 if ranged else 0.0
    score += 0.3 if line.gap == GAP else 0.0
    score += 0.7 if _STANDING.match(title) else 0.0
    score -= 0.6 if title[:1].islower() else 0.0
    score -= 0.6 if len(title) > 60 and title.endswith((";", ".")) else 0.0
    return score


def choose(lines: Sequence[Line], headings: Sequence[int]) -> list[Numbered]:
    """The run of numbered lines that reads best as the items of the agenda, letters included."""
    found = numbered(lines)
    if coded := _coded(lines, headings) or _compound(lines):
        return coded
    if any(_SUPPLEMENT.search(line.text) for line in lines[:25]):
        return _supplement(found, headings)
    figures = [one for one in found if not one.letter]
    best: list[tuple[float, int]] = []
    for here, one in enumerate(figures):
        score, before = _start(one, headings), -1
        for earlier in range(here - 1, -1, -1):
            old = figures[earlier]
            if one.index - old.index > _REACH:
                break
            step = one.figure - old.figure
            if step not in {1, 2} or best[earlier][0] <= -50:
                continue
            cost = _unlike(old, one) + (_missing(old, one, found) if step == 2 else 0.0)
            reached = best[earlier][0] - cost - _orphans(figures[earlier + 1 : here])
            if reached > score:
                score, before = reached, earlier
        best.append((score + one.score, before))
    if not best:
        return []
    here = max(range(len(best)), key=lambda k: (best[k][0], -k))
    if best[here][0] <= -50:
        return []
    chain: list[Numbered] = []
    while here >= 0:
        chain.append(figures[here])
        here = best[here][1]
    return _with_letters(chain[::-1], found)


def _coded(lines: Sequence[Line], headings: Sequence[int]) -> list[Numbered]:
    """The items of an agenda numbered by part: A1, A2, B1; none where fewer than three do so."""
    chain: list[Numbered] = []
    for index, line in enumerate(lines[:_LONGEST]):
        match = CODED.match(line.text)
        if match is None or not re.search(r"[A-Za-z]{2}", match["title"]):
            continue
        letter, figure = match["letter"], int(match["figure"])
        if chain and index - chain[-1].index > _REACH:
            break
        same = chain and letter == chain[-1].letter and figure == chain[-1].figure + 1
        later = figure == 1 and (not chain or letter > chain[-1].letter)
        if same or later:
            form = ("", line.bold, capitals(match["title"]) > 0.9)
            label = f"{letter}{figure}"
            chain.append(Numbered(index, label, figure, letter, match["title"], form, 0, 1.0))
    headed = bool(chain) and any(0 < chain[0].index - index <= 80 for index in headings)
    enough = len(chain) > 2 and any(one.figure > 1 for one in chain)
    return chain if headed and enough else []


def _compound(lines: Sequence[Line]) -> list[Numbered]:
    """The items of an agenda whose numbers are codes, which nothing else on a front sheet bears."""
    marks = [mark for mark in find_marks(lines[:_LONGEST]) if COMPOUND.match(lines[mark.at].text)]
    run = best_run(marks).marks
    chain = [
        Numbered(mark.at, mark.number, 0, "", mark.title, ("", False, mark.loud), mark.indent, 1.0)
        for mark in run
        if "/" in mark.number
    ]
    return chain if len(chain) > 2 else []


def _supplement(found: Sequence[Numbered], headings: Sequence[int]) -> list[Numbered]:
    """The items of a supplement, which names only some of an agenda's, in rising order."""
    first = headings[-1] if headings else -1
    chain: list[Numbered] = []
    for one in found:
        later = not chain or (one.figure, one.letter) > (chain[-1].figure, chain[-1].letter)
        alike = not chain or (one.form[0] == chain[-1].form[0] and one.score >= 1.2)
        near = one.index - (chain[-1].index if chain else max(first, 0)) <= _NEAR
        if one.index > first and later and alike and near:
            chain.append(one)
    return chain


def _start(one: Numbered, headings: Sequence[int]) -> float:
    """How well a run may start here: at 1, or at any number right under the agenda's heading."""
    above = [index for index in headings if index < one.index]
    near = bool(above) and one.index - above[-1] <= 80
    if one.figure == 1:
        return 4.0 if near else 0.0
    if above and one.index - above[-1] <= 12:
        return 0.0
    return -100.0


def _unlike(old: Numbered, new: Numbered) -> float:
    """What two neighbours lose for a difference of style."""
    stop = 0.0 if old.form[0] == new.form[0] else 0.7
    loud = sum(0.25 for a, b in zip(old.form[1:], new.form[1:], strict=True) if a != b)
    return stop + loud + (0.5 if abs(old.indent - new.indent) > 3 else 0.0)


def _missing(old: Numbered, new: Numbered, found: Sequence[Numbered]) -> float:
    """What it costs to leave a number out; little where lettered items stand for it."""
    lettered = any(
        one.letter and one.figure == old.figure + 1 and old.index < one.index < new.index
        for one in found
    )
    return 0.3 if lettered else 1.5


def _orphans(skipped: Sequence[Numbered]) -> float:
    """What it costs to skip lines: a list from 1 costs little, the tail of a run costs much."""
    cost, before = 0.0, 0
    for one in skipped:
        follows = one.figure == 1 or one.figure == before + 1
        cost += 0.05 if follows else 0.8
        before = one.figure if follows else 0
    return cost


def _with_letters(chain: Sequence[Numbered], found: Sequence[Numbered]) -> list[Numbered]:
    """The items with the lettered ones (15A, or 5a and 5b) that stand between them."""
    out: list[Numbered] = []
    ends = [*(one.index for one in chain[1:]), chain[-1].index + _REACH]
    lettered = [one for one in found if one.letter]
    for one, end in zip(chain, ends, strict=True):
        out.append(one)
        after = "@"
        for other in lettered:
            inside = one.index < other.index < end
            ahead = other.figure == one.figure + 1 and one is not chain[-1]
            if (
                inside
                and other.letter == chr(ord(after) + 1)
                and (other.figure == one.figure or ahead)
            ):
                out.append(other)
                after = other.letter
    return out
