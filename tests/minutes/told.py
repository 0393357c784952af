"""The minutes that two real packs print, cut into what an officer would type.

Texts are read from ../shared when a test runs; what stands here are line numbers alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.tools import shared

HEADING = re.compile(r"^\s*(\d{1,3})\. ([A-Z0-9][^a-z]{4,})$")
RESOLVED = re.compile(r"^\s*(?:Resolved|Agreed)\s*:\s*-\s*")
LIMB = re.compile(r"^\s*\((\d+)\)\s+")
ACTION = re.compile(r"^\s*Action:-\s*")
POINT = re.compile(r"^\s*(?:[−•]|- )\s*")
FURNITURE = re.compile(r"^\s*(?:Page \d+|HEALTH AND WELLBEING BOARD - .*)?\s*$")


@dataclass
class Stretch:
    """What stands under one sub-heading, or before the first."""

    heading: str = ""
    paragraphs: list[str] = field(default_factory=list)
    limbs: list[str] = field(default_factory=list)
    owners: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Paragraphs as they are typed: points begin with a dash."""
        return "\n\n".join(self.paragraphs).replace("\n\n- ", "\n- ")


@dataclass
class Told:
    """One numbered minute."""

    number: str
    title: str
    stretches: list[Stretch]

    @property
    def limbs(self) -> list[str]:
        return [limb for stretch in self.stretches for limb in stretch.limbs]


def pack_002() -> list[Told]:
    """Minutes 13 to 22 of 5 July 2017."""
    heads = {325, 416, 482, 506, 526, 540, 555, 571, 769, 797, 843}
    return list(_told("packs/002_5bf8d3e0e4558d05.txt", range(175, 908), heads))


def pack_001() -> list[Told]:
    """Minutes 197 to 207 of 20 March 2013."""
    heads = {71, 79, 85, 189}
    return list(_told("packs/001_ac0429d571b8cebc.txt", range(63, 281), heads))


def _told(path: str, lines: range, heads: set[int]) -> Iterator[Told]:
    every = shared(path).read_text().splitlines()
    minute: Told | None = None
    apart = True
    for number in lines:
        line = every[number - 1]
        if found := HEADING.match(line):
            if minute:
                yield minute
            minute, apart = Told(found[1], found[2].strip(" ."), [Stretch()]), True
        elif FURNITURE.match(line):
            apart = True
        elif minute and number in heads:
            minute.stretches.append(Stretch(line.strip()))
            apart = True
        elif minute:
            _take(minute.stretches[-1], line, apart=apart)
            apart = False
    if minute:
        yield minute


def _take(stretch: Stretch, line: str, *, apart: bool) -> None:
    """Put one line where it belongs: an action, a limb, a point, a paragraph, or on from one."""
    words = " ".join(line.split())
    if ACTION.match(line):
        stretch.owners.append(ACTION.sub("", words))
    elif RESOLVED.match(line):
        stretch.limbs.append(LIMB.sub("", RESOLVED.sub("", words)))
    elif stretch.limbs and LIMB.match(line):
        stretch.limbs.append(LIMB.sub("", words))
    elif stretch.limbs:
        stretch.limbs[-1] += ("\n\n" if apart else " ") + words
    elif POINT.match(line):
        stretch.paragraphs.append("- " + POINT.sub("", words))
    elif stretch.paragraphs and not apart and not _new_page(line):
        stretch.paragraphs[-1] += " " + words
    else:
        stretch.paragraphs.append(words)


def _new_page(line: str) -> bool:
    """The text gives the first line of a page one space more."""
    return bool(re.match(r" [A-Z]", line))
