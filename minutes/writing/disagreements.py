"""Sentences of minutes that say otherwise than the roll and the interests recorded.

What is drafted from records is the officer's to rewrite, so later changes of the records change no
words. They are found here instead. People are known by their name on the roll, by their names
of other days, and by title and surname; a sentence that calls somebody otherwise is not
understood, and nothing is said of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from meetings.wording import bare_name, split_name
from minutes.models import Attendance, Declaration, Minute, Minutes

Kind = Attendance.Kind
NO_APOLOGIES = "There were no apologies for absence."
NO_INTERESTS = "There were no declarations of interest made at the meeting."
FOR_ABSENCE = (
    r"\bapologies for (?:absence|non-attendance)\b[^\n]*?\bfrom\b:?\s*"
    r"(?P<names>(?:[^\n]|\n(?!\n))*)"
)
END = (
    r"(?<!\b[A-Z])(?<!\bDr)(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bCllr)(?<!\bProf)(?<!\bRev)(?<!\bSt)"
    r"\.(?=\s|$)"
)
"""The full stop of a sentence, not of “Cllr. A. Byron”."""
ASIDE = (
    r";|\b(?:represented|substitut\w*|deputi[sz]\w*|in (?:whose|his|her|their) (?:place|stead))\b"
)
NOT_ABSENT = r"\bno apologies\b|\bnot received\b|\b(?:late|lateness|early)\b"
AFTER_A_NAME = r"\s*$|\s*\n|\s*[,.&]|\s+and\b"
"""What follows a name in a list of names: “and Ada Byron welcomed all” names nobody absent."""
SHORT_TITLES = {"councillor": ("Councillor", "Cllr", "Cllr.")}
"""How else a title is written before a surname; every other one as it stands."""
RECORDED = {
    Kind.PRESENT: "is recorded as present",
    Kind.ABSENT: "is recorded as absent without apologies",
}


@dataclass(frozen=True)
class Disagreement:
    """A sentence of a minute, and the record that says otherwise.

    `refused`: whether minutes that say both may not go out; else the officer judges.
    """

    minute: Minute
    sentence: str
    record: str
    refused: bool = True

    @property
    def told(self) -> str:
        """“It says “…”, but Ada Byron is recorded as present.”"""
        return f"It says “{self.sentence}”, but {self.record}."


def disagreements(minutes: Minutes) -> list[Disagreement]:
    """What minutes say otherwise than their records, in the order of the minutes.

    Of minutes read from an old pack nothing is asked: they say what that pack says.
    """
    entries = list(minutes.entries.prefetch_related("sub_headings").order_by("position"))
    if any(each.source_line is not None for each in entries):
        return []
    people = list(minutes.attendances.select_related("person").order_by("position"))
    interests = list(
        Declaration.objects.filter(attendance__minutes=minutes).select_related("attendance")
    )
    return [found for entry in entries for found in _in_entry(entry, people, interests)]


def _in_entry(
    entry: Minute, people: Sequence[Attendance], interests: Sequence[Declaration]
) -> Iterator[Disagreement]:
    for text in (entry.text, *(each.text for each in entry.sub_headings.all())):
        yield from _none_sent(entry, text, people)
        yield from _apologies(entry, text, people)
        if interests and NO_INTERESTS in text:
            names = _once(each.attendance.name for each in interests)
            yield Disagreement(entry, NO_INTERESTS, f"an interest of {names[0]} is recorded")


def _none_sent(entry: Minute, text: str, people: Sequence[Attendance]) -> Iterator[Disagreement]:
    sent = [each for each in people if each.kind == Kind.APOLOGIES]
    if sent and NO_APOLOGIES in text:
        yield Disagreement(entry, NO_APOLOGIES, f"apologies of {sent[0].name} are recorded")


def _apologies(entry: Minute, text: str, people: Sequence[Attendance]) -> Iterator[Disagreement]:
    """Of somebody recorded otherwise; and, for the officer to judge, none of somebody who sent."""
    lists = [each for each in re.finditer(FOR_ABSENCE, text, re.IGNORECASE) if _is_list(each)]
    called = _called(people)
    named: set[int] = set()
    for found in lists:
        sentence, listed = _list_of(found)
        for name in sorted(_named(listed, list(called))):
            named |= {each.pk for each in called[name]}
            if words := _otherwise(called[name]):
                yield Disagreement(entry, sentence, f"{called[name][0].name} {words}")
    if lists:
        sentence, _ = _list_of(lists[-1])
        for each in people:
            if each.kind == Kind.APOLOGIES and each.pk not in named:
                record = f"apologies of {each.name} are recorded and not named there"
                yield Disagreement(entry, sentence, record, refused=False)


def _called(people: Sequence[Attendance]) -> dict[str, list[Attendance]]:
    """Everybody by each of their names, without capitals; one name may be that of several."""
    found: dict[str, list[Attendance]] = {}
    for each in people:
        for name in dict.fromkeys(called.casefold() for called in _names(each)):
            found.setdefault(name, []).append(each)
    return found


def _names(attendance: Attendance) -> Iterator[str]:
    """What somebody may be called in a list: on the roll, on other days, without given names."""
    person = attendance.person
    whole = [attendance.name]
    if person:
        whole += [person.name, *(each.name for each in person.former_names)]
    for name in whole:
        bare = bare_name(name)
        title, surname = name.removesuffix(bare).strip(" ,."), split_name(name)[1]
        yield from (name, bare)
        for short in SHORT_TITLES.get(title.casefold(), (title,)) if title else ():
            yield from (f"{short} {bare}", f"{short} {surname}")


def _is_list(found: re.Match[str]) -> bool:
    return not re.search(NOT_ABSENT, found[0], re.IGNORECASE)


def _list_of(found: re.Match[str]) -> tuple[str, str]:
    """The sentence as it stands, and the part of it that lists names, without what is beside."""
    names = re.sub(r"\([^()]*\)", "", found["names"])
    listed = re.split(f"{END}|{ASIDE}", names, maxsplit=1)[0]
    end = re.search(END, found[0])
    return (found[0][: end.end()] if end else found[0]).strip(), listed.strip()


def _otherwise(people: Sequence[Attendance]) -> str:
    """What is recorded of all who are called so, where none of them sent apologies."""
    kinds = {each.kind for each in people}
    return next((words for kind, words in RECORDED.items() if kinds == {kind}), "")


def _named(listed: str, names: Sequence[str]) -> set[str]:
    """Which of these names a list holds; one within a longer name is not it."""
    found = set()
    for name in sorted(names, key=len, reverse=True):
        whole = rf"(?<![\w-]){re.escape(name)}(?![\w-])(?={AFTER_A_NAME})"
        rest = re.sub(whole, "\0", listed, flags=re.IGNORECASE)
        if rest != listed:
            found.add(name)
            listed = rest
    return found


def _once(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))
