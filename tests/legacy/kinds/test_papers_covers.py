"""Cover sheets in the forms that councils and health bodies print: each gives its title and fields.

Every sheet below is made up; only the headings are those that such templates have.
"""

import pytest

from rotherham_hwb.legacy.facts import ReadReport
from tests.legacy.packs import read

FRONT = """HARBOUR TOWN COUNCIL

HEALTH SCRUTINY COMMITTEE

Venue: Guildhall
Date: Tuesday, 4 June 2019
Time: 10.00 am

AGENDA

1. Apologies
2. Minutes of the previous meeting (Pages 1 - 4)
3. Ferries to the islands (Pages 5 - 12)
4. Care at home (Pages 13 - 20)

HEALTH SCRUTINY COMMITTEE
7 May 2019

Present: Councillor A Tern (Chair), Councillor B Gull

1. APOLOGIES

Apologies were received from Councillor C Wren.

2. MINUTES

RESOLVED: That the minutes be approved.

"""
NEXT = (
    "\nReport to:\tHealth Scrutiny Committee\nDate:\t4 June 2019\nTitle:\tCare at home\n\nWell.\n"
)

COLONS = """Subject:                    Ferries to the islands in winter

Date of meeting:    4 June 2019

Report of:                 Executive Director for Boats

Contact Officer:      Name: Dora Swan
                      Tel: 01999 290000

Ward(s) affected:   All

For general release

1.         Purpose of the report and policy context

1.1       To tell of the boats.

2.         Recommendations

2.1       That the Committee notes the timetable.

3.         Analysis and consideration of alternative options

3.1       None.

4.         Community engagement and consultation

4.1       Islanders were asked.

5.         Sustainability implications

5.1       Less smoke.
"""
ROWS = """HEALTH SCRUTINY COMMITTEE\t4 June 2019

Ferries to the islands in winter

Final Decision-Maker\tCabinet
Lead Head of Service\tDora Swan, Head of Boats
Lead Officer and Report Author\tEd Crane, Boat Officer
Classification\tPublic
Wards affected\tAll

Executive Summary

The boats need paint.

Timetable

Meeting\tDate
Cabinet\t9 July 2019

1. INTRODUCTION AND BACKGROUND

1.1 Boats have peeled.

2. AVAILABLE OPTIONS

2.1 Do nothing.
"""
CAPITALS = """REPORT TO:\tHealth Scrutiny Committee
DATE:\t4 June 2019
REPORTING OFFICER:\tStrategic Director, Boats
PORTFOLIO:\tHealth and Wellbeing
SUBJECT:\tFerries to the islands in winter
WARD(S):\tBorough-wide

1.0 PURPOSE OF THE REPORT

1.1 To tell of the boats.

2.0 RECOMMENDATION: That

1) the report be noted; and
2) boats be bought.

3.0 EQUALITY AND DIVERSITY ISSUES

3.1 None.
"""
LETTERED = """From:\tDora Swan, Cabinet Member for Boats

To:\tHealth Scrutiny Committee – 4 June 2019

Subject:\tFerries to the islands in winter

Key decision: No

Classification: Unrestricted

Past Pathway of report:  None

Electoral Division:   All

Is the decision eligible for call-in?  Yes

Summary: The boats need paint.

Recommendation(s):

The Committee is asked to endorse the paint.

1. Introduction

1.1 Boats peel.

10. Background Documents

None

11. Contact details

Report Author:\tRelevant Director:
Ed Crane, Boat Officer\tDora Swan
"""
BANNER = """Health Scrutiny Committee

4 June 2019

Ferries to the islands in winter

Report of Dora Swan, Corporate Director of Boats

Electoral division(s) affected:
Countywide

Purpose of the Report

1\tTo tell of the boats.

Recommendation(s)

2\tThe Committee is recommended to:

(a)\tnote the paint;

Background

3\tBoats peel.

Background papers

•\tNone
"""
HEALTH = """Title of meeting:\tHealth Scrutiny Committee
Date of Meeting:\t4 June 2019\tPaper Number:\t3
Title:\tFerries to the islands in winter
Sponsoring Director (name and job title)\tDora Swan, Director of Boats
Author(s):\tFlo Heron, Boat Officer
Purpose:\tTo tell of the boats
The Governing Body is asked to:\tNote the report
Executive summary:\tBoats need paint
Corporate objectives addressed by this paper:\t3
Health impact:\tNone
Engagement activity:\tNone

Boats carry the sick to the mainland.

They sail twice a day.
"""
SHEETS = {
    "colons": (COLONS, {
        "Ward(s) affected": "All", "Report of": "Executive Director for Boats",
        "Purpose of the report and policy context": "1.1 To tell of the boats.",
        "Sustainability implications": "5.1 Less smoke.",
    }),
    "rows": (ROWS, {
        "Final Decision-Maker": "Cabinet", "Wards affected": "All",
        "Lead Officer and Report Author": "Ed Crane, Boat Officer",
        "AVAILABLE OPTIONS": "2.1 Do nothing.",
    }),
    "capitals": (CAPITALS, {
        "REPORTING OFFICER": "Strategic Director, Boats", "WARD(S)": "Borough-wide",
        "RECOMMENDATION": "That 1) the report be noted; and 2) boats be bought.",
    }),
    "lettered": (LETTERED, {
        "To": "Health Scrutiny Committee – 4 June 2019", "Electoral Division": "All",
        "Summary": "The boats need paint.", "Background Documents": "None",
    }),
    "banner": (BANNER, {
        "Electoral division(s) affected": "Countywide", "Background": "3 Boats peel.",
        "Recommendation(s)": "2 The Committee is recommended to: (a) note the paint;",
    }),
    "health": (HEALTH, {
        "Paper Number": "3", "The Governing Body is asked to": "Note the report",
        "Sponsoring Director (name and job title)": "Dora Swan, Director of Boats",
        "Health impact": "None",
    }),
}  # fmt: skip


