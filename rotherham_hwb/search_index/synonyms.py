"""Words that mean the same: what is asked with one finds the other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

SAME: tuple[tuple[str, ...], ...] = (
    ("BCF", "Better Care Fund"),
    ("ICB", "Integrated Care Board"),
    ("ICS", "Integrated Care System"),
    ("ICP", "Integrated Care Partnership"),
    ("CCG", "Clinical Commissioning FoundMatter"),
    ("JSNA", "Joint Strategic Needs Assessment"),
    ("JHWS", "Joint Health and Wellbeing Strategy"),
    ("PNA", "Pharmaceutical Needs Assessment"),
    ("DPH", "Director of Public Health"),
    ("SEND", "special educational needs"),
    ("CAMHS", "child and adolescent mental health services"),
    ("MTFS", "medium term financial strategy"),
    ("VCSE", "voluntary community and social enterprise"),
    ("wellbeing", "well-being", "well being"),
    ("smokefree", "smoke-free", "smoke free"),
    ("healthcare", "health-care", "health care"),
    ("childcare", "child-care", "child care"),
)
SMALL = {"and", "of", "the", "for", "in", "a"}


def groups(boards: Iterable[tuple[str, str, list[str]]]) -> Iterator[tuple[str, ...]]:
    """Each group of words that mean the same; a board is (name, short name, other names)."""
    yield from SAME
    for name, short, variants in boards:
        yield tuple(dict.fromkeys(filter(None, (name, short, *variants, *initials(name)))))


def initials(name: str) -> list[str]:
    """What a board is called for short: HWB, H&WB, HWBB of a Health and Wellbeing Board."""
    words = re.findall(r"[A-Za-z]+", name)
    if len([word for word in words if word.lower() not in SMALL]) < 2:
        return []
    return list(
        dict.fromkeys(
            "".join(_letters(word, with_and=with_and, parted=parted) for word in words)
            for with_and in ("", "&")
            for parted in (False, True)
        )
    )


def _letters(word: str, *, with_and: str, parted: bool) -> str:
    low = word.lower()
    if low == "and":
        return with_and
    if low in SMALL:
        return ""
    return "WB" if parted and low == "wellbeing" else word[0].upper()
