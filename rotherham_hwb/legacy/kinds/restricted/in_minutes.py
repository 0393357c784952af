"""Minutes taken while the public was shut out, and minutes that bear a mark of their own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from rotherham_hwb.legacy.facts import MinutesSet, ReadMinute, ReadRestriction
from rotherham_hwb.legacy.kinds.restricted.wordings import (
    EXCLUSION,
    MARK,
    Said,
    denies,
    is_confidential,
    is_private_heading,
    is_public_heading,
    lets_in_again,
    paragraphs_in,
    sentences,
    shuts_out,
)
from rotherham_hwb.legacy.text.lines import Document

MOST_WORDS_AFTER = 40
"""More than these behind a resolution that shuts the public out are no part of the resolution."""
_OF_THE_LAW = re.compile(r"\bpublic interest\b|\bexempt\b|\bschedule\b|\bthe Act\b|\b\d{4}\b", re.I)


def restricted_minutes(doc: Document, found: MinutesSet) -> MinutesSet:
    """A set in which every minute knows whether it is private: from where the public was shut
    out to where it was let in again, or to the end.
    """
    if not found.minutes:
        return found
    firsts = [minute.start_line for minute in found.minutes]
    ends = [*(line - 1 for line in firsts[1:]), found.end_line]
    private = _from_head(sentences(doc.slice(found.start_line, firsts[0] - 1)))
    minutes: list[ReadMinute] = []
    for minute, end in zip(found.minutes, ends, strict=True):
        own, private = _one(minute, list(sentences(doc.slice(minute.start_line, end))), private)
        minutes.append(replace(minute, restriction=own))
    return replace(found, minutes=tuple(minutes))


def reason(said: Said) -> ReadRestriction:
    """The class that these words give."""
    numbers = paragraphs_in(said.text)
    return ReadRestriction(is_confidential(said.text), numbers, said.line, said.text[:500])


def _from_head(said: Iterable[Said]) -> ReadRestriction | None:
    """What the head of a set says of all of it: "held in private", "exempt minutes"."""
    private = None
    for each in said:
        if is_private_heading(each.text) or shuts_out(each.text):
            private = reason(each)
    return private


def _one(
    minute: ReadMinute, said: Sequence[Said], private: ReadRestriction | None
) -> tuple[ReadRestriction | None, ReadRestriction | None]:
    """Why one minute is private, if it is, and why those after it are."""
    title = minute.title.value if minute.title else ""
    titled = bool(EXCLUSION.search(title)) or is_private_heading(title)
    own = None if _begins_in_public(title, said) else private
    private = None if lets_in_again(title) else private
    said = [each for each in said if not titled or not _is_title(minute, each)]
    marked: ReadRestriction | None = None
    for place, each in enumerate(said):
        if lets_in_again(each.text) or is_public_heading(each.text):
            private = None
        elif shuts_out(each.text, titled=titled):
            private = reason(each)
            own = own or _if_it_goes_on(said[place + 1 :], private)
        elif is_private_heading(each.text) and not _is_title(minute, each):
            private = reason(each)
        elif not titled and MARK.search(each.text) and not denies(each.text):
            marked = marked or reason(each)
    return own or marked, _bare(minute, said, private) if titled else private


def _is_title(minute: ReadMinute, said: Said) -> bool:
    """Whether a sentence is the heading of its minute and nothing more."""
    title = minute.title.value if minute.title else ""
    longest = len(minute.number.value) + len(title) + 6
    return minute.start_line <= said.line <= minute.number.line and len(said.text) <= longest


def _bare(
    minute: ReadMinute, said: Sequence[Said], private: ReadRestriction | None
) -> ReadRestriction | None:
    """A minute that is called an exclusion and does not say otherwise is one."""
    title = minute.title.value if minute.title else ""
    if private or any(denies(each.text) or lets_in_again(each.text) for each in said):
        return private
    return reason(Said(title, minute.number.line))


def _begins_in_public(title: str, said: Sequence[Said]) -> bool:
    """Whether a minute is that of the public's return."""
    body = [each for each in said if each.text.rstrip(" .:") not in title]
    return lets_in_again(title) or any(lets_in_again(each.text) for each in body[:2])


def _if_it_goes_on(after: Sequence[Said], private: ReadRestriction) -> ReadRestriction | None:
    """The reason, where private business follows the resolution in the same minute."""
    words = 0
    for one, _ in pairwise([*after, Said("", 0)]):
        if lets_in_again(one.text):
            break
        words += 0 if _OF_THE_LAW.search(one.text) else len(one.text.split())
    return private if words > MOST_WORDS_AFTER else None
