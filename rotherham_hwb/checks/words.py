"""Words that the public is to read, wherever they stand, and what the checks find in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rotherham_hwb.checks.findings import Finding, Weight
from rotherham_hwb.checks.leaks import LeakedPassage, RestrictedTexts
from rotherham_hwb.slips.find_slips import find_slips
from rotherham_hwb.slips.slip import Family, Slip

LEAK = "leak"
STOPPING = frozenset({Family.PLACEHOLDER.value, Family.PERSONAL.value})


@dataclass(frozen=True)
class PublicWords:
    """One text of one record: `about` and `where` name it, `href` and `fix` where it is changed."""

    about: str
    where: str
    text: str
    href: str = ""
    fix: str = ""


def findings_in(words: Iterable[PublicWords], hidden: RestrictedTexts) -> Iterator[Finding]:
    """Restricted words, then placeholders, personal data, inside links and wrong dates."""
    for each in words:
        for passage in hidden.passages_in(each.text):
            yield _found(each, LEAK, Weight.STOP, leak_sentence(passage))
        for slip in find_slips(each.text):
            yield _found(each, slip_code(slip), slip_weight(slip), slip.sentence)


def leak_sentence(passage: LeakedPassage) -> str:
    return f"“{passage.words[:120]}” is in {passage.restricted}, which the public may not read."


def slip_code(slip: Slip) -> str:
    """Slips count by what is to be done about them; of dates each kind has its own."""
    return slip.kind.value if slip.kind.family == Family.DATE else slip.kind.family.value


def slip_weight(slip: Slip) -> Weight:
    return Weight.STOP if slip_code(slip) in STOPPING else Weight.LOOK


def _found(each: PublicWords, code: str, weight: Weight, said: str) -> Finding:
    return Finding(code, weight, said, each.where, each.about, each.href, each.fix)
