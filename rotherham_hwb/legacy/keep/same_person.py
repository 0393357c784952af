"""Names in minutes that may be one person: proposed to an officer, never put together unasked."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations

from django.db import transaction
from django.utils import timezone

from meetings import audit
from meetings.locking import lock
from meetings.models import Board, Person, User
from meetings.wording import bare_name
from minutes.models import Attendance
from rotherham_hwb.legacy.models import NamePair

CLOSE = 0.85  # of two spellings; “Petrovski” and “Petrovsky” are 0.89 alike
Answer = NamePair.Answer


@dataclass(frozen=True)
class PrintedName:
    """A printed name taken apart: given names or initials, and the surname."""

    given: tuple[str, ...]
    surname: tuple[str, ...]


def take_apart(printed: str) -> PrintedName:
    """A name without its titles and letters; a hyphen counts as a space."""
    bare = bare_name(printed).casefold()
    words = tuple(re.sub(r"[.'’]", " ", bare.replace("-", " ")).split())
    return PrintedName(words[:-1], words[-1:])


def likeness(one: str, other: str) -> str:
    """Why two printed names may be one person; "" where nothing says so."""
    a, b = take_apart(one), take_apart(other)
    if not a.surname or not b.surname:
        return ""
    if a.given + a.surname == b.given + b.surname:
        return "The same name, set with another title or hyphen."
    if a.surname == b.surname:
        return _given_names(a.given, b.given)
    close = SequenceMatcher(None, a.surname[0], b.surname[0]).ratio() >= CLOSE
    if close and a.given and a.given == b.given and len(a.given[0]) > 1:
        return "The surnames differ by a letter or so."
    return ""


def _given_names(one: tuple[str, ...], other: tuple[str, ...]) -> str:
    if not one or not other:
        return "The same surname; one of them has no given name."
    if one[0][0] != other[0][0]:
        return ""
    if len(one[0]) == 1 or len(other[0]) == 1:
        return "The same surname, and an initial that fits."
    if one[0] == other[0]:
        return "The same first name and surname; the names between differ."
    close = SequenceMatcher(None, one[0], other[0]).ratio() >= CLOSE
    return "The same surname; the first names differ by a letter or so." if close else ""


def likely_same(names: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """Pairs of printed names that may be one person, each in order, with why."""
    groups: dict[str, set[str]] = defaultdict(set)
    for name in names:
        surname = take_apart(name).surname
        if surname:
            groups[surname[0][:2]].add(name)
    for group in groups.values():
        for one, other in combinations(sorted(group), 2):
            if why := likeness(one, other):
                yield one, other, why


def propose_pairs(board: Board) -> int:
    """Keep each new pair of names in a board's minutes that may be one person; how many."""
    names = set(
        Attendance.objects.filter(minutes__meeting__board=board).values_list("name", flat=True)
    )
    known = set(NamePair.objects.filter(board=board).values_list("one", "other"))
    new = [
        NamePair(board=board, one=one, other=other, why=why)
        for one, other, why in likely_same(names)
        if (one, other) not in known
    ]
    return len(NamePair.objects.bulk_create(new, ignore_conflicts=True))


def answer_pair(pair: NamePair, answer: NamePair.Answer, *, by: User) -> NamePair:
    """Remember whether two names are one person; where they are, both are tied to that person.

    The names stay in the minutes as printed.
    """
    with transaction.atomic():
        locked = lock(pair)
        was, locked.answer = locked.answer, answer
        open_again = answer == Answer.OPEN
        locked.answered_at = None if open_again else timezone.now()
        locked.answered_by = None if open_again else by
        locked.save()
        audit.record("answer for", locked, by=by, was=was, now=answer)
        if Answer.SAME in (was, answer):
            _tie(locked.board, {pair.one, pair.other}, by=by)
    pair.refresh_from_db()
    return pair


def _tie(board: Board, names: set[str], *, by: User) -> None:
    """Tie the names to persons as the answers say: one person for all that are the same."""
    same = NamePair.objects.filter(board=board, answer=Answer.SAME).values_list("one", "other")
    pairs = list(same)
    left = set(names)
    taken: set[int] = set()
    while left:
        group = _group(min(left), pairs)
        left -= group
        rows = Attendance.objects.filter(minutes__meeting__board=board, name__in=group)
        if len(group) == 1:
            rows.update(person=None)
            continue
        tied = rows.exclude(person=None).exclude(person__in=taken).order_by("pk").first()
        person = tied.person if tied else None
        person = person or Person.objects.filter(name__in=group).exclude(pk__in=taken).first()
        if person is None:
            person = Person.objects.create(name=max(sorted(group), key=len))
            audit.record("add", person, by=by, names=sorted(group))
        taken.add(person.pk)
        rows.update(person=person)


def _group(name: str, pairs: Iterable[tuple[str, str]]) -> set[str]:
    """All names that are said to be the same as this one, by way of others too."""
    group, grew = {name}, True
    while grew:
        more = {n for pair in pairs if group & set(pair) for n in pair} - group
        group, grew = group | more, bool(more)
    return group
