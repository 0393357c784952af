"""A minute's own words, without its title and without what it resolved. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rotherham_hwb.legacy import facts

_LEAD = re.compile(
    r"^\W*(?:\d{1,3}(?:\.\d{1,3})?[.)]?\s+)?(?:it was |the \w+ )?(?:unanimously )?"
    r"(?:resolved|agreed|recommended|decisions?|resolutions?)\b\W*(?:unanimously\b\W*)?"
    r"(?:that|to)?(?!\w)\W*",
    re.I,
)


def narrative(read: facts.ReadPack, minute: facts.ReadMinute) -> str:
    """The minute's own words as given, without its title and without what it resolved.

    A paragraph is a run of lines without an empty one. Of those that hold the title or a limb, the
    lines stay that neither of them says: no line of a minute is lost.
    """
    apart = {minute.number.line, *(limb.text.line for limb in minute.resolutions)}
    title = _letters(f"{minute.number.value} {minute.title.value if minute.title else ''}")
    limbs = _letters(" ".join(f"{x.label or ''} {x.text.value}" for x in minute.resolutions))
    kept: list[str] = []
    for lines in _paragraphs(minute.number.line, minute.end_line, read):
        if apart & {number for number, _ in lines}:
            lines = [each for each in lines if not _is_said(each[1], title, limbs)]
        if lines:
            own = (_without_title(text, minute) if n == lines[0][0] else text for n, text in lines)
            kept.append("\n".join(own))
    return "\n\n".join(kept)


def _is_said(text: str, title: str, limbs: str) -> bool:
    """Whether the title or the limbs hold every letter of a line."""
    own = _letters(text)
    return own in title or own in limbs or _letters(_LEAD.sub("", text, count=1)) in limbs


def _without_title(text: str, minute: facts.ReadMinute) -> str:
    """A line without the number and title of its minute before it, where it goes on behind them."""
    head = _letters(f"{minute.number.value} {minute.title.value if minute.title else ''}")
    if not head or not _letters(text).startswith(head) or text.count("|"):
        return text
    left, place = len(head), 0
    while left:
        left -= len(_letters(text[place]))
        place += 1
    return text[place:].lstrip(" .:;)*-–—")


def _letters(text: str) -> str:
    """Letters and figures alone, as however a line is broken and marked they stay the same."""
    return re.sub(r"[\W_]+", "", text.casefold())


def _paragraphs(first: int, last: int, read: facts.ReadPack) -> Iterator[list[tuple[int, str]]]:
    run: list[tuple[int, str]] = []
    for number in range(first, last + 1):
        text = read.text(number, number)
        if text.strip():
            run.append((number, text))
        elif run:
            yield run
            run = []
    if run:
        yield run
