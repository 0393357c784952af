"""Which entry of the menu a page belongs to."""

import pytest

from rotherham_hwb.context import section_of


@pytest.mark.parametrize(
    ("path", "section"),
    [
        ("/", ""),
        ("/minutes/12/23/", "meetings"),
        ("/boards/health-and-wellbeing-board/actions/", "boards"),
        ("/desk/meetings/4/agenda/", "desk"),
        ("/desk/reports/7/write/", "reports"),
        ("/desk/report-templates/", "desk"),
        ("/desk/placements/3/recommendations/", "reports"),
        ("/accessibility/", ""),
    ],
)
def test_an_address_belongs_to_the_entry_with_the_longest_path(path: str, section: str) -> None:
    assert section_of(path) == section
