"""What is typed, as the database is asked it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from django.db import connection

from rotherham_hwb.search_index.query import CONFIG, ask
from rotherham_hwb.search_index.synonyms import groups

pytestmark = pytest.mark.django_db
BOARDS = [("Health and Wellbeing Board", "", ["H & W Board"])]
TEXT = "The Health and Wellbeing Board heard of smoke-free parks and the Better Care Fund."


def holds(text: str, words: str, same: Sequence[Sequence[str]] | None = None) -> bool:
    asked = ask(words, list(groups(BOARDS)) if same is None else same)
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_tsvector(%s, %s) @@ %s::tsquery", [CONFIG, text, asked.tsquery])
        return bool(cursor.fetchone()[0])


@pytest.mark.parametrize(
    "words",
    [
        *("HWB", "hwbb", "H&WB", "well-being board", "BCF", "bcf parks"),
        *("smokefree", "smoke free", '"better care fund"', "better care fund parks"),
        *("park*", "car* fund", "parks -cars", "cars or parks"),
    ],
)
def test_what_means_the_same_finds_it(words: str) -> None:
    assert holds(TEXT, words)


@pytest.mark.parametrize("words", ["ICB", "HWB cars", '"care better"', "parks -board", "car*"])
def test_what_means_something_else_does_not(words: str) -> None:
    assert not holds("The Health and Wellbeing Board heard of parks.", words)


def test_words_of_a_name_stand_apart_unless_they_are_quoted() -> None:
    text = "The fund pays for better and quicker care."

    assert holds(text, "better care fund")
    assert not holds(text, '"better care fund"')


def test_an_accent_is_no_other_word() -> None:
    assert holds("Councillor Béla Nagy", "bela nagy")


@pytest.mark.parametrize("words", ["the", "", "-parks", '"', "& | !", "():*", "\\", "'; --"])
def test_what_asks_for_nothing_asks_nothing(words: str) -> None:
    assert ask(words, groups(BOARDS)).tsquery == ""
