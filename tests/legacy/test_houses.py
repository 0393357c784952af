"""Minutes in the house styles of many councils, and in each form a text may come out of a file.

``data/minutes/NAME.txt`` is one set of minutes of an invented town; ``NAME.facts`` says what it
holds, one fact a line: name | role | post | principal; (label) limb > to whom.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from rotherham_hwb.legacy.facts import Attendee, Fact, Minute, MinutesSet
from tests.legacy.packs import read

DATA = Path(__file__).parent / "data" / "minutes"
HOUSES = sorted(path.stem for path in DATA.glob("*.txt"))
FRONT = "TOWN BOARD\n\nAGENDA\n\n1. Apologies\n2. Minutes\n\n"


def facts(found: MinutesSet) -> str:
    return "\n".join(_facts(found)) + "\n"


def _facts(found: MinutesSet) -> Iterator[str]:
    yield f"body: {_said(found.body)}"
    yield f"date: {found.date.value if found.date else ''}"
    yield f"chair: {_said(found.chair)}"
    for kind, people in (("present", found.present), ("apologies", found.apologies)):
        yield from (f"{kind}: {_person(person)}" for person in people)
    for minute in found.minutes:
        yield f"{minute.number.value} {_said(minute.title)}".strip()
        yield from (f"  {fact}" for fact in _minute(minute))


def _minute(minute: Minute) -> Iterator[str]:
    for limb in minute.resolutions:
        to = f" > {limb.recommended_to}" if limb.recommended_to else ""
        yield f"limb: {limb.label or ''} {limb.text.value}{to}".replace("limb:  ", "limb: ")
    yield from (f"action: {action.value}" for action in minute.actions)
    yield from (f"reference: {reference.value}" for reference in minute.references)
    yield from (f"interest: {who.value}" for who in minute.interests)
    for motion in minute.motions:
        yield f"moved: {_said(motion.mover)}, {_said(motion.seconder)}"
    for vote in minute.votes:
        names = "".join(f", {n.way} {n.name.value}" for n in vote.named).replace(",", " |", 1)
        counts = f"{vote.votes_for} {vote.against} {vote.abstain} {vote.outcome}"
        yield f"vote: {counts}{' casting' * vote.casting_vote}{names}"
    if minute.exclusion:
        yield f"exclusion: {', '.join(map(str, minute.exclusion.value))}"


def _person(person: Attendee) -> str:
    cells = [person.name.value, *map(_said, (person.role, person.post, person.representing))]
    return " | ".join(cells).rstrip(" |").replace("|  |", "| |").replace("|  |", "| |")


def _said(fact: Fact[str] | None) -> str:
    return fact.value if fact else ""


def expected(house: str) -> str:
    return (DATA / f"{house}.facts").read_text(encoding="utf-8")


def sets(text: str) -> str:
    return "\n".join(facts(found) for found in read(FRONT + text).minutes)


@pytest.mark.parametrize("house", HOUSES)
def test_minutes_are_read_in_every_house_style(house: str) -> None:
    assert sets((DATA / f"{house}.txt").read_text(encoding="utf-8")) == expected(house)