def papers(sheet: str, *, pages: bool) -> tuple[ReadReport, ...]:
    """The papers of a pack with the sheet in it: as Markdown, or as pages with columns."""
    if not pages:
        return read(FRONT + sheet + NEXT).reports
    head = FRONT.replace("HEALTH SCRUTINY COMMITTEE\n7", "\fHEALTH SCRUTINY COMMITTEE\n7")
    return read(
        head + "\f" * 4 + sheet.replace("\t", "    ") + "\f" * 8 + NEXT.replace("\t", "    ")
    ).reports


@pytest.mark.parametrize("pages", [False, True], ids=["tabs", "columns"])
@pytest.mark.parametrize("form", SHEETS)
def test_a_cover_of_any_form_gives_its_title_its_item_and_its_fields(
    form: str, pages: bool
) -> None:
    sheet, wanted = SHEETS[form]
    first, second = papers(sheet, pages=pages)
    assert first.title is not None
    assert second.title is not None
    assert (first.title.value, second.title.value) == (
        "Ferries to the islands in winter", "Care at home",
    )  # fmt: skip
    assert [r.agenda_item.value for r in (first, second) if r.agenda_item] == ["3", "4"]
    said = {field.label: field.value.value for field in first.fields}
    assert {label: said.get(label) for label in wanted} == wanted


def test_a_table_below_the_first_section_is_no_field() -> None:
    first, _ = papers(ROWS, pages=False)
    assert "Meeting" not in {field.label for field in first.fields}


def test_the_contacts_that_end_a_paper_do_not_begin_the_next() -> None:
    _, second = papers(LETTERED, pages=False)
    assert second.start_line == (FRONT + LETTERED).count("\n") + 2


def test_the_control_table_of_a_bound_document_begins_no_paper() -> None:
    control = "Title\tBoat plan\nAuthor\tEd Crane\nVersion\t3\nDate\t1 May 2019\n\nText.\n"
    assert len(papers(COLONS + "\n" + control, pages=False)) == 2
