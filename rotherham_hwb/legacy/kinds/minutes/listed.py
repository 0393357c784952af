"""What a line in a list of people is: one name, several, a sentence, or one that runs on."""

from __future__ import annotations

import re

from rotherham_hwb.legacy.kinds.minutes.list_headings import is_heading, starts_with_name
from rotherham_hwb.legacy.kinds.minutes.people import is_name
from rotherham_hwb.legacy.text.lines import GAP, Line
from rotherham_hwb.legacy.text.words import COURTESY, is_person, split_names

_SENTENCE = re.compile(
    r"\b(?:were|was|had|have|has|would|should|attended|met at|is|are|started|commenced|concluded|"
    r"terminated|finished|ended|opened|closed|convened|recorded|quorate|considered|noted|received|welcomed|"
    r"chaired|took)\b",
    re.I,
)
_CROWD = re.compile(
    r"^(?:\d+|no|one|two|three|four|five|six|seven|eight|nine|ten|a number of|several|some)\b.*"
    r"\b(?:public|press|members?|observers?|people|officers?)\b",
    re.I,
)
COUNTED = re.compile(
    r"^(?:\d+|(?i:no|none|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
    r"several|some))(?:\s+[a-z]|\W*$)"
)
"""People who are counted and not named."""
_ASIDE = re.compile(
    r"\s+(?:who\b|and it was\b|due to\b|with apologies\b|as (?:he|she|they)\b|"
    r"with [^,;]*? (?:attending|substituting|deputising)\b).*$",
    re.I,
)
NOBODY = re.compile(
    r"^(?:none\b.*|nil|n/?a|no apologies.*|there were (?:none|no).*|as (?:above|listed).*|"
    r"not applicable|"
    r"(?:those|as|all) (?:\w+ )?(?:noted|listed|named|recorded|shown|detailed|set out) "
    r"(?:above|below).*|"
    r"noted.*|the above.*|\W*)$",
    re.I,
)


def names_group(text: str) -> bool:
    """Whether a line on its own names a group or an organisation, and not a person with one."""
    return is_heading(text) and not is_name(" ".join(text.split()[:2])) and " " in text


def breaks_off(text: str, line: Line) -> bool:
    """Whether a list of names ends inside a name, or the next line opens with "and"."""
    if re.match(r"(?:and|&) ", line.text):
        return True
    if line.gap == GAP or COURTESY.match(line.text):
        return False
    *names, last = re.split(r"[,;]\s+|\sand\s+", text)
    bare = COURTESY.sub("", last)
    if (
        COURTESY.fullmatch(last + " ")
        or re.fullmatch(r"[A-Z]\.?", bare)
        or re.fullmatch(r"[A-Z]\.?", last)
    ):
        return True
    listed = re.match(r"(?:Councillor|Cllr)s\b", text) or (names[1:] and all(map(is_name, names)))
    return bool(listed) and " " not in last and not re.search(r"\sand\s[^,;]*$", text)


def is_whole(text: str) -> bool:
    """Whether a list of names has come to its last: after "and", or with a full stop."""
    if re.search(r",? in the chair\)?$", text, re.I):
        return True
    if re.search(r"[a-z)]{3}\.$", text) and not COURTESY.search(text[text.rfind(" ") + 1 :] + " "):
        return True
    last = re.search(r"\band ([^,;]+)$", text)
    return bool(last and is_name(last[1]))


def is_sentence(text: str) -> bool:
    """Whether a line tells something and names nobody."""
    bare = re.sub(r"\([^()]*\)?", "", text)
    first = re.split(r",|\s[-–]\s", bare)[0]
    small = [
        w
        for w in first.split()
        if w[0].islower() and w not in {"of", "and", "the", "for", "in", "to"}
    ]
    told = _SENTENCE.search(bare) or _CROWD.match(bare) or bare.rstrip().endswith(":")
    return bool(told) or len(small) > 2


def looks_named(text: str) -> bool:
    return starts_with_name(re.split(r"\s[-–]\s|\(", text)[0])


def is_list(text: str) -> bool:
    """Whether a row holds several people: a plural title, or names and nothing but names."""
    if re.match(r"^(?:Councillors|Cllrs|Alderm[ae]n)\b", text):
        return True
    names = split_names(text)
    if len(names) < 2:
        return False
    if all(is_name(name) or is_person(re.sub(r"\s*\(.*?\)", "", name)) for name in names):
        told = re.search(r" and |;|\)", text) or COURTESY.match(names[1])
        return len(names) > 2 or bool(told)
    titled = sum(1 for name in names if COURTESY.match(name))
    return titled > 1 or (";" in text and is_name(names[0]))


def first_sentence(text: str) -> str:
    """A list of names without the sentences that follow it."""
    cut = re.search(
        r"(?<![A-Z])(?<!\b(?:Dr|Mr|Ms|St))(?<!\b(?:Mrs|Rev|Ald))(?<!\b(?:Cllr|Prof|Miss))\.\s+(?=[A-Z])",
        text,
    )
    text = text[: cut.start()] if cut else text
    return _ASIDE.split(text)[0]
