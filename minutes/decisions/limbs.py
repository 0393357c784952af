"""The limbs of a resolution as they are written: against what was proposed, and of what kind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from meetings.lifecycle import Refused
from minutes.models import Resolution, SubHeading

Fate = Resolution.Fate
Kind = Resolution.Kind

NO_TEXT = "Write what was resolved in each part, or leave the part out."
KINDS = (
    (Kind.EXCLUSION, r"\bpublic\b.{0,40}\bbe excluded\b|\bexclusion of the (?:press|public)\b"),
    (Kind.MINUTES, r"\bminutes\b.*\b(?:approved|agreed|confirmed|signed|correct record)\b"),
    (Kind.MEETING, r"\b(?:next|further|future) meetings?\b.{0,200}\b(?:be held|take place)\b"),
    (Kind.RECOMMENDED, r"^(?:that )?(?:it be recommended|.{0,80}\bbe recommended\b)"),
    (Kind.RECOMMENDED, r"^(?:to recommend|that the board recommends?)\b"),
    (Kind.NOTED, r"^(?:that )?(?:it be noted|the \w+ notes?|to note|note)\b"),
    (Kind.NOTED, r"\bbe (?:received|noted|received and noted|noted and received)\W*$"),
)


class WordChange(StrEnum):
    KEPT = "kept"
    STRUCK = "struck"
    ADDED = "added"


@dataclass(frozen=True)
class LimbDraft:
    """One limb as an officer gives it.

    `fate` left empty follows from the words: as proposed, amended, or added to what was
    proposed. `kind` left empty is guessed. `pk` is the stored limb that it replaces, so that
    what hangs on that one stays.
    """

    text: str
    under: SubHeading | None = None
    proposed: str = ""
    fate: str = ""
    kind: str = ""
    addressee: str = ""
    pk: int | None = None


def word_differences(old: str, new: str) -> tuple[tuple[WordChange, str], ...]:
    """What changed between two texts, word by word, in reading order.

    Words that stay come from the new text; spaces and line breaks make no difference.
    """
    before, after = old.split(), new.split()
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    return tuple(_runs(matcher, before, after))


def _runs(
    matcher: SequenceMatcher[str], before: Sequence[str], after: Sequence[str]
) -> Iterator[tuple[WordChange, str]]:
    for tag, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if tag == "equal":
            yield WordChange.KEPT, " ".join(after[new_from:new_to])
            continue
        if old_to > old_from:
            yield WordChange.STRUCK, " ".join(before[old_from:old_to])
        if new_to > new_from:
            yield WordChange.ADDED, " ".join(after[new_from:new_to])


def guess_kind(text: str) -> Resolution.Kind:
    """What sort of resolution these words make, as far as words can tell."""
    plain = " ".join(text.split()).casefold()
    return next((kind for kind, pattern in KINDS if re.search(pattern, plain)), Kind.DECISION)


def settled_fate(limb: LimbDraft, *, proposals: bool) -> str:
    """What became of a limb; `proposals`: whether anything was proposed in its minute.

    Raises Refused where what was said of it does not agree with its words.
    """
    same = _plain(limb.text) == _plain(limb.proposed)
    if not limb.text.strip():
        raise Refused(NO_TEXT)
    if not limb.proposed.strip():
        if limb.fate not in ("", Fate.ADDED):
            raise Refused(f"“{_short(limb.text)}” was not proposed: mark it as added.")
        return limb.fate or (Fate.ADDED if proposals else "")
    if not limb.fate:
        return Fate.CARRIED if same else Fate.AMENDED
    if limb.fate == Fate.ADDED:
        raise Refused(f"“{_short(limb.text)}” was proposed: mark it as carried or as amended.")
    if limb.fate == Fate.CARRIED and not same:
        raise Refused(f"“{_short(limb.text)}” differs from what was proposed: mark it as amended.")
    if limb.fate == Fate.AMENDED and same:
        raise Refused(f"“{_short(limb.text)}” reads as it was proposed: mark it as carried.")
    return limb.fate


def labels_for(fates: Sequence[str]) -> list[str]:
    """The labels of limbs in order: (1), (2)… where more than one stands; none for lost ones."""
    standing = [fate != Fate.LOST for fate in fates]
    if sum(standing) < 2:
        return [""] * len(fates)
    counted = iter(range(1, len(fates) + 1))
    return [f"({next(counted)})" if stands else "" for stands in standing]


def _plain(text: str) -> str:
    return " ".join(text.split())


def _short(text: str) -> str:
    plain = _plain(text)
    return plain if len(plain) <= 60 else f"{plain[:59].rstrip()}…"
