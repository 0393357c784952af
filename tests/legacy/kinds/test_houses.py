"""Minutes in the house styles of many councils, and in each form a text may come out of a file.

``data/minutes/NAME.txt`` is one set of minutes of an invented town; ``NAME.facts`` says what it
holds, one fact a line: name | role | post | principal; (label) limb > to whom.
"""

import re
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from rotherham_hwb.legacy.facts import Attendee, Fact, MinutesSet, ReadMinute
from tests.legacy.packs import read

DATA = Path(__file__).parents[1] / "data" / "minutes"
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


def _minute(minute: ReadMinute) -> Iterator[str]:
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


def test_sets_bound_behind_one_another_are_read_each_for_itself() -> None:
    texts = [(DATA / f"{house}.txt").read_text(encoding="utf-8") for house in HOUSES]
    found = [facts(each) for each in read("\n" + FRONT + "\n\n".join(texts)).minutes]
    assert found == [expected(house) for house in HOUSES]


# --- the same minutes as other extractions print them -------------------------------------------


def curly(text: str) -> str:
    return text.replace("'", "’")


def hard_spaces(text: str) -> str:
    return text.replace("Councillor ", "Councillor\u00a0").replace("  ", "\u00a0 ")


def columns(text: str) -> str:
    """Tabs as runs of spaces."""
    return "\n".join(
        "".join(cell.ljust(max(len(cell) + 4, 28)) for cell in line.split("\t")).rstrip()
        for line in text.split("\n")
    )


def bold(text: str) -> str:
    text = re.sub(r"^(\d[\d/]*\.?)(\s+)([A-Z].*[^.\n])$", r"**\1**\2**\3**", text, flags=re.M)
    heads = r"^((?:resolved|present|apologies|decision)\W*)$"
    return re.sub(heads, r"**\1**", text, flags=re.M | re.I)


def pages(text: str) -> str:
    """A form feed and a page number at every second dozen of lines, behind a paragraph."""
    out = []
    for number, line in enumerate(text.split("\n"), start=1):
        out.append(line)
        if number % 24 == 0 and not line.strip() and len(out[-2]) > 3:
            out.append(f"Page {number // 24}\n\f")
    return "\n".join(out)


def trailing(text: str) -> str:
    return "\n".join(line + " " for line in text.split("\n"))


def apart(text: str) -> str:
    """A blank line after every line."""
    return "\n\n".join(line for line in text.split("\n") if line.strip())


def dense(text: str) -> str:
    """No blank line at all."""
    return "\n".join(line for line in text.split("\n") if line.strip())


def narrow(text: str) -> str:
    return "\n".join(
        line if "\t" in line else "\n".join(textwrap.wrap(line, 60)) for line in text.split("\n")
    )


def unlike(house: str, form: Callable[[str], str]) -> tuple[list[str], list[str]]:
    """Facts that were not read, and facts that were read and are not there."""
    text = form((DATA / f"{house}.txt").read_text(encoding="utf-8"))
    wanted, found = expected(house).splitlines(), sets("\n" + text).splitlines()
    if form is curly:
        wanted = [curly(line) for line in wanted]
    missing = [line for line in wanted if line not in found]
    return missing, [line for line in found if line not in wanted]


@pytest.mark.parametrize("form", [curly, hard_spaces, columns, bold, pages])
@pytest.mark.parametrize("house", HOUSES)
def test_marks_spaces_and_pages_change_nothing(house: str, form: Callable[[str], str]) -> None:
    assert unlike(house, form) == ([], [])


@pytest.mark.parametrize("form", [trailing, apart, dense, narrow])
@pytest.mark.parametrize("house", HOUSES)
def test_lost_blank_lines_and_widths_change_one_fact_at_most(
    house: str, form: Callable[[str], str]
) -> None:
    missing, extra = unlike(house, form)
    assert len(missing) <= 1
    assert len(extra) <= 2
