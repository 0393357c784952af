"""What colours a council may choose."""

from __future__ import annotations

import pytest

from meetings.colours import colour_of, contrast, must_be_readable
from meetings.identity import PRIMARY
from meetings.lifecycle import Refused


@pytest.mark.parametrize(
    ("said", "colour"),
    [("#12464C", "#12464c"), (" 12464c ", "#12464c"), ("#ABC", "#aabbcc"), ("", "")],
)
def test_a_colour_is_taken_as_people_write_it(said: str, colour: str) -> None:
    assert colour_of(said) == colour


@pytest.mark.parametrize("said", ["teal", "#12", "#1234567", "#12464g", "#fff;x:y", "#１２３"])
def test_what_is_no_colour_is_refused_with_how_to_write_it(said: str) -> None:
    with pytest.raises(Refused, match="such as #12464c"):
        colour_of(said)


def test_contrast_is_counted_as_wcag_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#123456", "#123456") == 1


@pytest.mark.parametrize("colour", [PRIMARY, "#000000", "#a3004f", "#005ea5"])
def test_a_dark_colour_may_be_chosen(colour: str) -> None:
    must_be_readable(colour)


@pytest.mark.parametrize("colour", ["#ffffff", "#ffdd00", "#777777", "#767676"])
def test_a_colour_that_is_too_light_for_words_is_refused(colour: str) -> None:
    with pytest.raises(Refused, match="Choose a darker shade"):
        must_be_readable(colour)
