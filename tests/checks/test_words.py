"""Slips in a text, found one by one."""

from __future__ import annotations

import datetime as dt

import pytest

from rotherham_hwb.checks import words


def codes(text: str) -> list[str]:
    return [slip.code for slip in words.slips(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Contact: named officer, telephone to be added",
        "Approved by <to be included once known>",
        "The lead is [insert name here].",
        "Who pays for it??",
        "The cost is XXX in the first year.",
        "The date is TBC.",
        "DRAFT",
        "winter-plan draft v0.3.docx",
    ],
)
def test_a_placeholder_is_found(text: str) -> None:
    assert codes(text) == ["placeholder"]


@pytest.mark.parametrize(
    "text",
    [
        "Ring 07700 900123 after six.",
        "Ring +44 7700 900 123.",
        "Write to ada.byron@gmail.com",
        "NHS number: 943 476 5919",
        "Her number is QQ123456C".replace("QQ", "AB"),
        "Date of birth: 4/5/1961",
    ],
)
def test_personal_data_is_found(text: str) -> None:
    assert codes(text) == ["personal"]


@pytest.mark.parametrize(
    "text",
    [
        r"Saved at S:\Policy\Winter\plan.docx",
        r"See \\fileserver\policy\plan.docx",
        "See http://intranet/policies for more.",
        "See https://council.sharepoint.com/sites/policy",
    ],
)
def test_a_link_inside_the_council_is_found(text: str) -> None:
    assert codes(text) == ["inside"]


@pytest.mark.parametrize(
    "text",
    [
        "A draft budget was consulted on; the draft plan follows in 2026.",
        "Write to governance@rotherham.example or ring 01709 555123.",
        "See https://www.gov.uk/guidance and https://example.org/a",
        "The fund stands at 07 1234 units; see section 3.2?",
        "Wednesday 22 January 2025",
        "The ratio A:B is 3:1.",
    ],
)
def test_everyday_words_are_no_slip(text: str) -> None:
    assert codes(text) == []


def test_a_wrong_weekday_names_the_right_one() -> None:
    assert [slip.sentence for slip in words.slips("Come on Tuesday 22 January 2025.")] == [
        "“Tuesday 22 January 2025” is not right: that day is a Wednesday."
    ]


def test_a_day_that_does_not_exist_is_said() -> None:
    assert codes("On 31 June 2025 the lease ends.") == ["no_such_date"]


def test_the_same_slip_is_told_once() -> None:
    assert codes("TBC and TBC and TBC") == ["placeholder"]


def test_another_day_for_the_meeting_is_noticed() -> None:
    day = dt.date(2025, 1, 22)

    assert words.names_other_day("Meeting: 29 January 2025", day) == "29 January 2025"
    assert words.names_other_day("Date of meeting: 22 January 2025", day) == ""
    assert words.names_other_day("The meeting on 22 January 2025", day) == ""
