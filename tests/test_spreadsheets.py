"""A table for spreadsheets runs nothing, and says what it said when it is read back."""

import csv
import io

import pytest

from rotherham_hwb.spreadsheets import csv_text, guarded, unguarded


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@a", "\t=1", "\r=1", "  =1", "\n=1"])
def test_no_cell_runs_in_a_spreadsheet(cell: str) -> None:
    (row,) = csv.reader(io.StringIO(csv_text([], [[cell]]).split("\r\n", 1)[1], newline=""))
    assert row == [f"'{cell}"]


@pytest.mark.parametrize(
    "text",
    [
        "=1",
        "'=1",
        "''=1",
        "  =1",
        "' =1",
        "-",
        "@home",
        "'t Hooft",
        "O'Brien",
        "'",
        "",
        "Ada - Byron",
    ],
)
def test_a_guarded_cell_is_read_back_as_it_was(text: str) -> None:
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize("text", ["Ada Byron", "O'Brien", "'t Hooft", "3 - 4", ""])
def test_everyday_words_are_not_touched(text: str) -> None:
    assert guarded(text) == text == unguarded(text)
