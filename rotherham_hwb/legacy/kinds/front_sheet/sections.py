"""The headings under which a front sheet groups its items, and what introduces them."""

from __future__ import annotations

import re

from rotherham_hwb.legacy.facts import Fact
from rotherham_hwb.legacy.kinds.front_sheet.foot import HEADING, is_contact
from rotherham_hwb.legacy.kinds.front_sheet.items import Draft
from rotherham_hwb.legacy.kinds.front_sheet.presenters import DESCRIPTION, read_presenters
from rotherham_hwb.legacy.kinds.front_sheet.ranges import is_column_head
from rotherham_hwb.legacy.text.lines import GAP, Document, paragraphs
from rotherham_hwb.legacy.text.words import capitals, is_person
from rotherham_hwb.slips.printed_dates import DATE

_KIND = (
    r"discussion|decisions?|information|not(?:e|ing)|approval|assurance|consideration|endorsement|"
    r"scrutiny|action|agreement|consultation|debate|determination|assessment|monitoring"
)
SECTION = re.compile(
    rf"^(?:[A-Z][.)]?\s+(?-i:(?=[A-Z])))?(?:(?:(?:agenda\s+)?(?:items?|matters|reports?|"
    rf"business|issues)\s+)?"
    rf"(?:for|to|requiring|referred (?:to|from))\s+(?:\w+[\s/-]+)?(?:{_KIND})\b.*"
    rf"|(?:{_KIND})\s+(?:items?|reports?|business|matters)\b.*"
    r"|(?:standing|routine|preliminary|strategic|other|urgent|exempt|confidential|closed|public|"
    r"open|"
    r"opening|closing|formal|general|key|procedural|business|ordinary|private|non-?key|part\s+\w+|"
    r"regular|governance|substantive|main|themed?|unrestricted|restricted|non-?exempt)\s+"
    r"(?:(?:non-?exempt|decision|public|exempt)\s+)?"
    r"(?:items?|business|matters|session|reports?|decisions|agenda|meeting)\b.*"
    r"|in (?:private|public)(?: again)?"
    r"|(?:un)?restricted\s+(?:items|business)"
    r"|part\s+(?:[ivx]+|\d|[a-d]|one|two|three|four)\b.*"
    r"|section\s+(?:[ivx]+|\d|[a-d]|one|two|three)\b.*)$",
    re.I,
)
_LETTERED = re.compile(r"^[A-H](?:[.)]|\s?[-–])\s+[A-Z]")
_LONGEST = 60  # characters of a heading; one that opens with the letter of its part may be longer
_PAGE_WORD = re.compile(r"\s+(?:Pages?|Page\s+Nos?\.?|Page\(s\))$", re.I)


def take_section(
    doc: Document, draft: Draft, *, last: bool = False
) -> tuple[Fact[str], tuple[Fact[str], ...]] | None:
    """Take a section heading, with any introduction under it, off the end of the item above it.

    Under the ``last`` item a section has no items, so it must be printed as a heading to be one.
    """
    for index, line in enumerate(draft.rest):
        text = _PAGE_WORD.sub("", line.text.rstrip(" :-–"))
        loud = capitals(text) > 0.9
        marked = line.text.endswith((":-", ":")) or line.bold or loud
        named = bool(SECTION.match(text) or _LETTERED.match(text)) and (marked or not last)
        named = named and not _is_sentence(text) and not is_contact(text)
        bare = not last and _is_bare(marked, draft, index)
        apart = line.gap == GAP or (loud and named) or (named and index == len(draft.rest) - 1)
        lettered = bool(_LETTERED.match(text))
        if len(text) <= _LONGEST * (1 + lettered) and apart and (named or bare):
            below = paragraphs(
                doc, [x for x in draft.rest[index + 1 :] if not is_furniture(x.text)]
            )
            draft.rest = draft.rest[:index]
            if below and _is_heading(below[-1].text):
                return Fact(below[-1].text.rstrip(" :-–"), below[-1].line), ()
            said = [p for p in below if not re.fullmatch(r"\([^()]*\)", p.text)]
            return Fact(text, line.number), tuple(Fact(p.text, p.line) for p in said)
    return None


def _is_heading(text: str) -> bool:
    """Whether what stands under a heading, right above the items, is a nearer heading."""
    loud = capitals(text) > 0.9 and len(text) <= _LONGEST and text[0].isalpha()
    return loud or (bool(_LETTERED.match(text)) and len(text) <= 2 * _LONGEST)


def _is_sentence(text: str) -> bool:
    return bool(
        re.search(r"\b(?:is|are|was|will|be|should|may|shall|must)\b", text)
        or re.search(r"\bto (?:note|follow|receive|consider)\b(?=.* )", text)
        or text.startswith(("(", "["))
        or (DESCRIPTION.match(text) and not text.isupper() and len(text.split()) > 3)
        or re.match(r"^(?:For|To) (?:information|discussion|note|decision)\s*[.,]", text)
    )


def _is_bare(marked: bool, draft: Draft, index: int) -> bool:
    """Whether a line is the last before the next item and is marked as a heading."""
    line = draft.rest[index]
    text = line.text
    marked = marked or _at_margin(draft, index)
    after = [x for x in draft.rest[index + 1 :] if not is_furniture(x.text)]
    if after or not marked or HEADING.match(text) or is_furniture(text) or is_contact(text):
        return False
    if DESCRIPTION.match(text) or re.match(r"^[(\[\d•*–-]", text) or draft.loud_notes:
        return False
    person = is_person(text.title()) and not re.search(r"\b(?:AND|OF|THE|FOR)\b", text)
    named = read_presenters(text)[0] or person
    return not named and not DATE.search(text) and len(text.split()) <= 8


def _at_margin(draft: Draft, index: int) -> bool:
    """Whether a short line stands at the margin of the numbers, and not under the titles."""
    line, item = draft.rest[index], draft.title_lines[:1]
    if not item or line.gap != GAP or len(line.text.split()) > 5 or not line.text[0].isupper():
        return False
    indent = len(line.raw) - len(line.raw.lstrip())
    set_in = re.match(r"^(\s*)\S+(?:\s{2,}|\t)\S", item[0].raw)
    margin = len(set_in[1]) if set_in else -1
    return indent == margin and not re.search(r"[.\d]$", line.text)


def is_furniture(text: str) -> bool:
    """Whether a line is part of the sheet and says nothing: a rule, heads of columns, a ward."""
    return (
        is_column_head(text)
        or not re.search(r"[A-Za-z0-9]", text)
        or bool(re.match(r"^(?:All\s+Wards|Wards?\s*:?|All)$", text, re.I))
    )
