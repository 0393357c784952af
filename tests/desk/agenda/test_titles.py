"""Titles as people write and paste them."""

from __future__ import annotations

import pytest

from rotherham_hwb.desk.agenda.titles import TitlesForm, read_titles


@pytest.mark.parametrize(
    ("pasted", "read"),
    [
        ("Budget", "Budget"),
        (
            "1. Apologies|2. Strategy|(a) Housing|(b) Roads|3) Close",
            "Apologies|Strategy|>Housing|>Roads|Close",
        ),
        ("• Apologies|- Budget 2026", "Apologies|Budget 2026"),
        ("1 Apologies|2 Minutes (Pages 5 - 21)", "Apologies|Minutes"),
        ("2025 Budget|5 clear days", "2025 Budget|5 clear days"),
        ("4. Strategy|4.1 Housing|5. 2.5 million", "Strategy|>Housing|2.5 million"),
        ("1.|Apologies||2.|Strategy|(a)|Housing", "Apologies|Strategy|>Housing"),
        ("(a) First|(b) Second", "First|Second"),
        ("A. Smith’s report|10.30 start", "A. Smith’s report|10.30 start"),
        ("3rd quarter|24/7 care|Item (a)", "3rd quarter|24/7 care|Item (a)"),
        ("Strategy|4(a) Housing|o\tRoads", "Strategy|>Housing|>Roads"),
        ("- | | 7.", ""),
    ],
)
def test_numbers_bullets_and_pages_go_and_letters_make_sub_items(pasted: str, read: str) -> None:
    found = [f"{'>' if each.below else ''}{each.words}" for each in read_titles(_lines(pasted))]

    wanted = read.split("|") if read else []
    assert found == wanted


def test_a_title_that_is_too_long_is_named() -> None:
    form = TitlesForm({"titles": "Budget\n" + "x" * 501})

    assert "Title 2:" in form.errors["titles"][0]


def _lines(words: str) -> str:
    return words.replace("|", "\n")
