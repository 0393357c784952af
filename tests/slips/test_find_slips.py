"""Slips in a text, found one by one."""

from __future__ import annotations

import datetime as dt

import pytest

from rotherham_hwb.slips.dates import names_other_day
from rotherham_hwb.slips.find_slips import find_slips
from rotherham_hwb.slips.slip import SlipKind
from rotherham_hwb.slips.tables import table_slips


def kinds(text: str) -> list[SlipKind]:
    return [slip.kind for slip in find_slips(text)]


def families(text: str) -> list[str]:
    return [kind.family for kind in kinds(text)]


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
    assert families(text) == ["placeholder"]


@pytest.mark.parametrize(
    "text",
    [
        "Ring 07700 900123 after six.",
        "Ring +44 7700 900 123.",
        "Write to ada.byron@gmail.com",
        "NHS number: 943 476 5919",
        "Her number is QQ123456C".replace("QQ", "AB"),
        "Date of birth: 4/5/1961",
        "Ring her on 01709 362514 after six.",
        "Her mother can be reached on (0114) 496 0123.",
        "Mr T Whitlam of 4 Bluebell Road asked about bins.",
        "Jane Smithson, S65 3QP, wrote in.",
        "He lives at Flat 3, 14 Acacia Avenue, Rawmarsh.",
        "Question from Mrs E Crabshaw, 22 Tansy Close,\nWath S63 7AB",
        "It was sent to 9 Orchard Rise, Swinton, s64 8ab.",
        "It was sent to 14 Church Lane, Rotherham S60 2AB.",
        "Patient 943 476 5919 waited a day.",
        "Seen as 943-476-5919.",
        "My son Kit, aged 9, was excluded in March.",
        "Her daughter Amy is seven and goes to Maltby.",
        "A 6-year-old boy was hurt.",
        "Our grandson in Year 4 walks there.",
        "Tom (8) attends Dinnington Primary School.",
        "A resident wrote from jo@smithson-family.co.uk",
    ],
)
def test_personal_data_is_found(text: str) -> None:
    assert families(text) == ["personal"]


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
    assert families(text) == ["inside"]


@pytest.mark.parametrize(
    "text",
    [
        "A draft budget was consulted on; the draft plan follows in 2026.",
        "Write to governance@rotherham.example or ring 01709 555123.",
        "See https://www.gov.uk/guidance and https://example.org/a",
        "The fund stands at 07 1234 units; see section 3.2?",
        "Wednesday 22 January 2025",
        "The ratio A:B is 3:1.",
        "The draft 2025/26 budget and a draft 3 year plan",
        "The clinic 24.00.12 closes, section 31.6.10 says",
        "One named officer will see to it; the sum is 07700900123456 pounds",
        "Contact Officer: Ada Byron, Head of Policy, 01709 822222",
        "Telephone: (01709) 254421\nDirector of Public Health",
        "Town Hall, Moorgate Street, Rotherham S60 2TH",
        "Clifton Medical Centre, 79 Doncaster Gate, Rotherham S65 1DA",
        "Switchboard 01709 382121, www.rotherham.example",
        "Children aged 4-5 and 10-11, and a child aged 5 to 16",
        "Year 6 children and the school year 2016",
        "Each pupil in Years 4 and 5; her children are 12% of them",
        "The sum of 943 476 5918 pounds",
        "Write to info@outlook-town.example, or the XX chromosome",
    ],
)
def test_everyday_words_are_no_slip(text: str) -> None:
    assert kinds(text) == []


def test_a_wrong_weekday_names_the_right_one() -> None:
    assert [slip.sentence for slip in find_slips("Come on Tuesday 22 January 2025.")] == [
        "“Tuesday 22 January 2025” is not right: that day is a Wednesday."
    ]


def test_a_day_that_does_not_exist_is_said() -> None:
    assert kinds("On 31 June 2025 the lease ends.") == [SlipKind.NO_SUCH_DATE]


def test_the_same_slip_is_told_once() -> None:
    assert kinds("TBC and TBC and TBC") == [SlipKind.UNCONFIRMED]


def test_another_day_for_the_meeting_is_noticed() -> None:
    day = dt.date(2025, 1, 22)

    assert names_other_day("Meeting: 29 January 2025", day) == "29 January 2025"
    assert names_other_day("Date of meeting: 22 January 2025", day) == ""
    assert names_other_day("The meeting on 22 January 2025", day) == ""


def test_a_slip_says_its_words_and_where_they_stand() -> None:
    (slip,) = find_slips("Ring Ada on 07700 900123 today.")
    assert (slip.words, slip.place) == ("07700 900123", 12)
    assert slip.sentence == "“07700 900123” looks like a mobile number."


def test_words_that_two_recognisers_know_are_told_of_once() -> None:
    assert kinds("On XX/XX/2025 [insert XX]") == [SlipKind.BLANK, SlipKind.DATE_LEFT_OUT]


def test_a_year_on_the_next_line_belongs_to_the_date_before_it() -> None:
    assert kinds("The next is on Wednesday, 15th March,\n2019 at noon") == [SlipKind.WEEKDAY]
    assert kinds("Beds: 31\nFebruary saw more of them") == []


def test_a_table_with_a_row_for_each_person_is_found_by_its_heads() -> None:
    rows = [("Seats",), ("Case", "Age Range", "Gender", "Ethnicity"), ("1", "1-4", "F", "Any")]
    (slip,) = table_slips(rows)
    assert (slip.kind, slip.place) == (SlipKind.SINGLE_CASE, 1)
    assert not list(table_slips([("Age", "Gender", "Ethnicity"), ("0-4 years", "120", "80")]))
