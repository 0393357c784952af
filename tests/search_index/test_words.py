"""Words as somebody would look for them."""

from __future__ import annotations

import pytest

from rotherham_hwb.search_index.synonyms import initials
from rotherham_hwb.search_index.words import findable, with_capitals


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("the vacci-\nnation", "vaccination"),
        ("the vacci\ufffe\nnation", "vaccination"),
        ("long-\nterm", "long-term"),
        ("vac\u00adcin\u00adation", "vaccination"),
        ("o\ufb03ce", "office"),
        ("a\0b", "a b"),
    ],
)
def test_what_a_page_does_to_a_word_does_not_hide_it(text: str, holds: str) -> None:
    assert holds in findable(text)


def test_a_dash_between_words_and_a_number_at_a_line_end_stay_as_they_are() -> None:
    assert findable("2024-\n2025 and -\nthen") == "2024-\n2025 and -\nthen"


def test_capitals_that_are_small_words_are_words_of_their_own() -> None:
    assert with_capitals("IT and WHO, it and who") == (
        "informationtechnology and worldhealthorganization, it and who"
    )


def test_a_board_is_known_by_its_initials() -> None:
    assert set(initials("Health and Wellbeing Board")) == {"HWB", "HWBB", "H&WB", "H&WBB"}
    assert initials("Cabinet") == []
