"""What minutes say beside their decisions: motions, votes, interests, the public excluded. Pure.

It is shown beside the source and kept with the pack; it fills no record of its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from rotherham_hwb.legacy.facts import Fact, ReadMinute, ReadVote

Told = tuple[Fact[object] | str, ...]


def notes_of(minute: ReadMinute) -> Iterator[tuple[str, Told, int]]:
    """Each with what it is called, its words, and the line it stands in."""
    for motion in minute.motions:
        named = (("Moved by", motion.mover), ("Seconded by", motion.seconder))
        for label, fact in named:
            if fact:
                yield label, (fact,), fact.line
    for vote in minute.votes:
        yield "Vote", (vote.motion, _count(vote), *_named(vote)), vote.motion.line
    if minute.exclusion:
        line = minute.exclusion.line
        told = [f"Paragraph {number} of Schedule 12A" for number in minute.exclusion.value]
        doubtful = Fact("The press and public were excluded", line, minute.exclusion.confidence)
        yield "Public excluded", (doubtful, *told), line
    for interest in minute.interests:
        yield "Interest declared", (interest,), interest.line


def _count(vote: ReadVote) -> str:
    told = (("for", vote.votes_for), ("against", vote.against), ("abstained", vote.abstain))
    parts = [f"{count} {word}" for word, count in told if count is not None]
    parts += ["on the casting vote"] if vote.casting_vote else []
    return ", ".join([*parts, *([vote.outcome] if vote.outcome else [])]) or "No count printed"


def _named(vote: ReadVote) -> Iterator[str]:
    for each in vote.named:
        yield f"{each.name.value}: {each.way}"
