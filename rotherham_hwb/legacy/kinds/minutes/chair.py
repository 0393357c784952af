"""Who of those present took the chair, and each name once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from rotherham_hwb.legacy.facts import Attendee, Fact
from rotherham_hwb.legacy.kinds.minutes.people import AttendeeRow, attendee
from rotherham_hwb.legacy.text.words import CHAIR


def named_chair(present: Sequence[Attendee], chair: Fact[str] | None) -> Fact[str] | None:
    if chair is not None:
        return chair
    for person in present:
        if person.role and re.match(rf"{CHAIR.pattern}(?:$| )", person.role.value, re.I):
            return person.name
    return None


_PRESIDES = re.compile(r"\bin the chair\b|\bpresid(?:ing|ed)\b|\btook the chair\b", re.I)
_CHAIRS = re.compile(rf"^{CHAIR.pattern}(?:$| )|^clinical chair$", re.I)
_HEADS = re.compile(r"(?:the )?(?:lord |right worshipful )?(?:mayor|provost)$", re.I)


def seated(present: Sequence[Attendee]) -> Fact[str] | None:
    """The one whose role says that they presided; else a chair; else a mayor, by office."""
    for pattern in (_PRESIDES, _CHAIRS, _HEADS):
        for person in present:
            said = (person.role, person.post)
            if any(fact and pattern.search(fact.value) for fact in said):
                return person.name
    return None


def seat_chair(
    present: Sequence[Attendee], row: AttendeeRow
) -> tuple[tuple[Attendee, ...], Fact[str]]:
    """Give "X in the Chair", printed on a line of its own, to the X who is listed."""
    people = list(present)
    surname = row.name.split()[-1].casefold()
    for index, person in enumerate(people):
        if person.name.value.split()[-1].casefold() == surname:
            role = person.role or Fact(row.role or "", row.line)
            people[index] = replace(person, role=role)
            return tuple(people), person.name
    seated = attendee(row)
    return (*people, seated), seated.name


def mark_chair(person: Attendee, chair: Fact[str] | None) -> Attendee:
    """A person with the role of chair where the heading of the minutes gives it to that name."""
    if chair is not None and person.role is None and person.name.value == chair.value:
        return replace(person, role=Fact("Chairman", chair.line))
    return person


def each_once(people: Iterable[Attendee]) -> tuple[Attendee, ...]:
    """The same list without a name that is printed a second time."""
    seen: dict[str, Attendee] = {}
    for person in people:
        if person.name.value:
            seen.setdefault(person.name.value.casefold(), person)
    return tuple(seen.values())
