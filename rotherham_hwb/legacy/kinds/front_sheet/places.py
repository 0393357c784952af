"""Where a meeting is held, when no label says so."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rotherham_hwb.legacy.facts import Fact
from rotherham_hwb.legacy.kinds.front_sheet.foot import HEADING
from rotherham_hwb.legacy.text.lines import GAP, Line, join, squeeze
from rotherham_hwb.legacy.text.words import PLACE, TIME, find_date, find_time
from rotherham_hwb.slips.printed_dates import DATE

_LEAD = re.compile(
    r"^(?:[\s,;:.–—-]|\b(?:in|at|on|from|commencing|starting|to be held|held|meeting)\b)+", re.I
)
_RIGHT_COLUMN = 30  # spaces before a line that stands wholly in the column beside the address
_CLERK = re.compile(r"\b(?:Ask for|Telephone|Tel|Contact|E-?mail|Direct line)\s*:.*$", re.I)


def without_article(text: str) -> str:
    """A place without the "the" that belongs to the sentence it stands in."""
    return re.sub(r"^the\s+|\.?\s*View directions$", "", text)


def place_beside(line: Line) -> Fact[str] | None:
    """A place printed on the line of the day, before or after it."""
    text = DATE.sub("\x01", line.text, count=1)
    for match in TIME.finditer(text):
        if find_time(match[0]):
            text = f"{text[: match.start()]}\x01{text[match.end() :]}"
            break
    for piece in reversed(re.split("\x01", _CLERK.sub("", text))):
        words = re.sub(r"[\s,;:–—-]+$|\s+(?:on|at|commencing at)$", "", _LEAD.sub("", piece))
        if PLACE.search(words) and len(words) <= 140:
            return Fact(without_article(words.strip()), line.number, 0.8, inferred=True)
    return None


def place_near(top: Sequence[Line], day: int) -> Fact[str] | None:
    """An address set under the day, or above it, without the clerk's particulars beside it."""
    return (
        _block(top[day + 1 : day + 8], top[day])
        or _above(top[max(0, day - 4) : day])
        or _block(top[day + 1 : day + 8], top[day], anything=True)
    )


def _block(lines: Sequence[Line], day: Line, *, anything: bool = False) -> Fact[str] | None:
    kept: list[str] = []
    first: Line | None = None
    for line in lines:
        if len(line.raw) - len(line.raw.lstrip()) > _RIGHT_COLUMN and not _centred(line, day):
            continue
        if "@" in line.text or (not kept and _only_time(line.text)):
            continue
        text = _left(line) if kept else without_article(_LEAD.sub("", _left(line)))
        apart = line.gap == GAP and kept and not kept[-1].endswith(",")
        sentence = text.endswith(".") and len(text.split()) > 4
        if apart or sentence or not text or HEADING.match(text) or stops_address(text):
            break
        first = first or line
        kept.append(text)
    words = _without_time(join(kept))
    if first is None or not (PLACE.search(words) or (anything and first.gap != GAP)):
        return None
    return Fact(words, first.number, 0.6, inferred=True)


def _above(lines: Sequence[Line]) -> Fact[str] | None:
    kept = [line for line in lines if PLACE.search(line.text) and not find_date(line.text)]
    kept = [
        line for line in kept if re.match(r"^(?:(?:to be )?held )?(?:in|at)\b", line.text, re.I)
    ]
    if not kept:
        return None
    words = without_article(_LEAD.sub("", kept[-1].text).strip(" ,"))
    return Fact(words, kept[-1].number, 0.6, inferred=True)


def _left(line: Line) -> str:
    """The left of two columns, without the clerk's particulars."""
    left = (
        line.cells[0] if line.cells else re.split(r"\s{3,}", line.raw.strip().replace("**", ""))[0]
    )
    return squeeze(_CLERK.sub("", left))


def _centred(line: Line, day: Line) -> bool:
    """Whether a line far from the margin is set in the middle, as the line of the day is."""
    return len(day.raw) - len(day.raw.lstrip()) > 15


def _only_time(text: str) -> bool:
    match = TIME.search(text)
    return bool(match and find_time(text)) and not PLACE.search(text)


def _without_time(text: str) -> str:
    for match in TIME.finditer(text):
        if find_time(match[0]):
            text = f"{text[: match.start()]} {text[match.end() :]}"
            break
    return squeeze(re.sub(r"[\s,–-]+$", "", _LEAD.sub("", text)))


def stops_address(text: str) -> bool:
    """Whether a line under an address is no more of it."""
    return bool(
        re.match(
            r"^(?:(?:the )?(?:[\w-]+ ){0,4}members?(?:hip)?\b|councillor|anyone|quorum|contact|"
            r"tel(?:ephone)?\b|fax\b|e-?mail|ask for|direct (?:line|dial)|agenda|"
            r"please|the |this |you |to:|\(|for |"
            r"note|chair|unrestricted|"
            r"restricted|public|part\b|filming|if |a pre)",
            text,
            re.I,
        )
    )
