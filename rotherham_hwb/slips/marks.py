"""What was to be filled in, personal data, and links that work inside the council only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rotherham_hwb.slips.slip import MOST_WORDS, Slip, SlipKind

_MAILERS = (
    "gmail|googlemail|hotmail|yahoo|ymail|outlook|live|msn|btinternet|btopenworld|aol|icloud|me|mac|"
    "sky|talktalk|virginmedia|virgin|ntlworld|blueyonder|tiscali|protonmail|proton|gmx|mail"
)


@dataclass(frozen=True)
class Recogniser:
    """How one kind of mark is told from other words, and what it looks like."""

    kind: SlipKind
    pattern: re.Pattern[str]
    looks_like: str


RECOGNISERS = (
    Recogniser(
        SlipKind.NOTE,
        re.compile(
            r"<\s?(?:to be|table|note|insert|consider|add|enter|name|date)\b[^>\n]{0,120}>?", re.I
        ),
        "a note to the author",
    ),
    Recogniser(
        SlipKind.NAME,
        re.compile(
            r"\b(?:Named [Oo]fficer|NAMED OFFICER|Officer [Nn]ame here)\b|(?<=:) ?named officer\b"
        ),
        "a name to fill in",
    ),
    Recogniser(SlipKind.QUESTION, re.compile(r"\b\w+ ?\?\?+"), "a question left open"),
    Recogniser(
        SlipKind.BLANK,
        re.compile(
            r"\[\s?(?:insert|enter|add|date|name|title|tbc|tba|xx+|to be|delete)\b[^\]\n]{0,80}\]?",
            re.I,
        ),
        "a blank to be filled in",
    ),
    Recogniser(
        SlipKind.DATE_LEFT_OUT, re.compile(r"\bxx/xx/(?:xx|\d\d)+\b", re.I), "a date left out"
    ),
    Recogniser(
        SlipKind.FIGURE,
        re.compile(r"(?<![\w.])£?X{2,}(?![\w-]|\s?chromosome)"),
        "a figure or name left out",
    ),
    Recogniser(
        SlipKind.REFERENCE,
        re.compile(r"Error! (?:Reference|Bookmark)[^.\n]{0,40}", re.I),
        "a broken reference",
    ),
    Recogniser(SlipKind.FILLER, re.compile(r"\blorem ipsum\b", re.I), "filler text"),
    Recogniser(
        SlipKind.EDITING,
        re.compile(r"\b(?:tracked? changes?|comment \[\w+\])", re.I),
        "a mark of editing",
    ),
    Recogniser(
        SlipKind.UNCONFIRMED,
        re.compile(r"\b(?:TBC|TBA|tbc|T\.B\.C\.?)(?![\w-])"),
        "something still to be confirmed",
    ),
    Recogniser(
        SlipKind.DRAFT,
        re.compile(
            r"^[^\w\n]*_*(?:DRAFT\b[^\n]{0,30}|[^\n]{0,30}\bDRAFT)[^\S\n]*$|"
            r"\b(?i:draft) (?:v\.? ?\d+|\d)(?:\.\d+)*\b(?![- ]?(?:year|month|week|day))",
            re.M,
        ),
        "a draft mark",
    ),
    Recogniser(
        SlipKind.MOBILE,
        re.compile(
            r"(?<![\d.,£-])(?:\+44 ?(?:\(0\) ?)?|\(?0)7[1-57-9]\d\)?(?:[ \xa0-]?\d){7}(?![\d%])"
        ),
        "a mobile number",
    ),
    Recogniser(
        SlipKind.PRIVATE_ADDRESS,
        re.compile(
            rf"\b[\w.+-]{{1,64}}@(?:{_MAILERS})\.(?:com|co\.uk|net|org|uk|me|ie|fr|de)(?!\.?\w)",
            re.I,
        ),
        "a private e-mail address",
    ),
    Recogniser(
        SlipKind.NHS_NUMBER,
        re.compile(r"\bnhs (?:no|number)\.?:?\s*\d{3}[\s-]?\d{3}[\s-]?\d{4}\b", re.I),
        "an NHS number",
    ),
    Recogniser(
        SlipKind.INSURANCE_NUMBER,
        re.compile(
            r"\b(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z]{2}\s?\d{2}\s?\d{2}\s?\d{2}\s?[A-D]\b"
        ),
        "a National Insurance number",
    ),
    Recogniser(
        SlipKind.BIRTH,
        re.compile(
            r"\b(?:date of birth|d\.?o\.?b\.?)\s*:?\s*\d{1,2}[/. -]\d{1,2}[/. -]\d{2,4}", re.I
        ),
        "a date of birth",
    ),
    Recogniser(
        SlipKind.DRIVE,
        re.compile(
            r"(?<![A-Za-z])[A-Z]:\\[\w$][^\s<>\"|]*|(?<![\w\\])\\\\[\w.-]{2,}\\[\w$][^\s<>\"|]*|"
            r"\bfile:/{2,}\S+"
        ),
        "a drive path",
    ),
    Recogniser(
        SlipKind.INTRANET,
        re.compile(
            r"\bhttps?://(?:(?!www\b|localhost\b)[\w-]+(?:[:/](?=\w)\S*)|"
            r"[\w.-]*\b(?:intranet|intra|insite|staffnet)\b[\w.-]*\S*|"
            r"[\w-]+\.sharepoint\.com\S*|"
            r"[\w.-]+\.(?:local|internal|corp|lan)(?=[/:\s]|$)\S*)",
            re.I,
        ),
        "an intranet link",
    ),
)
_TRIGGER = re.compile(
    r"[<?\[@\\]|XX|07|\+44|[A-Z]{2}\s?\d{2}|T\.?B\.?[CA]|tbc|"
    r"(?i:xx/|http|file:|named|officer name|error!|lorem|track|comment|draft|nhs n|birth|d\.?o\.?b)"
)
"""What every mark has in it: most lines need no closer look."""


def mark_slips(text: str) -> Iterator[Slip]:
    """Every mark of a text; words that two recognisers know are told of by the first."""
    if not _TRIGGER.search(text):
        return
    taken: list[range] = []
    for each in RECOGNISERS:
        for match in each.pattern.finditer(text):
            if any(match.start() in one or match.end() - 1 in one for one in taken):
                continue
            taken.append(range(*match.span()))
            words = " ".join(match[0].split())[:MOST_WORDS]
            said = f"“{words}” looks like {each.looks_like}."
            yield Slip(each.kind, words, match.start(), said)
