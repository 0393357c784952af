"""What changed between two versions of a paper, for whoever answered for the earlier one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from minutes.decisions.limbs import WordChange, word_differences
from reports.authored.richtext import plain_text
from reports.authored.snapshot import sent_report
from reports.models import PaperVersion, SignOff

AROUND = 12
"""Words that are shown before and after what changed."""
LONGEST = 6000
"""Words of one part that are compared; a longer one takes a page's whole time."""


@dataclass(frozen=True)
class PartChange:
    """One part of the paper: its runs of words in reading order; none where it is too long."""

    label: str
    runs: tuple[tuple[WordChange, str], ...]


def changes_since_answer(sign_off: SignOff) -> tuple[PartChange, ...]:
    """What changed since a sign-off was answered that is asked again; nothing of any other."""
    before, now = sign_off.version, sign_off.paper.latest
    if not sign_off.changed_since or before is None or now is None:
        return ()
    return changes_between(before, now)


def changes_between(before: PaperVersion, now: PaperVersion) -> tuple[PartChange, ...]:
    """The parts whose words differ, in the order of the newer version, removed ones last."""
    old, new = _parts(before), _parts(now)
    labels = [*new, *(each for each in old if each not in new)]
    return tuple(_changed(old, new, labels))


def _changed(
    old: Mapping[str, str], new: Mapping[str, str], labels: list[str]
) -> Iterator[PartChange]:
    for label in labels:
        was, is_now = old.get(label, "").split(), new.get(label, "").split()
        if was == is_now:
            continue
        if max(len(was), len(is_now)) > LONGEST:
            yield PartChange(label, ())
        else:
            runs = word_differences(old.get(label, ""), new.get(label, ""))
            yield PartChange(
                label, tuple((change, _short(change, words)) for change, words in runs)
            )


def _parts(version: PaperVersion) -> dict[str, str]:
    """The words of a version by what stands above them."""
    sent = sent_report(version)
    if sent is None:
        return {"Text of the file": version.text}
    parts: dict[str, str] = {}
    for field in sent.fields:
        words = plain_text(field.text) if field.is_rich else field.text
        parts[field.label] = "\n".join(filter(None, (parts.get(field.label), words)))
    listed = (f"{each.title} {each.link} {each.where_to_see}" for each in sent.background)
    return parts | {"Background papers": "\n".join(listed)}


def _short(change: WordChange, words: str) -> str:
    """A long run that stayed, by its ends."""
    each = words.split()
    if change is not WordChange.KEPT or len(each) <= 2 * AROUND + 1:
        return words
    return " ".join((*each[:AROUND], "…", *each[-AROUND:]))
