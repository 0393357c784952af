"""The papers of a pack: where they begin, which item they belong to, what their covers say."""

import pytest

from rotherham_hwb.legacy.facts import ReadPack, ReadReport
from tests.legacy.packs import LAYOUT, MARKDOWN, read


def fields(report: ReadReport) -> dict[str, str]:
    return {field.label: field.value.value for field in report.fields}


def by_item(pack: ReadPack) -> dict[str, ReadReport]:
    return {r.agenda_item.value: r for r in pack.reports if not r.attachment}


def test_papers_go_to_items_by_order_and_range() -> None:
    pack = read(MARKDOWN)
    papers = [(r.agenda_item.value, r.title.value) for r in pack.reports]
    assert papers == [("4", "Getting through the winter"), ("6", "Teeth of the town")]
    assert all(r.agenda_item.inferred for r in pack.reports)


def test_page_tops_tell_where_a_paper_without_a_cover_begins() -> None:
    papers = [(r.agenda_item.value, r.title.value) for r in read(LAYOUT).reports]
    assert papers == [
        ("4", "Winter in the valley"),
        ("4A", "Falls on the stairs"),
        ("5", "Teeth of the town"),
    ]


def test_form_feeds_number_the_pages() -> None:
    text = (
        "TOWN BOARD\n\nAGENDA\n\n1. Roads (Pages 1 - 2)\n2. Rivers (Page 3)\n3. Bridges (Page 5)\n"
        "\fThe roads\n\nMuch tar.\n\fMore tar.\n\fThe rivers\n\nWater.\n\f\fThe bridges\n\nStone.\n"
    )
    papers = [(r.agenda_item.value, r.title.value) for r in read(text).reports]
    assert papers == [("1", "The roads"), ("2", "The rivers"), ("3", "The bridges")]


def test_the_text_of_a_paper_is_kept_as_it_was_given() -> None:
    pack = read(MARKDOWN)
    paper = by_item(pack)["4"]
    assert pack.text(paper.start_line, paper.end_line).startswith("1.\tMeeting:\tWellbeing Board")
    assert pack.text(paper.start_line, paper.end_line).endswith("Head of Wards")


def test_a_numbered_cover_gives_its_fields_whatever_their_numbers() -> None:
    found = fields(by_item(read(MARKDOWN))["4"])
    assert found["Title"] == "Getting through the winter"
    assert found["Recommendations"] == "That the Board: 5.1 Note the position"
    assert found["Finance"] == "None."
    assert found["Contact Name"] == "Ada Moss Head of Wards"


def test_a_summary_sheet_gives_its_answers() -> None:
    found = fields(by_item(read(MARKDOWN))["6"])
    assert found["Ward(s) Affected"] == "All wards"
    assert found["Recommendations"] == "That the survey be welcomed."


COVER = """\
TOWN BOARD

Date: Friday, 3rd May, 2019

AGENDA

1. Roads (Pages 1 - 9)

Summary Sheet

Report Title

Mending the roads

Exempt from the Press and Public

No

Mending the roads of the town

1. Recommendations

That they be mended.

2. Background

The first thing
1. tar
2. stone

Consultation

Nobody was asked.

3. Key Issues

Holes.

This report is published on the council's pages

1. Introduction

Another paper, bound behind, tells of tar.
"""


def test_an_answer_stops_before_the_title_that_the_report_repeats() -> None:
    assert fields(read(COVER).reports[0])["Exempt from the Press and Public"] == "No"


def test_lists_sub_headings_and_bound_papers_are_no_fields() -> None:
    labels = list(fields(read(COVER).reports[0]))
    assert labels == [
        "Report Title", "Exempt from the Press and Public", "Recommendations", "Background",
        "Key Issues",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "cover",
    [
        "Town Board – Friday 3rd May 2019\n\nMending the roads\n\nPurpose:\n\nTo mend.",
        "Town Board Report\n\n3 May 2019\n\nTitle\n\nMending the roads\n\nWard(s) Affected\n\nAll",
        "Briefing note for: Town Board**Subject: Mending the roads****Date: 3 May 2019**"
        "**Background**\n\nHoles.",
        "From:   Ada Moss, Engineer\nTo:   Town Board – 3 May 2019\nSubject:   Mending the roads\n"
        "Classification:   Unrestricted\n\nSummary:\nHoles.",
    ],
)
def test_covers_of_many_forms_give_a_title(cover: str) -> None:
    text = (
        "TOWN BOARD\n\nDate: Friday, 3rd May, 2019\n\nAGENDA\n\n"
        "1. Rivers (Page 1)\n2. Roads (Page 2)\n\n"
        "The rivers\n\nWater runs down to the sea.\n\n" + cover + "\n"
    )
    assert read(text).reports[-1].title.value == "Mending the roads"
    assert [r.agenda_item.value for r in read(text).reports] == ["1", "2"]


def test_a_date_of_another_meeting_starts_no_paper() -> None:
    text = (
        "TOWN BOARD\n\nDate: Friday, 3rd May, 2019\n\nAGENDA\n\n1. Rivers (Page 1)\n\n"
        "The rivers\n\nIt went to:\n\nTown Cabinet – 9th May 2019\n\nAnd on.\n"
    )
    assert len(read(text).reports) == 1


def test_a_late_item_gets_the_pages_between_and_says_so() -> None:
    warnings = [w.sentence for w in read(LAYOUT).warnings]
    assert "Item 4A prints no pages; the gap it fills is page 5." in warnings
