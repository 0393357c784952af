"""The lines that the title of an agenda item is broken over."""

import pytest

from tests.legacy.packs import read

BROKEN = "Review of the standing orders and of the"


@pytest.mark.parametrize(
    ("line", "goes_on"),
    [
        ("Terms of reference", False),
        ("terms of reference of the harbour boards", False),  # 40 characters: still a heading
        ("terms of reference of every harbour board", True),  # 41: too long for one
        ("rules of the harbour", True),  # short, and not what opens a foot
    ],
)
def test_a_title_goes_on_in_no_short_line_that_opens_the_foot(line: str, goes_on: bool) -> None:
    text = ["TOWN BOARD", "", "A G E N D A", "", "1. Apologies", f"2. {BROKEN}", line, "3. Roads"]
    title = read("\n".join(text)).agenda[1].title.value

    assert title == (f"{BROKEN} {line}" if goes_on else BROKEN)
