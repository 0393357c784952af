"""The checks of a meeting and the reader of old packs find the same slips, from one list."""

from __future__ import annotations

import pytest

from meetings.models import AgendaItem, Meeting
from reports.models import Paper, Placement
from rotherham_hwb.checks import rules
from rotherham_hwb.checks.known import KnownAgenda, PlacedPaper
from rotherham_hwb.checks.texts import PaperText
from rotherham_hwb.slips.marks import RECOGNISERS
from rotherham_hwb.slips.slip import SlipKind
from tests.legacy.packs import MARKDOWN, read

IN_WORDS = {
    SlipKind.NOTE: "Figures <to be included> here",
    SlipKind.NAME: "Director of Finance: Named officer",
    SlipKind.QUESTION: "Lead: who??",
    SlipKind.BLANK: "Sent to [insert name] for comment",
    SlipKind.DATE_LEFT_OUT: "It met on xx/xx/2025 last",
    SlipKind.FIGURE: "It costs £XX a year",
    SlipKind.REFERENCE: "Error! Reference source not found.",
    SlipKind.FILLER: "Lorem ipsum dolor sit",
    SlipKind.EDITING: "Sent out with tracked changes",
    SlipKind.UNCONFIRMED: "Venue TBC",
    SlipKind.DRAFT: "DRAFT v2 06 09 2017",
    SlipKind.MOBILE: "Ring +44 (0)7700 900 123 now",
    SlipKind.LANDLINE: "Ring her on 01709 362514 after six",
    SlipKind.HOME: "Mrs Ada Moss, 22 Tansy Close, Wath S63 7AB",
    SlipKind.CHILD: "My son Kit, aged 9, was unwell",
    SlipKind.PRIVATE_ADDRESS: "Write to ada.moss@ymail.co.uk",
    SlipKind.NHS_NUMBER: "NHS number: 943 476 5919",
    SlipKind.INSURANCE_NUMBER: "It is AB 12 34 56 C",
    SlipKind.BIRTH: "Date of birth: 4/5/1961",
    SlipKind.DRIVE: "See file://server/beds.doc",
    SlipKind.INTRANET: "See http://councilnet/pages/1 for it",
    SlipKind.WEEKDAY: "It met on Wednesday, 15th March, 2019.",
    SlipKind.NO_SUCH_DATE: "Due by 31.06.19, it says",
    SlipKind.ORDINAL: "It is the 22th time",
}


def checked(line: str) -> list[str]:
    """What the checks say of a public paper that has this line."""
    item = AgendaItem(pk=1, number="1", title="Roads")
    placed = PlacedPaper(item, Placement(), Paper(pk=1, title="A report"), None, PaperText((line,)))
    return [each.sentence for each in rules.slips(KnownAgenda(Meeting(pk=1), None, (), (placed,)))]


def read_as_old(line: str) -> list[str]:
    """What the reader of old packs says of this line at the end of a pack."""
    before = [each.sentence for each in read(MARKDOWN).warnings]
    after = [each.sentence for each in read(f"{MARKDOWN}\n{line}\n").warnings]
    for sentence in before:
        after.remove(sentence)
    return after


@pytest.mark.parametrize(("kind", "line"), IN_WORDS.items())
def test_both_find_each_kind_of_slip_and_say_the_same(kind: SlipKind, line: str) -> None:
    (said,) = checked(line)
    assert said in read_as_old(line)


def test_every_kind_that_words_can_show_is_tried_here() -> None:
    assert set(IN_WORDS) == set(SlipKind) - {SlipKind.SINGLE_CASE}
    assert {each.kind for each in RECOGNISERS} <= set(IN_WORDS)
