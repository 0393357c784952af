"""People told of in sentences: who could not come, who else was there, who took the chair."""

from __future__ import annotations

import pytest

from rotherham_hwb.legacy.facts import MinutesSet
from tests.legacy.packs import read


def _minutes(attendance: str, first: str) -> MinutesSet:
    (found,) = read(
        "SANDBANK COUNCIL\nMinutes of the meeting held on Monday 6 May 2019\n\n"
        f"{attendance}\n\n1. Members away\n\n{first}\n\n2. Slipway\n\nSeen.\n"
    ).minutes
    return found


@pytest.mark.parametrize(
    ("told", "away"),
    [
        ("The Clerk had word from Cllr Una Frost, who was ill.", ["Cllr Una Frost"]),
        (
            "Mr Sam Vale and Miss Bea Lark had asked to be excused.",
            ["Mr Sam Vale", "Miss Bea Lark"],
        ),
        ("Councillors Frost and Vale sent their regrets.", ["Frost", "Vale"]),
        ("Cllr Ada Moss was told that Cllr Una Frost could not come.", ["Cllr Una Frost"]),
    ],
)
def test_who_could_not_come_is_read_from_a_sentence(told: str, away: list[str]) -> None:
    found = _minutes("Present: Cllr Ada Moss (Chair) and Cllr Col Reed", told)
    assert [person.name.value for person in found.apologies] == away


@pytest.mark.parametrize(
    "said", ["CR took the chair.", "Col Reed, Vice-Convener, presiding.", "Col Reed presiding"]
)
def test_who_took_the_chair_is_read_from_a_sentence(said: str) -> None:
    found = _minutes(f"Present: Ada Moss (AM), Col Reed (CR)\n\n{said}", "None.")
    assert found.chair is not None
    assert found.chair.value == "Col Reed"


def test_those_of_whom_a_sentence_says_that_they_were_there_are_present() -> None:
    found = _minutes(
        "Present: Cllr Ada Moss (Chair) and Cllr Col Reed\n\n"
        "The Town Clerk, Mr Hal Stone, was there too, with four of the public.",
        "None.",
    )
    assert found.present[-1].name.value == "Mr Hal Stone"
    assert found.present[-1].post is not None
    assert found.present[-1].post.value == "Town Clerk"


def test_two_people_a_row_are_two_people() -> None:
    found = _minutes(
        "PRESENT     Ada Moss            AM      Col Reed            CR\n"
        "            Dot Finch           DF      Una Frost (Police)  UF",
        "None.",
    )
    assert [(p.name.value, p.initials) for p in found.present] == [
        ("Ada Moss", "AM"),
        ("Col Reed", "CR"),
        ("Dot Finch", "DF"),
        ("Una Frost", "UF"),
    ]
