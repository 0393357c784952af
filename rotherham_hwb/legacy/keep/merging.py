"""A newly read file meets what is kept of its pack: decisions stay with what did not change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, replace
from itertools import groupby

from rotherham_hwb.legacy.models import Decision, ImportedPack, ReadFact
from rotherham_hwb.legacy.review.entries import RESTRICTED
from rotherham_hwb.legacy.review.entry import Entry

CHANGED = "The newest file says something else here than the one before."


def merge(pack: ImportedPack, entries: Sequence[Entry]) -> list[ReadFact]:
    """Keep the entries of a file as the facts of its pack, in order; what it lacks is `gone`.

    A fact that reads as before keeps its decision; one that reads otherwise is to be decided
    again, and remembers what it was.
    """
    old = list(pack.read_facts.all())
    found = {(each.parent_id, each.kind, each.key): each for each in old}
    renamed = dict(_renamed(old, entries))
    facts: list[ReadFact] = []
    new: list[tuple[int, ReadFact]] = []
    for position, entry in enumerate(entries):
        parent = facts[entry.parent] if entry.parent is not None else None
        kept = None
        if parent is None or parent.pk:
            key = (parent.pk if parent else None, entry.kind, entry.key)
            kept = renamed.get(position) or found.get(key)
        fact = _kept(kept, entry) if kept else _new(pack, parent, entry)
        fact.position = position
        facts.append(fact)
        if kept is None:
            new.append((0 if parent is None else _depth(parent) + 1, fact))
    _create(new)
    here = {each.pk for each in facts}
    gone = [each for each in old if each.pk not in here]
    for each in gone:
        each.gone = True
    fields = ["key", "section", "position", "line", "end_line", "read", "doubts", "before"]
    decided = ["decision", "decided_at", "decided_by", "correction", "gone"]
    opened = ["opened_at", "opened_by", "opened_because"]
    ReadFact.objects.bulk_update([*facts, *gone], [*fields, *decided, *opened], batch_size=200)
    return [*facts, *gone]


def _depth(fact: ReadFact) -> int:
    return 0 if fact.parent is None else _depth(fact.parent) + 1


def _create(new: Iterable[tuple[int, ReadFact]]) -> None:
    """Store new facts, parents before their parts."""
    for _, group in groupby(sorted(new, key=lambda each: each[0]), key=lambda each: each[0]):
        made = [fact for _, fact in group]
        for fact in made:
            fact.parent = fact.parent  # its key is known by now
        ReadFact.objects.bulk_create(made)


def _new(pack: ImportedPack, parent: ReadFact | None, entry: Entry) -> ReadFact:
    return ReadFact(
        pack=pack,
        parent=parent,
        kind=entry.kind,
        key=entry.key[:400],
        section=entry.section,
        line=entry.line,
        end_line=entry.end_line,
        read=entry.read,
        doubts=[asdict(doubt) for doubt in entry.doubts],
    )


def _kept(fact: ReadFact, entry: Entry) -> ReadFact:
    entry = _as_closed(fact, entry)
    fact.key, fact.section, fact.gone = entry.key, entry.section, False
    fact.line, fact.end_line = entry.line, entry.end_line
    doubts = [asdict(doubt) for doubt in entry.doubts]
    if fact.read != entry.read:
        _reopen(fact, entry.read)
        if fact.decision == Decision.UNDECIDED:
            doubts.append({"field": "", "why": CHANGED})
    elif fact.before and fact.decision == Decision.UNDECIDED:
        doubts.append({"field": "", "why": CHANGED})
    fact.doubts = doubts
    return fact


def _as_closed(fact: ReadFact, entry: Entry) -> Entry:
    """What a file before kept from the public stays so: an officer opens it, and no other file."""
    if fact.restriction_read is None or entry.read.get(RESTRICTED):
        return entry
    return replace(entry, read={**entry.read, RESTRICTED: fact.restriction_read})


def _reopen(fact: ReadFact, read: dict[str, object]) -> None:
    """Read a fact otherwise: its decision lapses, unless the file now says what it said."""
    agrees = fact.decision == Decision.CORRECTED and fact.value == {**fact.value, **read}
    fact.before = {"read": fact.read, "decision": fact.decision, "correction": fact.correction}
    fact.read, fact.correction = read, None
    fact.opened_at, fact.opened_by, fact.opened_because = None, None, ""
    if agrees:
        fact.decision = Decision.ACCEPTED
        return
    fact.decision, fact.decided_at, fact.decided_by = Decision.UNDECIDED, None, None


def _renamed(old: Sequence[ReadFact], entries: Sequence[Entry]) -> Iterable[tuple[int, ReadFact]]:
    """Items and papers whose title changed, found by their number or by their item, in order."""
    sames: tuple[tuple[str, Callable[[dict[str, object]], object]], ...] = (
        ("item", lambda read: read["number"]),
        ("paper", lambda read: (read["item"], read["attachment"])),
    )
    for kind, same in sames:
        keys = {each.key for each in entries if each.kind == kind}
        kept = {each.key for each in old if each.kind == kind}
        left = [each for each in old if each.kind == kind and each.key not in keys]
        for position, entry in enumerate(entries):
            if entry.kind != kind or entry.key in kept:
                continue
            match = next((each for each in left if same(each.read) == same(entry.read)), None)
            if match is not None:
                left.remove(match)
                yield position, match
