"""The text of an old paper is shown with the tables, marks and links it was given with."""

from __future__ import annotations

import pytest

from rotherham_hwb.shown.old_text import old_passages
from rotherham_hwb.shown.prose import Passage


def only(text: str) -> Passage:
    (passage,) = old_passages(text)
    return passage


def line(text: str) -> str:
    (said,) = only(text).lines
    return said


def test_lines_with_tabs_are_a_table_with_the_first_as_its_header() -> None:
    table = only("Action\tLead\tBy when\nPaint\tAda\tMay\n\nSweep\t\tJune\n")

    assert table.headed
    assert table.rows == (
        ("Action", "Lead", "By when"),
        ("Paint", "Ada", "May"),
        ("Sweep", "", "June"),
    )
    assert table.body == table.rows[1:]


def test_labels_beside_their_values_are_a_table_without_a_header() -> None:
    table = only("1. Meeting:\tHARBOUR BOARD\n2. Date:\t4th March, 2014")

    assert not table.headed
    assert table.body == table.rows


def test_a_line_that_is_set_in_by_a_tab_is_no_table() -> None:
    assert only("\tThe lighthouse").lines == ("The lighthouse",)


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("the **white** one", "the <strong>white</strong> one"),
        ("a lone ** mark", "a lone  mark"),
        ("2 < 3 & <b>4", "2 &lt; 3 &amp;  4"),
        (r"Act \(2011\)", "Act (2011)"),
        ("see [the plan](#)", "see the plan"),
        ("see [the plan](javascript:alert(1))", "see the plan"),
        (
            "see [the plan](https://x.example/a)",
            'see <a class="govuk-link" href="https://x.example/a">the plan</a>',
        ),
        (
            "at https://x.example/a.",
            'at <a class="govuk-link" href="https://x.example/a">https://x.example/a</a>.',
        ),
        (
            "ask ada@x.example",
            'ask <a class="govuk-link" href="mailto:ada@x.example">ada@x.example</a>',
        ),
        ('<ul style="list-style-type:none">Paint', "Paint"),
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("## Summary", "<strong>Summary</strong>"),
    ],
)
def test_marks_and_links_are_kept_and_all_else_is_words(given: str, shown: str) -> None:
    assert line(given).strip() == shown.strip()


def test_an_attribute_cannot_be_broken_out_of() -> None:
    assert '"onclick' not in line('[x](https://x.example/"onclick=alert)')


def test_a_long_line_goes_on_in_the_next_and_a_heading_does_not() -> None:
    long = "The lighthouse wants paint before the winter, as was said in"
    found = old_passages(f"Summary\n{long}\nMarch.\n1. The pier")

    assert [each.lines[0] for each in found] == ["Summary", f"{long} March.", "1. The pier"]


def test_bullets_are_a_list_and_page_stamps_are_left_out() -> None:
    found = old_passages("- paint\n• sweep\n\nPage 12\n\nAgenda Item 7\n---\nEnd")

    assert [each.lines for each in found] == [("paint", "sweep"), ("End",)]
    assert found[0].bullets
